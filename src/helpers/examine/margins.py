"""Margins: how far each title place is ahead of the next, and which of them are close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from helpers.examine.chance import Chance
from helpers.examine.mark_changes import MarkChange, PlaceChange
from helpers.records.tables import Placing
from helpers.rules.models import Category
from helpers.scoring import CategoryResult

# As often as a difference of one standard error is turned around: once in six.
OFTEN = 1 / 6


@dataclass(frozen=True)
class TitleMargin:
    """A title place, and the distance to who comes next.

    ``margin`` is in points, or in places under rank_sum. Where there is none, ``reason`` says why:
    ``last`` (nobody is behind) or ``line`` (the next ones were no finalists).
    """

    placing: Placing
    margin: Decimal | None
    behind: tuple[Placing, ...]
    reason: str = ""


@dataclass(frozen=True)
class Closeness:
    """How firmly a title place is ahead of the next.

    ``change`` is the smallest change of one mark by which it no longer would be, ``passed`` is how
    often the next came out ahead in other panels (None where that is not known). It is close
    ``because`` one mark by one step of its scale suffices (``step``), or another panel would turn
    it around more than once in six (``chance``); '' where it is not close.
    """

    margin: TitleMargin
    change: MarkChange | None
    passed: float | None
    because: str

    @property
    def close(self) -> bool:
        """Whether the place is close."""
        return bool(self.because)


def title_margins(rule: Category, result: CategoryResult) -> tuple[TitleMargin, ...]:
    """The margin of every participant whose rank carries a title, best first."""
    ranked = [line for line in result.placings if line.rank is not None]
    return tuple(
        _margin_of(line, ranked)
        for line in ranked
        if line.rank is not None and line.rank <= len(rule.titles)
    )


def _margin_of(line: Placing, ranked: list[Placing]) -> TitleMargin:
    later = [other for other in ranked if (other.rank or 0) > (line.rank or 0)]
    behind = tuple(other for other in later if other.rank == later[0].rank)
    if not behind:
        return TitleMargin(line, None, (), "last")
    return TitleMargin(line, line.margin, behind, "" if line.margin is not None else "line")


def closeness(
    margins: Sequence[TitleMargin], changes: Sequence[PlaceChange], chance: Chance
) -> tuple[Closeness, ...]:
    """For each margin in points, what it is in single marks, and whether it is close."""
    by_rank = {place.rank: place for place in changes}
    passed: dict[int, float] = {}
    for margin in margins:
        known = [
            one.passed for one in chance.ranks if one.participant == margin.placing.participant
        ]
        for share in known:
            rank = margin.placing.rank or 0
            passed[rank] = max(share, passed.get(rank, 0.0))
    return tuple(
        _closeness(one, by_rank.get(one.placing.rank or 0), passed.get(one.placing.rank or 0))
        for one in margins
    )


def _closeness(margin: TitleMargin, place: PlaceChange | None, passed: float | None) -> Closeness:
    change = place.behind if place else None
    because = ""
    if margin.margin is not None and passed is not None and passed > OFTEN:
        because = "chance"
    if margin.margin is not None and change is not None and change.steps == 1:
        because = "step"
    return Closeness(margin, change, passed if margin.margin is not None else None, because)
