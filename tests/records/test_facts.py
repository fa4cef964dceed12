"""The facts of a season."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from helpers.records.facts import SeasonFacts, read_facts
from helpers.records.tables import Participant, Score, write_table


def score(category: str) -> Score:
    """A mark in a category."""
    return Score("s", category, "st", "c", "P", "J1", Decimal(80), "f", "S", "A1", "80")


FACTS = SeasonFacts(
    "s",
    participants=(Participant("P", "kt", "63.03", "N"), Participant("P", "lks", "63.03", "N")),
    scores=(score("kt"), score("lks")),
    absences=(),
)


def test_a_category_has_only_its_own_facts() -> None:
    """The same id in two categories is two participants."""
    kt = FACTS.of("kt")
    assert {row.category for row in (*kt.participants, *kt.scores)} == {"kt"}
    assert kt.season == "s"


def test_facts_are_read_from_the_clean_tables(tmp_path: Path) -> None:
    """What the tables of a processed folder hold are its facts."""
    tables = {
        "participants.csv": FACTS.participants, "scores.csv": FACTS.scores, "absences.csv": (),
        "deductions.csv": (), "decisions.csv": (),
    }  # fmt: skip
    for name, rows in tables.items():
        write_table(tmp_path, name, rows)
    assert read_facts(tmp_path, "s") == FACTS
