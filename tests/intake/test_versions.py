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


def test_an_empty_form_beside_a_filled_one_is_set_aside(season: Any) -> None:
    """A form of ours that nobody filled in is no version, and nothing is said of it."""
    season.complete()
    (season.folder / "scores" / "j1.xlsx").unlink()
    season.own_form("kosong.xlsx", fill=False)
    season.own_form("terisi.xlsx")
    cleaned = season.clean()
    assert not [
        one for one in cleaned.findings if one.file.endswith(("kosong.xlsx", "terisi.xlsx"))
    ]
    reasons = {row.reason for row in cleaned.ledger if row.file == "scores/kosong.xlsx"}
    assert reasons == {"not_filled", "form_data"}


def test_an_empty_form_alone_is_not_filled(season: Any, found: Any) -> None:
    """Where a form came back without a mark, that is said, unless its stage was not held yet."""
    stages = season.rules["categories"]["kt"]["stages"]
    season.with_category(stages={"tes": stages["tes"], "administrasi": stages["administrasi"]})
    season.own_form("a.xlsx", fill=False)
    assert "NOT_FILLED" in found(season.clean())
    cleaned = season.clean("tes")
    assert "NOT_FILLED" not in found(cleaned)
    assert {row.reason for row in cleaned.ledger} == {"not_held", "form_data"}


def test_the_same_marks_on_two_forms_are_used_once(season: Any, found: Any) -> None:
    """A form sent again with more sheets filled in repeats its first marks: no conflict."""
    season.own_form("a.xlsx")
    season.own_form("b.xlsx", change=lambda workbook: workbook.create_sheet("Catatan"))
    cleaned = season.clean()
    assert "SAME_MARKS" in found(cleaned, "info")
    assert "VERSION_CONFLICT" not in found(cleaned)
    assert {one.file for one in cleaned.facts.scores} == {"scores/a.xlsx"}


def test_two_forms_with_other_marks_stop(season: Any, found: Any) -> None:
    """Two filled forms of one juror that differ are not chosen from."""
    season.own_form("a.xlsx")
    season.own_form("b.xlsx", change=lambda workbook: workbook.worksheets[0].__setitem__("E11", 9))
    assert "VERSION_CONFLICT" in found(season.clean(), "block")


def test_one_entry_alone_is_used_with_a_warning(season: Any) -> None:
    """A paper form typed once counts, and the entry that is missing is named."""
    season.own_form("a.xlsx", entry="2")
    cleaned = season.clean()
    [finding] = [one for one in cleaned.findings if one.code == "ENTRY_SINGLE"]
    assert finding.level == "warn"
    assert "ketikan 1" in finding.message
    assert len(cleaned.facts.scores) == 6


def test_an_entry_beside_the_jurors_own_form_stops(season: Any, found: Any) -> None:
    """An entry from paper and a form that the juror filled in do not check each other."""
    season.own_form("a.xlsx", entry="1")
    season.own_form("b.xlsx")
    assert "VERSION_CONFLICT" in found(season.clean(), "block")


def test_a_person_chooses_between_entries(season: Any, found: Any) -> None:
    """One entry that a person chose counts alone, and needs no second."""
    season.own_form("a.xlsx", entry="1")
    season.own_form("b.xlsx", entry="2")
    season.table("sources", HEAD + "b.xlsx,,,,,,,ya,ketikan 1 salah berkas,A,2024-07-23\n")
    cleaned = season.clean()
    assert {one.file for one in cleaned.facts.scores} == {"scores/b.xlsx"}
    assert "ENTRY_SINGLE" not in found(cleaned)
