"""perbaikan.xlsx as written: the same bytes, locked, and never a formula out of a text."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest

from helpers.intake import RepairsOpenError, read_workbook
from helpers.intake.repair_workbook import workbook_bytes
from helpers.intake.repairs import Repair, columns

SIGNED = {"reason": "paraf juri", "by": "A", "date": "23/7/2024"}
NASTY = [
    "=1+1",
    '=HYPERLINK("http://x.test","klik")',
    "{=A1}",
    "+62",
    "@SUM(A1)",
    "http://x.test",
    "_x0041_",
]


def test_texts_stay_texts(season: Any, tmp_path: Any) -> None:
    """Whatever a name or a cell begins with, no cell becomes a formula or a link."""
    keys = [column.key for column in columns()]
    rows = [Repair(dict.fromkeys(keys, text), ("set",), (text,)) for text in NASTY]
    path = tmp_path / "perbaikan.xlsx"
    path.write_bytes(workbook_bytes(rows, season.book, "id"))
    read = read_workbook(path)
    cells = [cell for sheet in read.sheets for cell in sheet.cells.values()]
    assert not [cell for cell in cells if cell.formula]
    assert {cell.literal for cell in cells} >= set(NASTY)
    book = openpyxl.load_workbook(path)
    assert not [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink]


def test_the_same_rows_give_the_same_bytes(season: Any, repairs: Any) -> None:
    """Written again, the workbook is the same to the last byte."""
    season.form("a.xlsx", "J1", D8="8 5")
    repairs.offer()
    first = repairs.path.read_bytes()
    repairs.path.unlink()
    repairs.offer()
    assert repairs.path.read_bytes() == first


def test_only_officers_columns_are_open(season: Any, repairs: Any) -> None:
    """The sheet is protected, its evidence hidden, and the officers' cells are unlocked."""
    season.form("a.xlsx", "J1", D8="8 5")
    repairs.offer()
    sheet = openpyxl.load_workbook(repairs.path).worksheets[0]
    assert sheet.protection.sheet
    for place, column in enumerate(columns(), start=1):
        cell = sheet.cell(2, place)
        assert cell.protection.locked is (column.who != "officer")
        hidden = sheet.column_dimensions[cell.column_letter].hidden
        if column.who == "hidden" and column.key == "code":
            assert hidden


def test_choices_depend_on_the_finding(season: Any, repairs: Any) -> None:
    """Each row offers the actions of its finding, in Indonesian, and the officers by name."""
    season.with_rules(officers=[{"name": "A", "role": "entry"}, {"name": "B", "role": "approval"}])
    season.form("a.xlsx", "J1", D8="8 5", B9="", C9="Bina Banuo")
    rows = repairs.offer()
    book = openpyxl.load_workbook(repairs.path)
    lists = book.worksheets[2]
    assert lists.sheet_state == "hidden"
    said = {tuple(c.value for c in column if c.value) for column in lists.iter_cols()}
    assert ("nilai baru", "kosong", "peserta tidak hadir", "juri berhalangan") in said
    assert ("petakan ke peserta", "abaikan") in said
    assert ("A", "B") in said
    assert ("B",) in said
    assert any("KT-03 – Bina Banua" in one for one in said)
    assert {row["status"] for row in rows.values()} == {"menunggu"}


def test_what_officers_typed_is_never_written_over(season: Any, repairs: Any) -> None:
    """A later look adds rows and keeps every typed text, also of rows half filled."""
    season.form("a.xlsx", "J1", D8="8 5", E8="9 5")
    first = repairs.offer()
    numbers = {row["cell"]: number for number, row in first.items()}
    repairs.fill(numbers["D8"], **SIGNED, action="nilai baru", value="85")
    repairs.fill(numbers["E8"], reason="masih ditanyakan")
    season.form("b.xlsx", "J2", D7="7 5")
    rows = repairs.offer()
    assert rows[numbers["D8"]]["status"] == "selesai"
    assert rows[numbers["D8"]]["value"] == "85"
    assert rows[numbers["E8"]]["status"] == "belum lengkap"
    assert rows[numbers["E8"]]["reason"] == "masih ditanyakan"
    added = {row["cell"] for number, row in rows.items() if number not in first}
    assert "D7" in added
    before = repairs.path.read_bytes()
    repairs.offer()
    assert repairs.path.read_bytes() == before


def test_an_untouched_row_goes_with_its_finding(season: Any, repairs: Any) -> None:
    """A row that nobody touched disappears once the finding does, and so does an empty file."""
    season.complete()
    season.form("j1.xlsx", "J1", D8="8 5")
    repairs.offer()
    assert repairs.path.exists()
    season.complete()
    assert repairs.offer() == {}
    assert not repairs.path.exists()


@pytest.mark.parametrize("lock", ["~$perbaikan.xlsx", ".~lock.perbaikan.xlsx#"])
def test_an_open_workbook_is_left_alone(season: Any, repairs: Any, lock: str) -> None:
    """While Excel or LibreOffice has it open, it is not written."""
    season.form("a.xlsx", "J1", D8="8 5")
    (season.folder / lock).write_text("A")
    with pytest.raises(RepairsOpenError):
        repairs.offer()
    assert not repairs.path.exists()
