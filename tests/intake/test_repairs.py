"""What a person can do about each finding."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from helpers.intake.repairs import (
    TABLES,
    WITH_VALUE,
    action_keys,
    actions_for,
    column_keys,
    columns,
)
from helpers.records.findings import levels


def test_every_action_is_known() -> None:
    """Actions of the table have a table of their own to go to and words to be picked by."""
    text = (files("helpers.intake") / "repairs.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    offered = {action for row in rows for action in row["actions"].split()}
    assert offered == set(TABLES)
    assert offered >= set(WITH_VALUE)
    assert offered <= set(action_keys().values())
    assert {row["code"] for row in rows} - set(levels()) == {"block", "warn", "refuse"}


def test_every_column_has_its_words() -> None:
    """Each column is found by its header in either language."""
    assert {column.key for column in columns()} == set(column_keys().values())
    assert column_keys()["tindakan"] == column_keys()["action"] == "action"


def test_notes_offer_nothing() -> None:
    """A note needs no action; the codes of one cell offer what any of them does."""
    assert actions_for("ROW_ORDER") == ()
    assert actions_for("FILL", "info") == ()
    assert actions_for("FILL+TWO_NUMBERS")[:3] == ("use", "set", "blank")
    assert actions_for("NO_SUCH_CODE") == ()


def test_the_first_of_two_entries_can_be_taken_as_it_is() -> None:
    """Where two typists differ, the first may be right: that is said without typing it again."""
    assert actions_for("ENTRY_DIFFERS")[:2] == ("use", "set")


@pytest.mark.parametrize(
    "code", ["NOT_FINALIST", "JUROR_ARITHMETIC", "WEIGHT_MISMATCH", "RECUSED_MARK"]
)
def test_what_is_not_used_is_accepted_and_never_taken_into_use(code: str) -> None:
    """Where a warning is about what does not count, only the warning can be accepted."""
    assert actions_for(code) == ("accept",)
    assert TABLES["accept"] == "corrections"
