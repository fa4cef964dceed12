"""What a sheet is besides its cells."""

from __future__ import annotations

from typing import Any

from helpers.intake.sheet_summary import SheetSummary, summarise


def test_everything_that_hides_or_guards_is_listed(forge: Any) -> None:
    """Hidden lines are joined to runs; areas and addresses are as a spreadsheet shows them."""
    xml = forge.sheet(
        {"A1": "Kode", "B1": 80, "A2": "x", "A3": "y", "A5": "z", "C5": ("", "<f>B1</f><v>80</v>")},
        merges=["A1:A1", "D1:E2"],
        extra='<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/></cols>',
    )
    for row in (2, 3, 5):
        xml = xml.replace(f'<row r="{row}"', f'<row r="{row}" hidden="1"')
    tail = (
        '<sheetProtection sheet="1"/><autoFilter ref="A1:C5"/>'
        '<dataValidations><dataValidation sqref="B1:B9"/></dataValidations></worksheet>'
    )
    book = forge.read({"S": xml.replace("</worksheet>", tail)}, states={"S": "veryHidden"})
    assert summarise(book.sheets[0]) == SheetSummary(
        name="S",
        state="veryHidden",
        cells=6,
        formulas=1,
        hidden_rows=("2-3", "5"),
        hidden_columns=("B-C", "E"),
        merges=("A1", "D1:E2"),
        filter="A1:C5",
        validated=("B1:B9",),
        protected=True,
    )


def test_a_plain_sheet_has_nothing_to_say(forge: Any) -> None:
    """A sheet that only has cells says how many, and a protection that is off is none."""
    tail = '<sheetProtection sheet="0"/></worksheet>'
    xml = forge.sheet({"A1": 80}).replace("</worksheet>", tail)
    facts = summarise(forge.read({"S": xml}).sheets[0])
    assert facts == SheetSummary(name="S", state="visible", cells=1, formulas=0)


def test_a_thousand_hidden_ranges_cost_nothing(forge: Any) -> None:
    """Ranges that overlap, as a crafted file has them, are one run of columns."""
    columns = "".join(f'<col min="1" max="{n}" hidden="1"/>' for n in range(15_000, 16_385))
    xml = forge.sheet({"A1": 80}, extra=f"<cols>{columns}</cols>")
    sheet = forge.read({"S": xml}).sheets[0]
    assert summarise(sheet).hidden_columns == ("A-XFD",)
    assert sheet.column_hidden(16_384)


def test_from_1904_are_recorded(forge: Any) -> None:
    """The file's own day zero is a fact of the workbook."""
    parts = forge.parts({"S": forge.sheet({"A1": 80})})
    assert not forge.read_bytes(forge.zip(parts)).from_1904
    old = parts["xl/workbook.xml"].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    assert forge.read_bytes(forge.zip(parts | {"xl/workbook.xml": old})).from_1904
