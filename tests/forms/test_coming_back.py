"""Forms that were sent out, filled in and sent back: read without a finding, every mark right."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook

from helpers.intake import CleanSeason, clean
from helpers.records.tables import COMMITTEE

Marks = Mapping[tuple[str, str], str]  # by sheet and address: what is typed
Filler = Callable[[bytes, Marks, Path], None]

BASIC = """Sub TypeIn(plan As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  kind(0).Name = "FilterName"
  kind(0).Value = "Calc MS Excel 2007 XML"
  Open plan For Input As #1
  Line Input #1, source
  Line Input #1, target
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  Do While Not EOF(1)
    Line Input #1, typed
    parts = Split(typed, Chr(9))
    book.Sheets.getByName(parts(0)).getCellRangeByName(parts(1)).setFormula(parts(2))
  Loop
  Close #1
  book.storeToURL(target, kind())
  book.close(True)
  StarDesktop.terminate()
End Sub
"""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LIBRARY = "http://openoffice.org/2000/library"
SCRIPT = "http://openoffice.org/2000/script"


def typed(workbook: Workbook, cells: Any) -> dict[tuple[str, str], str]:
    """A mark for every open cell, no two alike; one participant of the jurors is absent."""
    marks = {}
    for number, (place, (participant, criterion)) in enumerate(cells(workbook).items()):
        absent = participant == "KT-02" and criterion != "Tes tertulis"
        step = 1 if criterion == "Tes tertulis" else 2.25
        marks[place] = "TH" if absent else f"{40 + number * step:g}"
    return marks


def by_openpyxl(form: bytes, marks: Marks, path: Path) -> None:
    """Load, fill in, save."""
    workbook = load_workbook(io.BytesIO(form))
    for (sheet, address), mark in marks.items():
        workbook[sheet][address] = mark if mark == "TH" else float(mark)
    workbook.save(path)


def by_text(form: bytes, marks: Marks, path: Path) -> None:
    """Fill in marks as texts with a decimal comma, as some programs store them."""
    workbook = load_workbook(io.BytesIO(form))
    for (sheet, address), mark in marks.items():
        workbook[sheet][address] = mark.replace(".", ",")
    workbook.save(path)


def by_copying(form: bytes, marks: Marks, path: Path) -> None:
    """Copy every cell into a new workbook without formats, and the counts with no value."""
    given = load_workbook(io.BytesIO(form))
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as copy:
        for sheet in given.worksheets:
            made = copy.add_worksheet(sheet.title)
            if sheet.sheet_state != "visible":
                made.hide()
            for row in sheet.iter_rows():
                for cell in row:
                    value = marks.get((sheet.title, cell.coordinate), cell.value)
                    if (sheet.title, cell.coordinate) in marks and value != "TH":
                        made.write_number(cell.row - 1, cell.column - 1, float(value))
                    elif cell.data_type == "f":
                        made.write_formula(cell.row - 1, cell.column - 1, value)
                    elif value is not None:
                        made.write(cell.row - 1, cell.column - 1, value)


def send_back(forms: Any, cells: Any, fill: Filler, juror: str, entry: str = "") -> Marks:
    """Fill in a form and put it where forms that came back lie; the marks that were typed."""
    form = forms.form(juror, entry)
    workbook = load_workbook(io.BytesIO(form))
    marks = typed(workbook, cells)
    fill(form, marks, forms.path(juror, entry))
    whose = cells(workbook)
    return {whose[place]: mark for place, mark in marks.items()}


def assert_all_right(forms: Any, cleaned: CleanSeason, sent: Mapping[str, Marks]) -> None:
    """Every mark that was typed counts as what it is, nothing else does, and nothing is odd."""
    names = {
        id_: criterion.name
        for stage in forms.book.categories["kt"].stages.values()
        for id_, criterion in stage.criteria.items()
    }
    expected = {
        (juror, participant, criterion): mark
        for juror, marks in sent.items()
        for (participant, criterion), mark in marks.items()
    }
    scores = {
        (one.juror, one.participant, names[one.criterion]): one.score
        for one in cleaned.facts.scores
    }
    absent = {
        (one.juror, one.participant, names[one.criterion]): one.kind
        for one in cleaned.facts.absences
    }
    numbers = {key: Decimal(mark) for key, mark in expected.items() if mark != "TH"}
    assert scores == numbers
    assert absent == dict.fromkeys(expected.keys() - numbers.keys(), "participant_absent")
    assert cleaned.findings == ()


@pytest.mark.parametrize("fill", [by_openpyxl, by_copying])
def test_a_filled_form_has_no_finding(forms: Any, cells_of: Any, fill: Filler) -> None:
    """However a form was filled in and saved, it is read whole and nothing is odd about it."""
    forms.write_tables()
    sent = {juror: send_back(forms, cells_of, fill, juror) for juror in ("J1", "J2", COMMITTEE)}
    cleaned = clean(forms.folder, forms.book)
    assert_all_right(forms, cleaned, sent)
    reasons = {row.reason for row in cleaned.ledger if row.role == "score"}
    assert reasons == {"", "participant_absent", "not_due"}


def test_marks_stored_as_texts_are_read_and_noted(forms: Any, cells_of: Any) -> None:
    """A decimal comma that became a text is the mark it was, with a note and no more."""
    forms.write_tables()
    for juror in ("J1", "J2", COMMITTEE):
        send_back(forms, cells_of, by_text, juror)
    cleaned = clean(forms.folder, forms.book)
    assert {one.code for one in cleaned.findings} == {"TEXT_NUMBER"}
    assert {one.level for one in cleaned.findings} == {"info"}
    assert Decimal("42.25") in {one.score for one in cleaned.facts.scores}


def test_two_equal_entries_have_no_finding(forms: Any, cells_of: Any) -> None:
    """A paper form typed twice alike is used once, and every cell says where it came from."""
    forms.write_tables()
    jurors = ("J1", "J2", COMMITTEE)
    sent = {juror: send_back(forms, cells_of, by_openpyxl, juror, "1") for juror in jurors}
    assert sent == {juror: send_back(forms, cells_of, by_openpyxl, juror, "2") for juror in jurors}
    cleaned = clean(forms.folder, forms.book)
    assert_all_right(forms, cleaned, sent)
    used = {row.reason for row in cleaned.ledger if row.fate == "used" and row.value}
    assert used == {"typed_from_paper"}
    assert {(one.entry, one.outcome) for one in cleaned.files if one.kind == "workbook"} == {
        ("1", "read"), ("2", "read"),
    }  # fmt: skip


def test_odd_names_and_many_participants_come_back(forms: Any, cells_of: Any) -> None:
    """Ids of digits, names like formulas and markup: only a note about how they look."""
    odd = [("007", "=1+1"), ("1e3", "@SUM(A1)"), ("KT-03", "<b>Bina</b> & “Banua”")]
    forms.people = [
        replace(person, id=id_, name=name)
        for person, (id_, name) in zip(forms.people, odd, strict=True)
    ]
    forms.write_tables()
    for juror in ("J1", "J2", COMMITTEE):
        send_back(forms, cells_of, by_openpyxl, juror)
    cleaned = clean(forms.folder, forms.book)
    assert {one.code for one in cleaned.findings} == {"NAME_SUSPICIOUS"}
    assert {one.participant for one in cleaned.facts.scores} == {"007", "1e3", "KT-03"}


def prepared_profile(folder: Path, soffice: str) -> str:
    """A profile of LibreOffice that knows how to type into a workbook."""
    profile = folder.resolve().as_uri()
    start = [soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    subprocess.run([*start, "--terminate_after_init"], capture_output=True, timeout=120, check=True)
    library = folder / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library / "Typing.xba").write_text(
        f'{HEAD}<script:module xmlns:script="{SCRIPT}" script:name="Typing" '
        f'script:language="StarBasic">{escape(BASIC)}</script:module>',
        encoding="utf-8",
    )
    (library / "script.xlb").write_text(
        f'{HEAD}<library:library xmlns:library="{LIBRARY}" library:name="Standard">'
        '<library:element library:name="Typing"/></library:library>',
        encoding="utf-8",
    )
    return profile


@pytest.fixture
def by_libreoffice(tmp_path: Path, soffice: str) -> Filler:
    """What opens a form in LibreOffice, types the marks in, and saves it."""
    profile = prepared_profile(tmp_path / "profile", soffice)

    def fill(form: bytes, marks: Marks, path: Path) -> None:
        given, plan = tmp_path / "form.xlsx", tmp_path / "plan.txt"
        given.write_bytes(form)
        lines = [given.as_uri(), path.resolve().as_uri()]
        lines += ["\t".join((*place, mark)) for place, mark in marks.items()]
        plan.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [
            soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore",
            f'macro:///Standard.Typing.TypeIn("{plan}")',
        ]  # fmt: skip
        subprocess.run(command, capture_output=True, timeout=120, check=True)

    return fill


@pytest.mark.slow
def test_a_form_filled_in_by_libreoffice_has_no_finding(
    forms: Any, cells_of: Any, by_libreoffice: Filler
) -> None:
    """LibreOffice keeps ids, identity, protection and counts of a form it fills in and saves."""
    forms.write_tables()
    sent = {juror: send_back(forms, cells_of, by_openpyxl, juror) for juror in ("J1", COMMITTEE)}
    sent["J2"] = send_back(forms, cells_of, by_libreoffice, "J2")
    assert_all_right(forms, clean(forms.folder, forms.book), sent)
    saved = load_workbook(forms.path("J2"), data_only=True)
    sheet = saved.worksheets[0]
    assert sheet.protection.sheet
    assert len(sheet.data_validations.dataValidation) == 2
    assert (sheet["B11"].data_type, sheet["G14"].value) == ("s", 4)
    assert saved["_meta"].sheet_state != "visible"
