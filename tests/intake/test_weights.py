"""The weights that a form shows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def told(cleaned: Any) -> dict[str, str]:
    """The messages about weights by cell."""
    return {one.cell: one.message for one in cleaned.findings if one.code == "WEIGHT_MISMATCH"}


def test_other_weights_on_the_form_are_told(season: Any, forge: Any) -> None:
    """The rule book's weights hold, and others on the form are reported."""
    cells = {
        "A1": "Juri : J1", "A3": "Kode", "B3": "Legalitas", "C3": "Program kerja", "A4": "Bobot",
        "B4": Decimal("0.5"), "C4": Decimal("0.6"), "A5": "KT-01", "B5": 80, "C5": 85,
    }  # fmt: skip
    season.score("a.xlsx", {"S": forge.sheet(cells)})
    assert "tertulis 50, di buku aturan 40" in told(season.clean())["B4"]
    cells |= {"A4": "", "B4": "", "C4": "", "B3": "Legalitas (40%)", "C3": "Program kerja (70%)"}
    season.score("a.xlsx", {"S": forge.sheet(cells)})
    assert set(told(season.clean())) == {"C3"}


def test_one_percent_is_one_percent(season: Any, found: Any) -> None:
    """A weight of 1 is what the rule book says, and not a hundred times as much."""
    stages = season.rules["categories"]["kt"]["stages"]
    criteria = stages["administrasi"]["criteria"]
    weights = {
        "legalitas": {**criteria["legalitas"], "weight": 1},
        "program": {**criteria["program"], "weight": 99},
    }
    season.with_category(
        stages={**stages, "administrasi": {**stages["administrasi"], "criteria": weights}}
    )
    season.form("a.xlsx", "J1", D6="Legalitas (1%)", E6="Program kerja (99%)")
    assert "WEIGHT_MISMATCH" not in found(season.clean())
