"""What the forms of this project say about themselves."""

from __future__ import annotations

from typing import Any

from helpers.intake.identify import Identity
from helpers.intake.labels import Words
from helpers.intake.own_forms import contradicted, own_form, without


def identity(cleaned: Any, file: str = "a.xlsx") -> tuple[str, str, str]:
    """Category, stage and juror of a file."""
    found = next(one for one in cleaned.files if one.file == f"scores/{file}")
    return found.category, found.stage, found.juror


def test_form_data_say_whose_each_sheet_is(forge: Any) -> None:
    """Each sheet has its stage, all have one juror, and a sheet they do not name has only him."""
    rows = [
        ("form", "1"), ("season", "2024"), ("juror", "J1"), ("rules", "ab"),
        ("sheet", "1 kt a", "kt", "a", "cd"), ("sheet", "2 kt b", "kt", "b", "ef"),
    ]  # fmt: skip
    cells = {f"{'ABCDE'[c]}{r}": t for r, row in enumerate(rows, 1) for c, t in enumerate(row)}
    form = own_form(forge.read({"1 kt a": forge.sheet({}), "_meta": forge.sheet(cells)}).sheets)
    assert form.identity("1 kt a") == Identity("kt", "a", "J1")
    assert form.identity("2 kt b") == Identity("kt", "b", "J1")
    assert form.identity("Sheet1") == Identity("", "", "J1")


def test_a_workbook_without_form_data_is_no_form(forge: Any) -> None:
    """Other workbooks say nothing, and hidden data that are not ours are broken."""
    assert own_form(forge.read({"S": forge.sheet({"A1": "x"})}).sheets).data is None
    strange = own_form(forge.read({"_meta": forge.sheet({"A1": "warna", "B1": "biru"})}).sheets)
    assert (strange.data, strange.broken) == (None, "warna")


def test_a_form_needs_no_words_to_be_known(season: Any) -> None:
    """With its head wiped out a form still says whose it is."""

    def wipe(workbook: Any) -> None:
        for row in (3, 4, 5, 6):
            for column in (1, 3):
                workbook.worksheets[0].cell(row, column).value = None

    season.own_form("a.xlsx", change=wipe)
    assert identity(season.clean()) == ("kt", "administrasi", "J1")


def test_a_renamed_sheet_is_known_by_its_words(season: Any, found: Any) -> None:
    """A sheet under another name is recognised by its labels, and nothing is said of it."""

    def rename(workbook: Any) -> None:
        workbook.worksheets[0].title = "Penilaian saya"

    season.complete()
    (season.folder / "scores" / "j1.xlsx").unlink()
    season.own_form("a.xlsx", change=rename)
    cleaned = season.clean()
    assert identity(cleaned) == ("kt", "administrasi", "J1")
    assert not found(cleaned, "refuse", "block", "warn")


def test_what_form_and_labels_say_differently_stays_open(season: Any, found: Any) -> None:
    """A form that somebody else's name was written on is nobody's until a person says whose."""

    def sign(workbook: Any) -> None:
        workbook.worksheets[0]["C6"] = "Juri Dua (J2)"

    season.own_form("a.xlsx", change=sign)
    cleaned = season.clean()
    assert identity(cleaned)[2] == ""
    assert {"FORM_DATA", "UNIDENTIFIED_SHEET"} <= found(cleaned)
    assert cleaned.facts.scores == ()
    head = "file,sheet,category,stage,juror,layout,sha256,use,reason,by,date\n"
    season.table("sources", head + "a.xlsx,,,,J2,,,,,,\n")
    assert identity(season.clean())[2] == "J2"
    assert "FORM_DATA" not in found(season.clean())


def test_broken_form_data_are_said(season: Any) -> None:
    """Where the hidden sheet was changed, the visible words decide, with a warning."""

    def break_it(workbook: Any) -> None:
        workbook["_meta"]["A3"] = "juri"

    season.own_form("a.xlsx", change=break_it)
    cleaned = season.clean()
    assert identity(cleaned) == ("kt", "administrasi", "J1")
    told = next(one for one in cleaned.findings if one.code == "FORM_DATA")
    assert (told.level, told.file) == ("warn", "scores/a.xlsx")
    assert "rusak pada baris juri" in told.message


def test_only_what_both_name_can_contradict(season: Any) -> None:
    """A subject that the labels or the form do not name contradicts nothing."""
    who = Identity("kt", "administrasi", "J1")
    written = {"category": "Karang Taruna", "stage": "Tes tertulis", "juror": "Pak Anu"}
    labels = {subject: Words(text) for subject, text in written.items()}
    assert contradicted(season.book, who, labels) == ("stage",)
    assert contradicted(season.book, Identity(), labels) == ()
    assert without(who, ("stage",)) == Identity("kt", "", "J1")
