"""What the system sees in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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


def test_empty_cells_of_a_range_are_marks_too(tmp_path: Path) -> None:
    """An empty cell inside the range waits, and each mark says what would become of it."""
    path = write_column(tmp_path / "a.xlsx", 88, None, "87,5", "-")
    seen = inspect_file(path, marks=read_area("A1:A4"))
    assert [(one.code, one.cell) for one in seen.findings] == [
        ("BLANK_SCORE", "A2"), ("TEXT_NUMBER", "A3"), ("DASH", "A4")
    ]  # fmt: skip
    assert [(one.cell, one.fate, one.reason, one.value) for one in seen.cells] == [
        ("A1", "used", "", "88"), ("A3", "used", "", "87.5"), ("A4", "quarantined", "DASH", ""),
    ]  # fmt: skip


def test_what_surrounds_a_mark_is_told(tmp_path: Path) -> None:
    """A comment on a mark and the hidden row it stands in are told in a range too."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Nilai")
        sheet.write(0, 0, 88)
        sheet.write_comment(0, 0, "harusnya 58")
        sheet.set_row(0, None, None, {"hidden": True})
    seen = inspect_file(path, marks=read_area("A1:A1"))
    assert {one.code for one in seen.findings} == {"COMMENT_ON_SCORE", "HIDDEN_ROW"}
    assert "harusnya 58" in seen.findings[0].message


def test_sheets_without_a_cell_in_the_range_are_left_alone(tmp_path: Path) -> None:
    """A range is not empty marks on a sheet where nothing stands in it."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Nilai").write(0, 0, 88)
        book.add_worksheet("Catatan").write(5, 5, "catatan")
    assert inspect_file(path, marks=read_area("A1:A1")).findings == ()


def test_quiet_notes_leave_a_file_accepted(tmp_path: Path) -> None:
    """An empty sheet and a formula as text change nothing that is read."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Nilai").write_string(0, 0, "=SUM(A2)")
        book.add_worksheet("Sheet2")
    seen = inspect_file(path)
    assert {one.code for one in seen.findings} == {"EMPTY_SHEET", "NAME_SUSPICIOUS"}
    assert seen.outcome == "accept"


def test_advice_fits_where_no_mark_stands(tmp_path: Path) -> None:
    """What would stop a mark asks, elsewhere, whether it is one."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Nilai").write_formula(0, 0, "=TODAY()", None, 45481)
    seen = inspect_file(path)
    assert [(one.code, one.level) for one in seen.findings] == [("VOLATILE", "warn")]
    assert "bila bukan, tidak perlu tindakan" in seen.findings[0].advice


def test_empty_slots_of_a_season_are_told(season: Any) -> None:
    """With a season an empty slot names its participant and criterion, though nothing is there."""
    season.form("j1.xlsx", "J1", D8="")
    path = season.folder / "scores" / "j1.xlsx"
    seen = inspect_file(path, raw=season.folder, book=season.book)
    blank = next(one for one in seen.findings if one.code == "BLANK_SCORE")
    assert (blank.cell, blank.level) == ("D8", "block")
    assert "Nur'aini (KT-02)" in blank.message


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
