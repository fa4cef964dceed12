"""Linear equations in fractions."""

from __future__ import annotations

from fractions import Fraction
from operator import mul

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from helpers.examine.equations import solved

NUMBERS = st.fractions(-5, 5, max_denominator=6)


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


@given(
    st.integers(1, 6).flatmap(
        lambda size: st.tuples(
            st.lists(st.lists(NUMBERS, min_size=size, max_size=size), min_size=size, max_size=size),
            st.lists(NUMBERS, min_size=size, max_size=size),
        )
    )
)
def test_solution_solves(asked: tuple[list[list[Fraction]], list[Fraction]]) -> None:
    """Put into the equations, the solution gives what stands on their right side, exactly."""
    rows, wanted = asked
    right = [sum(map(mul, row, wanted), Fraction()) for row in rows]
    found = solved(rows, right)
    if found is None:
        assert abs(np.linalg.det(np.array(rows, dtype=float))) < 1e-6
    else:
        assert found == tuple(wanted)
