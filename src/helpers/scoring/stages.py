"""One stage: from the marks that count to the value of each participant."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from helpers.records.tables import COMMITTEE
from helpers.rules.models import Category
from helpers.scoring.arrays import CRITERIA, Flags
from helpers.scoring.combining import Combined, RankSum, combine, rank_sum
from helpers.scoring.exact import Exact, beside
from helpers.scoring.missing import Counted
from helpers.scoring.scales import Conversion, conversions, converted, stage_weight_of, weight_of

PANEL = ""  # the label of the part that the totals of the jurors make together, at: total


@dataclass(frozen=True)
class Parts:
    """What is added up in a stage: one column a part, arrays of shape (participants, parts).

    A part is a criterion (at: criterion, and always for the committee's), or all criteria of the
    jurors together, labelled ``PANEL`` (at: total). ``exact`` is before the rounding ``mark``,
    ``mark`` after it; ``weighted_exact`` = mark x weight, ``weighted`` is that rounded.
    """

    labels: tuple[str, ...]
    weights: tuple[Fraction, ...]
    exact: Exact
    mark: Exact
    weighted_exact: Exact
    weighted: Exact


@dataclass(frozen=True)
class StageResult:
    """A stage with everything on the way to its values; the first axis is the participants.

    Attributes
    ----------
    jury, committee
        The slots, and which of their marks count.
    conversions
        What brings each criterion of the jurors, then of the committee, to the category's scale.
    marks, committee_marks
        The marks on that scale: (participants, jurors, criteria), and for the committee
        (participants, its criteria).
    juror_totals
        Each juror's sum of mark x weight, (participants, jurors); whole where ``jury.complete``.
    combined
        How the jurors became one, per criterion or from their totals. None under rank_sum.
    ranks
        The places the jurors gave, and then the committee. None but under rank_sum.
    criterion_marks
        The combined mark of each criterion, of the jurors and then of the committee.
    parts
        What is added up.
    deductions
        The points taken off in this stage.
    ranked
        Who has a value in this stage; all numbers of the others are to be ignored.
    exact, value
        The value of the stage before and after its rounding.
    weight
        What the value is multiplied by in the total.
    """

    stage: str
    participants: tuple[str, ...]
    jury: Counted
    committee: Counted
    conversions: tuple[Conversion, ...]
    marks: Exact
    committee_marks: Exact
    juror_totals: Exact
    combined: Combined | None
    ranks: RankSum | None
    criterion_marks: Exact
    parts: Parts
    deductions: Exact
    ranked: Flags
    exact: Exact
    value: Exact
    weight: Fraction

    @property
    def jurors(self) -> tuple[str, ...]:
        """The jurors who are due: the second axis of the marks."""
        return self.jury.slots.jurors

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that the jurors mark: the third axis of the marks."""
        return self.jury.slots.criteria

    @property
    def committee_criteria(self) -> tuple[str, ...]:
        """The criteria that the committee marks: the second axis of its marks."""
        return self.committee.slots.criteria

    @property
    def rankers(self) -> tuple[str, ...]:
        """Who gives places under rank_sum: the jurors, and the committee as one more."""
        return self.jurors + ((COMMITTEE,) if self.committee_criteria else ())

    @property
    def share(self) -> Exact:
        """What the stage brings to the total: its value x its weight, not rounded."""
        return self.value.times(self.weight)


def score_stage(
    rule: Category, jury: Counted, committee: Counted, deductions: Exact
) -> StageResult:
    """Order of rounding: combine -> mark -> times weight -> weighted -> sum of the stage -> stage.

    Parameters
    ----------
    jury, committee
        The marks that count, of one stage.
    deductions
        The points taken off each participant in this stage, shape (participants,).
    """
    stage = jury.slots.stage
    by = conversions(rule, stage, jury.slots.criteria)
    committee_by = conversions(rule, stage, committee.slots.criteria)
    marks = converted(jury.slots.marks, by)
    committee_marks = converted(committee.slots.marks, committee_by)[:, 0]
    ranked = jury.ranked | committee.ranked
    totals = juror_totals(marks, jury.present, _weights(rule, stage, jury.slots.criteria))

    combined = ranks = None
    if rule.combine.jurors == "rank_sum":
        ranks = _places(rule, totals, jury, committee_marks, committee, ranked)
        parts = _parts(rule, (PANEL,), (Fraction(1),), ranks.value[:, None])
    else:
        combined = combine_jurors(rule, marks, totals, jury)
        parts = _stage_parts(rule, combined, jury, committee_marks, committee)
    exact = parts.weighted.sum(axis=1) - deductions
    return StageResult(
        stage=stage,
        participants=jury.slots.participants,
        jury=jury,
        committee=committee,
        conversions=by + committee_by,
        marks=marks,
        committee_marks=committee_marks,
        juror_totals=totals,
        combined=combined,
        ranks=ranks,
        criterion_marks=_criterion_marks(rule, marks, jury, committee_marks),
        parts=parts,
        deductions=deductions,
        ranked=ranked,
        exact=exact,
        value=exact.rounded(rule.rounding.stage),
        weight=stage_weight_of(rule, stage),
    )


def juror_totals(marks: Exact, present: Flags, weights: tuple[Fraction, ...]) -> Exact:
    """A juror's stage total: the sum of mark x weight over the criteria.

    ``marks`` and ``present`` have the shape (participants, jurors, criteria); the totals have
    (participants, jurors).
    """
    return marks.times_each(weights).sum(CRITERIA, present)


def combine_jurors(rule: Category, marks: Exact, totals: Exact, jury: Counted) -> Combined:
    """at: total combines the jurors' stage totals; at: criterion the marks that are there."""
    if rule.combine.at == "total":
        return combine(rule.combine.jurors, totals, jury.complete)
    return combine(rule.combine.jurors, marks, jury.present)


def _stage_parts(
    rule: Category,
    combined: Combined,
    jury: Counted,
    committee_marks: Exact,
    committee: Counted,
) -> Parts:
    """The jurors' part or parts, and then the committee's criteria, added after the combining."""
    stage, criteria = jury.slots.stage, jury.slots.criteria
    labels, weights, values = criteria, _weights(rule, stage, criteria), combined.value
    if rule.combine.at == "total":
        labels, weights = ((PANEL,), (Fraction(1),)) if criteria else ((), ())
        values = values[:, None][:, : len(labels)]
    return _parts(
        rule,
        labels + committee.slots.criteria,
        weights + _weights(rule, stage, committee.slots.criteria),
        beside(values, committee_marks),
    )


def _parts(
    rule: Category, labels: tuple[str, ...], weights: tuple[Fraction, ...], values: Exact
) -> Parts:
    mark = values.rounded(rule.rounding.mark)
    weighted = mark.times_each(weights)
    return Parts(labels, weights, values, mark, weighted, weighted.rounded(rule.rounding.weighted))


def _places(
    rule: Category,
    totals: Exact,
    jury: Counted,
    committee_marks: Exact,
    committee: Counted,
    ranked: Flags,
) -> RankSum:
    """rank_sum: the places from each juror's totals; the committee counts as one juror."""
    present = jury.complete
    criteria = committee.slots.criteria
    if criteria:
        weights = _weights(rule, jury.slots.stage, criteria)
        total = committee_marks.times_each(weights).sum(axis=1)
        totals = beside(totals, total[:, None])
        present = np.concatenate([present, committee.complete], axis=1)
    return rank_sum(totals, present & ranked[:, None])


def _criterion_marks(rule: Category, marks: Exact, jury: Counted, committee_marks: Exact) -> Exact:
    """The combined mark of each criterion, rounded as ``mark`` says.

    At: total no mark is present of a juror who lacks a criterion of the participant.
    """
    values = combine(rule.combine.jurors, marks, jury.present).value
    return beside(values, committee_marks).rounded(rule.rounding.mark)


def _weights(rule: Category, stage: str, criteria: tuple[str, ...]) -> tuple[Fraction, ...]:
    return tuple(weight_of(rule, stage, criterion) for criterion in criteria)
