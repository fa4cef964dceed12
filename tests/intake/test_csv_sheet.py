"""A .csv as a workbook of one sheet."""

from __future__ import annotations

from typing import Any

import pytest


def seen(forge: Any, data: bytes, name: str = "juri 1.csv") -> Any:
    """A .csv as the reader sees it."""
    return forge.read_bytes(data, name)


def codes(book: Any) -> list[tuple[str, str]]:
    """The codes and cells of a workbook's notices."""
    return [(one.code, one.cell) for one in book.notices]


def test_every_filled_field_is_a_text_cell(forge: Any) -> None:
    """Fields stand at the addresses that a spreadsheet shows, as they are written."""
    book = seen(forge, b"sep=;\r\nKode;Nama;Nilai\r\n;;\r\nP01;;87,5\r\n")
    sheet = book.sheets[0]
    assert (book.refused, sheet.name, sheet.typed) == (False, "juri 1", False)
    assert {cell.address: (cell.kind, cell.literal) for cell in sheet.cells.values()} == {
        "A1": ("text", "Kode"), "B1": ("text", "Nama"), "C1": ("text", "Nilai"),
        "A3": ("text", "P01"), "C3": ("text", "87,5"),
    }  # fmt: skip
    assert (book.cells, codes(book)) == (5, [])


def test_what_is_odd_about_the_file_is_told(forge: Any) -> None:
    """An encoding that is not UTF-8, mixed line ends, empty lines and damaged texts are told."""
    text = "Kode;Nama\n\nP01;José\r\nP02;JosÃ©\n"
    book = seen(forge, text.encode("cp1252"))
    assert codes(book) == [("ENCODING", ""), ("CSV_LINES", ""), ("MOJIBAKE", "B4")]
    assert [one.level for one in book.notices] == ["", "warn", ""]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EMPTY_FILE"),
        (b"PK\x03\x04....", "TRUNCATED"),
        (b"%PDF-1.7", "WRONG_TYPE"),
        (b"<html><table></table></html>", "WRONG_TYPE"),
        (b"A;B\n1\0;2\n", "NUL"),
        (b"1;2\n3;Siti\n", "NO_TABLE"),
    ],
)
def test_what_is_no_table_is_refused(forge: Any, data: bytes, code: str) -> None:
    """Another kind of file under this name, and numbers without a header, are refused whole."""
    book = seen(forge, data)
    assert (book.refused, book.sheets, codes(book)) == (True, (), [(code, "")])


def test_a_lock_file_is_none(forge: Any) -> None:
    """The lock file of an open .csv is named for what it is."""
    assert codes(seen(forge, b",user,host", ".~lock.nilai.csv")) == [("LOCK_FILE", "")]


def test_a_workbook_under_this_name_is_read_as_one(forge: Any) -> None:
    """A sound .xlsx that somebody named .csv holds what it holds."""
    data = forge.data({"S": forge.sheet({"A1": 80})})
    assert seen(forge, data).sheets[0].name == "S"


def test_nothing_in_it_is_an_empty_sheet(forge: Any) -> None:
    """A file of separators has no cells, and says so."""
    assert codes(seen(forge, b";;\n;;\n")) == [("EMPTY_SHEET", "")]
