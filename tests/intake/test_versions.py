"""Several sheets for one juror and stage."""

from __future__ import annotations

from typing import Any

HEAD = "file,sheet,category,stage,juror,layout,sha256,use,reason,by,date\n"


def outcomes(cleaned: Any) -> dict[str, str]:
    """The outcome of each score file."""
    return {one.file: one.outcome for one in cleaned.files if one.file.startswith("scores/")}


def test_two_versions_stop(season: Any) -> None:
    """Neither the newest nor the first counts, and the line for sources is proposed."""
    season.form("a.xlsx", "J1")
    season.form("b.xlsx", "J1", D7=99)
    cleaned = season.clean()
    conflicts = [one for one in cleaned.findings if one.code == "VERSION_CONFLICT"]
    assert {one.file for one in conflicts} == {"scores/a.xlsx", "scores/b.xlsx"}
    assert "scores/a.xlsx,Penilaian,kt,administrasi,J1,," in conflicts[0].advice
    assert cleaned.facts.scores == ()
    assert {row.fate for row in cleaned.ledger if row.role == "score"} == {"quarantined"}


def test_a_person_chooses_between_versions(season: Any) -> None:
    """With yes and a reason one version counts, and the other is set aside with that reason."""
    season.form("a.xlsx", "J1")
    season.form("b.xlsx", "J1", D7=99)
    season.table("sources", HEAD + "b.xlsx,,,,,,,ya,versi yang diparaf,A,2024-07-23\n")
    cleaned = season.clean()
    assert {one.file for one in cleaned.facts.scores} == {"scores/b.xlsx"}
    note = next(one for one in cleaned.findings if one.code == "NOT_USED")
    assert "versi yang diparaf" in note.message
    assert {row.reason for row in cleaned.ledger if row.file == "scores/a.xlsx"} == {"not_used"}


def test_a_version_is_left_out_by_name(season: Any, found: Any) -> None:
    """With no and a reason a file is set aside whole, and the other one counts."""
    season.form("a.xlsx", "J1")
    season.form("b.xlsx", "J1", D7=99)
    season.table("sources", HEAD + "a.xlsx,,,,,,,tidak,salah kirim,A,2024-07-23\n")
    cleaned = season.clean()
    assert outcomes(cleaned) == {"scores/a.xlsx": "not_used", "scores/b.xlsx": "read"}
    assert "VERSION_CONFLICT" not in found(cleaned)


def test_the_same_file_twice_is_one(season: Any, found: Any) -> None:
    """A file that came twice counts once, with a note and all its cells in the ledger."""
    season.form("a.xlsx", "J1")
    season.form("kirim ulang/a (1).xlsx", "J1")
    cleaned = season.clean()
    assert outcomes(cleaned)["scores/kirim ulang/a (1).xlsx"] == "duplicate"
    assert "DUPLICATE_SUBMISSION" in found(cleaned, "info")
    assert len(cleaned.facts.scores) == 6


def test_two_sheets_of_one_file_stop(season: Any, forge: Any, form_of: Any, found: Any) -> None:
    """Two score sheets for one stage in one workbook are not chosen from."""
    xml = forge.sheet(form_of("J1"))
    season.score("a.xlsx", {"Juri A": xml, "Juri A (2)": forge.sheet(form_of("J1") | {"D7": 1})})
    assert "MULTIPLE_SCORE_SHEETS" in found(season.clean(), "block")


def test_a_line_of_sources_for_no_file_is_named(season: Any, found: Any) -> None:
    """A line of sources that fits no file says so."""
    season.complete()
    season.table("sources", HEAD + "lain.xlsx,,,,,,,tidak,salah kirim,A,2024-07-23\n")
    assert "TABLE_INVALID" in found(season.clean(), "block")


def test_marks_of_somebody_who_is_not_due_wait(season: Any, found: Any) -> None:
    """A juror who replaces another only later has no marks in an earlier stage."""
    season.form("a.xlsx", "J3")
    cleaned = season.clean()
    assert "JUROR_NOT_DUE" in found(cleaned, "block")
    assert cleaned.facts.scores == ()


def test_a_refused_file_is_set_aside_by_name(season: Any, found: Any) -> None:
    """A file that cannot be read stops until a person says that it is not needed."""
    season.complete()
    (season.folder / "scores" / "rusak.xlsx").write_bytes(b"PK\x03\x04 rusak")
    assert found(season.clean(), "refuse")
    season.table("sources", HEAD + "rusak.xlsx,,,,,,,tidak,berkas rusak,A,2024-07-23\n")
    cleaned = season.clean()
    assert not found(cleaned, "refuse", "block")
    assert outcomes(cleaned)["scores/rusak.xlsx"] == "not_used"
