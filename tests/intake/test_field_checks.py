"""What a field of an officer's table may hold."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.intake.field_checks import normal, obstacle


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-07-22", "2024-07-22"),
        ("22/7/2024", "2024-07-22"),
        ("22-07-2024", "2024-07-22"),
        ("22 Juli 2024", "2024-07-22"),
        ("1 nopember 2024", "2024-11-01"),
    ],
)
def test_a_day_may_be_written_as_offices_do(season: Any, written: str, day: str) -> None:
    """Day first, in digits or with the month in words, is the same day."""
    assert obstacle(season.book, "date", written) == ""
    assert normal(season.book, "date", written) == day


@pytest.mark.parametrize(
    "written", ["22/7/24", "31 Juni 2024", "22 Jul 2024", "7/22/2024", "kemarin"]
)
def test_a_day_is_never_guessed(season: Any, written: str) -> None:
    """A year of two digits, a day that does not exist and a short word are no days."""
    assert obstacle(season.book, "date", written) == "date_wrong"
