"""A .csv as a workbook of one sheet: every field a text cell at the address a spreadsheet shows.

A .csv has no types, so each value is a text that the grammar of marks reads with the season's
decimal mark. The sheet is called after the file, as a spreadsheet calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from helpers.intake.csv_text import Fields, PlainRows, read_rows
from helpers.intake.gate import FILE_LIMIT, is_lock_file, sniff
from helpers.intake.signs import damaged
from helpers.intake.workbook import (
    Cell,
    Notice,
    Position,
    RefusedError,
    Sheet,
    Style,
    Word,
    Workbook,
)

ENDINGS = (".csv", ".tsv")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)*")


def is_plain_table(name: str, data: bytes) -> bool:
    """Whether a file is read as .csv: by its name, if its first bytes are not of another kind."""
    if not name.casefold().endswith(ENDINGS) or is_lock_file(name.rpartition("/")[2]):
        return False
    return bool(data) and sniff(data) in ("text", "binary")


def read_plain_sheet(name: str, sha256: str, data: bytes) -> Workbook:
    """The workbook of a .csv.

    Raises
    ------
    RefusedError
        It cannot be read whole and in one way only; see :func:`csv_text.read_rows`. NO_TABLE where
        numbers stand in every row: without a header nothing says what they are.
    """
    if len(data) > FILE_LIMIT:
        raise RefusedError("FILE_TOO_BIG")
    plain = read_rows(data)
    cells = dict(_cells(plain.rows))
    if cells and all(any(map(_NUMBER.fullmatch, row)) for row in plain.rows if any(row)):
        quoted = name.replace('"', '""')
        raise RefusedError("NO_TABLE", line=f'"{quoted}",,,,,,,tidak,...,...,...')
    title = name.rpartition("/")[2].rpartition(".")[0]
    sheet = Sheet(title, cells=cells, typed=False)
    notices = tuple(_notices(plain, sheet))
    return Workbook(name, sha256, len(data), (sheet,), (Style(),), notices)


def _cells(rows: Iterable[Fields]) -> Iterator[tuple[Position, Cell]]:
    for row, fields in enumerate(rows, start=1):
        for column, field in enumerate(fields, start=1):
            if field:
                yield (row, column), Cell(row, column, "text", field)


def _notices(plain: PlainRows, sheet: Sheet) -> Iterator[Notice]:
    """What is odd about how the file is written."""
    blank = plain.rows.count([])  # a spreadsheet writes the separators of an empty row too
    if plain.encoding:
        yield Notice("ENCODING", values={"detail": plain.encoding})
    mixed = len(plain.endings) > 1
    untidy = [Word("lines_mixed")] if mixed else []
    untidy += [Word("lines_blank", {"count": blank})] if blank else []
    if untidy:
        yield Notice("CSV_LINES", level="warn" if mixed else "", values={"detail": tuple(untidy)})
    if not sheet.cells:
        yield Notice("EMPTY_SHEET", sheet.name)
    yield from _damaged(sheet.name, sheet.cells)


def _damaged(sheet: str, cells: Mapping[Position, Cell]) -> Iterator[Notice]:
    for cell in cells.values():
        if damaged(cell.literal):
            yield Notice("MOJIBAKE", sheet, cell.address, cell.literal)
