"""What is wrong in a cell itself, wherever it stands and whatever it is for.

Where marks stand is not known here. So only what is certainly broken stops; what would stop a mark
is told for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from helpers.intake.formulas import NEARLY, Calculator, NotCalculableError, formula_kind, number
from helpers.intake.marks import finite, other_readings, shortest
from helpers.intake.score_texts import bare, readings, text_number
from helpers.intake.signs import damaged, direction_signs, mixed_scripts, strange_signs
from helpers.intake.workbook import Cell, Notice, Sheet, Style, Workbook
from helpers.records.numbers import as_decimal

# A text that becomes a formula or markup in a program that does not take it as it is.
MARKUP = re.compile(r"\s*[=+@|\-].+|.*[<>{}\\$`].*|.*\.\./.*", re.DOTALL)

_FORMULA_LEVELS = {
    "external": ("EXTERNAL_LINK", "warn"),
    "volatile": ("VOLATILE", "warn"),
    "modern": ("FORMULA_UNKNOWN", "info"),
}
_FILLED_BY_FORMULA = ("array", "dataTable", "spill")  # a shared formula is one like any other
_NO_MARKS = ("percent", "time", "date")  # formats of weights, hours and days
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_DIGITS = re.compile(r"[-+]?[0-9]+")
_LONGEST = 200  # characters; a longer text is not looked at as a number

Found = Iterator[Notice]


def check_cells(
    workbook: Workbook, sheet: Sheet, asked: Iterable[Cell], mark: str, *, formats: bool = True
) -> Found:
    """What is odd about cells of a sheet, one by one and all together.

    Parameters
    ----------
    asked
        The cells to look at.
    mark
        The season's decimal mark.
    formats
        Whether marks may be among these cells, so that formats which hide them are told.
    """
    cells = sorted(asked)
    for cell in cells:
        yield from _drawn(sheet, cell, workbook.style(cell))
        yield from _formula(sheet, cell)
        yield from _CHECKS.get(cell.kind, _nothing)(sheet, cell, mark)
    if formats:
        numbers = [cell for cell in cells if cell.kind == "number" and cell.literal]
        yield from _formats(sheet, [(cell, workbook.style(cell)) for cell in numbers])


def around_cells(sheet: Sheet) -> Found:
    """Comments on numbers, and each hidden row or column with cells, at the first of them."""
    seen: set[tuple[str, int]] = set()
    for position, cell in sorted(sheet.cells.items()):
        if cell.kind == "number" and (said := sheet.comments.get(position)):
            yield _notice(sheet, cell, "COMMENT_ON_SCORE", comment=said)
        for code, line, hidden in (
            ("HIDDEN_ROW", cell.row, cell.row in sheet.hidden_rows),
            ("HIDDEN_COL", cell.column, sheet.column_hidden(cell.column)),
        ):
            if hidden and (code, line) not in seen:
                seen.add((code, line))
                yield _notice(sheet, cell, code)


def stale_formulas(sheet: Sheet) -> Found:
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
        if abs(written - expected) > NEARLY * max(Fraction(1), abs(expected)):
            yield _notice(
                sheet,
                cell,
                "STALE_CACHE",
                formula=cell.formula,
                written=as_decimal(written),
                expected=as_decimal(expected),
            )


def _notice(sheet: Sheet, cell: Cell, code: str, level: str = "", **values: object) -> Notice:
    return Notice(code, sheet.name, cell.address, cell.literal, level, values)


def _drawn(sheet: Sheet, cell: Cell, style: Style | None) -> Found:
    """How a cell is drawn."""
    if style is None:
        yield _notice(sheet, cell, "BAD_STYLE", "warn")
    elif style.struck:
        yield _notice(sheet, cell, "STRIKE", "warn")
    if struck := "".join(run.text for run in cell.runs if run.struck).strip():
        yield _notice(sheet, cell, "RICH_STRIKE", "warn", struck=struck)
    raised = "".join(run.text for run in cell.runs if run.raised).strip()
    if raised and _DIGITS.fullmatch(cell.literal.strip()):
        yield _notice(sheet, cell, "SUPERSCRIPT", "warn", raised=raised)


def _formula(sheet: Sheet, cell: Cell) -> Found:
    if cell.derived in _FILLED_BY_FORMULA:
        yield _notice(sheet, cell, "FORMULA_KIND", "info")
    if not cell.formula:
        return
    code, level = _FORMULA_LEVELS.get(formula_kind(cell.formula), ("", ""))
    if code:
        yield _notice(sheet, cell, code, level, formula=cell.formula)
    if cell.kind == "number" and not cell.literal:
        yield _notice(sheet, cell, "FORMULA_NO_CACHE", "info", formula=cell.formula)


def _nothing(_sheet: Sheet, _cell: Cell, _mark: str) -> Found:
    return iter(())


def _error(sheet: Sheet, cell: Cell, _mark: str) -> Found:
    """An error; that of a function which is not known here may be none where it is known."""
    if formula_kind(cell.formula) != "modern":
        yield _notice(sheet, cell, "ERROR_CELL")


def _number(sheet: Sheet, cell: Cell, _mark: str) -> Found:
    if cell.literal and not finite(cell.literal):
        yield _notice(sheet, cell, "BAD_LITERAL")


def _text(sheet: Sheet, cell: Cell, mark: str) -> Found:
    """Signs that are not what they seem, and texts that are numbers."""
    text = cell.literal
    if points := direction_signs(text):
        yield _notice(sheet, cell, "BIDI", "warn", points=", ".join(points))
    elif points := strange_signs(text):
        yield _notice(sheet, cell, "INVISIBLE_CHAR", "info", points=", ".join(points))
    if points := mixed_scripts(text):
        yield _notice(sheet, cell, "HOMOGLYPH", "warn", points=", ".join(points))
    if sheet.typed and damaged(text):
        yield _notice(sheet, cell, "MOJIBAKE")
    short = bare(text)
    if len(short) > _LONGEST:
        return
    value = text_number(short, mark)
    if value is not None and (sheet.typed or mark in short):
        yield _notice(sheet, cell, "TEXT_NUMBER", value=value)
    elif cell.calculated and _DIGITS.fullmatch(short):
        yield _notice(sheet, cell, "TEXT_NUMBER", value=short)
    elif _THOUSANDS.fullmatch(short):
        yield _notice(sheet, cell, "AMBIGUOUS_SEPARATOR", "warn", readings=readings(short))
    elif MARKUP.fullmatch(text):
        yield _notice(sheet, cell, "NAME_SUSPICIOUS")


_CHECKS: dict[str, Callable[[Sheet, Cell, str], Found]] = {
    "error": _error,
    "number": _number,
    "text": _text,
}


def _formats(sheet: Sheet, numbers: list[tuple[Cell, Style | None]]) -> Found:
    """Number formats under which no mark can be told.

    A percentage or a time beside plain numbers is a weight or an hour. Where a sheet has no plain
    number, its marks can only be among them.
    """
    plain = [style for _, style in numbers if not style or style.kind not in _NO_MARKS]
    for cell, style in numbers:
        if style is None or not finite(cell.literal):
            continue
        if style.kind == "percent" and not plain:
            value, _ = shortest(cell.literal)
            could = other_readings("percent", value, None)
            yield _notice(sheet, cell, "PERCENT_CELL", format=style.code, readings=could)
        elif style.kind == "time" and not plain:
            yield _notice(sheet, cell, "TIME_IN_SCORE", "warn", format=style.code)
        elif style.kind == "hidden" or (style.white and not style.filled):
            yield _notice(sheet, cell, "INVISIBLE")
        elif style.kind == "other":
            yield _notice(sheet, cell, "FORMAT_LIES", "warn", format=style.code)
