"""Exact numbers: rounding, writing and reading."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.records.numbers import (
    as_decimal,
    decimal_text,
    ends,
    fraction_text,
    in_number_order,
    read_fraction,
    round_half_up,
    show,
)

FRACTIONS = st.fractions(max_denominator=10**6)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("84.5", 0, "85"),
        ("-84.5", 0, "-85"),
        ("2.675", 2, "2.68"),
        ("80.045", 2, "80.05"),
        ("1.005", 2, "1.01"),
        ("0.4", 0, "0"),
        ("10.4286", 1, "10.4"),
    ],
)
def test_halves_are_rounded_up(value: str, decimals: int, rounded: str) -> None:
    """Halves go away from zero, as ROUND in a spreadsheet does, and no float is in the way."""
    assert round_half_up(Fraction(value), decimals) == Fraction(rounded)


@given(st.decimals(-1000, 1000, places=6), st.integers(0, 5))
def test_rounding_is_that_of_decimal_arithmetic(value: Decimal, decimals: int) -> None:
    """The same result comes out of the decimal module."""
    other = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert round_half_up(Fraction(value), decimals) == Fraction(other)


@given(FRACTIONS)
def test_fractions_are_read_back(value: Fraction) -> None:
    """A written fraction, always with its denominator, is read back alike."""
    text = fraction_text(value)
    assert "/" in text
    assert read_fraction(text) == value


@given(st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=4))
def test_ending_expansions_are_written_in_full(value: Decimal) -> None:
    """A decimal goes through a fraction and comes out unchanged, without an exponent."""
    fraction = Fraction(value)
    assert ends(fraction)
    assert Fraction(as_decimal(fraction)) == fraction
    assert "E" not in decimal_text(as_decimal(fraction))


def test_endless_expansions_are_cut_where_declared() -> None:
    """A third has ten places, or as many as are asked for."""
    assert not ends(Fraction(1, 3))
    assert as_decimal(Fraction(1, 3)) == Decimal("0.3333333333")
    assert as_decimal(Fraction(2, 3), 2) == Decimal("0.67")


@pytest.mark.parametrize(("language", "text"), [("id", "1.234,50"), ("en", "1,234.50")])
def test_numbers_are_shown_as_people_read_them(language: str, text: str) -> None:
    """Marks for thousands and decimals are those of the language."""
    assert show(Fraction("1234.5"), 2, language) == text


def test_numbers_inside_names_are_counted() -> None:
    """J2 comes before J10, a name without a number after its like, and digits before letters."""
    names = ["J10", "Ketua", "J2", "J1a", "J1", "3"]
    assert sorted(names, key=in_number_order) == ["3", "J1", "J1a", "J2", "J10", "Ketua"]
