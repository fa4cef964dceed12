"""When a mark is what its cell says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from helpers.seal.marks import exact, loosely, says


@pytest.mark.parametrize(
    ("literal", "value", "same"),
    [
        ("85", 85, True),
        ("85.0", 85.0, True),
        ("3.2399999999999998", 3.2399999999999998, True),
        ("3.2399999999999998", 3.24, False),
        ("85", 86, False),
        ("85", "85", True),
        ("79,5", "79,5", True),
        ("79,5", 79.5, False),
        ("85.5", 85, False),
        ("", None, True),
        ("85", None, False),
        ("1", True, True),
    ],
)
def test_literals(literal: str, value: Any, same: bool) -> None:
    """A literal and what openpyxl sees agree as whole number, double or text."""
    assert exact(literal, value) is same


def test_names_may_be_stored_with_other_blanks() -> None:
    """Blanks and line breaks in a name or header do not count, its letters do."""
    assert loosely("Kota\nBaru ", "Kota Baru")
    assert not loosely("Kota Baru", "Kotabaru")


@pytest.mark.parametrize(
    ("value", "mark", "same"),
    [
        (85, "85", True),
        (84.5, "84.5", True),
        (0.1 + 0.2, "0.3", True),
        (3.2399999999999998, "3.24", True),
        ("79,5", "79.5", True),
        (" 79.5\u00a0", "79.5", True),
        ("'85", "85", True),
        ("8 5", "85", False),
        (85, "86", False),
        (None, "0", False),
    ],
)
def test_marks(value: Any, mark: str, same: bool) -> None:
    """A cell says a mark where it holds or shows the same number, or its decimal as a text."""
    assert says(value, Decimal(mark)) is same
