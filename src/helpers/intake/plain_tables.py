"""Officers' tables as rows of texts, from .csv (comma or semicolon) or .xlsx."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from helpers.intake.reader import read_bytes
from helpers.intake.workbook import (
    Cell,
    Notice,
    Position,
    Sheet,
    Word,
    Workbook,
    column_letters,
)

_DIALECTS = (",", ";")
_DAY_ZERO = date(1899, 12, 30)  # day 0 of the 1900 date system, from March 1900 on
_LAST_DAY = 2_958_465


@dataclass(frozen=True)
class Row:
    """One row: its texts by column, and where it stands.

    ``calculated`` are the columns that a formula filled. A row that another table lends has its
    own ``file``, ``table`` and, by column, ``labels``, so that messages lead to where it stands.
    """

    line: int
    texts: Mapping[str, str]
    columns: Mapping[str, str]  # letters of the sheet's column, by name
    sheet: str = ""
    calculated: frozenset[str] = frozenset()
    file: str = ""
    table: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.texts.get(column, "")

    def cell(self, column: str) -> str:
        """The address of a field, as a spreadsheet shows it."""
        return f"{self.columns.get(column, 'A')}{self.line}"


@dataclass(frozen=True)
class PlainTable:
    """A table as read: its header and rows; notices where it could not be read whole."""

    name: str
    file: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    notices: tuple[Notice, ...] = ()


def read_plain(folder: Path, name: str) -> PlainTable:
    """Read ``name``.csv or ``name``.xlsx from a folder; an empty table where neither is there.

    A header alone says which dialect a .csv has: the one in which it has the most columns.
    """
    paths = [folder / f"{name}{ending}" for ending in (".csv", ".xlsx")]
    there = [path for path in paths if path.is_file()]
    if not there:
        return PlainTable(name)
    if len(there) > 1:
        notice = table_notice(name, 0, "", "table_twice", ", ".join(p.name for p in there))
        return PlainTable(name, there[0].name, notices=(notice,))
    path = there[0]
    reader = _read_csv if path.suffix == ".csv" else _read_xlsx
    return reader(name, path.name, path.read_bytes())


def table_notice(
    table: str, line: int, column: str, reason: str, literal: str, cell: str = "", sheet: str = ""
) -> Notice:
    """A notice about a table, at a line (0: the whole table) and a column ('': the whole line).

    ``reason`` is the part after ``reason_`` of a key of ``words/intake.csv``.
    """
    place: Word | str = Word("in_line", {"line": line}) if line else ""
    if column:
        place = Word("in_column", {"line": line, "column": column})
    values: dict[str, object] = {
        "table": table,
        "place": place,
        "reason": Word(f"reason_{reason}"),
        "shown": Word("shown", {"literal": literal}) if literal else "",
    }
    return Notice("TABLE_INVALID", sheet, cell, literal, values=values)


def _read_csv(name: str, file: str, data: bytes) -> PlainTable:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _broken(name, file, 0, "table_encoding")
    if "\0" in text:
        return _broken(name, file, 0, "table_nul")
    first, _, rest = text.partition("\n")
    skipped = 1 if first.strip().casefold() in ("sep=;", "sep=,") else 0
    body = rest if skipped else text
    delimiter = max(_DIALECTS, key=lambda mark: body.partition("\n")[0].count(mark))
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        start = reader.line_num + 1
        for fields in reader:
            lines.append((start + skipped, fields))
            start = reader.line_num + 1
    except csv.Error:
        return _broken(name, file, reader.line_num + skipped, "table_quote")
    return _assemble(name, file, "", lines)


def _read_xlsx(name: str, file: str, data: bytes) -> PlainTable:
    book = read_bytes(file, data)
    if book.refused:
        return PlainTable(name, file, notices=book.notices)
    sheet = next((s for s in book.sheets if s.cells and s.state == "visible"), None)
    if sheet is None:
        return PlainTable(name, file)
    width = max(column for _, column in sheet.cells)
    rows = sorted({row for row, _ in sheet.cells})
    lines = [(row, [_text(book, sheet, row, c + 1) for c in range(width)]) for row in rows]
    calculated = {position for position, cell in sheet.cells.items() if cell.calculated}
    return _assemble(name, file, sheet.name, lines, calculated)


def _text(book: Workbook, sheet: Sheet, row: int, column: int) -> str:
    """A cell's literal; a date as 2024-07-22."""
    cell = sheet.cells.get((row, column))
    if cell is None:
        return ""
    style = book.style(cell)
    if style is not None and style.kind == "date":
        return _day(cell)
    return cell.literal


def _day(cell: Cell) -> str:
    if cell.literal.isdecimal() and 60 < int(cell.literal) <= _LAST_DAY:
        return (_DAY_ZERO + timedelta(days=int(cell.literal))).isoformat()
    return cell.literal


def _broken(name: str, file: str, line: int, reason: str) -> PlainTable:
    return PlainTable(name, file, notices=(table_notice(name, line, "", reason, ""),))


def _assemble(
    name: str,
    file: str,
    sheet: str,
    lines: Sequence[tuple[int, list[str]]],
    calculated: Collection[Position] = (),
) -> PlainTable:
    """Rows by column name; a row with more fields than the header is an error, not a guess."""
    filled = [(line, fields) for line, fields in lines if any(field.strip() for field in fields)]
    if not filled:
        return PlainTable(name, file)
    header = _stripped(filled[0][1])
    names = tuple(text.strip().casefold() for text in header)
    columns = {text: column_letters(number) for number, text in enumerate(names, start=1)}
    notices = []
    if len(set(names)) != len(names) or "" in names:
        notices.append(table_notice(name, filled[0][0], "", "table_header", ", ".join(names)))
    rows = []
    for line, fields in filled[1:]:
        fields = _stripped(fields)
        if len(fields) > len(names):
            extra = fields[len(names)]
            notices.append(table_notice(name, line, "", "table_fields", extra, sheet=sheet))
            continue
        made = frozenset(n for c, n in enumerate(names, start=1) if (line, c) in calculated)
        texts = dict(zip(names, fields, strict=False))
        rows.append(Row(line, texts, columns, sheet, made))
    return PlainTable(name, file, names, tuple(rows), tuple(notices))


def _stripped(fields: list[str]) -> list[str]:
    """The fields without the empty ones that a spreadsheet writes at the end of a row."""
    end = len(fields)
    while end and not fields[end - 1].strip():
        end -= 1
    return fields[:end]
