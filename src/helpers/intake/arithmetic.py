"""The juror's own arithmetic, counted again from the marks: products, subtotals and totals.

None of it is used. Where a juror wrote 425 for 95 x 5, a person should know before the result does.
What a column means (a sum, a weighted sum, a mean) is taken from what most of its lines agree with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from helpers.intake.form import Form
from helpers.intake.formulas import Calculator, NotCalculableError, number
from helpers.intake.part import Part, Recounted, missing
from helpers.intake.table import Field
from helpers.intake.weights import official_weight, written_number
from helpers.intake.workbook import Cell, Notice, Sheet
from helpers.records.numbers import as_decimal, round_half_up, show

NEARLY = Fraction(1, 10**9)  # binary noise in a stored total is no mistake of the juror
SUMS = ("total", "subtotal", "mean")

Marks = Mapping[str, Fraction]  # by criterion, or by whatever else a column adds up
Way = Mapping[str, Fraction]  # one way to read a column: what each of these is multiplied by


@dataclass(frozen=True)
class Check:
    """One number that a juror wrote, and the marks that it comes from."""

    form: Form
    cell: Cell
    written: Fraction
    marks: Marks


@dataclass
class Column:
    """A column of sums, over all parts of a form: the ways to read it, and its numbers."""

    ways: Sequence[Way]
    checks: list[Check] = field(default_factory=list)
    holes: list[Recounted] = field(default_factory=list)

    def add(self, form: Form, one: Field, lines: Mapping[int, Marks]) -> None:
        """Add the numbers that a column of one table holds, for the lines with all its marks."""
        for line, marks in lines.items():
            if not self.ways[0].keys() <= marks.keys():
                continue
            cell = form.table.cell(line, one.index)
            written = written_number(form, cell)
            if cell is not None and written is not None:
                self.checks.append(Check(form, cell, written, marks))
            else:
                self.holes.append(missing(form, line, one.index))

    def judged(self) -> Iterator[Recounted]:
        """Each number against the way to read the column that most of its lines agree with.

        Where no line agrees with any, the first way is meant.
        """
        if not self.checks:
            return
        agreeing = [sum(_agrees(check, way) for check in self.checks) for way in self.ways]
        way = self.ways[agreeing.index(max(agreeing))]
        for check in self.checks:
            wrong = None if _agrees(check, way) else _wrong(check, way)
            yield Recounted(check.form, check.cell.position, wrong)
        yield from self.holes


def check_sums(parts: Sequence[Part]) -> Iterator[Recounted]:
    """Every product, subtotal, total and mean of a form, with what is wrong with it.

    The marks are those of the slots as corrected. A juror may have reckoned with the weights that
    the form shows.
    """
    columns: dict[tuple[object, ...], Column] = {}
    for part in parts:
        lines = part.marks_by_line()
        beside = _product_lines(part, lines)
        seen: Counter[tuple[object, ...]] = Counter()
        for one, ways in _columns(part):
            for where, marks in (("own", lines), ("products", beside)):
                like = (where, one.kind, tuple(ways[0]))
                seen[like] += 1
                column = columns.setdefault((*like, seen[like]), Column(ways))
                column.add(part.form, one, marks)
        for criterion, one in part.columns.marks if beside else ():
            ways = _product_ways(criterion, Fraction(official_weight(part.form, criterion)))
            column = columns.setdefault(("products", criterion), Column(ways))
            column.add(part.form, one, beside)
    for column in columns.values():
        yield from column.judged()


def _product_lines(part: Part, lines: Mapping[int, Marks]) -> dict[int, Marks]:
    """The lines that hold products, where criteria stand in rows, with the marks before them."""
    found: dict[int, Marks] = {}
    before: Marks = {}
    for line in part.form.table.lines:
        if line.kind == "product":
            found[line.index] = before
        elif line.kind in ("participant", "keyless"):
            before = lines.get(line.index, {})
    return found


def _columns(part: Part) -> Iterator[tuple[Field, Sequence[Way]]]:
    """The columns of a part that hold sums, with the ways in which each may be read."""
    form = part.form
    weights = {one: Fraction(official_weight(form, one)) for one, _ in part.columns.marks}
    on_form = {one.criterion: one.weight for one in reversed(part.shown)}
    passed: list[str] = []
    for one, criterion in fields_in_order(part):
        if one.kind == "mark" and criterion:
            passed.append(criterion)
        elif one.kind == "product" and criterion in weights:
            yield one, _product_ways(criterion, weights[criterion])
        elif one.kind in SUMS and not part.columns.waiting:
            covered = passed if one.kind == "subtotal" else list(weights)
            if covered:
                yield one, sum_ways(form, one.kind, covered, on_form)
            passed = [] if one.kind == "subtotal" else passed


def stale_formulas(sheet: Sheet) -> Iterator[Notice]:
    """Formulas whose stored value is not what they give now."""
    calculator = Calculator(sheet)
    for cell in sheet.cells.values():
        written = number(cell)
        if not cell.formula or cell.derived or written is None:
            continue
        try:
            expected = calculator.calculate(cell.formula)
        except NotCalculableError:
            continue
        if abs(written - expected) > NEARLY:
            values: dict[str, object] = {
                "formula": cell.formula,
                "written": as_decimal(written),
                "expected": as_decimal(expected),
            }
            yield Notice("STALE_CACHE", sheet.name, cell.address, cell.literal, values=values)


def fields_in_order(part: Part) -> Iterator[tuple[Field, str]]:
    """The fields from left to right, with the criterion of marks, products and weights.

    A product without a header of its own belongs to the marks on its left.
    """
    form = part.form
    by_index = {one.index: criterion for criterion, one in part.columns.marks}
    mine = (form.identity.category, form.identity.stage)
    left = ""
    for one in form.table.fields:
        named = next((t.criterion for t in one.targets if (t.category, t.stage) == mine), "")
        left = by_index.get(one.index, left)
        beside = one.kind in ("product", "weight")
        yield one, named or left if beside else by_index.get(one.index, "")


def _product_ways(criterion: str, weight: Fraction) -> list[Way]:
    return [{criterion: weight}, {criterion: weight / 100}]


def sum_ways(
    form: Form, kind: str, covered: Sequence[str], on_form: Mapping[str, Fraction]
) -> list[Way]:
    """What a sum may be: weighted by the rule book, plain, a mean, or weighted by the form."""
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
    others = [mean, plain] if kind == "mean" else [plain, mean]
    return [*others, *weighted] if kind == "mean" else [weighted[0], *others, *weighted[1:]]


def _wrong(check: Check, way: Way) -> Notice:
    return check.form.notice(
        "JUROR_ARITHMETIC",
        check.cell,
        written=as_decimal(check.written),
        expected=as_decimal(_result(check.marks, way)),
        calculation=_told(check.marks, way, check.form.book.language),
    )


def _result(marks: Marks, way: Way) -> Fraction:
    return sum((marks[one] * factor for one, factor in way.items()), Fraction(0))


def _agrees(check: Check, way: Way) -> bool:
    return is_about(check.written, _result(check.marks, way))


def is_about(written: Fraction, expected: Fraction) -> bool:
    """Whether a written number is what is expected, exactly or rounded to its own decimals."""
    if abs(written - expected) <= NEARLY:
        return True
    exponent = as_decimal(written).normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return written == round_half_up(expected, decimals)


def _told(marks: Marks, way: Way, language: str) -> str:
    """The calculation as people write it: 95 × 5 + 79 × 3."""
    parts = []
    for one, factor in way.items():
        by = "" if factor == 1 else f" × {show(factor, language=language)}"
        parts.append(show(marks[one], language=language) + by)
    return " + ".join(parts)
