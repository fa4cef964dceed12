"""Absences that contradict marks."""

from __future__ import annotations

from typing import Any


def test_absent_for_one_and_marked_by_another_stops(season: Any) -> None:
    """Where one juror says absent and another gave marks, a person decides."""
    season.form("a.xlsx", "J1", D8="TH", E8="TH")
    season.form("b.xlsx", "J2")
    findings = [one for one in season.clean().findings if one.code == "ABSENCE_WORD"]
    assert [(one.file, one.cell, one.level) for one in findings] == [
        ("scores/a.xlsx", "D8", "block")
    ]


def test_absent_for_one_criterion_and_marked_on_another_stops(season: Any, found: Any) -> None:
    """A participant cannot be absent for one criterion only."""
    season.form("a.xlsx", "J1", D8="TH")
    assert "ABSENCE_WORD" in found(season.clean(), "block")


def test_absent_for_all_is_a_fact(season: Any, found: Any) -> None:
    """Where all jurors of the stage say absent nothing contradicts."""
    season.form("a.xlsx", "J1", D8="TH", E8="TH")
    season.form("b.xlsx", "J2", D8="tidak hadir", E8="tidak hadir")
    assert "ABSENCE_WORD" not in found(season.clean())


def test_an_absent_juror_contradicts_nobody(season: Any, found: Any) -> None:
    """A juror who was away for one participant says nothing about the participant."""
    season.form("a.xlsx", "J1", D8="juri berhalangan", E8="juri berhalangan")
    season.form("b.xlsx", "J2")
    assert "ABSENCE_WORD" not in found(season.clean())
