"""Workbooks: the same bytes on every machine, and readable by others."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl

from helpers.sample.sheets import Cell, Recipe, Sheet
from helpers.sample.workbooks import table_workbook, workbook

DAY = date(2024, 7, 22)
SHEET = Sheet(
    name="Penilaian",
    font="Arial",
    cells={
        (0, 0): Cell("Nilai", "header"),
        (0, 1): Cell(None, "header"),
        (1, 0): Cell(Decimal("85.25"), "mark", comment="Sudah dicocokkan."),
        (1, 1): Cell(Decimal("170.5"), "sum", Recipe("=A2*2", (((1, 0), Decimal(2)),))),
        (2, 0): Cell("=A2", "text"),
        (2, 1): Cell(Decimal(45481), "day"),
    },
    merges=((0, 0, 0, 1),),
    widths={0: 12, 1: 12},
    heights={0: 30},
    places={},
)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    """No clock and no chance get into a workbook."""
    assert workbook([SHEET], DAY, "Juri") == workbook([SHEET], DAY, "Juri")


def test_nothing_in_a_workbook_is_compressed() -> None:
    """Its members are stored, so that no build of zlib makes other bytes of them."""
    archive = zipfile.ZipFile(io.BytesIO(workbook([SHEET], DAY, "Juri")))
    assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}
    assert archive.testzip() is None


def test_another_reader_finds_every_cell() -> None:
    """Numbers, texts, formulas, dates, comments and merges arrive as they were meant."""
    content = workbook([SHEET, replace(SHEET, name="Kedua")], DAY, "Juri")
    book = openpyxl.load_workbook(io.BytesIO(content))
    paper = book["Penilaian"]
    assert book.sheetnames == ["Penilaian", "Kedua"]
    assert (paper["A2"].value, paper["B2"].value) == (85.25, "=A2*2")
    assert paper["A2"].comment is not None
    assert (paper["A3"].value, paper["A3"].data_type) == ("=A2", "s")
    assert paper["B3"].is_date
    assert [str(area) for area in paper.merged_cells.ranges] == ["A1:B1"]


def test_a_formula_carries_its_value() -> None:
    """A reader that does not calculate sees what a spreadsheet would show."""
    content = workbook([SHEET], DAY, "Juri")
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    assert book["Penilaian"]["B2"].value == 170.5


def test_a_table_keeps_region_codes_as_texts() -> None:
    """The code 63.10 does not become the number 63.1."""
    content = table_workbook([["id", "region"], ["LKS-10", "63.10"]], DAY)
    assert openpyxl.load_workbook(io.BytesIO(content)).active["B2"].value == "63.10"
