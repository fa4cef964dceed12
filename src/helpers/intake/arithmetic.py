"""The juror's own arithmetic, counted again from the marks: products, subtotals and totals.

None of it is used. Where a juror wrote 425 for 95 x 5, a person should know before the result does.
What a column means (a sum, a weighted sum, a mean) is taken from what most of its lines agree with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from helpers.intake.columns import Columns
from helpers.intake.form import Form
from helpers.intake.formulas import NEARLY
from helpers.intake.slots import Slot
from helpers.intake.table import Field
from helpers.intake.weights import ShownWeight, official_weight, written_number
from helpers.intake.workbook import Cell, Notice
from helpers.records.numbers import as_decimal, round_half_up, show

SUMS = ("total", "subtotal", "mean")

Marks = Mapping[str, Fraction]  # by criterion
Way = Mapping[str, Fraction]  # one way to read a column: what each criterion is multiplied by


@dataclass(frozen=True)
class Check:
    """One number that a juror wrote, and the marks that it comes from."""

    cell: Cell
    written: Fraction
    marks: Marks


def check_arithmetic(
    form: Form, columns: Columns, slots: Iterable[Slot], shown: Iterable[ShownWeight]
) -> list[Notice]:
    """Every product, subtotal, total or mean of a form that is not what its marks give.

    Parameters
    ----------
    slots
        The slots of the form, as corrected.
    shown
        The weights that the form shows: a juror may have reckoned with them.
    """
    lines = _marks_by_line(form, slots)
    weights = {one: Fraction(official_weight(form, one)) for one, _ in columns.marks}
    on_form = {one.criterion: one.weight for one in shown}
    notices: list[Notice] = []
    passed: list[str] = []
    for field, criterion in _fields(form, columns):
        if field.kind == "mark" and criterion:
            passed.append(criterion)
        elif field.kind == "product" and criterion in weights:
            notices += _wrong(form, field, lines, _product_ways(criterion, weights[criterion]))
        elif field.kind in SUMS and not columns.waiting:
            covered = passed if field.kind == "subtotal" else list(weights)
            notices += _wrong(form, field, lines, _sum_ways(form, field, covered, on_form))
            passed = [] if field.kind == "subtotal" else passed
    return notices


def _fields(form: Form, columns: Columns) -> Iterator[tuple[Field, str]]:
    """The fields from left to right, with the criterion of marks and products.

    A product without a header of its own belongs to the marks on its left.
    """
    by_index = {field.index: criterion for criterion, field in columns.marks}
    mine = (form.identity.category, form.identity.stage)
    left = ""
    for field in form.table.fields:
        named = next((t.criterion for t in field.targets if (t.category, t.stage) == mine), "")
        left = by_index.get(field.index, left)
        yield field, named or left if field.kind == "product" else by_index.get(field.index, "")


def _marks_by_line(form: Form, slots: Iterable[Slot]) -> dict[int, dict[str, Fraction]]:
    """The marks of each line that can be counted."""
    lines: dict[int, dict[str, Fraction]] = {}
    for slot in slots:
        marks = lines.setdefault(form.table.line_at(slot.position), {})
        if slot.mark.value is not None and slot.mark.kind == "number":
            marks[slot.criterion] = Fraction(slot.mark.value)
    return lines


def _product_ways(criterion: str, weight: Fraction) -> list[Way]:
    return [{criterion: weight}, {criterion: weight / 100}]


def _sum_ways(
    form: Form, field: Field, covered: Sequence[str], on_form: Mapping[str, Fraction]
) -> list[Way]:
    """What a sum may be: weighted by the rule book, plain, a mean, or weighted by the form."""
    if not covered:
        return []
    official = {one: Fraction(official_weight(form, one)) for one in covered}
    part = 100 if form.category.weights == "percent" else 1
    weighted: list[Way] = [
        {one: weight / divisor for one, weight in known.items() if one in covered}
        for known in (official, on_form)
        for divisor in dict.fromkeys((part, 1, 100))
        if all(one in known for one in covered)
    ]
    plain = dict.fromkeys(covered, Fraction(1))
    mean = dict.fromkeys(covered, Fraction(1, len(covered)))
    others = [mean, plain] if field.kind == "mean" else [plain, mean]
    return [*others, *weighted] if field.kind == "mean" else [weighted[0], *others, *weighted[1:]]


def _wrong(
    form: Form, field: Field, lines: Mapping[int, Marks], ways: Sequence[Way]
) -> Iterator[Notice]:
    """The numbers of a column that fail in the way that most of its lines agree with.

    Where no line agrees with any, the first way is meant.
    """
    if not ways:
        return
    checks = list(_checks(form, field, ways[0].keys(), lines))
    agreeing = [sum(_agrees(check, way) for check in checks) for way in ways]
    way = ways[agreeing.index(max(agreeing))]
    for check in checks:
        if not _agrees(check, way):
            yield form.notice(
                "JUROR_ARITHMETIC",
                check.cell,
                written=as_decimal(check.written),
                expected=as_decimal(_result(check.marks, way)),
                calculation=_told(check.marks, way, form.book.language),
            )


def _checks(
    form: Form, field: Field, covered: Iterable[str], lines: Mapping[int, Marks]
) -> Iterator[Check]:
    """The written numbers of a column for the lines whose marks are all there."""
    for line, marks in lines.items():
        cell = form.table.cell(line, field.index)
        written = written_number(form, cell)
        if cell is not None and written is not None and all(one in marks for one in covered):
            yield Check(cell, written, marks)


def _result(marks: Marks, way: Way) -> Fraction:
    return sum((marks[one] * factor for one, factor in way.items()), Fraction(0))


def _agrees(check: Check, way: Way) -> bool:
    """Whether a written number is the result, exactly or rounded to its own decimals."""
    expected = _result(check.marks, way)
    if abs(check.written - expected) <= NEARLY:
        return True
    exponent = as_decimal(check.written).normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return check.written == round_half_up(expected, decimals)


def _told(marks: Marks, way: Way, language: str) -> str:
    """The calculation as people write it: 95 × 5 + 79 × 3."""
    parts = []
    for one, factor in way.items():
        by = "" if factor == 1 else f" × {show(factor, language=language)}"
        parts.append(show(marks[one], language=language) + by)
    return " + ".join(parts)
