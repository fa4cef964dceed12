"""Corrections of a file that was sent again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

HEAD = "id,file,sha256,sheet,cell,was,action,value,reason,by,date,evidence\n"
SOURCES = "file,sheet,category,stage,juror,layout,sha256,use,reason,by,date\n"


def correct(season: Any, sha256: str, *more: str) -> None:
    """A correction of D8 in a.xlsx, and more lines."""
    line = f"P1,a.xlsx,{sha256},Penilaian,D8,8 5,set,85,paraf juri,A,2024-07-22,foto\n"
    season.table("corrections", HEAD + line + "".join(more))


def stale(cleaned: Any) -> Any:
    """The finding about a correction that fits no longer."""
    return next(one for one in cleaned.findings if one.code == "STALE_CORRECTION")


def test_a_correction_is_offered_for_the_new_file(season: Any, repairs: Any, found: Any) -> None:
    """Sent again with the same slip, it is prefilled; a name and a date bring it into force."""
    correct(season, season.form("a.xlsx", "J1", D8="8 5"))
    again = season.form("a.xlsx", "J1", D8="8 5", D7=81)
    finding = stale(season.clean())
    assert (finding.level, finding.cell) == ("block", "D8")
    assert "ditawarkan lagi" in finding.message
    rows = repairs.offer()
    row = next(row for row in rows.values() if "STALE_CORRECTION" in row["code"])
    assert (row["action"], row["value"], row["reason"], row["evidence"], row["sha256"]) == (
        "nilai baru", "85", "paraf juri", "foto", again,
    )  # fmt: skip
    assert (row["by"], row["date"], row["status"]) == ("", "", "menunggu")
    assert "REPAIR_UNFINISHED" not in found(season.clean())
    repairs.fill(row["id"], by="A", date="24/7/2024")
    cleaned = season.clean("administrasi")
    assert "STALE_CORRECTION" not in found(cleaned)
    assert "CORRECTION_REPLACED" in found(cleaned, "info")
    mark = next(one for one in cleaned.facts.scores if one.cell == "D8")
    assert (mark.score, mark.correction) == (Decimal(85), row["id"])
    assert {one.id: one.applied for one in cleaned.corrections} == {"P1": "no", row["id"]: "yes"}


def test_a_correction_follows_its_participant(season: Any) -> None:
    """In a version that was chosen, the row may stand elsewhere: participant and criterion lead."""
    correct(season, season.form("a.xlsx", "J1", D8="8 5"))
    moved = {"B7": "KT-02", "C7": "Nur'aini", "D7": "8 5", "E7": 75,
             "B8": "KT-01", "C8": "Tunas Muda", "D8": 80, "E8": 85}  # fmt: skip
    season.form("b.xlsx", "J1", **moved)
    season.table("sources", SOURCES + "a.xlsx,,,,,,,tidak,versi lama,A,2024-07-23\n")
    finding = stale(season.clean())
    assert (finding.file, finding.cell) == ("scores/b.xlsx", "D7")
    assert "ditawarkan lagi" in finding.message


def test_a_changed_cell_makes_a_correction_obsolete(season: Any, repairs: Any, found: Any) -> None:
    """Where the juror put it right, both contents are named, until the correction is withdrawn."""
    correct(season, season.form("a.xlsx", "J1", D8="8 5"))
    season.form("a.xlsx", "J1", D8=86)
    finding = stale(season.clean())
    assert "“8 5”" in finding.message
    assert "“86”" in finding.message
    assert "usang" in finding.message
    rows = repairs.offer()
    row = next(row for row in rows.values() if row["code"] == "STALE_CORRECTION")
    assert row["action"] == ""
    repairs.fill(row["id"], action="cabut koreksi lama", reason="juri memperbaiki", by="A",
                 date="24/7/2024")  # fmt: skip
    cleaned = season.clean("administrasi")
    assert not found(cleaned, "block") & {"STALE_CORRECTION", "CORRECTION_UNUSED"}
    assert next(one.score for one in cleaned.facts.scores if one.cell == "D8") == 86


def test_a_line_withdraws_another(season: Any, found: Any) -> None:
    """In the table itself a line with cabut and the number withdraws a correction."""
    season.form("a.xlsx", "J1", D8=86)
    correct(season, "0" * 64, "P2,a.xlsx,,,,,cabut,P1,juri memperbaiki,A,2024-07-24,\n")
    cleaned = season.clean("administrasi")
    assert "STALE_CORRECTION" not in found(cleaned)
    assert {one.id: one.applied for one in cleaned.corrections} == {"P1": "no", "P2": "yes"}
    correct(season, "0" * 64, "P2,a.xlsx,,,,,cabut,P9,salah nomor,A,2024-07-24,\n")
    assert "CORRECTION_UNUSED" in found(season.clean(), "block")
