"""The other numbers beside the marks, counted again: weights, limits, counts, sums over rows.

None of them is used. They are held against the marks so that no number on a form can change, by a
slip or on purpose, without anybody being told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from helpers.intake.arithmetic import fields_in_order, is_about
from helpers.intake.form import Form
from helpers.intake.part import Part, Recounted, missing
from helpers.intake.table import Field, Line
from helpers.intake.vocabulary import meaning
from helpers.intake.weights import weight_notice, written_number
from helpers.intake.workbook import Cell, Word
from helpers.records.numbers import as_decimal

Written = Callable[[Line, Field], Fraction | None]  # the number where a line and a field cross
Waits = Callable[[Line, Field], bool]  # whether the mark there still waits for a person

_WAYS: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": lambda numbers: sum(numbers, Fraction(0)),
    "mean": lambda numbers: sum(numbers, Fraction(0)) / len(numbers),
    "highest": max,
    "lowest": min,
}


def check_tallies(parts: Sequence[Part]) -> Iterator[Recounted]:
    """Every weight, limit, count, running number and sum over rows of a form."""
    for part in parts:
        yield from _weights(part)
        yield from _limits(part)
        yield from _counts(part)
        yield from row_numbers(part.form)
        yield from summaries(part.form, part.form.table.fields, _written(part), _waits(part))


def _recounted(
    form: Form, cell: Cell, written: Fraction, expected: Fraction, how: str, count: int
) -> Recounted:
    """A number against the one that it should be; ``how`` and ``count`` say what was counted."""
    if is_about(written, expected):
        return Recounted(form, cell.position)
    notice = form.notice(
        "JUROR_ARITHMETIC",
        cell,
        written=as_decimal(written),
        expected=as_decimal(expected),
        calculation=Word(f"tally_{how}", {"count": count}),
    )
    return Recounted(form, cell.position, notice)


def _weights(part: Part) -> Iterator[Recounted]:
    """The weights on a form beside those of the rule book, and their sum where it is written."""
    form = part.form
    for one in part.shown:
        notice = weight_notice(form, one.criterion, one.weight, one.position)
        yield Recounted(form, one.position, notice)
    line = form.table.line_of("weight")
    shown = [
        one.weight for one in part.shown if line and form.table.line_at(one.position) == line.index
    ]
    if line and shown:
        for _, field in part.columns.marks:
            if written_number(form, form.table.cell(line.index, field.index)) is None:
                yield missing(form, line.index, field.index)
        for field in form.table.of_kind("total", "subtotal"):
            yield from _counted(
                form, line.index, field.index, sum(shown, Fraction(0)), "sum", len(shown)
            )
    for field, criterion in fields_in_order(part):
        if field.kind == "weight" and criterion:
            yield from _weight_column(form, field, criterion)


def _weight_column(form: Form, field: Field, criterion: str) -> Iterator[Recounted]:
    """A weight that stands again in every row, beside the marks."""
    holes = []
    rows = [line for line in form.table.participant_lines() if line.participant]
    for line in rows:
        cell = form.table.cell(line.index, field.index)
        written = written_number(form, cell)
        if cell is not None and written is not None:
            notice = weight_notice(form, criterion, written, cell.position)
            yield Recounted(form, cell.position, notice)
        else:
            holes.append(missing(form, line.index, field.index))
    yield from holes if len(holes) < len(rows) else ()


def _counted(
    form: Form, line: int, index: int, expected: Fraction, how: str, count: int
) -> Iterator[Recounted]:
    """A number where a line and a field cross, if anything stands there."""
    cell = form.table.cell(line, index)
    written = written_number(form, cell)
    if cell is not None and written is not None:
        yield _recounted(form, cell, written, expected, how, count)
    elif cell is not None:
        yield missing(form, line, index)


def _limits(part: Part) -> Iterator[Recounted]:
    """The highest mark that a form says is possible, beside the rule book's."""
    form = part.form
    for line in form.table.lines:
        for criterion, field in part.columns.marks if line.kind == "limit" else ():
            cell = form.table.cell(line.index, field.index)
            written = written_number(form, cell)
            if cell is not None and written is not None:
                official = form.scale(criterion).max
                notice = None if written == official else form.notice(
                    "LIMIT_MISMATCH", cell, written=as_decimal(written), official=official
                )  # fmt: skip
                yield Recounted(form, cell.position, notice)
            elif cell is not None:
                yield missing(form, line.index, field.index)


def _counts(part: Part) -> Iterator[Recounted]:
    """How many marks a check column says there are."""
    yield from _own_counts(part.form)
    waiting = {line for line, _ in part.waiting()}
    for field in part.form.table.of_kind("check"):
        for line, marks in part.marks_by_line().items():
            own = is_own_count(part.form, part.form.table.cell(line, field.index))
            if own or line in waiting:
                continue
            expected = Fraction(len(marks))
            yield from _counted(part.form, line, field.index, expected, "count", len(marks))


def is_own_count(form: Form, cell: Cell | None) -> bool:
    """Whether a cell counts what is filled in, by a formula of a form of ours.

    Whatever value a program stored beside such a formula, no mark hangs on it.
    """
    return cell is not None and form.ours and bool(cell.formula) and _role(form, cell) == "check"


def _own_counts(form: Form) -> Iterator[Recounted]:
    for cell in form.sheet.cells.values() if form.ours else ():
        if is_own_count(form, cell):
            yield Recounted(form, cell.position)


def _role(form: Form, cell: Cell) -> str:
    return form.table.roles.get(cell.position, "")


def row_numbers(form: Form) -> Iterator[Recounted]:
    """The running numbers of the rows: 1 to the last, each once, in whatever order they stand."""
    table = form.table
    columns = [
        [table.cell(line.index, field.index) for line in table.participant_lines()]
        for field in table.of_kind("number")
    ]
    first, last = table.header_lines
    for index in range(first, last + 1):
        if any(
            meaning("header", cell.literal) == "number" for cell in table.grid.lines[index].values()
        ):
            columns.append([table.cell(index, field.index) for field in table.of_kind("mark")])
    for column in columns:
        cells = [cell for cell in column if cell is not None]
        written = {cell.address: written_number(form, cell) for cell in cells}
        numbers = [number for number in written.values() if number is not None]
        if not numbers:
            continue
        sound = sorted(numbers) == list(range(1, len(column) + 1))
        shown = ", ".join(cell.literal for cell in cells)
        for cell in cells:
            notice = None if sound else form.notice("ROW_NUMBERS", cells[0], numbers=shown)
            yield Recounted(form, cell.position, notice)


def _written(part: Part) -> Written:
    """The numbers of a part by line and field: marks as corrected, others as they stand."""
    form, lines = part.form, part.marks_by_line()
    criteria = {field.index: criterion for criterion, field in part.columns.marks}

    def number(line: Line, field: Field) -> Fraction | None:
        if field.index in criteria:
            return lines.get(line.index, {}).get(criteria[field.index])
        return written_number(form, form.table.cell(line.index, field.index))

    return number


def _waits(part: Part) -> Waits:
    """Whether the mark of a line and field waits; never so for a number that is no mark."""
    waiting = part.waiting()
    criteria = {field.index: criterion for criterion, field in part.columns.marks}
    return lambda line, field: (line.index, criteria.get(field.index, "")) in waiting


def summaries(
    form: Form, fields: Sequence[Field], number: Written, waits: Waits
) -> Iterator[Recounted]:
    """Sums, means and extremes in a row of their own, over the rows above and those of the page.

    A column with a mark that waits is left out.
    """
    above: list[Line] = []
    page: list[Line] = []
    for line in form.table.lines:
        if line.kind in ("participant", "keyless"):
            above.append(line)
            page.append(line)
        elif line.kind == "repeated":
            page = []
        elif line.kind == "summary":
            known = [one for one in fields if not any(waits(row, one) for row in above)]
            yield from _summary(form, line, known, number, (above, page))


def _summary(
    form: Form,
    line: Line,
    fields: Sequence[Field],
    number: Written,
    scopes: tuple[Sequence[Line], Sequence[Line]],
) -> Iterator[Recounted]:
    """One such row, read in the way that most of its numbers agree with."""
    how = meaning("summary", line.label)
    ways = [(name, scope) for scope in scopes for name in ([how] if how else _WAYS)]
    found: list[tuple[Cell, Fraction, list[tuple[Fraction, int]]]] = []
    kinds: set[str] = set()  # of the columns that have a number in this row
    holes: list[tuple[Field, Recounted]] = []
    for field in fields:
        cell = form.table.cell(line.index, field.index)
        written = written_number(form, cell)
        values = [
            [v for one in scope if (v := number(one, field)) is not None] for _, scope in ways
        ]
        if not all(values):
            continue
        if cell is None or written is None:
            holes.append((field, missing(form, line.index, field.index)))
        else:
            kinds.add(field.kind)
            results = [
                (_WAYS[name](numbers), len(numbers))
                for (name, _), numbers in zip(ways, values, strict=True)
            ]
            found.append((cell, written, results))
    agreeing = [
        sum(is_about(written, results[number_][0]) for _, written, results in found)
        for number_ in range(len(ways))
    ]
    best = agreeing.index(max(agreeing))
    for cell, written, results in found:
        expected, count = results[best]
        yield _recounted(form, cell, written, expected, ways[best][0], count)
    yield from (hole for field, hole in holes if field.kind in kinds)
