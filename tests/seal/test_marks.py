"""When a mark is what its cell says."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helpers.intake import clean, read_workbook
from helpers.records.places import places
from helpers.rules import load
from helpers.seal.checks import Tables
from helpers.seal.marks import check_cells, exact, loosely, read_sheets, says


@pytest.mark.parametrize(
    ("literal", "value", "same"),
    [
        ("85", 85, True),
        ("85.0", 85.0, True),
        ("3.2399999999999998", 3.2399999999999998, True),
        ("3.2399999999999998", 3.24, False),
        ("85", 86, False),
        ("85", "85", True),
        ("79,5", "79,5", True),
        ("79,5", 79.5, False),
        ("85.5", 85, False),
        ("", None, True),
        ("85", None, False),
        ("1", True, True),
    ],
)
def test_literals(literal: str, value: Any, same: bool) -> None:
    """A literal and what openpyxl sees agree as whole number, double or text."""
    assert exact(literal, value) is same


def test_names_may_be_stored_with_other_blanks() -> None:
    """Blanks and line breaks in a name or header do not count, its letters do."""
    assert loosely("Kota\nBaru ", "Kota Baru")
    assert not loosely("Kota Baru", "Kotabaru")


@pytest.mark.parametrize(
    ("value", "mark", "same"),
    [
        (85, "85", True),
        (84.5, "84.5", True),
        (0.1 + 0.2, "0.3", True),
        (3.2399999999999998, "3.24", True),
        ("79,5", "79.5", True),
        (" 79.5\u00a0", "79.5", True),
        ("'85", "85", True),
        ("8 5", "85", False),
        (85, "86", False),
        (None, "0", False),
    ],
)
def test_marks(value: Any, mark: str, same: bool) -> None:
    """A cell says a mark where it holds or shows the same number, or its decimal as a text."""
    assert says(value, Decimal(mark)) is same


def saved_as_csv(workbook: Path) -> Path:
    """The sheet as an Indonesian spreadsheet saves it: semicolons and decimal commas."""
    sheet = read_workbook(workbook).sheets[0]
    rows = [["" for _ in range(20)] for _ in range(1 + max(row for row, _ in sheet.cells))]
    for (row, column), cell in sheet.cells.items():
        number = cell.kind == "number"
        rows[row - 1][column - 1] = cell.literal.replace(".", ",") if number else cell.literal
    path = workbook.with_suffix(".csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    workbook.unlink()
    return path


@pytest.mark.slow
def test_marks_from_a_csv_are_read_again(sample_home: Path) -> None:
    """Every mark, id and header of a .csv is what the csv module sees, and a changed one is not."""
    where = places(sample_home, "contoh-2024")
    path = saved_as_csv(next(where.raw.rglob("KT administrasi - Juri 1.xlsx")))
    season = clean(where.raw, load(where.rules))
    tables: Tables = {"ledger.csv": season.ledger, "scores.csv": season.facts.scores}
    assert sum(score.file.endswith(".csv") for score in season.facts.scores) == 51
    assert {
        row.state for row in check_cells(where, tables, read_sheets(where.raw, tables), "id")
    } == {"ok"}
    path.write_bytes(path.read_bytes().replace(b"KT-07", b"KT-70", 1))
    assert {
        row.check
        for row in check_cells(where, tables, read_sheets(where.raw, tables), "id")
        if row.state != "ok"
    } == {"keys"}
