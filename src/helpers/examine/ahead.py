"""Where a participant stands and why: who is ahead of it, at which line it stayed behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.rules.models import Category
from helpers.scoring import CategoryResult
from helpers.scoring.finalists import Cut
from helpers.scoring.ties import Split, TieBreak
from helpers.scoring.totals import ranking_values


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many are ahead of a participant, by what puts them there.

    ``by_line`` were finalists where it was not, ``by_value`` have a better total, ``by_tie`` are
    equal and were put first by the chain of ties.
    """

    by_line: int
    by_value: int
    by_tie: int

    @property
    def rank(self) -> int:
        """The rank that follows."""
        return 1 + self.by_line + self.by_value + self.by_tie


def count_ahead(rule: Category, result: CategoryResult, who: int) -> Ahead:
    """Count, one by one, those who are ahead of a ranked participant.

    Raises
    ------
    ValueError
        The category has no order, or the participant no rank.
    """
    if result.order is None or result.totals is None or not result.order.ranks[who]:
        raise ValueError(f"{result.participants[who]} has no rank")
    values = ranking_values(rule, result.totals.exact, result.totals.value)
    sign = -1 if rule.combine.jurors == "rank_sum" else 1
    ranked = [place for place, rank in enumerate(result.order.ranks) if rank]
    key = {one: (finals_of(result, one), sign * values.fraction_at(one)) for one in ranked}
    tie = tie_of(result, who)
    return Ahead(
        by_line=sum(key[one][0] > key[who][0] for one in ranked),
        by_value=sum(key[one][0] == key[who][0] and key[one] > key[who] for one in ranked),
        by_tie=0 if tie is None else _before(tie, who),
    )


def finals_of(result: CategoryResult, who: int) -> int:
    """How often a participant was among the finalists: the more, the further ahead."""
    return sum(bool(cut.admitted[who]) for cut in result.cuts.values())


def tie_of(result: CategoryResult, who: int) -> TieBreak | None:
    """The tie in which a participant was, or None."""
    ties = result.order.ties if result.order else ()
    return next((tie for tie in ties if who in tie.group), None)


def splits_of(tie: TieBreak, who: int, *others: int) -> Iterator[Split]:
    """The links of the chain that looked at a participant, and at the others with it."""
    wanted = {who, *others}
    return (split for split in tie.splits if wanted <= set(split.group))


def parting_cut(result: CategoryResult, one: int, other: int) -> Cut | None:
    """The first line of finalists between two participants, or None where there is none."""
    return next(
        (cut for cut in result.cuts.values() if cut.admitted[one] != cut.admitted[other]), None
    )


def _before(tie: TieBreak, who: int) -> int:
    place = next(number for number, group in enumerate(tie.order) if who in group)
    return sum(len(group) for group in tie.order[:place])
