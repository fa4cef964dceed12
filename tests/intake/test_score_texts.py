"""Texts in score cells: proposals for a person."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.intake.score_texts import bare, obstacle, readings, text_number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("87½", ["87.5"]), ("87 1/2", ["87.5"]), ("８５", ["85"]), ("8O", ["80"]),
        ("87.5", ["87.5", "875"]), ("85%", ["85", "0.85"]), ("17/20", ["17", "85"]), ("Baik", []),
    ],
)  # fmt: skip
def test_readings_are_proposed(text: str, numbers: list[str]) -> None:
    """What a text may have meant is proposed, never used."""
    assert [Decimal(number) for number in numbers] == list(readings(text))


@given(st.text(max_size=12))
def test_every_text_is_a_number_or_has_an_obstacle(text: str) -> None:
    """Any text has a number of plain digits or a code, never both and never neither."""
    stripped = bare(text)
    value = text_number(stripped, ",")
    if value is None:
        assert obstacle(stripped)
    else:
        assert stripped.isascii()
        assert set(stripped) <= set("0123456789,")


@pytest.mark.parametrize("text", ["8" + " " * 30_000 + "x", "1" * 30_000, "8\n" * 15_000])
def test_long_texts_cost_nothing(text: str) -> None:
    """A text of any length is told at once to be no mark."""
    assert obstacle(text) == "NOT_A_NUMBER"
    assert readings(text) == ()
