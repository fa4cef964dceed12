"""Exact numbers: how they are rounded, written and read. No float passes here."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from string import digits

# A fraction without an end (1/3) is written with this many decimals where no rounding is declared.
UNROUNDED_DECIMALS = 10


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Round to ``decimals`` places, halves away from zero, as ROUND in a spreadsheet does."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(-whole if value < 0 else whole, 10**decimals)


def ends(value: Fraction) -> bool:
    """Whether the decimal expansion of the value ends."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def as_decimal(value: Fraction, decimals: int | None = None) -> Decimal:
    """The value as a decimal: rounded half up where ``decimals`` is given.

    Without ``decimals`` an ending expansion is given in full and any other with
    ``UNROUNDED_DECIMALS`` places.
    """
    if decimals is None:
        decimals = _places(value) if ends(value) else UNROUNDED_DECIMALS
    rounded = round_half_up(value, decimals)
    return Decimal(rounded.numerator * 10**decimals // rounded.denominator).scaleb(-decimals)


def _places(value: Fraction) -> int:
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return places


def fraction_text(value: Fraction) -> str:
    """The fraction as ``n/d``, always with its denominator."""
    return f"{value.numerator}/{value.denominator}"


def read_fraction(text: str) -> Fraction:
    """Read what :func:`fraction_text` wrote."""
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator))


def decimal_text(value: Decimal) -> str:
    """The decimal in plain digits with a decimal point, never in exponent form."""
    return f"{value:f}"


def show(value: Fraction | Decimal | int, decimals: int | None = None, language: str = "id") -> str:
    """The number as people read it: ``1.234,50`` in Indonesian, ``1,234.50`` in English."""
    text = f"{as_decimal(Fraction(value), decimals):,f}"
    if language == "id":
        return text.translate(str.maketrans(",.", ".,"))
    return text


def in_number_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key to sort by that counts in numbers: J2 comes before J10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(one), "") if one[0] in digits else (1, 0, one) for one in parts)
