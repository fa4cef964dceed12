"""The ranking with every juror's strictness taken out: how much does strictness do?

A question, never a correction. In a complete panel that is averaged the answer is: nothing. Where
panels differ from one participant to the next, or the rule trims, it is what this tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from helpers.examine.equations import solved
from helpers.examine.jurors import JurorTable, juror_table
from helpers.examine.reruns import moved_titles
from helpers.records.facts import SeasonFacts
from helpers.records.findings import stops
from helpers.records.tables import Placing
from helpers.rules.models import Category, RuleBook
from helpers.scoring import CategoryResult
from helpers.scoring.arrays import JURORS, PARTICIPANTS
from helpers.scoring.category import Progress, begin, rank
from helpers.scoring.contest import Contest, contest_of
from helpers.scoring.exact import Exact, exact
from helpers.scoring.finalists import Cut
from helpers.scoring.missing import Counted
from helpers.scoring.scales import weight_of
from helpers.scoring.slots import Slot
from helpers.scoring.stages import StageResult, score_stage
from helpers.scoring.totals import below_stage_minimum

UNDECIDED, DISCONNECTED = "undecided", "disconnected"


@dataclass(frozen=True)
class Strictness:
    """What the titles would be if no juror were stricter than another.

    ``moved`` are the participants whose title would be another; ``shift`` is by how much the
    distance of two participants would change at most, None where nobody is ranked. ``reason`` says
    why there is no answer; ``message`` is the finding that stops such a ranking, if that is it.
    """

    moved: tuple[Placing, ...] = ()
    shift: Fraction | None = None
    reason: str = ""
    message: str = ""


def without_strictness(
    book: RuleBook, category: str, facts: SeasonFacts, official: CategoryResult
) -> Strictness:
    """Rank the category once more, from marks without the strictness of each juror in each stage.

    The finalists stay those that they were, because only they were marked.
    """
    if not official.decided:
        return Strictness(reason=UNDECIDED)
    contest = contest_of(book, category, facts)
    progress = begin(contest)
    for stage, result in official.stage_results.items():
        leveled = _leveled(contest, result)
        if leveled is None:
            return Strictness(reason=DISCONNECTED)
        progress = _held(contest.rule, progress, leveled, official.cuts.get(stage))
    whole = len(official.stage_results) == len(contest.rule.stages)
    result_without = rank(contest, progress, whole)
    if not result_without.decided:
        message = next(finding.message for finding in result_without.findings if stops(finding))
        return Strictness(reason="stopped", message=message)
    return Strictness(
        moved_titles(official, result_without), _largest_shift(official, result_without)
    )


def least_squares(table: JurorTable) -> tuple[Fraction, ...] | None:
    """The strictness of each juror that, with a level for each participant, fits the totals best.

    In points, above zero is milder; they add up to nothing. None where the jurors fall into groups
    that have no participant in common: then nobody can say which group is the stricter. Exact.
    """
    jurors = len(table.jurors)
    count = table.present.sum(axis=JURORS)
    there = table.present.astype(np.int64)
    own = table.totals.where(table.present)
    apart = (own - own.sum(JURORS).per(count)[:, None]).sum(PARTICIPANTS, table.present)
    rows = [[Fraction(1)] * jurors for _ in range(jurors)]  # all together are nothing
    for size in np.unique(count[count > 0]).tolist():
        some = there[count == size]
        pairs, given = some.T @ some, some.sum(axis=PARTICIPANTS)
        for one in range(jurors):
            rows[one][one] += int(given[one])
            for other in range(jurors):
                rows[one][other] -= Fraction(int(pairs[one, other]), size)
    return solved(rows, apart.fractions())


def _leveled(contest: Contest, result: StageResult) -> StageResult | None:
    """A stage from marks without strictness; None where it cannot be told."""
    if not result.jurors:
        return result
    table = juror_table(result)
    strict = least_squares(table)
    if strict is None:
        return None
    by_juror = dict(zip(table.jurors, strict, strict=True))
    jury = _without(contest.rule, result, [by_juror.get(j, Fraction()) for j in result.jurors])
    return score_stage(contest.rule, jury, result.committee, contest.points_off(result.stage))


def _without(rule: Category, result: StageResult, strict: Sequence[Fraction]) -> Counted:
    """The marks of each juror less what makes the juror's total stricter or milder.

    The same points are taken from the marks on every criterion, on the scale of the category.
    """
    slots = result.jury.slots
    whole = sum((weight_of(rule, result.stage, c) for c in slots.criteria), Fraction())
    factors = [one.factor for one in result.conversions[: len(slots.criteria)]]
    shifts = exact(
        (
            points / whole / factor if whole else Fraction()
            for points in strict
            for factor in factors
        ),
        (1, len(strict), len(factors)),
    )
    given = slots.where(Slot.MARKED)
    spread = Exact(np.broadcast_to(shifts.numerators, given.shape), shifts.denominator)
    marks = slots.marks - spread.where(given)
    return replace(result.jury, slots=replace(slots, marks=marks))


def _held(rule: Category, progress: Progress, result: StageResult, cut: Cut | None) -> Progress:
    """How far the category has come after a stage, its finalists being those that they were."""
    absent = result.jury.absent | result.committee.absent
    still_in = progress.still_in if cut is None else cut.admitted
    return replace(
        progress,
        still_in=still_in & ~absent,
        absent=progress.absent | absent,
        below=progress.below | below_stage_minimum(rule, result),
        level=progress.level if cut is None else progress.level + cut.admitted,
        results=progress.results | {result.stage: result},
        cuts=progress.cuts if cut is None else progress.cuts | {result.stage: cut},
    )


def _largest_shift(official: CategoryResult, other: CategoryResult) -> Fraction | None:
    """The most by which the distance of two participants who were in the same stages changed."""
    if official.totals is None or other.totals is None:
        return None
    moved = other.totals.exact - official.totals.exact
    ranked = {line.participant for line in official.placings if line.rank is not None}
    alike: dict[tuple[bool, ...], list[Fraction]] = {}
    for place, participant in enumerate(official.participants):
        if participant in ranked:
            held = tuple(bool(r.ranked[place]) for r in official.stage_results.values())
            alike.setdefault(held, []).append(moved.fraction_at(place))
    return max((max(group) - min(group) for group in alike.values()), default=None)
