"""The second reader, in its process of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from helpers.intake import read_workbook
from helpers.seal import second_reader
from helpers.seal.second_reader import Seen, read_again


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with one cell of each kind."""
    path = tmp_path / "nilai juri 3 (revisi).xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Nilai")
        sheet.write_number("A1", 85)
        sheet.write_number("A2", 84.5)
        sheet.write_string("A3", "79,5")
        sheet.write_formula("A4", "=90-5", None, 85)
        bold = book.add_format({"bold": True})
        sheet.write_rich_string("A5", bold, "Kota ", "Banjarbaru")
        day = book.add_format({"num_format": "d mmm"})
        sheet.write_datetime("A6", date(2024, 7, 8), day)
        sheet.write_boolean("A7", True)
    return path


def test_each_kind_of_cell(workbook: Path) -> None:
    """Numbers, texts, formulas, runs, days and truth values arrive as the cell stores them."""
    places = [("Nilai", f"A{row}") for row in range(1, 9)]
    cells = read_again({workbook: places})[workbook].cells
    assert [cells[place] for place in places] == [
        Seen(85), Seen(84.5), Seen("79,5"), Seen(85, "90-5"), Seen("Kota Banjarbaru"), Seen(45481),
        Seen(True), Seen(None),
    ]  # fmt: skip


def test_a_broken_workbook_does_not_hide_the_others(workbook: Path, tmp_path: Path) -> None:
    """A workbook that cannot be read says why, and the others are read."""
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 bukan buku kerja")
    readings = read_again({broken: [("Nilai", "A1")], workbook: [("Nilai", "A1")]})
    assert "BadZipFile" in readings[broken].error
    assert readings[workbook].cells[("Nilai", "A1")] == Seen(85)


def test_a_sheet_that_is_not_there(workbook: Path) -> None:
    """A sheet that the workbook does not have is an error of that workbook."""
    assert "KeyError" in read_again({workbook: [("Lain", "A1")]})[workbook].error


def test_a_reader_that_takes_too_long(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook on which the reader spends more than its time stays unread, and is named so."""
    monkeypatch.setattr(second_reader, "SECONDS", 0)
    assert read_again({workbook: [("Nilai", "A1")]})[workbook].error == "limit"


@pytest.mark.parametrize(
    "data",
    [
        b"sep=;\r\nKode;Nilai\r\n\r\nP01;87,5\r\n",
        b"Kode;Nilai\n\nP01;87,5\n",
        b'Kode,Nilai\r\rP01,"87,5"\r',
        "\ufeffKode\tNilai\n\nP01\t87,5\n".encode("utf-16-le"),
        "\ufeffKode;Nilai\n\nP01;87,5\n".encode(),
    ],
)
def test_a_csv_is_read_again_by_the_library(tmp_path: Path, data: bytes) -> None:
    """A .csv is read by the csv module at the addresses that the first reader gives."""
    path = tmp_path / "juri 1.csv"
    path.write_bytes(data)
    places = [("juri 1", "A1"), ("juri 1", "B3"), ("juri 1", "C3")]
    cells = read_again({path: places})[path].cells
    assert [cells[place] for place in places] == [Seen("Kode"), Seen("87,5"), Seen(None)]
    first = read_workbook(path).sheets[0].cells
    assert [cell.literal for cell in first.values()] == ["Kode", "Nilai", "P01", "87,5"]


def test_a_csv_has_the_one_sheet_of_its_name(tmp_path: Path) -> None:
    """Another sheet of a .csv is an error, as it is of a workbook."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"A;B\n1;2\n")
    assert "KeyError" in read_again({path: [("b", "A1")]})[path].error
