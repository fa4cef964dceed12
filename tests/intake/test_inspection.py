"""What the system sees in one file."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from helpers.intake.inspection import inspect_file
from helpers.intake.workbook import read_area
from helpers.rules import load

RAW = Path(__file__).parents[2] / "data" / "raw" / "contoh-2024"


def write_column(path: Path, *values: object) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Nilai").write_column(0, 0, values)
    return path


def test_sound_file_is_accepted_with_all_its_cells(tmp_path: Path) -> None:
    """Every cell is listed; where nothing is asked of it, nothing is odd."""
    seen = inspect_file(write_column(tmp_path / "a.xlsx", 88, "catatan"))
    assert (seen.outcome, seen.findings) == ("accept", ())
    assert [(one.cell, one.literal) for one in seen.cells] == [("A1", "88"), ("A2", "catatan")]


def test_cells_are_read_as_marks_where_asked(tmp_path: Path) -> None:
    """A range is read by the grammar of marks: a comma is noted, two numbers wait."""
    path = write_column(tmp_path / "a.xlsx", "87,5", "8 5", "catatan")
    seen = inspect_file(path, marks=read_area("A1:A2"))
    assert [(one.code, one.cell) for one in seen.findings] == [
        ("TEXT_NUMBER", "A1"), ("TWO_NUMBERS", "A2")
    ]  # fmt: skip
    assert seen.outcome == "quarantine"


def test_broken_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """What is no workbook has an outcome and a sentence, and no cells."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7 ...")
    seen = inspect_file(path)
    assert (seen.outcome, seen.cells) == ("refuse", ())
    assert [one.code for one in seen.findings] == ["WRONG_TYPE"]


def test_file_is_read_as_a_sheet_of_its_season() -> None:
    """With a season its participants and criteria are known, and the juror's 425 is seen."""
    path = RAW / "scores" / "TKSK" / "14 Mei" / "TKSK kinerja J1.xlsx"
    seen = inspect_file(path, raw=RAW, book=load(RAW / "rules.yaml"))
    assert "JUROR_ARITHMETIC" in {one.code for one in seen.findings}
    assert {"used", "ignored"} == {one.fate for one in seen.cells}
