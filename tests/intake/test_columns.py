"""Which column holds which criterion."""

from __future__ import annotations

from typing import Any


def score_of(cleaned: Any, criterion: str) -> list[str]:
    """Where the marks of a criterion stand, by column letter."""
    cells = {one.cell[0] for one in cleaned.facts.scores if one.criterion == criterion}
    return sorted(cells)


def test_criteria_in_another_order_are_matched_by_name(season: Any, found: Any) -> None:
    """Swapped columns give the same marks, with a note."""
    season.form("a.xlsx", "J1", D6="Program kerja", E6="Legalitas")
    cleaned = season.clean()
    assert score_of(cleaned, "program") == ["D"]
    assert "COLUMN_ORDER" in found(cleaned, "info")


def test_a_renamed_criterion_waits(season: Any, found: Any) -> None:
    """A header that is nearly a criterion is none until a person says so."""
    season.form("a.xlsx", "J1", D6="Legalitas lembaga")
    cleaned = season.clean()
    assert "UNKNOWN_CRITERION" in found(cleaned, "block")
    assert score_of(cleaned, "legalitas") == []
    assert {row.fate for row in cleaned.ledger if row.cell in ("D7", "D8", "D9")} == {"quarantined"}


def test_an_extra_column_is_not_used(season: Any, found: Any) -> None:
    """A column that the stage does not have is reported and left out."""
    season.form("a.xlsx", "J1", G6="Kerapian", G7=99, G8=98, G9=97)
    cleaned = season.clean()
    assert "EXTRA_COLUMN" in found(cleaned, "warn")
    assert "99" not in {one.literal for one in cleaned.facts.scores}


def test_the_same_criterion_twice_waits(season: Any, found: Any) -> None:
    """Neither of two columns with one name is chosen."""
    season.form("a.xlsx", "J1", G6="Legalitas", G7=99, G8=98, G9=97)
    cleaned = season.clean()
    assert "DUPLICATE_HEADER" in found(cleaned, "block")
    assert score_of(cleaned, "legalitas") == []


def test_a_form_without_a_criterion_is_refused(season: Any, found: Any) -> None:
    """A form that lacks a criterion is refused, by its version where it says one."""
    cells = {"E6": "", "E7": "", "E8": "", "E9": "", "F6": "", "F7": "", "F8": "", "F9": ""}
    season.form("a.xlsx", "J1", **cells)
    assert "TEMPLATE_SHAPE" in found(season.clean(), "refuse")
    season.form("a.xlsx", "J1", **cells, D4="Versi : 2022.3")
    cleaned = season.clean()
    assert "TEMPLATE_VERSION" in found(cleaned, "refuse")
    assert {row.fate for row in cleaned.ledger} == {"refused"}


def test_a_single_criterion_may_be_called_a_mark(season: Any, forge: Any) -> None:
    """Where only one criterion is due, a column called Nilai is it."""
    cells = {"A1": "Karang Taruna, tes", "A3": "Kode", "B3": "Nilai", "A4": "KT-01", "B4": 40}
    season.score("tes.xlsx", {"Tes": forge.sheet(cells)})
    scores = season.clean().facts.scores
    assert [(one.criterion, one.juror, str(one.score)) for one in scores] == [
        ("tes", "committee", "40")
    ]
