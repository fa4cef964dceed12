"""Linear equations in fractions."""

from __future__ import annotations

from fractions import Fraction

from helpers.examine.equations import solved


def test_one_solution() -> None:
    """x + y = 3 and x - y = 1, also where the first number to divide by would be zero."""
    one, two = Fraction(1), Fraction(2)
    assert solved([[one, one], [one, -one]], [Fraction(3), one]) == (2, 1)
    assert solved([[Fraction(), one], [two, Fraction()]], [one, one]) == (Fraction(1, 2), 1)
    assert solved([], []) == ()


def test_more_than_one_solution() -> None:
    """Two equations that say the same have no single solution."""
    row = [Fraction(1), Fraction(2)]
    assert solved([row, row], [Fraction(1), Fraction(1)]) is None
