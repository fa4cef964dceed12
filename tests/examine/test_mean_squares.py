"""Analysis of variance in exact fractions."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examine.mean_squares import effect_mean_squares, mean_squares, squares_of
from helpers.scoring.exact import Exact, exact


def test_by_hand() -> None:
    """Two participants who differ by 2 for both jurors: the participants are all that differs."""
    squares = mean_squares(exact([3, 5, 1, 3], (2, 2)))
    assert (squares.participants, squares.jurors, squares.residual) == (4, 4, 0)
    assert squares.within == 2


@given(st.lists(st.integers(-50, 50), min_size=12, max_size=12))
def test_against_residuals(numbers: list[int]) -> None:
    """The mean squares are those of the effects taken off one after the other."""
    table = np.array(numbers, dtype=float).reshape(4, 3)
    squares = mean_squares(exact(numbers, (4, 3)))
    rows, seats = table.mean(axis=1), table.mean(axis=0)
    rest = table - rows[:, None] - seats[None] + table.mean()
    assert float(squares.participants) == pytest.approx(3 * rows.var(ddof=1))
    assert float(squares.jurors) == pytest.approx(4 * seats.var(ddof=1))
    assert float(squares.residual) == pytest.approx((rest**2).sum() / 6)
    within = table.var(axis=1, ddof=1).mean()
    assert float(squares.within) == pytest.approx(within)


def test_sums_of_squares_add_up() -> None:
    """In three facets all effects together are everything that differs."""
    numbers = [(7 * a + 3 * b * b + 5 * c * a) % 11 for a, b, c in product(range(4), repeat=3)]
    cube = exact(numbers, (4, 4, 4))
    freedom = {effect: 3 ** len(effect) for effect in effect_mean_squares(cube)}
    found = sum(value * freedom[effect] for effect, value in effect_mean_squares(cube).items())
    assert found == squares_of(cube) - Fraction(sum(numbers) ** 2, 64)


def test_numbers_beyond_64_bits() -> None:
    """Large numerators are squared as Python's integers, without an overflow."""
    assert squares_of(Exact(np.array([3 * 10**9, 10**9]), 10)) == Fraction(10 * 10**18, 100)
