"""The officers' tables of a season."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from helpers.intake.officer_tables import read_officer_tables
from helpers.records.findings import stops

DECISIONS = (
    "id,category,stage,participant,juror,kind,value,reason,basis,by,approved_by,date,evidence\n"
)
OFFICERS = [{"name": "Satu", "role": "entry"}, {"name": "Dua", "role": "approval"}]


def read(season: Any) -> Any:
    """The tables of a season."""
    return read_officer_tables(season.folder, season.book)


def told(tables: Any) -> list[tuple[str, str]]:
    """Codes and cells of the findings that stop."""
    return [(one.code, one.cell) for one in tables.findings if stops(one)]


def test_participants_have_the_code_of_their_region(season: Any) -> None:
    """A region written by name, short name or without its dot is the same region."""
    assert [person.region for person in read(season).participants] == ["63.03", "63.06", "63.10"]


def test_a_region_that_lost_its_zero_is_refused_with_the_remedy(season: Any) -> None:
    """63.1 is 63.10 to a spreadsheet and nothing here."""
    season.table("participants", "id,category,region,name\nKT-01,kt,63.1,Tunas Muda\n")
    tables = read(season)
    assert told(tables) == [("REGION_CODE", "C2")]
    assert "6310" in tables.findings[0].advice
    assert tables.participants == ()


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("KT-09,kt,Kota Banjar,X", "UNKNOWN_REGION", "C2"),
        ("KT-09,lks,63.03,X", "TABLE_INVALID", "B2"),
        (",kt,63.03,X", "TABLE_INVALID", "A2"),
        ("KT-09,kt,63.03,", "TABLE_INVALID", "D2"),
        ("KT-09,kt,,X", "TABLE_INVALID", "C2"),
        ("KT-09,kt,63.03,X,Y", "TABLE_INVALID", ""),
    ],
)
def test_a_row_that_cannot_be_believed_is_named(
    season: Any, row: str, code: str, cell: str
) -> None:
    """A wrong field is named with the table, the line and the cell."""
    season.table("participants", f"id,category,region,name\n{row}\n")
    assert (code, cell) in told(read(season))


def test_an_id_twice_is_named(season: Any) -> None:
    """Two participants of a category may not have one id; of two categories they may."""
    head = "id,category,region,name\n"
    season.table("participants", f"{head}A,kt,63.03,X\nA,kt,63.06,Y\n")
    assert told(read(season)) == [("TABLE_INVALID", "A3")]


def test_columns_of_the_office_stay_out(season: Any) -> None:
    """Free columns of the participants are allowed and go nowhere."""
    season.table("participants", "id,category,region,name,nik\nA,kt,63.03,X,630312345\n")
    tables = read(season)
    assert tables.findings == ()
    assert "630312345" not in repr(tables.participants)


@pytest.mark.parametrize("name", ["names", "corrections", "decisions", "sources", "deductions"])
def test_headers_are_checked(season: Any, name: str) -> None:
    """A table with unknown or missing columns is not read."""
    season.table(name, "ejaan,kode\nx,y\n")
    assert ("TABLE_INVALID", "") in told(read(season))


def test_a_register_that_is_missing_is_told(season: Any) -> None:
    """Without the participants nothing can be matched, and that is said."""
    (season.folder / "participants.csv").unlink()
    assert told(read(season)) == [("TABLE_MISSING", "")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("K1,kt,,,,entah,,alasan,,A,B,2024-07-22,", "F2"),
        ("K1,kt,,,,withdrawn,,alasan,,A,B,2024-07-22,", "D2"),
        ("K1,kt,,KT-99,,withdrawn,,alasan,,A,B,2024-07-22,", "D2"),
        ("K1,kt,entah,KT-01,,withdrawn,,alasan,,A,B,2024-07-22,", "C2"),
        ("K1,kt,,,J9,juror_left_out,,alasan,,A,B,2024-07-22,", "E2"),
        ("K1,kt,,,,lot,,alasan,,A,B,2024-07-22,", "G2"),
        ("K1,kt,,KT-01,,withdrawn,,,,A,B,2024-07-22,", "H2"),
        ("K1,kt,,KT-01,,withdrawn,,alasan,,A,B,22 Juli,", "L2"),
    ],
)
def test_a_decision_that_says_too_little_is_named(season: Any, row: str, column: str) -> None:
    """Each kind of decision needs what it is about, a reason, a name and a date."""
    season.table("decisions", DECISIONS + row + "\n")
    tables = read(season)
    assert told(tables) == [("TABLE_INVALID", column)]
    assert tables.decisions == ()


def test_days_may_be_written_day_first(season: Any) -> None:
    """22/7/2024, as an Indonesian Excel saves it, is 2024-07-22."""
    season.table("decisions", DECISIONS + "K1,kt,,,,not_sent,HSS,alasan,,A,B,22/7/2024,\n")
    (decision,) = read(season).decisions
    assert (decision.date, decision.value) == ("2024-07-22", "63.06")


@pytest.mark.parametrize(
    ("by", "approved_by", "counts"),
    [("Satu", "Dua", True), ("Satu", "", False), ("Satu", "satu", False), ("Satu", "Tiga", False),
     ("Dua", "Satu", False), ("Tiga", "Dua", False)],
)  # fmt: skip
def test_a_second_person_is_another_officer_who_may_approve(
    season: Any, by: str, approved_by: str, counts: bool
) -> None:
    """With second_person a deduction counts only when a second officer, with the role, approved."""
    season.with_rules(second_person=True, officers=OFFICERS)
    season.table(
        "deductions",
        "category,participant,stage,points,article,reason,by,date,approved_by\n"
        f'kt,KT-01,,"2,5",Pasal 9,terlambat,{by},2024-07-22,{approved_by}\n',
    )
    tables = read(season)
    assert [one.points for one in tables.deductions] == ([Decimal("2.5")] if counts else [])
    assert bool(told(tables)) is not counts


def test_a_region_without_participant_stops_until_decided(season: Any, found: Any) -> None:
    """Where each region sends one, a region that sent none is named until a decision says so."""
    season.complete()
    season.table(
        "participants",
        "id,category,region,name\nKT-01,kt,63.03,Tunas Muda\nKT-02,kt,HSS,Nur'aini\n",
    )
    cleaned = season.clean()
    gap = next(one for one in cleaned.findings if one.code == "REGION_NOT_SENT")
    assert "Kabupaten Tanah Bumbu (63.10)" in gap.message
    season.table("decisions", DECISIONS + "K1,kt,,,,not_sent,6310,surat,,A,B,2024-07-22,\n")
    assert "REGION_NOT_SENT" not in found(season.clean())


def test_a_region_with_two_participants_stops_until_decided(season: Any, found: Any) -> None:
    """Two from one region stop until one of them is out by decision."""
    season.complete()
    text = (season.folder / "participants.csv").read_text()
    season.table("participants", text + "KT-04,kt,63.03,Karya\n")
    assert "REGION_TOO_MANY" in found(season.clean(), "block")
    season.table("decisions", DECISIONS + "K1,kt,,KT-04,,withdrawn,,surat,,A,B,2024-07-22,\n")
    assert "REGION_TOO_MANY" not in found(season.clean())


def test_an_open_objection_is_a_note(season: Any, found: Any) -> None:
    """An objection without an answer is told and stops no report."""
    season.complete()
    season.table(
        "objections",
        "id,category,participant,date,from,question,answer,answered\n"
        "S1,kt,KT-01,2024-07-26,Pengurus,Mengapa?,,\n",
    )
    cleaned = season.clean()
    assert "OBJECTION_OPEN" in found(cleaned, "info")
    assert cleaned.objections[0].origin == "Pengurus"


def test_past_winners_are_read(season: Any) -> None:
    """The history table becomes past winners, with the region's code where it is known."""
    season.table("history", "year,category,title,region,name\n2023,kt,Juara I,HSS,Karya\n")
    (winner,) = read(season).history
    assert (winner.year, winner.region) == ("2023", "63.06")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("a.xlsx,,kt,entah,J1,,,,,,", "D2"),
        ("a.xlsx,,kt,administrasi,J9,,,,,,", "E2"),
        ("a.xlsx,,,,,,,ya,,,", "H2"),
        ("a.xlsx,,,,,miring,,,,,", "F2"),
        ("a.xlsx,,,,,,,mungkin,x,A,2024-07-22", "H2"),
    ],
)
def test_a_source_that_says_too_little_is_named(season: Any, row: str, column: str) -> None:
    """A line of sources names what there is, and a choice has its reason, name and day."""
    season.table(
        "sources", f"file,sheet,category,stage,juror,layout,sha256,use,reason,by,date\n{row}\n"
    )
    assert told(read(season)) == [("TABLE_INVALID", column)]


def test_ids_may_be_typed_without_capitals(season: Any) -> None:
    """In every table an id is the one that it can only be; the record has it as registered."""
    season.table(
        "decisions",
        DECISIONS
        + "K-1,KT,Administrasi,kt-02,j1,juror_left_out,,sakit,,A,,2024-07-22,\n"
        + "K-2,kt,,,,lot,kt-02 > KT-01,undian,,A,,2024-07-22,\n",
    )
    season.table(
        "deductions",
        "category,participant,stage,points,article,reason,by,date\n"
        "Kt,kt-03,administrasi,2,,terlambat,A,2024-07-22\n",
    )
    season.table("names", "written,id,by,date\nNuraini,kt-02,A,2024-07-22\n")
    tables = read(season)
    assert tables.findings == ()
    first, lot = tables.decisions
    assert (first.category, first.stage, first.participant, first.juror) == (
        "kt", "administrasi", "KT-02", "J1"
    )  # fmt: skip
    assert lot.value == "KT-02 > KT-01"
    assert (tables.deductions[0].category, tables.deductions[0].participant) == ("kt", "KT-03")
    assert tables.names == (("Nuraini", "KT-02"),)
