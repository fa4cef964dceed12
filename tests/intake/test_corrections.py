"""Corrections: only where file, sheet, cell and old content are as stated."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from helpers.intake.corrections import corrected_value, same_file
from helpers.records.findings import stops
from helpers.records.tables import Correction
from helpers.rules import Scale

HEAD = "id,file,sha256,sheet,cell,was,action,value,reason,by,date,evidence,approved_by\n"


def line(digest: str, **changes: str) -> str:
    """A line of corrections."""
    row = {
        "id": "P1", "file": "scores/a.xlsx", "sha256": digest, "sheet": "Penilaian", "cell": "D8",
        "was": "8 5", "action": "set", "value": '"85,5"', "reason": "paraf juri", "by": "A",
        "date": "2024-07-23", "evidence": "", "approved_by": "",
    } | changes  # fmt: skip
    return ",".join(row.values()) + "\n"


@pytest.fixture
def slip(season: Any) -> str:
    """A season with one slip in D8; the sheet's SHA-256."""
    sha256: str = season.form("a.xlsx", "J1", D8="8 5")
    return sha256


def at(cleaned: Any, cell: str) -> Any:
    """The mark at a cell, None where there is none."""
    return next((one for one in cleaned.facts.scores if one.cell == cell), None)


def test_a_correction_sets_a_mark(season: Any, slip: str) -> None:
    """A fitting correction gives the mark, marked with its number, and settles the finding."""
    season.table("corrections", HEAD + line(slip))
    cleaned = season.clean(through="administrasi")
    mark = at(cleaned, "D8")
    assert (mark.score, mark.literal, mark.correction) == (Decimal("85.5"), "8 5", "P1")
    finding = next(one for one in cleaned.findings if one.code == "TWO_NUMBERS")
    assert finding.level == "info"
    assert "P1" in finding.message
    row = next(row for row in cleaned.ledger if row.cell == "D8")
    assert (row.fate, row.value, row.correction) == ("used", "85.5", "P1")
    assert [one.applied for one in cleaned.corrections] == ["yes"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"was": "85"}, "STALE_CORRECTION"),
        ({"sha256": "0" * 64}, "STALE_CORRECTION"),
        ({"cell": "Z99", "was": ""}, "CORRECTION_UNUSED"),
        ({"file": "lain.xlsx"}, "CORRECTION_UNUSED"),
        ({"sheet": "Lain"}, "CORRECTION_UNUSED"),
        ({"value": "105"}, "CORRECTION_INVALID"),
        ({"value": "delapan"}, "CORRECTION_INVALID"),
        ({"action": "use", "value": ""}, "CORRECTION_INVALID"),
        ({"action": "petakan"}, "TABLE_INVALID"),
        ({"reason": ""}, "TABLE_INVALID"),
        ({"by": ""}, "TABLE_INVALID"),
        ({"date": "kemarin"}, "TABLE_INVALID"),
    ],
)
def test_a_correction_that_does_not_fit_stops(
    season: Any, slip: str, found: Any, changes: dict[str, str], code: str
) -> None:
    """A correction for another content, no cell or no reason is named and not applied."""
    season.table("corrections", HEAD + line(slip, **changes))
    cleaned = season.clean()
    assert code in found(cleaned, "block")
    assert at(cleaned, "D8") is None
    assert all(one.applied == "no" for one in cleaned.corrections)


def test_two_corrections_of_one_cell_stop(season: Any, slip: str, found: Any) -> None:
    """Neither of two corrections of a cell is applied."""
    season.table("corrections", HEAD + line(slip) + line(slip, id="P2", value="86"))
    cleaned = season.clean()
    assert "CORRECTION_CONFLICT" in found(cleaned, "block")
    assert at(cleaned, "D8") is None


@pytest.mark.parametrize(
    ("action", "kind"),
    [("absent_participant", "participant_absent"), ("absen juri", "juror_absent"),
     ("kosong", "blank"), ("abaikan", "blank")],
)  # fmt: skip
def test_other_actions_make_absences(season: Any, slip: str, action: str, kind: str) -> None:
    """Each action, also in Indonesian, does what it says."""
    season.table("corrections", HEAD + line(slip, action=action, value=""))
    cleaned = season.clean()
    assert [(one.kind, one.correction) for one in cleaned.facts.absences] == [(kind, "P1")]


def test_a_doubtful_mark_is_accepted_by_name(season: Any) -> None:
    """use takes a mark as it was read, and its warning becomes a note."""
    sha256 = season.form("a.xlsx", "J1", D8=0)
    season.table("corrections", HEAD + line(sha256, was="0", action="pakai", value=""))
    cleaned = season.clean()
    assert at(cleaned, "D8").correction == "P1"
    finding = next(one for one in cleaned.findings if one.code == "ZERO_SCORE")
    assert finding.level == "info"


def test_a_suspected_scale_is_accepted_at_its_first_mark(season: Any) -> None:
    """One acceptance at the first mark lets the whole sheet count."""
    low = {f"{column}{row}": 8 for column in "DE" for row in (7, 8, 9)}
    sha256 = season.form("a.xlsx", "J1", **low)
    season.table("corrections", HEAD + line(sha256, cell="D7", was="8", action="use", value=""))
    cleaned = season.clean(through="administrasi")
    assert len(cleaned.facts.scores) == 6
    assert not any(stops(one) for one in cleaned.findings if one.code == "SCALE_SUSPECT")


def test_a_line_is_set_aside_at_its_key(season: Any, found: Any) -> None:
    """ignore at a name sets its whole line aside, with the correction in the ledger."""
    sha256 = season.form("a.xlsx", "J1", B8="KT-01", C8="Tunas Muda")
    season.table(
        "corrections", HEAD + line(sha256, cell="B8", was="KT-01", action="ignore", value="")
    )
    cleaned = season.clean()
    assert "DUPLICATE_PARTICIPANT" not in found(cleaned)
    assert at(cleaned, "D7").participant == "KT-01"
    rows = {row.cell: row for row in cleaned.ledger}
    assert (rows["D8"].fate, rows["D8"].reason, rows["D8"].correction) == (
        "ignored", "correction", "P1",
    )  # fmt: skip


def test_a_conflict_of_keys_is_accepted_by_name(season: Any) -> None:
    """use at the code says that the code is right."""
    sha256 = season.form("a.xlsx", "J1", C7="Nur'aini", B8="", C8="", D8="", E8="", F8="")
    season.table("corrections", HEAD + line(sha256, cell="B7", was="KT-01", action="use", value=""))
    cleaned = season.clean(through="administrasi")
    assert at(cleaned, "D7").participant == "KT-01"
    assert not any(stops(one) for one in cleaned.findings if one.code == "KEY_CONFLICT")


def test_a_warning_away_from_marks_is_accepted(season: Any) -> None:
    """use at a wrong total makes its warning a note."""
    sha256 = season.form("a.xlsx", "J1", F8=154)
    season.table("corrections", HEAD + line(sha256, cell="F8", was="154", action="use", value=""))
    finding = next(one for one in season.clean().findings if one.code == "JUROR_ARITHMETIC")
    assert finding.level == "info"


def test_raw_files_are_not_touched(season: Any, slip: str) -> None:
    """The corrected file is the same to the last byte."""
    before = (season.folder / "scores" / "a.xlsx").read_bytes()
    season.table("corrections", HEAD + line(slip))
    season.clean()
    assert (season.folder / "scores" / "a.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("written", "value"),
    [("85", "85"), ("85,5", "85.5"), ("85.5", "85.5"), ("1.250", "value_outside"),
     ("85,555", "value_outside"), ("", "value_wrong"), ("-5", "value_wrong"),
     ("٨٥", "value_wrong")],
)  # fmt: skip
def test_the_value_of_a_correction_must_fit_the_scale(written: str, value: str) -> None:
    """A correction sets a mark of the scale, or nothing."""
    correction = Correction(*[""] * 7, value=written, **dict.fromkeys(
        ("reason", "by", "date", "evidence", "approved_by"), ""))  # fmt: skip
    new = corrected_value(correction, Scale(max=Decimal(100)))
    assert str(new) == value


def test_files_are_named_with_or_without_their_folder() -> None:
    """An officer may leave out scores/ or write the path as Windows does."""
    assert same_file("scores\\a\\b.xlsx", "scores/a/b.xlsx")
    assert same_file("a/b.xlsx", "scores/a/b.xlsx")
    assert not same_file("b.xlsx", "scores/a/b.xlsx")
