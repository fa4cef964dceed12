"""One participant's reckoning: every value from the marks up to the total, made anew.

It follows a single participant with plain fractions, where scoring works on arrays of all of them;
so it can say of each value what it is made of, and serves as a check. Which marks count is what
scoring found; the numbers are taken from the rows of the marks themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from helpers.examine.voices import (
    Mark,
    Voice,
    added,
    combined,
    keep,
    marks_of,
    places_of,
    totals_of,
    voice_of,
)
from helpers.records.facts import SeasonFacts
from helpers.records.numbers import round_half_up
from helpers.records.tables import COMMITTEE, Deduction
from helpers.rules.models import Category, RuleBook
from helpers.scoring import CategoryResult
from helpers.scoring.scales import stage_weight_of, weight_of
from helpers.scoring.stages import PANEL, StageResult


@dataclass(frozen=True, slots=True)
class Part:
    """One of the values that are added up in a stage: a criterion, or all of the jurors' together.

    ``exact`` is what the voices make together, ``mark`` that rounded; ``product`` = mark x weight,
    ``weighted`` is that rounded. ``label`` is the criterion, or ``PANEL``.
    """

    label: str
    committee: bool
    weight: Fraction
    voices: tuple[Voice, ...]
    exact: Fraction
    mark: Fraction
    product: Fraction
    weighted: Fraction

    @property
    def counted(self) -> tuple[Voice, ...]:
        """The voices that have a value."""
        return tuple(voice for voice in self.voices if voice.value is not None)


@dataclass(frozen=True, slots=True)
class StageReckoning:
    """One stage: what is added up in it, and its value before and after rounding."""

    stage: str
    weight: Fraction
    parts: tuple[Part, ...]
    deductions: tuple[Deduction, ...]
    exact: Fraction
    value: Fraction

    @property
    def share(self) -> Fraction:
        """What the stage brings to the total."""
        return self.weight * self.value

    @property
    def juror_totals(self) -> dict[str, tuple[tuple[Mark, ...], Fraction]]:
        """Each juror's marks and their sum x weight, of those who marked every criterion."""
        marks: dict[str, list[Mark]] = {}
        for mark in (mark for part in self.parts for voice in part.voices for mark in voice.marks):
            marks.setdefault(mark.juror, []).append(mark)
        return {
            juror: (tuple(own), added(mark.weight * mark.value for mark in own))
            for juror, own in marks.items()
            if juror != COMMITTEE and all(mark.counts for mark in own)
        }


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All stages that a participant reached, and the total over them."""

    participant: str
    rule: Category
    stages: tuple[StageReckoning, ...]
    deductions: tuple[Deduction, ...]

    @property
    def exact(self) -> Fraction:
        """The total before its rounding."""
        return added(one.share for one in self.stages) - points_off(self.deductions)

    @property
    def value(self) -> Fraction:
        """The total as published."""
        return _rounded(self.exact, self.rule.rounding.total)

    @property
    def ranked_by(self) -> Fraction:
        """What is compared with the others: the exact or the published total."""
        return self.exact if self.rule.rank_by == "exact" else self.value

    def before(self, stage: str) -> Reckoning:
        """The reckoning as it stood before a stage was held."""
        order = list(self.rule.stages)
        held = order[: order.index(stage)]
        stages = tuple(one for one in self.stages if one.stage in held)
        return Reckoning(self.participant, self.rule, stages, self.deductions)


def reckon(
    book: RuleBook, facts: SeasonFacts, result: CategoryResult, participant: str
) -> Reckoning:
    """Make the reckoning of a participant of a category.

    Raises
    ------
    ValueError
        The participant is not scored: unknown, or out of the contest.
    """
    rule = book.categories[result.category]
    who = result.participants.index(participant)
    deductions = [
        row
        for row in facts.deductions
        if (row.category, row.participant) == (result.category, participant)
    ]
    return Reckoning(
        participant,
        rule,
        tuple(
            reckon_stage(rule, one, who, [row for row in deductions if row.stage == one.stage])
            for one in result.stage_results.values()
            if one.ranked[who]
        ),
        tuple(row for row in deductions if not row.stage),
    )


def reckon_stage(
    rule: Category, result: StageResult, who: int, deductions: Sequence[Deduction]
) -> StageReckoning:
    """Order of rounding: combine -> mark -> times weight -> weighted -> sum of the stage -> stage.

    Parameters
    ----------
    who
        The place of the participant on the axis of the result.
    deductions
        What was taken off the participant in this stage.
    """
    parts = _parts(rule, result, who)
    exact = added(part.weighted for part in parts) - points_off(deductions)
    return StageReckoning(
        stage=result.stage,
        weight=stage_weight_of(rule, result.stage),
        parts=parts,
        deductions=tuple(deductions),
        exact=exact,
        value=_rounded(exact, rule.rounding.stage),
    )


def points_off(deductions: Iterable[Deduction]) -> Fraction:
    """The points that deductions take off together."""
    return added(Fraction(row.points) for row in deductions)


def _parts(rule: Category, result: StageResult, who: int) -> tuple[Part, ...]:
    """The jurors' part or parts, and then the committee's criteria."""
    marks = marks_of(rule, result, result.jury, who)
    given = marks_of(rule, result, result.committee, who)
    if rule.combine.jurors == "rank_sum":
        return (_part(rule, PANEL, Fraction(1), places_of(rule, result, marks + given)),)
    own = tuple(
        _part(rule, mark.criterion, mark.weight, (voice_of(mark),), committee=True)
        for mark in given
    )
    if rule.combine.at == "total":
        voices = totals_of(marks)
        return ((_part(rule, PANEL, Fraction(1), voices),) if voices else ()) + own
    return (
        *(
            _part(
                rule,
                criterion,
                weight_of(rule, result.stage, criterion),
                tuple(voice_of(mark) for mark in marks if mark.criterion == criterion),
            )
            for criterion in result.criteria
        ),
        *own,
    )


def _part(
    rule: Category,
    label: str,
    weight: Fraction,
    voices: tuple[Voice, ...],
    committee: bool = False,
) -> Part:
    """Combine the voices, round, multiply by the weight, round."""
    voices = voices if committee else keep(rule.combine, voices)
    kept = [voice.value for voice in voices if voice.kept and voice.value is not None]
    exact = added(kept) if committee else combined(rule.combine, kept)
    mark = _rounded(exact, rule.rounding.mark)
    product = mark * weight
    weighted = _rounded(product, rule.rounding.weighted)
    return Part(label, committee, weight, voices, exact, mark, product, weighted)


def _rounded(value: Fraction, decimals: int | None) -> Fraction:
    return value if decimals is None else round_half_up(value, decimals)
