"""One participant's reckoning: every value from the marks up to the total, made anew.

It follows a single participant with plain fractions, where scoring works on arrays of all of them;
so it can say of each value what it is made of, and serves as a check. Which marks count is what
scoring found; the numbers are taken from the rows of the marks themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean, median

from helpers.records.facts import SeasonFacts
from helpers.records.numbers import round_half_up
from helpers.records.tables import COMMITTEE, Absence, Deduction, Score
from helpers.rules.models import Category, Combine, RuleBook, Trimmed
from helpers.scoring import CategoryResult
from helpers.scoring.missing import Counted
from helpers.scoring.scales import Conversion, stage_weight_of, weight_of
from helpers.scoring.slots import Slot
from helpers.scoring.stages import PANEL, StageResult


@dataclass(frozen=True, slots=True)
class Mark:
    """One slot: ``given`` is the mark on its own scale, None where there is none.

    ``counts`` says whether it enters the calculation; ``row`` is where it was read.
    """

    juror: str
    criterion: str
    state: Slot
    counts: bool
    given: Fraction | None
    conversion: Conversion
    weight: Fraction
    row: Score | Absence | None

    @property
    def value(self) -> Fraction:
        """The mark on the scale of the category."""
        return (self.given or Fraction()) * self.conversion.factor + self.conversion.shift


@dataclass(frozen=True, slots=True)
class Voice:
    """What one juror says in a part: ``value`` is a mark, a stage total, or under rank_sum a place.

    ``value`` is None where the juror does not count here. ``kept`` is False where a trim, or the
    median, leaves the value out. ``total`` is the stage total, where jurors have one.
    """

    juror: str
    marks: tuple[Mark, ...]
    value: Fraction | None
    kept: bool = False
    total: Fraction | None = None


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
        return _sum(one.share for one in self.stages) - points_off(self.deductions)

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
    exact = _sum(part.weighted for part in parts) - points_off(deductions)
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
    return _sum(Fraction(row.points) for row in deductions)


def way_of(combine: Combine) -> str:
    """The name of the formula that combines the jurors."""
    return "trimmed" if isinstance(combine.jurors, Trimmed) else combine.jurors


def combined(combine: Combine, kept: Sequence[Fraction]) -> Fraction:
    """The values of the jurors that are kept, as one value."""
    if way_of(combine) in ("sum", "rank_sum"):
        return _sum(kept)
    return Fraction(median(kept) if combine.jurors == "median" else mean(kept))


def _parts(rule: Category, result: StageResult, who: int) -> tuple[Part, ...]:
    """The jurors' part or parts, and then the committee's criteria."""
    marks = _marks(rule, result, result.jury, who)
    given = _marks(rule, result, result.committee, who)
    if rule.combine.jurors == "rank_sum":
        return (_part(rule, PANEL, Fraction(1), _places(rule, result, who, marks + given)),)
    own = tuple(
        _part(rule, mark.criterion, mark.weight, (_voice_of(mark),), committee=True)
        for mark in given
    )
    if rule.combine.at == "total":
        voices = _totals(marks)
        return ((_part(rule, PANEL, Fraction(1), voices),) if voices else ()) + own
    return (
        *(
            _part(
                rule,
                criterion,
                weight_of(rule, result.stage, criterion),
                tuple(_voice_of(mark) for mark in marks if mark.criterion == criterion),
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
    voices = voices if committee else _keep(rule.combine, voices)
    kept = [voice.value for voice in voices if voice.kept and voice.value is not None]
    exact = _sum(kept) if committee else combined(rule.combine, kept)
    mark = _rounded(exact, rule.rounding.mark)
    product = mark * weight
    weighted = _rounded(product, rule.rounding.weighted)
    return Part(label, committee, weight, voices, exact, mark, product, weighted)


def _keep(combine: Combine, voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Mark the voices that the formula keeps: all, those that a trim leaves, or the middle."""
    order = sorted(
        (voice.value, seat) for seat, voice in enumerate(voices) if voice.value is not None
    )
    cut = combine.jurors.trimmed if isinstance(combine.jurors, Trimmed) else 0
    if combine.jurors == "median":
        cut = (len(order) - 1) // 2
    kept = {seat for _, seat in order[cut : len(order) - cut]}
    return tuple(
        Voice(voice.juror, voice.marks, voice.value, seat in kept, voice.total)
        for seat, voice in enumerate(voices)
    )


def _voice_of(mark: Mark) -> Voice:
    value = mark.value if mark.counts else None
    return Voice(mark.juror, (mark,), value, kept=mark.counts)


def _totals(marks: Sequence[Mark]) -> tuple[Voice, ...]:
    """Each juror's stage total, of those whose marks count on every criterion."""
    voices = []
    for juror in dict.fromkeys(mark.juror for mark in marks):
        own = tuple(mark for mark in marks if mark.juror == juror)
        complete = all(mark.counts for mark in own)
        total = _sum(mark.weight * mark.value for mark in own) if complete else None
        voices.append(Voice(juror, own, total, complete, total))
    return tuple(voices)


def _places(
    rule: Category, result: StageResult, who: int, marks: Sequence[Mark]
) -> tuple[Voice, ...]:
    """The place that each juror, and the committee, gave: the mean of the places of its equals."""
    field = [
        {voice.juror: voice.total for voice in _totals(_all_marks(rule, result, other))}
        for other in range(len(result.participants))
        if result.ranked[other]
    ]
    return tuple(
        Voice(
            voice.juror,
            voice.marks,
            None
            if voice.total is None
            else _place(voice.total, [one[voice.juror] for one in field]),
            voice.kept,
            voice.total,
        )
        for voice in _totals(marks)
    )


def _place(total: Fraction, field: Sequence[Fraction | None]) -> Fraction:
    """1 + those above + half of the others that are equal."""
    above = sum(other is not None and other > total for other in field)
    equal = sum(other == total for other in field)
    return 1 + above + Fraction(equal - 1, 2)


def _all_marks(rule: Category, result: StageResult, who: int) -> tuple[Mark, ...]:
    return _marks(rule, result, result.jury, who) + _marks(rule, result, result.committee, who)


def _marks(rule: Category, result: StageResult, counted: Counted, who: int) -> tuple[Mark, ...]:
    """The slots of a participant, juror by juror."""
    slots = counted.slots
    conversions = result.conversions
    if counted is result.committee:
        conversions = conversions[len(result.criteria) :]
    marks = []
    for seat, juror in enumerate(slots.jurors):
        for column, criterion in enumerate(slots.criteria):
            counts = bool(counted.present[who, seat, column])
            row = slots.seen.get((who, seat, column))
            given = Fraction(row.score) if isinstance(row, Score) else None
            if given is None and counts:  # participant_absent: zero
                given = Fraction()
            marks.append(
                Mark(
                    juror=juror,
                    criterion=criterion,
                    state=Slot(int(slots.states[who, seat, column])),
                    counts=counts,
                    given=given,
                    conversion=conversions[column],
                    weight=weight_of(rule, result.stage, criterion),
                    row=row,
                )
            )
    return tuple(marks)


def _sum(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, Fraction())


def _rounded(value: Fraction, decimals: int | None) -> Fraction:
    return value if decimals is None else round_half_up(value, decimals)


__all__ = [
    "COMMITTEE", "PANEL", "Mark", "Part", "Reckoning", "StageReckoning", "Voice", "combined",
    "points_off", "reckon", "reckon_stage", "way_of",
]  # fmt: skip
