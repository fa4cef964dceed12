"""Which forms are due."""

from __future__ import annotations

from typing import Any

from helpers.forms import due_forms
from helpers.records.tables import Decision
from helpers.rules.recusal import Spared


def left_out(participant: str = "", stage: str = "") -> Decision:
    """A decision that leaves the first juror out."""
    return Decision(
        "K9", "kt", stage, participant, "J1", "juror_left_out", "", "r", "", "a", "", "", ""
    )


def test_every_juror_and_the_committee_have_their_sheets(forms: Any) -> None:
    """Jurors have the criteria of jurors, the committee its own."""
    found = {
        juror: [(sheet.stage, sheet.criteria) for sheet in sheets]
        for juror, sheets in forms.due().items()
    }
    adm = [("adm", ("legalitas", "program"))]
    assert found == {"J1": adm, "J2": adm, "committee": [("tes", ("tes",))]}


def test_a_recused_line_stays_and_says_why(forms: Any) -> None:
    """The juror of a region sees its participant, and why no mark is due."""
    [sheet] = forms.due()["J2"]
    assert [line.spared for line in sheet.lines] == [None, None, Spared("same_region")]


def test_a_juror_left_out_has_no_sheet(forms: Any) -> None:
    """A decision about a whole stage takes the sheet away, one about a participant the line."""
    assert "J1" not in forms.due(left_out())
    assert "J1" in forms.due(left_out(stage="tes"))
    [sheet] = forms.due(left_out("KT-02"))["J1"]
    assert [line.spared for line in sheet.lines] == [None, Spared("left_out", "K9"), None]


def test_a_replacement_sits_from_its_date_on(forms: Any) -> None:
    """The form goes to who sits in the seat on the day of the stage."""
    jurors = {**forms.rules["jurors"], "J3": {"name": "Juri Tiga", "replaces": "J1"}}
    jurors["J3"]["from"] = "2024-07-22"
    forms.with_rules(jurors=jurors)
    assert list(forms.due()) == ["J2", "J3", "committee"]


def test_only_who_takes_part_is_asked_for(forms: Any) -> None:
    """A sheet lists the field of its stage in the order of the register, and none is empty."""
    fields = {"kt": {"adm": ["KT-03", "KT-01"], "tes": []}}
    due = due_forms(forms.book, forms.people, (), fields)
    assert list(due) == ["J1", "J2"]
    assert [line.participant.id for line in due["J1"][0].lines] == ["KT-01", "KT-03"]
