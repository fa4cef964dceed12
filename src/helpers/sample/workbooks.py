"""Sheets become .xlsx files, the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from helpers.sample.material import shapes
from helpers.sample.sheets import Cell, Sheet

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o600 << 16
UNIX = 3


def workbook(sheets: Sequence[Sheet], day: date, author: str) -> bytes:
    """The workbook with these sheets, as it was saved on ``day``."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        created = datetime.combine(day, time(8), UTC)
        book.set_properties({"created": created.replace(tzinfo=None), "author": author})
        for sheet in sheets:
            _write_sheet(book, sheet)
    return store(buffer.getvalue())


def table_workbook(rows: Sequence[Sequence[str]], day: date) -> bytes:
    """A plain table as a workbook; every cell is a text, so that ``63.10`` stays ``63.10``."""
    cells = {
        (row, column): Cell(text or None, "text" if row else "header")
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    }
    widths = {
        column: max(map(len, texts)) + 2 for column, texts in enumerate(zip(*rows, strict=True))
    }
    sheet = Sheet("Sheet1", "Calibri", cells, (), widths, {}, {})
    return workbook([sheet], day, "CONTOH")


def store(archive: bytes) -> bytes:
    """The same archive without compression.

    Two builds of zlib compress the same bytes differently; stored, they are the same everywhere.
    """
    stored = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as target,
    ):
        for member in source.infolist():
            plain = zipfile.ZipInfo(member.filename, FIRST_DAY)
            plain.create_system = UNIX
            plain.external_attr = PLAIN_FILE
            target.writestr(plain, source.read(member))
    return stored.getvalue()


def _write_sheet(book: Workbook, sheet: Sheet) -> None:
    paper: Worksheet = book.add_worksheet(sheet.name)
    looks = shapes("looks")
    formats: dict[str, Format] = {
        name: book.add_format({"font_name": sheet.font, "font_size": 11, **look})
        for name, look in looks.items()
    }
    paper.set_landscape()
    paper.set_paper(9)
    paper.fit_to_pages(1, 0)
    for column, width in sheet.widths.items():
        hidden: Mapping[str, Any] = {"hidden": True} if column in sheet.hidden else {}
        paper.set_column(column, column, width, None, dict(hidden))
    for row, height in sheet.heights.items():
        paper.set_row(row, height)
    for top, left, bottom, right in sheet.merges:
        paper.merge_range(top, left, bottom, right, "", formats[sheet.cells[top, left].look])
    for (row, column), cell in sheet.cells.items():
        _write_cell(paper, row, column, cell, formats[cell.look])


def _write_cell(paper: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    if cell.recipe is not None:
        paper.write_formula(row, column, cell.recipe.text, look, cell.value)
    elif isinstance(cell.value, Decimal):
        paper.write_number(row, column, cell.value, look)
    elif cell.value is None:
        paper.write_blank(row, column, None, look)
    else:
        paper.write_string(row, column, cell.value, look)
    if cell.comment:
        paper.write_comment(row, column, cell.comment, {"author": "Juri"})
