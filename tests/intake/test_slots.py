"""The score slots of a form."""

from __future__ import annotations

from typing import Any

import pytest


def test_an_empty_slot_is_blank_with_its_address(season: Any) -> None:
    """An empty score cell is told with its address, and is no zero."""
    season.form("a.xlsx", "J1", E8=("", ""))
    cleaned = season.clean()
    blank = [one for one in cleaned.facts.absences if one.kind == "blank"]
    assert [(one.participant, one.criterion, one.cell) for one in blank] == [
        ("KT-02", "program", "E8")
    ]


@pytest.mark.parametrize(
    ("written", "kind"), [("TH", "participant_absent"), ("juri berhalangan", "juror_absent")]
)
def test_declared_absences_are_facts(season: Any, written: str, kind: str) -> None:
    """A declared word makes an absence of the slot, and its cell is used."""
    season.form("a.xlsx", "J1", D8=written, E8=written)
    cleaned = season.clean()
    assert [one.kind for one in cleaned.facts.absences] == [kind, kind]
    fates = {row.cell: (row.fate, row.reason) for row in cleaned.ledger}
    assert fates["D8"] == ("used", kind)


def test_a_cell_that_waits_leaves_its_slot_open(season: Any) -> None:
    """What cannot be read is a blank slot with what it holds, and waits in the ledger."""
    season.form("a.xlsx", "J1", D8="8 5")
    cleaned = season.clean()
    assert [(one.kind, one.literal) for one in cleaned.facts.absences] == [("blank", "8 5")]
    row = next(row for row in cleaned.ledger if row.cell == "D8")
    assert (row.fate, row.reason) == ("quarantined", "TWO_NUMBERS")


def test_a_whole_sheet_on_another_scale_waits(season: Any, found: Any) -> None:
    """Marks up to ten on a scale of a hundred stop, and are not rescaled."""
    low = {f"{column}{row}": 8 for column in "DE" for row in (7, 8, 9)}
    season.form("a.xlsx", "J1", **low)
    cleaned = season.clean()
    assert "SCALE_SUSPECT" in found(cleaned, "block")
    assert cleaned.facts.scores == ()


def test_one_mark_far_below_the_others_waits(season: Any) -> None:
    """8.5 among eighties may be a slip, and a person decides."""
    season.form("a.xlsx", "J1", D8=9)
    finding = next(one for one in season.clean().findings if one.code == "SCALE_SUSPECT")
    assert finding.cell == "D8"


def test_hidden_rows_and_columns_are_used_and_reported(
    season: Any, forge: Any, form_of: Any
) -> None:
    """What is hidden counts, with one warning for each row or column."""
    xml = forge.sheet(form_of("J1"), extra='<cols><col min="4" max="4" hidden="1"/></cols>')
    xml = xml.replace('<row r="8">', '<row r="8" hidden="1">')
    season.score("a.xlsx", {"Penilaian": xml})
    cleaned = season.clean()
    hidden = [(one.code, one.cell) for one in cleaned.findings if one.code.startswith("HIDDEN")]
    assert sorted(hidden) == [("HIDDEN_COL", "D7"), ("HIDDEN_ROW", "D8")]
    assert len(cleaned.facts.scores) == 6


def test_a_mark_merged_over_two_slots_waits(season: Any, forge: Any, form_of: Any) -> None:
    """One mark over two participants is not filled down."""
    cells = form_of("J1")
    del cells["D8"]
    season.score("a.xlsx", {"Penilaian": forge.sheet(cells, merges=["D7:D8"])})
    cleaned = season.clean()
    assert any(one.code == "MERGED_SCORE" and one.cell == "D7" for one in cleaned.findings)
    assert {one.cell for one in cleaned.facts.absences} == {"D7", "D8"}


def test_a_value_under_a_merge_waits(season: Any, forge: Any, form_of: Any, found: Any) -> None:
    """A mark that a merge hides stops."""
    season.score("a.xlsx", {"Penilaian": forge.sheet(form_of("J1"), merges=["D7:E7"])})
    assert {"VALUE_UNDER_MERGE", "MERGED_SCORE"} <= found(season.clean(), "block")


def test_a_rare_colour_is_reported(season: Any, forge: Any) -> None:
    """One coloured mark among many is listed, a coloured column is not."""
    filled = f's="{forge.styles["filled"]}"'
    season.form("a.xlsx", "J1", D8=(filled, "<v>70</v>"))
    coloured = [one.cell for one in season.clean().findings if one.code == "FILL"]
    assert coloured == ["D8"]
    painted = {f"D{row}": (filled, "<v>80</v>") for row in (7, 8, 9)}
    season.form("a.xlsx", "J1", **painted)
    assert not any(one.code == "FILL" for one in season.clean().findings)


def test_a_dash_where_no_mark_is_due_is_no_finding(season: Any, found: Any) -> None:
    """A dash where a juror must not judge says what it should; elsewhere it stops."""
    pair = {"juror": "J1", "participant": "KT-02", "reason": "kerabat"}
    season.with_category(recusal=[pair])
    season.form("a.xlsx", "J1", D8="-", E8="–")
    cleaned = season.clean()
    assert "DASH" not in found(cleaned)
    reasons = {row.cell: row.reason for row in cleaned.ledger if row.role == "score"}
    assert (reasons["D8"], reasons["E8"]) == ("not_due", "not_due")
    assert not [one for one in cleaned.facts.absences if one.participant == "KT-02"]
    season.form("a.xlsx", "J1", D7="-")
    assert "DASH" in found(season.clean(), "block")


def test_a_decision_spares_a_juror_a_participant(season: Any, found: Any) -> None:
    """Where a decision leaves a juror out for one participant, a dash is as good as nothing."""
    season.form("a.xlsx", "J1", D8="-", E8="-")
    head = (
        "id,category,stage,participant,juror,kind,value,reason,basis,by,approved_by,date,evidence"
    )
    season.table("decisions", f"{head}\nK1,kt,,KT-02,J1,juror_left_out,,r,,A,,2024-07-23,\n")
    assert "DASH" not in found(season.clean())
