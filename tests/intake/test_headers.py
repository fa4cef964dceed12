"""Header texts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from helpers.intake.headers import Criteria


@pytest.mark.parametrize(
    ("text", "criterion", "weight"),
    [
        ("Legalitas", "legalitas", None), ("LEGALITAS", "legalitas", None),
        ("legalitas", "legalitas", None), ("1. Legalitas", "legalitas", None),
        ("Legalitas (40%)", "legalitas", "40"), ("Program kerja (bobot 60)", "program", "60"),
        ("a) Program kerja [Bobot: 60%]", "program", "60"),
        ("Legalitas (0-100)", "legalitas", None),
        ("Program  kerja", "program", None), ("Program", "program", None),
        ("Legalitas organisasi", "", None), ("Legal", "", None),
    ],
)  # fmt: skip
def test_criteria_are_found_by_exact_name(
    season: Any, text: str, criterion: str, weight: str | None
) -> None:
    """Numbering before and a weight behind a name are set aside, and nothing else."""
    header = Criteria(season.book).header(text)
    assert {target.criterion for target in header.targets} == ({criterion} if criterion else set())
    assert header.weight == (Decimal(weight) if weight else None)


@pytest.mark.parametrize(
    "text", ["Nilai x Bobot", "N x B", "Nilai x 40", "Skor × bobot", "Nilai x 40 %"]
)
def test_products_are_found(season: Any, text: str) -> None:
    """A column of products is known, also by the weight in its header."""
    assert Criteria(season.book).header(text).part == "product"
