"""The juror's own arithmetic, counted again from the marks: products, subtotals and totals.

None of it is used. Where a juror wrote 425 for 95 x 5, a person should know before the result does.
What a column means (a sum, a weighted sum, a mean) is taken from what most of its lines agree with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from helpers.intake.columns import Columns
from helpers.intake.form import Form
from helpers.intake.formulas import NotCalculableError, calculate, number
from helpers.intake.score_texts import bare, text_number
from helpers.intake.slots import Slot
from helpers.intake.table import Field
from helpers.intake.workbook import Cell, Notice, Sheet
from helpers.records.numbers import as_decimal, round_half_up, show

NEARLY = Fraction(1, 10**9)  # binary noise in a stored total is no mistake of the juror
SUMS = ("total", "subtotal", "mean")

Marks = Mapping[str, Fraction]  # by criterion
Reading = Callable[[Marks], Fraction]


@dataclass(frozen=True)
class Check:
    """One number that a juror wrote: the ways to read it, each with what it would come to."""

    cell: Cell
    written: Fraction
    marks: Marks


def stale_formulas(sheet: Sheet) -> Iterator[Notice]:
    """Formulas whose stored value is not what they give now."""
    for cell in sheet.cells.values():
        written = number(cell)
        if not cell.formula or cell.derived or written is None:
            continue
        try:
            expected = calculate(cell.formula, sheet)
        except NotCalculableError:
            continue
        if abs(written - expected) > NEARLY:
            values = {
                "formula": cell.formula,
                "written": as_decimal(written),
                "expected": as_decimal(expected),
            }
            yield Notice("STALE_CACHE", sheet.name, cell.address, cell.literal, values=values)


def check_weights(form: Form, columns: Columns) -> tuple[dict[str, Fraction], list[Notice]]:
    """The weights that the form shows, and those that are not the rule book's."""
    shown: dict[str, Fraction] = {}
    notices = []
    line = form.table.line_of("weight")
    for criterion, field in columns.marks:
        cell = form.table.cell(line.index, field.index) if line else None
        weight = _written(form, cell) if cell else None
        place = cell.position if cell else field.position
        if weight is None and field.weight is not None:
            weight = Fraction(field.weight)
        if weight is None:
            continue
        shown[criterion] = weight
        official = Fraction(_official(form, criterion))
        if weight not in (official, official / 100):
            scaled = weight * 100 if form.category.weights == "percent" and weight <= 1 else weight
            notices.append(
                form.notice(
                    "WEIGHT_MISMATCH",
                    place,
                    criterion=form.criterion_name(criterion),
                    written=as_decimal(scaled),
                    official=_official(form, criterion),
                )
            )
    return shown, notices


def _official(form: Form, criterion: str) -> Decimal:
    return form.category.stages[form.identity.stage].criteria[criterion].weight


def _written(form: Form, cell: Cell) -> Fraction | None:
    """The number in a cell beside the marks, also where it was typed as text."""
    if cell.kind == "text":
        value = text_number(bare(cell.literal).rstrip("%"), form.rules.decimal_mark)
        return None if value is None else Fraction(value)
    return number(cell)


def check_arithmetic(
    form: Form, columns: Columns, slots: Iterable[Slot], shown: Mapping[str, Fraction]
) -> list[Notice]:
    """Every product, subtotal, total or mean that is not what the marks give."""
    lines = _marks_by_line(form, slots)
    weights = {one: Fraction(_official(form, one)) for one, _ in columns.marks}
    notices: list[Notice] = []
    by_criterion = {field.index: criterion for criterion, field in columns.marks}
    passed: list[str] = []
    for field in form.table.fields:
        if criterion := by_criterion.get(field.index):
            passed.append(criterion)
        elif field.kind == "product":
            criterion = _criterion_of(form, field) or (passed[-1] if passed else "")
            if criterion in weights:
                notices += _products(form, field, criterion, lines, weights[criterion])
        elif field.kind in SUMS and not columns.waiting:
            covered = passed if field.kind == "subtotal" else list(weights)
            notices += _sums(form, field, covered, lines, weights, shown)
            passed = [] if field.kind == "subtotal" else passed
    return notices


def _marks_by_line(form: Form, slots: Iterable[Slot]) -> dict[int, dict[str, Fraction]]:
    """The marks of each line; only those that can be counted."""
    down = form.table.grid.layout == "participants_down"
    lines: dict[int, dict[str, Fraction]] = {}
    for slot in slots:
        line = slot.position[0] if down else slot.position[1]
        marks = lines.setdefault(line, {})
        if slot.mark.value is not None and slot.mark.kind == "number":
            marks[slot.criterion] = Fraction(slot.mark.value)
    return lines


def _criterion_of(form: Form, field: Field) -> str:
    mine = (form.identity.category, form.identity.stage)
    return next((t.criterion for t in field.targets if (t.category, t.stage) == mine), "")


def _checks(
    form: Form, field: Field, covered: Sequence[str], lines: Mapping[int, Marks]
) -> list[Check]:
    """The written numbers of a column for the lines whose marks are all there."""
    found = []
    for line, marks in lines.items():
        cell = form.table.cell(line, field.index)
        written = _written(form, cell) if cell else None
        if cell and written is not None and all(one in marks for one in covered):
            found.append(Check(cell, written, {one: marks[one] for one in covered}))
    return found


def _products(
    form: Form, field: Field, criterion: str, lines: Mapping[int, Marks], weight: Fraction
) -> Iterator[Notice]:
    checks = _checks(form, field, [criterion], lines)
    readings: list[Reading] = [
        lambda marks: marks[criterion] * weight,
        lambda marks: marks[criterion] * weight / 100,
    ]
    language = form.book.language
    for check, expected, reading in _wrong(checks, readings):
        factor = weight if reading == 0 else weight / 100
        told = (
            f"{show(check.marks[criterion], language=language)} × {show(factor, language=language)}"
        )
        yield _tell(form, check, expected, told)


def _sums(
    form: Form,
    field: Field,
    covered: Sequence[str],
    lines: Mapping[int, Marks],
    weights: Mapping[str, Fraction],
    shown: Mapping[str, Fraction],
) -> Iterator[Notice]:
    if not covered:
        return
    checks = _checks(form, field, covered, lines)
    ways = [dict.fromkeys(covered, Fraction(1)), dict.fromkeys(covered, Fraction(1, len(covered)))]
    if field.kind == "mean":
        ways.reverse()
    for known in (weights, shown):
        if all(one in known for one in covered):
            ways += [{one: known[one] / part for one in covered} for part in (1, 100)]
    readings = [_weighted(way) for way in ways]
    language = form.book.language
    for check, expected, reading in _wrong(checks, readings, default=_usual(form, field)):
        told = " + ".join(
            show(check.marks[one], language=language)
            + (
                ""
                if ways[reading][one] == 1
                else f" × {show(ways[reading][one], language=language)}"
            )
            for one in covered
        )
        yield _tell(form, check, expected, told)


def _usual(form: Form, field: Field) -> int:
    """What a column is read as where no line agrees with any reading."""
    if field.kind == "mean":
        return 0
    return 3 if form.category.weights == "percent" else 2


def _weighted(weights: Mapping[str, Fraction]) -> Reading:
    return lambda marks: sum((marks[one] * weight for one, weight in weights.items()), Fraction(0))


def _wrong(
    checks: Sequence[Check], readings: Sequence[Reading], default: int = 0
) -> Iterator[tuple[Check, Fraction, int]]:
    """The checks that fail under the reading that most of them agree with."""
    agreeing = [sum(_agrees(c.written, read(c.marks)) for c in checks) for read in readings]
    best = agreeing.index(max(agreeing)) if any(agreeing) else default
    for check in checks:
        expected = readings[best](check.marks)
        if not _agrees(check.written, expected):
            yield check, expected, best


def _agrees(written: Fraction, expected: Fraction) -> bool:
    """Whether a written number is the expected one, exactly or rounded to its own decimals."""
    if abs(written - expected) <= NEARLY:
        return True
    decimals = max(0, -int(as_decimal(written).normalize().as_tuple().exponent))
    return written == round_half_up(expected, decimals)


def _tell(form: Form, check: Check, expected: Fraction, calculation: str) -> Notice:
    return form.notice(
        "JUROR_ARITHMETIC",
        check.cell,
        written=as_decimal(check.written),
        expected=as_decimal(expected),
        calculation=calculation,
    )
