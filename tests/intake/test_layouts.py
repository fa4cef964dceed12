"""Every layout that an office uses gives the same marks, in whatever order they stand."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

HEAD = "file,sheet,category,stage,juror,layout,sha256,use,reason,by,date\n"
ORDERED = {"ROW_ORDER", "COLUMN_ORDER", "SUMMARY_ROW"}  # findings that speak of the order itself


def marks(cleaned: Any) -> dict[tuple[str, ...], Any]:
    """The marks of the first stage, without where they stand."""
    return {
        (one.juror, one.participant, one.criterion): one.score
        for one in cleaned.facts.scores
        if one.stage == "administrasi"
    }


def told(cleaned: Any) -> set[tuple[str, str]]:
    """The findings without those that only say how a sheet was read."""
    return {
        (one.level, one.code)
        for one in cleaned.findings
        if one.code not in ORDERED | {"SHEET_TAKEN_FOR"}
    }


def test_every_layout_gives_the_same_marks(season: Any, layout: Any, drawn: Any) -> None:
    """Whatever the layout, each juror's marks come out as from the usual form."""
    season.drawn(layout)
    cleaned = season.clean(through="administrasi")
    assert marks(cleaned) == drawn["MARKS"]
    assert told(cleaned) == set(), [one.message for one in cleaned.findings]


@pytest.mark.parametrize("people", list(permutations(("KT-01", "KT-02", "KT-03")))[1::2])
def test_no_order_changes_anything(
    season: Any, layout_name: str, drawn: Any, people: tuple[str, ...]
) -> None:
    """Rows, columns, cards, sheets and files in another order give the same marks and findings."""
    drawing = drawn["Drawing"](people, ("J2", "J1"), ("program", "legalitas"))
    files = getattr(drawing, layout_name)()
    season.drawn({f"{9 - n} {file}": sheets for n, (file, sheets) in enumerate(files.items())})
    cleaned = season.clean(through="administrasi")
    assert marks(cleaned) == drawn["MARKS"]
    assert told(cleaned) == set(), [one.message for one in cleaned.findings]


def test_absences_and_odd_marks_come_out_in_every_layout(
    season: Any, layout_name: str, drawn: Any
) -> None:
    """A participant who did not come and a mark out of range are found wherever they stand."""
    places = {
        "participants_down": ("J1.xlsx", "Penilaian", "E11", "F12"),
        "criteria_down": ("J1.xlsx", "Sheet1", "E10", "F11"),
        "jurors_over_criteria": ("rekap.xlsx", "Rekap", "D11", "E12"),
        "criteria_over_jurors": ("rekap.xlsx", "Rekap", "D11", "G12"),
        "recap_by_criterion": ("rekap.xlsx", "Legalitas", "D10", "D11"),
        "cards_on_sheets": ("J1.xlsx", "KT-02", "D9", "D10"),
        "cards_in_one_sheet": ("J1.xlsx", "Kartu", "D26", "D44"),
        "cards_in_files": ("J1 KT-02.xlsx", "Sheet1", "D9", "D10"),
    }
    files = getattr(drawn["Drawing"](), layout_name)()
    file, sheet, absent, wrong = places[layout_name]
    files[file][sheet].cells.update({absent: "TH", wrong: 850})
    season.drawn(files)
    cleaned = season.clean(through="administrasi")
    away = [one for one in cleaned.facts.absences if one.kind == "participant_absent"]
    assert [(one.juror, one.participant, one.criterion) for one in away] == [
        ("J1", "KT-02", "legalitas")
    ]
    (outside,) = [one for one in cleaned.findings if one.code == "OUT_OF_RANGE"]
    assert (outside.sheet, outside.cell) == (sheet, wrong)
    assert len(marks(cleaned)) == 10


def test_a_recap_with_numbered_jurors_waits_for_one_line(season: Any, drawn: Any) -> None:
    """Juri I and Juri II are nobody until a line of sources names them in the order of columns."""
    drawing = drawn["Drawing"](names={"J1": "Juri I", "J2": "Juri II"})
    season.drawn(drawing.jurors_over_criteria())
    cleaned = season.clean(through="administrasi")
    (finding,) = [one for one in cleaned.findings if one.code == "UNIDENTIFIED_SHEET"]
    assert "“Juri I” / “Juri II”" in finding.message
    line = finding.advice.split(": ", 1)[1]
    assert line.startswith("scores/rekap.xlsx,Rekap,kt,administrasi,J1 J2,jurors_across,")
    assert marks(cleaned) == {}
    season.table("sources", HEAD + line.replace("...", "2024-07-23"))
    cleaned = season.clean(through="administrasi")
    assert marks(cleaned) == drawn["MARKS"]
    season.table("sources", HEAD + line.replace("...", "2024-07-23").replace("J1 J2", "J2 J1"))
    assert marks(season.clean(through="administrasi"))["J2", "KT-01", "legalitas"] == 80


def test_cards_of_nobody_wait_for_one_line(season: Any, drawn: Any) -> None:
    """Where no card names its juror, one line for the whole file is enough for all of them."""
    files = drawn["Drawing"]().cards_on_sheets()
    for sheet in files["J1.xlsx"].values():
        sheet.cells.update({"A6": "", "D15": "Nama jelas"})
    season.drawn(files)
    cleaned = season.clean(through="administrasi")
    (finding,) = [one for one in cleaned.findings if one.code == "UNIDENTIFIED_SHEET"]
    line = finding.advice.split(": ", 1)[1]
    assert line.startswith("scores/J1.xlsx,,kt,administrasi,...,cards,")
    season.table("sources", HEAD + line.replace("...", "J1", 1).replace("...", "2024-07-23"))
    assert marks(season.clean(through="administrasi")) == drawn["MARKS"]


def test_the_words_that_a_sheet_was_taken_by_are_told(season: Any) -> None:
    """A form that names its juror in words is used, and the finding leads to these words."""
    season.form("a.xlsx", "J1")
    (finding,) = [one for one in season.clean().findings if one.code == "SHEET_TAKEN_FOR"]
    assert finding.level == "info"
    assert "kategori Karang Taruna (“Karang Taruna” di A2)" in finding.message
    assert "tahap Administrasi (“Administrasi” di B3)" in finding.message
    assert "juri J1 (“J1” di A4)" in finding.message


def test_a_sheet_named_by_sources_is_taken_for_nothing_else(season: Any, found: Any) -> None:
    """What sources say needs no words of the sheet, and none are told."""
    season.form("a.xlsx", "?", A2="", A3="", B3="", A4="")
    season.table("sources", HEAD + "a.xlsx,Penilaian,kt,administrasi,J2,,,,,,\n")
    assert "SHEET_TAKEN_FOR" not in found(season.clean())


def test_a_recap_and_a_juror_s_own_form_are_two_versions(
    season: Any, drawn: Any, found: Any
) -> None:
    """Where a juror's marks came twice, in a form and in a recap, a person chooses."""
    season.drawn(drawn["Drawing"]().jurors_over_criteria())
    season.drawn({"J1.xlsx": drawn["Drawing"]().participants_down()["J1.xlsx"]})
    cleaned = season.clean(through="administrasi")
    assert "VERSION_CONFLICT" in found(cleaned, "block")
    assert {juror for juror, _, _ in marks(cleaned)} == {"J2"}
    season.table("sources", HEAD + "J1.xlsx,,,,,,,ya,formulir asli juri,A,2024-07-23\n")
    cleaned = season.clean(through="administrasi")
    assert marks(cleaned) == drawn["MARKS"]
    assert {one.file for one in cleaned.facts.scores if one.juror == "J1"} == {"scores/J1.xlsx"}


def test_a_card_sent_again_is_a_version(season: Any, drawn: Any, found: Any) -> None:
    """A second card of one participant stops that participant until a person chooses."""
    drawing = drawn["Drawing"]()
    season.drawn(drawing.cards_in_files())
    again = drawing.cards_in_files()["J1 KT-02.xlsx"]
    again["Sheet1"].cells["D9"] = 99
    season.drawn({"lagi.xlsx": again})
    cleaned = season.clean(through="administrasi")
    assert "VERSION_CONFLICT" in found(cleaned, "block")
    assert ("J1", "KT-02", "legalitas") not in marks(cleaned)
    assert ("J1", "KT-01", "legalitas") in marks(cleaned)
    season.table("sources", HEAD + "lagi.xlsx,,,,,,,ya,diperbaiki juri,A,2024-07-23\n")
    cleaned = season.clean(through="administrasi")
    assert marks(cleaned) == drawn["MARKS"] | {("J1", "KT-02", "legalitas"): 99}


def test_two_cards_of_one_participant_in_a_file_wait(season: Any, drawn: Any) -> None:
    """Of two cards of one participant in a workbook neither counts, and both are named."""
    files = drawn["Drawing"]().cards_on_sheets()
    files["J1.xlsx"]["KT-03"].cells.update({"C3": ": KT-02", "A4": "Nama : Nur'aini", "C5": "HSS"})
    season.drawn(files)
    cleaned = season.clean(through="administrasi")
    doubled = [one for one in cleaned.findings if one.code == "DUPLICATE_PARTICIPANT"]
    assert {(one.sheet, one.cell) for one in doubled} == {("KT-02", "C3"), ("KT-03", "C3")}
    assert {person for juror, person, _ in marks(cleaned) if juror == "J1"} == {"KT-01"}


def test_a_card_of_an_unknown_name_proposes_the_likely(season: Any, drawn: Any) -> None:
    """A card whose name is nobody's waits, with the line for names without the label."""
    files = drawn["Drawing"]().cards_in_one_sheet()
    files["J1.xlsx"]["Kartu"].cells.update({"C20": "", "A21": "Nama : Nur Aini", "C22": ""})
    season.drawn(files)
    cleaned = season.clean(through="administrasi")
    (finding,) = [one for one in cleaned.findings if one.code == "UNKNOWN_PARTICIPANT"]
    assert (finding.cell, finding.literal) == ("A21", "Nama : Nur Aini")
    assert "Nur Aini,KT-02,...,..." in finding.advice
    season.table("names", "written,id,by,date\nNur Aini,KT-02,CONTOH,2024-07-23\n")
    assert marks(season.clean(through="administrasi")) == drawn["MARKS"]


def test_a_recap_without_one_juror_s_criterion_is_refused(
    season: Any, drawn: Any, found: Any
) -> None:
    """A recap that lacks a sheet for one criterion lacks it for every juror."""
    files = drawn["Drawing"]().recap_by_criterion()
    del files["rekap.xlsx"]["Program kerja"]
    season.drawn(files)
    cleaned = season.clean(through="administrasi")
    assert "TEMPLATE_SHAPE" in found(cleaned, "refuse")
    assert marks(cleaned) == {}


def test_totals_of_jurors_are_no_marks(season: Any, drawn: Any, found: Any) -> None:
    """A recap of totals, whose columns no criterion names, gives no mark and says so."""
    files = drawn["Drawing"]().recap_by_criterion()
    sheet = files["rekap.xlsx"].pop("Legalitas")
    sheet.cells["B6"] = "Rekapitulasi jumlah nilai"
    season.drawn({"rekap.xlsx": {"Rekap": sheet}})
    cleaned = season.clean(through="administrasi")
    assert "NO_TABLE" in found(cleaned, "refuse")
    assert marks(cleaned) == {}


def test_what_a_recap_adds_up_is_counted_again(season: Any, drawn: Any) -> None:
    """A wrong sum over all jurors and a wrong rank are reported, and used for nothing."""
    files = drawn["Drawing"]().jurors_over_criteria()
    files["rekap.xlsx"]["Rekap"].cells.update({"H10": 335, "J12": 2})
    season.drawn(files)
    cleaned = season.clean(through="administrasi")
    assert {("H10", "JUROR_ARITHMETIC"), ("J12", "RANK_MISMATCH")} <= {
        (one.cell, one.code) for one in cleaned.findings if one.level == "warn"
    }
    assert marks(cleaned) == drawn["MARKS"]


def test_pages_of_a_recap_may_repeat_its_header(season: Any, drawn: Any) -> None:
    """A two-row header that comes again on the next page is nobody's line."""
    files = drawn["Drawing"]().jurors_over_criteria()
    cells = files["rekap.xlsx"]["Rekap"].cells
    moved = {at: value for at, value in cells.items() if at[1:] == "12"}
    head = {f"{at[0]}{int(at[1:]) + 4}": v for at, v in cells.items() if at[1:] in ("8", "9")}
    kept = {at: value for at, value in cells.items() if at not in moved and int(at[1:]) < 15}
    page = kept | head | {f"{at[0]}14": value for at, value in moved.items()}
    season.drawn({"rekap.xlsx": {"Rekap": (page, files["rekap.xlsx"]["Rekap"].merges)}})
    cleaned = season.clean(through="administrasi")
    assert marks(cleaned) == drawn["MARKS"]
    assert sum(one.code == "REPEATED_HEADER" for one in cleaned.findings) == 2


def test_a_declared_layout_is_the_only_one_tried(season: Any, drawn: Any, found: Any) -> None:
    """What sources say about the layout holds, also where the sheet looks otherwise."""
    season.drawn(drawn["Drawing"]().cards_on_sheets())
    season.table("sources", HEAD + "J1.xlsx,,,,,kartu,,,,,\nJ2.xlsx,,,,,cards,,,,,\n")
    assert marks(season.clean(through="administrasi")) == drawn["MARKS"]
    season.table("sources", HEAD + "J1.xlsx,,,,,participants_down,,,,,\n")
    assert "NO_TABLE" in found(season.clean(through="administrasi"), "refuse")
