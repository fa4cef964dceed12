"""How a juror uses the scale: how often the same mark, how often the highest one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from helpers.examine.jurors import Measured
from helpers.rules.models import Category
from helpers.scoring.slots import Slot
from helpers.scoring.stages import StageResult

SHARE = 4  # decimals


@dataclass(frozen=True)
class MarksOn:
    """The marks that a juror gave on one criterion, and the highest that could be given."""

    criterion: str
    marks: tuple[Fraction, ...]
    highest: Fraction


def equal_share(
    rule: Category, stage: str, results: Sequence[StageResult], jurors: Sequence[str]
) -> Measured:
    """The part of a juror's marks that are the one this juror gave most often on the criterion.

    1 is the same mark for everybody. A juror with a single mark on each criterion has none.
    """
    values, reasons = {}, {}
    for juror in jurors:
        given = [one for one in _marks_of(rule, results, juror) if len(one.marks) > 1]
        if given:
            usual = sum(max(Counter(one.marks).values()) for one in given)
            values[juror] = Fraction(usual, sum(len(one.marks) for one in given))
        else:
            reasons[juror] = "one_mark"
    return _measured("equal_share", stage, values, reasons)


def maximum_share(
    rule: Category, stage: str, results: Sequence[StageResult], jurors: Sequence[str]
) -> Measured:
    """The part of a juror's marks that are the highest of their scale."""
    values, reasons = {}, {}
    for juror in jurors:
        given = _marks_of(rule, results, juror)
        count = sum(len(one.marks) for one in given)
        if count:
            values[juror] = Fraction(sum(one.marks.count(one.highest) for one in given), count)
        else:
            reasons[juror] = "one_mark"
    return _measured("maximum_share", stage, values, reasons)


def _measured(
    measure: str, stage: str, values: dict[str, Fraction], reasons: dict[str, str]
) -> Measured:
    reason = "" if values else next(iter(reasons.values()), "few_jurors")
    return Measured(measure, stage, "share", SHARE, values, reason, reasons if values else {})


def _marks_of(rule: Category, results: Sequence[StageResult], juror: str) -> list[MarksOn]:
    made = []
    for result in results:
        slots = result.jury.slots
        seat = slots.jurors.index(juror)
        for column, criterion in enumerate(slots.criteria):
            rows = slots.where(Slot.MARKED)[:, seat, column]
            marks = tuple(slots.marks[rows, seat, column].fractions())
            highest = Fraction(rule.criterion_scale(result.stage, criterion).max)
            made.append(MarksOn(f"{result.stage}.{criterion}", marks, highest))
    return made
