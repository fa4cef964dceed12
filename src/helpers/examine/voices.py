"""What each juror says of one participant in a stage: its marks, its total, its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import mean, median

from helpers.records.tables import Absence, Score
from helpers.rules.models import Category, Combine, Trimmed
from helpers.scoring.missing import Counted
from helpers.scoring.scales import Conversion, weight_of
from helpers.scoring.slots import Slot
from helpers.scoring.stages import StageResult


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
    median, leaves the value out. ``total`` is the stage total, where jurors have one; ``above`` and
    ``equals`` are how many others the same juror put above and level, where that makes a place.
    """

    juror: str
    marks: tuple[Mark, ...]
    value: Fraction | None
    kept: bool = False
    total: Fraction | None = None
    above: int = 0
    equals: int = 0


def way_of(combine: Combine) -> str:
    """The name of the formula that combines the jurors."""
    return "trimmed" if isinstance(combine.jurors, Trimmed) else combine.jurors


def combined(combine: Combine, kept: Sequence[Fraction]) -> Fraction:
    """The values of the jurors that are kept, as one value."""
    if way_of(combine) in ("sum", "rank_sum"):
        return added(kept)
    return Fraction(median(kept) if combine.jurors == "median" else mean(kept))


def keep(combine: Combine, voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Mark the voices that the formula keeps: all, those that a trim leaves, or the middle."""
    order = sorted(
        (voice.value, seat) for seat, voice in enumerate(voices) if voice.value is not None
    )
    cut = combine.jurors.trimmed if isinstance(combine.jurors, Trimmed) else 0
    if combine.jurors == "median":
        cut = (len(order) - 1) // 2
    kept = {seat for _, seat in order[cut : len(order) - cut]}
    return tuple(replace(voice, kept=seat in kept) for seat, voice in enumerate(voices))


def voice_of(mark: Mark) -> Voice:
    """What a juror, or the committee, says of a single criterion."""
    value = mark.value if mark.counts else None
    return Voice(mark.juror, (mark,), value, kept=mark.counts)


def totals_of(marks: Sequence[Mark]) -> tuple[Voice, ...]:
    """Each juror's stage total, of those whose marks count on every criterion."""
    voices = []
    for juror in dict.fromkeys(mark.juror for mark in marks):
        own = tuple(mark for mark in marks if mark.juror == juror)
        complete = all(mark.counts for mark in own)
        total = added(mark.weight * mark.value for mark in own) if complete else None
        voices.append(Voice(juror, own, total, complete, total))
    return tuple(voices)


def places_of(rule: Category, result: StageResult, marks: Sequence[Mark]) -> tuple[Voice, ...]:
    """The place that each juror, and the committee, gave: the mean of the places of its equals."""
    field = [
        {voice.juror: voice.total for voice in totals_of(_all_marks(rule, result, other))}
        for other in range(len(result.participants))
        if result.ranked[other]
    ]
    return tuple(_placed(voice, [one[voice.juror] for one in field]) for voice in totals_of(marks))


def _placed(voice: Voice, field: Sequence[Fraction | None]) -> Voice:
    """1 + those above + half of the others that are equal."""
    if voice.total is None:
        return voice
    above = sum(other is not None and other > voice.total for other in field)
    equals = sum(other == voice.total for other in field) - 1
    value = 1 + above + Fraction(equals, 2)
    return replace(voice, value=value, above=above, equals=equals)


def _all_marks(rule: Category, result: StageResult, who: int) -> tuple[Mark, ...]:
    return marks_of(rule, result, result.jury, who) + marks_of(rule, result, result.committee, who)


def marks_of(rule: Category, result: StageResult, counted: Counted, who: int) -> tuple[Mark, ...]:
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


def added(numbers: Iterable[Fraction]) -> Fraction:
    """The sum of numbers; 0 of none."""
    return sum(numbers, Fraction())
