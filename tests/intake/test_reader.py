"""Reading a workbook: its parts by their relationships, and nothing raised for what is in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.intake.reader import read_bytes


def code(book: Any) -> str:
    """The code with which a workbook was refused."""
    assert book.refused
    assert book.sheets == ()
    return str(book.notices[0].code)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("[Content_Types].xml", "MISSING_PART"),
        ("_rels/.rels", "MISSING_PART"),
        ("xl/_rels/workbook.xml.rels", "MISSING_PART"),
        ("xl/styles.xml", "MISSING_PART"),
        ("xl/workbook.xml", "BROKEN_REL"),
        ("xl/worksheets/sheet1.xml", "BROKEN_REL"),
    ],
)
def test_a_missing_part_is_refused_by_name(forge: Any, part: str, expected: str) -> None:
    """A part that must be there and is not is never an empty sheet."""
    book = forge.read({"S": forge.sheet({"A1": 1})}, parts={part: None})
    assert code(book) == expected
    assert book.notices[0].values["part"] == part


def rels(forge: Any, old: str, new: str) -> Any:
    """A workbook whose relationships were changed."""
    parts = forge.parts({"S": forge.sheet({"A1": 1}), "T": forge.sheet({"A1": 2})})
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(old.encode(), new.encode())
    return forge.read_bytes(forge.zip(parts))


def test_targets_are_resolved(forge: Any) -> None:
    """A target may go up and down again, or start at the root."""
    assert rels(forge, "worksheets/sheet1", "../xl/worksheets/sheet1").cells == 2
    assert rels(forge, "worksheets/sheet1", "/xl/worksheets/sheet1").cells == 2


def test_targets_that_lead_elsewhere_are_refused(forge: Any) -> None:
    """A sheet outside the file, in no part, or in another sheet's part is refused."""
    assert code(rels(forge, "worksheets/sheet1", "xl/worksheets/sheet1")) == "BROKEN_REL"
    assert code(rels(forge, "sheet2.xml", "sheet1.xml")) == "DUPLICATE_PART"
    outside = 'sheet1.xml" TargetMode="External'
    assert code(rels(forge, "sheet1.xml", outside)) == "EXTERNAL_PART"


def test_sheet_names_are_told_apart(forge: Any) -> None:
    """Two names that differ in case only are refused; an odd name is only noted."""
    empty = forge.sheet({})
    assert code(forge.read({"Nilai": empty, "nilai": empty})) == "DUPLICATE_SHEET_NAME"
    book = forge.read({"../../evil": forge.sheet({"A1": 1})})
    assert [one.code for one in book.notices] == ["SHEET_NAME"]


def test_a_workbook_without_sheets_is_refused(forge: Any) -> None:
    """A workbook that lists no sheet is refused."""
    assert code(forge.read({})) == "NO_SHEETS"


def test_macros_are_noted(forge: Any) -> None:
    """A macro is never run and always mentioned."""
    book = forge.read({"S": forge.sheet({"A1": 1})}, parts={"xl/vbaProject.bin": b"x"})
    assert [one.code for one in book.notices] == ["MACROS"]


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever bytes a file has, reading it ends with a workbook or a refusal."""
    book = read_bytes("x.xlsx", data)
    assert book.refused
    assert book.notices


def test_damage_anywhere_never_raises(forge: Any) -> None:
    """A workbook with any one byte changed is read alike or refused."""
    data = forge.data({"S": forge.sheet({"A1": 80, "B1": "KT-01"})})
    step = max(1, len(data) // 250)
    for place in range(0, len(data), step):
        damaged = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        book = read_bytes("x.xlsx", damaged)
        assert book.refused or book.cells == 2


def test_reading_leaves_the_file_alone(forge: Any) -> None:
    """The raw file is the same after it was read, and nothing lies beside it."""
    data = forge.data({"S": forge.sheet({"A1": 1})})
    forge.read_bytes(data)
    assert (forge.folder / "book.xlsx").read_bytes() == data
    assert [path.name for path in forge.folder.iterdir()] == ["book.xlsx"]


def test_a_part_with_too_many_elements_is_refused(forge: Any) -> None:
    """Styles by the hundred thousand are refused before they cost memory."""
    styles = "<styleSheet>" + "<xf/>" * 200_001 + "</styleSheet>"
    book = forge.read({"S": forge.sheet({"A1": 1})}, parts={"xl/styles.xml": styles})
    assert code(book) == "BOMB"
