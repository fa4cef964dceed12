"""perbaikan.xlsx read back: filled rows count as officers' rows, half-filled ones are named."""

from __future__ import annotations

import subprocess
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helpers.intake.repair_table import first_word, is_unfilled, read_repairs
from helpers.intake.source_files import season_files

SIGNED = {"reason": "paraf juri", "by": "A", "date": datetime(2024, 7, 23)}  # noqa: DTZ001 (a cell has no zone)
SET = {"action": "nilai baru", "value": "85,5", **SIGNED}
SECOND = {
    "second_person": True,
    "officers": [{"name": "A", "role": "entry"}, {"name": "B", "role": "approval"}],
}


def mark(cleaned: Any, cell: str = "D8") -> Any:
    """The mark at a cell, None where there is none."""
    return next((one for one in cleaned.facts.scores if one.cell == cell), None)


def told(cleaned: Any, code: str) -> Any:
    """The first finding of a code."""
    return next(one for one in cleaned.findings if one.code == code)


@pytest.fixture
def slip(season: Any, repairs: Any) -> str:
    """A season with one slip in D8, offered in a row; its number."""
    season.form("a.xlsx", "J1", D8="8 5")
    rows = repairs.offer()
    return next(number for number, row in rows.items() if row["cell"] == "D8")


@pytest.mark.parametrize("value", ["85,5", "85.5", 85.5, " 85,5 ", "'85,5"])
@pytest.mark.parametrize("day", [datetime(2024, 7, 23), "23/7/2024", "2024-07-23", "23-07-2024 "])  # noqa: DTZ001 (a cell has no zone)
def test_a_filled_row_is_a_correction(
    season: Any, repairs: Any, slip: str, value: object, day: object
) -> None:
    """However number and day were typed, the row counts, under its number."""
    repairs.fill(slip, **{**SET, "value": value, "date": day})
    cleaned = season.clean("administrasi")
    assert (mark(cleaned).score, mark(cleaned).correction) == (Decimal("85.5"), slip)
    row = cleaned.corrections[0]
    assert (row.id, row.date, row.was, row.action) == (slip, "2024-07-23", "8 5", "set")
    assert told(cleaned, "TWO_NUMBERS").level == "info"


@pytest.mark.parametrize(
    ("action", "kind"),
    [("kosong", "blank"), ("abaikan", "blank"), ("Peserta tidak hadir", "participant_absent"),
     ("juri berhalangan", "juror_absent")],
)  # fmt: skip
def test_every_action_is_picked_by_its_words(
    season: Any, repairs: Any, slip: str, action: str, kind: str
) -> None:
    """The words of the drop-down lead to what the row does."""
    row = {**SIGNED, "action": action}
    if action == "abaikan":  # not on offer for a mark
        repairs.fill(slip, **row)
        assert "tidak tersedia" in told(season.clean(), "TABLE_INVALID").message
        return
    repairs.fill(slip, **row)
    absences = season.clean("administrasi").facts.absences
    assert [(one.kind, one.correction) for one in absences] == [(kind, slip)]


@pytest.mark.parametrize("missing", ["action", "value", "reason", "by", "date"])
def test_a_half_filled_row_is_named_and_does_nothing(
    season: Any, repairs: Any, slip: str, missing: str
) -> None:
    """What is missing is said with its cell, and the finding stays open."""
    repairs.fill(slip, **{**SET, missing: None})
    cleaned = season.clean()
    finding = told(cleaned, "REPAIR_UNFINISHED")
    assert (finding.file, finding.cell) == ("perbaikan.xlsx", repairs.address(slip, missing))
    assert slip in finding.message
    assert mark(cleaned) is None


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"action": "hapus"}, "action", "tidak tersedia"),
        ({"action": "petakan ke peserta"}, "action", "tidak tersedia"),
        ({"action": "kosong"}, "value", "tidak memerlukan nilai"),
        ({"value": "delapan"}, "value", "bukan angka"),
        ({"date": "kemarin"}, "date", "bukan tanggal"),
        ({"value": "=80+5.5"}, "value", "rumus"),
        ({"reason": '=HYPERLINK("x")'}, "reason", "rumus"),
    ],
)
def test_a_contradiction_is_named_with_its_cell(
    season: Any, repairs: Any, slip: str, changes: dict[str, str], column: str, words: str
) -> None:
    """What does not go together, or is no typed value, is refused at its cell."""
    repairs.fill(slip, **{**SET, **changes})
    cleaned = season.clean()
    finding = told(cleaned, "TABLE_INVALID")
    assert finding.cell == repairs.address(slip, column) if "rumus" not in words else finding.cell
    assert words in finding.message
    assert mark(cleaned) is None


def test_a_value_outside_the_scale_is_refused(season: Any, repairs: Any, slip: str) -> None:
    """A row must set a mark of the scale, as any correction."""
    repairs.fill(slip, **{**SET, "value": "105"})
    assert slip in told(season.clean(), "CORRECTION_INVALID").message


def test_the_second_person_is_asked_for(season: Any, repairs: Any, slip: str) -> None:
    """Without another officer who may approve, a row does not count; with one it does."""
    season.with_rules(**SECOND)
    repairs.fill(slip, **SET)
    finding = told(season.clean(), "SECOND_PERSON_MISSING")
    assert finding.cell == repairs.address(slip, "approved_by")
    for approver, counts in (("A", False), ("C", False), ("B", True)):
        repairs.fill(slip, approved_by=approver)
        assert (mark(season.clean("administrasi")) is not None) is counts


def test_a_conflict_with_the_table_is_said(season: Any, repairs: Any, slip: str) -> None:
    """A row and a line of corrections.csv for one cell: neither counts, both are named."""
    head = "id,file,sha256,sheet,cell,was,action,value,reason,by,date\n"
    sha256 = next(one.sha256 for one in season.clean().files if one.file == "scores/a.xlsx")
    repairs.fill(slip, **SET)
    season.table(
        "corrections", head + f"P1,a.xlsx,{sha256},Penilaian,D8,8 5,set,86,salah,A,2024-07-23\n"
    )
    cleaned = season.clean()
    assert f"P1, {slip}" in told(cleaned, "CORRECTION_CONFLICT").message
    assert mark(cleaned) is None


def test_a_row_for_another_content_is_stale(season: Any, repairs: Any, slip: str) -> None:
    """Where the cell has changed since, the row is not applied, and the change is named."""
    repairs.fill(slip, **SET)
    season.form("a.xlsx", "J1", D8="8 6")
    cleaned = season.clean()
    assert mark(cleaned) is None
    stale = told(cleaned, "STALE_CORRECTION")
    assert "“8 5”" in stale.message
    assert "“8 6”" in stale.message


def test_a_name_is_mapped(season: Any, repairs: Any) -> None:
    """A strange name leads to the participant that the officer picked."""
    season.form("a.xlsx", "J1", B8="", C8="Nuraini")
    rows = repairs.offer()
    number = next(n for n, row in rows.items() if row["code"] == "UNKNOWN_PARTICIPANT")
    repairs.fill(number, **SIGNED, action="petakan ke peserta", value="KT-02 – Nur'aini")
    cleaned = season.clean("administrasi")
    assert mark(cleaned).participant == "KT-02"
    repairs.fill(number, value="kt-02")
    assert mark(season.clean("administrasi")).participant == "KT-02"
    repairs.fill(number, value="KT-99")
    finding = told(season.clean(), "TABLE_INVALID")
    assert finding.cell == repairs.address(number, "value")


def test_one_version_is_chosen(season: Any, repairs: Any) -> None:
    """The file that the officer picks counts, the other is set aside with the reason."""
    season.form("a.xlsx", "J1")
    season.form("b.xlsx", "J1", D7=99)
    rows = repairs.offer()
    number = next(n for n, row in rows.items() if row["file"] == "scores/b.xlsx")
    repairs.fill(number, **SIGNED, action="pakai berkas ini")
    cleaned = season.clean()
    assert {one.file for one in cleaned.facts.scores} == {"scores/b.xlsx"}
    assert "paraf juri" in told(cleaned, "NOT_USED").message


def test_a_sheet_gets_its_owner(season: Any, repairs: Any) -> None:
    """A sheet that names no juror is the juror's that the officer picks from those due."""
    season.form("a.xlsx", "J1", A4="")
    rows = repairs.offer()
    number = next(n for n, row in rows.items() if row["code"] == "UNIDENTIFIED_SHEET")
    repairs.fill(number, **SIGNED, action="tetapkan pemilik lembar", value="kt / administrasi / J1")
    assert {one.juror for one in season.clean().facts.scores} == {"J1"}
    repairs.fill(number, value="KT / Administrasi / j1")
    assert {one.juror for one in season.clean().facts.scores} == {"J1"}
    repairs.fill(number, value="kt / administrasi / J9")
    assert "juri ini tidak ada" in told(season.clean(), "TABLE_INVALID").message


def test_a_decision_is_taken(season: Any, repairs: Any) -> None:
    """A juror who never hands in is left out, a region that sends nobody is let go."""
    season.form("a.xlsx", "J1")
    season.table("participants", "id,category,region,name\nKT-01,kt,63.03,Tunas Muda\n")
    rows = repairs.offer()
    by_code = {row["code"]: number for number, row in rows.items()}
    juror = next(n for n, row in rows.items() if row["juror"] == "J2")
    repairs.fill(juror, **SIGNED, action="juri tidak diikutkan")
    repairs.fill(by_code["REGION_NOT_SENT"], **SIGNED, action="daerah tidak mengirim peserta")
    kinds = {(one.kind, one.juror, one.value) for one in season.clean().facts.decisions}
    assert ("juror_left_out", "J2", "") in kinds
    assert any(kind == "not_sent" and value in ("63.06", "63.10") for kind, _, value in kinds)


def test_a_warning_is_accepted_by_name(season: Any, repairs: Any) -> None:
    """A sum that is not used is not taken into use: the officer accepts the warning about it."""
    season.form("a.xlsx", "J1", F8=154)
    rows = repairs.offer()
    number = next(n for n, row in rows.items() if row["code"] == "JUROR_ARITHMETIC")
    repairs.fill(number, **SIGNED, action="pakai apa adanya")
    assert "tidak tersedia" in told(season.clean(), "TABLE_INVALID").message
    repairs.fill(number, action="terima catatan ini")
    cleaned = season.clean("administrasi")
    assert told(cleaned, "JUROR_ARITHMETIC").level == "info"
    assert (cleaned.corrections[0].action, cleaned.corrections[0].applied) == ("use", "yes")


def test_an_unfilled_workbook_is_no_input(season: Any, repairs: Any, slip: str) -> None:
    """Until somebody fills something in, the workbook is a question and no file of the season."""
    assert is_unfilled(repairs.path)
    assert "perbaikan.xlsx" not in season_files(season.folder)
    repairs.fill(slip, **SET)
    assert "perbaikan.xlsx" in season_files(season.folder)
    listed = {one.file: one.outcome for one in season.clean().files}
    assert listed["perbaikan.xlsx"] == "read"


@pytest.mark.parametrize("number", ["PB-x", "", "9"])
def test_a_changed_number_is_named(season: Any, repairs: Any, slip: str, number: str) -> None:
    """A row whose number was changed leads nowhere, and says so."""
    repairs.fill(slip, **SET, id=number or None)
    assert "Nomor" in told(season.clean(), "TABLE_INVALID").message


def test_a_missing_column_is_named(season: Any, repairs: Any, slip: str) -> None:
    """A workbook without its columns is not guessed at, and not written over."""
    repairs.fill(slip, **SET)
    repairs.season.folder.joinpath("perbaikan.xlsx").write_bytes(b"rusak")
    assert not read_repairs(season.folder).sound
    repairs.offer()
    assert repairs.path.read_bytes() == b"rusak"


def test_the_id_is_the_first_word_of_a_choice() -> None:
    """A choice shows the name beside the id."""
    assert first_word("KT-05 – Karang Taruna") == "KT-05"
    assert first_word("") == ""


def through_libreoffice(path: Path, soffice: str, tmp_path: Path) -> None:
    """Open a workbook in LibreOffice and save it again in its place."""
    out = tmp_path / "keluar"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(out), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_bytes((out / path.name).read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("day", ["22 Juli 2024", datetime(2024, 7, 22)])  # noqa: DTZ001 (a cell has no zone)
def test_libreoffice_gives_back_a_decision(
    season: Any, repairs: Any, soffice: str, tmp_path: Path, day: object
) -> None:
    """A decision with its day in words, or as a date, is the same after LibreOffice saved it."""
    season.form("a.xlsx", "J1")
    rows = repairs.offer()
    number = next(n for n, row in rows.items() if row["juror"] == "J2")
    repairs.fill(number, **{**SIGNED, "date": day}, action="juri tidak diikutkan")
    taken = [one for one in season.clean().facts.decisions if one.id == number]
    through_libreoffice(repairs.path, soffice, tmp_path)
    assert [one for one in season.clean().facts.decisions if one.id == number] == taken
    assert (taken[0].kind, taken[0].juror, taken[0].date) == (
        "juror_left_out", "J2", "2024-07-22"
    )  # fmt: skip


@pytest.mark.slow
def test_libreoffice_gives_back_what_was_filled_in(
    season: Any, repairs: Any, slip: str, soffice: str, tmp_path: Path
) -> None:
    """Saved by LibreOffice, a filled workbook reads as before: same rows, same correction."""
    repairs.fill(slip, **{**SET, "value": 85.55, "reason": '=1+1 "kutip" & <tanda>'.lstrip("=")})
    season.with_category(scale={"max": 100, "decimals": 2})
    before = [one.repair for one in read_repairs(season.folder).rows]
    through_libreoffice(repairs.path, soffice, tmp_path)
    sheet = read_repairs(season.folder)
    assert sheet.sound
    assert [one.repair for one in sheet.rows] == before
    assert mark(season.clean("administrasi")).score == Decimal("85.55")
