"""Whose sheet it is, from its own words."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.intake.identify import Identity, meta_identity, with_defaults


def identity(cleaned: Any, file: str) -> tuple[str, str, str]:
    """Category, stage and juror of a file."""
    found = next(one for one in cleaned.files if one.file == f"scores/{file}")
    return found.category, found.stage, found.juror


@pytest.mark.parametrize(
    "written",
    ["Juri : J1", "Nama Juri: Drs. Juri Satu, M.Si.", "JURI : J1 - Drs. Juri Satu, M.Si.",
     "Penilai = drs. juri satu, m.si."],
)  # fmt: skip
def test_a_juror_is_found_by_code_or_name(season: Any, written: str) -> None:
    """The code, the name or both say whose sheet it is."""
    season.form("a.xlsx", "?", A4=written)
    assert identity(season.clean(), "a.xlsx") == ("kt", "administrasi", "J1")


def test_a_name_in_the_signature_is_enough(season: Any) -> None:
    """Without a label, the only juror named around the table is meant."""
    season.form("a.xlsx", "?", A4="Formulir", D15="Juri Dua")
    assert identity(season.clean(), "a.xlsx")[2] == "J2"


def test_two_jurors_around_a_table_are_none(season: Any) -> None:
    """Where two jurors are named the sheet waits, with a line for sources."""
    season.form("a.xlsx", "?", A4="J1", D15="Juri Dua")
    cleaned = season.clean()
    finding = next(one for one in cleaned.findings if one.code == "UNIDENTIFIED_SHEET")
    assert identity(cleaned, "a.xlsx")[2] == ""
    assert "scores/a.xlsx,Penilaian,kt,administrasi,...,," in finding.advice


def test_a_label_that_names_nobody_is_not_overruled(season: Any) -> None:
    """What a label says and nobody is called is never replaced by another name on the sheet."""
    season.form("a.xlsx", "?", A4="Juri : Juri Sembilan", D15="Juri Dua")
    assert identity(season.clean(), "a.xlsx")[2] == ""


def test_the_file_name_says_nothing(season: Any) -> None:
    """A name in the file's name is not whose sheet it is."""
    season.form("J2 Juri Dua administrasi.xlsx", "?", A4="Formulir")
    assert identity(season.clean(), "J2 Juri Dua administrasi.xlsx")[2] == ""


def test_sources_say_what_a_sheet_does_not(season: Any) -> None:
    """A line of sources identifies a sheet, and only a sheet with its content."""
    sha256 = season.form("a.xlsx", "?", A2="", A3="", B3="", A4="")
    line = "scores/a.xlsx,Penilaian,kt,administrasi,J2,,{},,,,\n"
    head = "file,sheet,category,stage,juror,layout,sha256,use,reason,by,date\n"
    season.table("sources", head + line.format(sha256))
    assert identity(season.clean(), "a.xlsx") == ("kt", "administrasi", "J2")
    season.table("sources", head + line.format("0" * 64))
    assert identity(season.clean(), "a.xlsx")[2] == ""


def test_a_stage_is_known_by_all_its_criteria(season: Any) -> None:
    """Without a word about the stage, a header with all criteria of one stage says which it is."""
    season.form("a.xlsx", "J1", A3="", B3="")
    assert identity(season.clean(), "a.xlsx")[1] == "administrasi"


def test_the_committees_stage_is_the_committees(season: Any) -> None:
    """A stage whose marks come from the committee is never a juror's."""
    season.complete()
    assert identity(season.clean(), "tes.xlsx") == ("kt", "tes", "committee")


def test_form_data_identify_a_form(forge: Any) -> None:
    """The hidden sheet of this project's own forms says whose they are."""
    book = forge.read(
        {"_meta": forge.sheet({"A1": "category", "B1": "kt", "A2": "juror", "B2": "J1"})}
    )
    assert meta_identity(book.sheets) == Identity("kt", "", "J1")


def test_what_is_open_may_come_from_elsewhere() -> None:
    """Only what is not known is taken from another identity."""
    assert with_defaults(Identity("kt", "", ""), Identity("lks", "a", "J1")) == Identity(
        "kt", "a", "J1"
    )
