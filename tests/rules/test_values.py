"""How single values are read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from helpers.rules.values import Day, Number, Truth, Whole, plain_number

NUMBER = TypeAdapter(Number)


@pytest.mark.parametrize(
    "written", ["1e5", "1,5", "1 000", "0x10", "NaN", "inf", "", "1.", ".5", True, 1.5]
)
def test_only_plain_digits_are_a_number(written: object) -> None:
    """Exponents, commas, words, truth values and floats are no numbers of a rule book."""
    with pytest.raises(ValidationError):
        NUMBER.validate_python(written)


@given(st.decimals(min_value=-1000, max_value=1000, places=6))
def test_a_number_keeps_its_digits(value: Decimal) -> None:
    """A number is read exactly and written in plain digits that read the same."""
    assert NUMBER.validate_python(f"{value:f}") == value
    assert NUMBER.validate_python(plain_number(value)) == value


@pytest.mark.parametrize(
    ("written", "plain"), [("40.00", "40"), ("12.50", "12.5"), ("100", "100"), ("0", "0")]
)
def test_idle_zeros_are_not_written(written: str, plain: str) -> None:
    """Zeros that say nothing are left out, those before the point stay."""
    assert plain_number(Decimal(written)) == plain


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Whole, "12", 12), (Whole, 12, 12), (Truth, "true", True), (Truth, "False", False),
        (Truth, True, True), (Day, "2024-07-24", date(2024, 7, 24)),
        (Day, date(2024, 7, 24), date(2024, 7, 24)),
    ],
)  # fmt: skip
def test_a_value_is_read_from_its_text_or_as_it_is(
    kind: object, written: object, value: object
) -> None:
    """The same reader serves the file and a rule book that is built in Python."""
    assert TypeAdapter(kind).validate_python(written) == value


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Whole, "1.0"),
        (Whole, True),
        (Truth, "ya"),
        (Truth, 1),
        (Day, "1721779200"),
        (Day, "2024-7-4"),
    ],
)
def test_what_is_no_such_value_is_refused(kind: object, written: object) -> None:
    """Nothing is guessed from another type."""
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(written)
