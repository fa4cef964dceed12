"""Ties: a chain of links, each of which splits what is still tied."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain as joined
from itertools import combinations

from helpers.records.tables import Decision
from helpers.rules.models import TieLink
from helpers.scoring.contest import Contest, listed
from helpers.scoring.stages import StageResult

Group = tuple[int, ...]  # places on the axis of the participants
Scores = Mapping[int, Fraction]


@dataclass(frozen=True)
class Split:
    """One link, tried on a group: what it looked at, and the groups it made, the best first."""

    link: str
    group: Group
    scores: Scores
    outcome: tuple[Group, ...]


@dataclass(frozen=True)
class TieBreak:
    """How a tie was settled.

    ``order`` has the best first; those who stand together in it share a rank. ``decided_by`` names
    for each of the group the last link that was needed to place it. ``undecided`` are the groups
    that wait for a person.
    """

    group: Group
    order: tuple[Group, ...]
    decided_by: dict[int, str]
    splits: tuple[Split, ...] = ()
    undecided: tuple[Group, ...] = ()


def break_tie(
    group: Group,
    links: Sequence[TieLink],
    score: Callable[[TieLink, Group], Scores | None],
    last: str = "",
) -> TieBreak:
    """ties: each link splits what is still tied; higher scores are better.

    Parameters
    ----------
    group
        The participants who are equal.
    links
        The chain, as far as it is still to be tried.
    score
        What a link looks at, for each of a group; None where it cannot be asked: then ``lot`` waits
        for its outcome, and any other link is skipped.
    last
        The link that made this group.
    """
    if len(group) == 1:
        return TieBreak(group, (group,), {group[0]: last})
    if not links:
        return TieBreak(group, (group,), dict.fromkeys(group, ""), undecided=(group,))
    link, *rest = links
    if link.kind == "shared":
        return TieBreak(group, (group,), dict.fromkeys(group, str(link)))
    scores = score(link, group)
    if scores is None:
        return break_tie(group, () if link.kind == "lot" else rest, score, last)
    outcome = grouped(scores)
    made_by = str(link) if len(outcome) > 1 else last
    parts = [break_tie(part, rest, score, made_by) for part in outcome]
    return TieBreak(
        group,
        order=tuple(joined.from_iterable(part.order for part in parts)),
        decided_by={who: link for part in parts for who, link in part.decided_by.items()},
        splits=(
            Split(str(link), group, scores, outcome),
            *joined.from_iterable(part.splits for part in parts),
        ),
        undecided=tuple(joined.from_iterable(part.undecided for part in parts)),
    )


@dataclass(frozen=True)
class TieChain:
    """The links of a category, and what they look at."""

    links: tuple[TieLink, ...]
    scores: Callable[[TieLink, Group], Scores | None]

    def settle(self, group: Group) -> TieBreak:
        """How the tie of a group is settled."""
        return break_tie(group, self.links, self.scores)


def grouped(scores: Scores) -> tuple[Group, ...]:
    """Those with equal scores together, the highest score first."""
    levels = sorted(set(scores.values()), reverse=True)
    return tuple(tuple(who for who in sorted(scores) if scores[who] == one) for one in levels)


@dataclass(frozen=True)
class TieScores:
    """What the links of a chain look at, over the stages held."""

    contest: Contest
    results: Mapping[str, StageResult]

    def __call__(self, link: TieLink, group: Group) -> Scores | None:
        """The score of each of the group, or None where the link cannot be asked."""
        if link.kind == "juror_majority":
            return majority_points(tuple(self.results.values()), group)
        if link.kind == "lot":
            return lot_scores(self.contest, group)
        result = self.results.get(link.stage)
        if result is None or not result.ranked[list(group)].all():
            return None
        if link.kind == "criterion":
            column = (result.criteria + result.committee_criteria).index(link.criterion)
            return {who: result.criterion_marks.fraction_at(who, column) for who in group}
        sign = -1 if self.contest.low_wins else 1
        return {who: sign * result.value.fraction_at(who) for who in group}


def majority_points(results: Sequence[StageResult], group: Group) -> Scores:
    """juror_majority: one point for each opponent whom more jurors put below than above.

    Each juror compares the sum of stage weight x own stage total, over the stages where all of its
    marks for both count.
    """
    points = dict.fromkeys(group, Fraction(0))
    for one, other in combinations(group, 2):
        lead = sum(_sign(ahead) for ahead in _leads(results, one, other).values())
        if lead:
            points[one if lead > 0 else other] += 1
    return points


def _leads(results: Sequence[StageResult], one: int, other: int) -> dict[str, Fraction]:
    """By how much each juror puts ``one`` ahead of ``other``."""
    leads: dict[str, Fraction] = {}
    for result in results:
        for seat, juror in enumerate(result.jurors):
            if result.jury.complete[[one, other], seat].all():
                totals = result.juror_totals
                ahead = totals.fraction_at(one, seat) - totals.fraction_at(other, seat)
                leads[juror] = leads.get(juror, Fraction(0)) + result.weight * ahead
    return leads


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def lot_scores(contest: Contest, group: Group) -> Scores | None:
    """lot: the order that a decision brought; None while there is none, or two that differ."""
    orders = {_order(contest, decision, group) for decision in contest.decisions("lot")}
    orders.discard(None)
    if len(orders) != 1:
        return None
    order = orders.pop()
    return None if order is None else {who: Fraction(-place) for place, who in enumerate(order)}


def _order(contest: Contest, decision: Decision, group: Group) -> Group | None:
    """The group in the order of a lot; None where the lot does not name all of them."""
    drawn = [contest.places[p] for p in listed(decision.value) if p in contest.places]
    order = tuple(dict.fromkeys(who for who in drawn if who in group))
    return order if len(order) == len(group) else None
