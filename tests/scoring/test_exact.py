"""Exact numbers on arrays."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.records.numbers import round_half_up
from helpers.scoring.exact import LIMIT, Exact, beside, exact, zeros

fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=60)
huge = st.integers(min_value=-(10**25), max_value=10**25).map(lambda n: Fraction(n, 7))
numbers = st.lists(st.one_of(fractions, huge), min_size=1, max_size=8)
modest = settings(max_examples=60, derandomize=True, deadline=None)


def test_decimals_are_taken_as_written() -> None:
    """87.55 is 8755/100, whatever a binary float would make of it."""
    assert exact([Decimal("87.55"), 2]).fractions() == [Fraction(8755, 100), Fraction(2)]


@modest
@given(numbers)
def test_numbers_survive(given_numbers: list[Fraction]) -> None:
    """An array gives back exactly the fractions that it was made of."""
    assert exact(given_numbers).fractions() == given_numbers


@modest
@given(numbers, numbers)
def test_sums_and_differences(left: list[Fraction], right: list[Fraction]) -> None:
    """Adding and subtracting arrays is adding and subtracting fractions, of any size."""
    pairs = list(zip(left, right, strict=False))
    one, other = (exact(side) for side in zip(*pairs, strict=True))
    assert (one + other).fractions() == [a + b for a, b in pairs]
    assert (one - other).fractions() == [a - b for a, b in pairs]


@modest
@given(numbers, fractions)
def test_one_factor(given_numbers: list[Fraction], factor: Fraction) -> None:
    """Times one factor multiplies every number."""
    assert exact(given_numbers).times(factor).fractions() == [n * factor for n in given_numbers]


@modest
@given(numbers, st.integers(min_value=0, max_value=6))
def test_rounding_is_half_up(given_numbers: list[Fraction], decimals: int) -> None:
    """Rounding an array is rounding each number half up, halves away from zero."""
    rounded = exact(given_numbers).rounded(decimals).fractions()
    assert rounded == [round_half_up(number, decimals) for number in given_numbers]


@modest
@given(numbers, fractions)
def test_thresholds(given_numbers: list[Fraction], threshold: Fraction) -> None:
    """Reaching a threshold is reaching it exactly."""
    reached = exact(given_numbers).at_least(threshold).tolist()
    assert reached == [number >= threshold for number in given_numbers]


@modest
@given(st.lists(st.tuples(fractions, st.integers(0, 13)), min_size=1, max_size=8))
def test_division_by_counts(pairs: list[tuple[Fraction, int]]) -> None:
    """Each number is divided by its own count; a count of 0 gives 0."""
    counts = np.array([count for _, count in pairs])
    shares = exact(number for number, _ in pairs).per(counts).fractions()
    assert shares == [number / count if count else 0 for number, count in pairs]


def test_many_different_counts_need_no_float() -> None:
    """Counts whose common multiple passes 64 bits are divided by just as exactly."""
    counts = np.arange(1, 101)
    shares = exact([1] * 100).per(counts)
    assert shares.numerators.dtype == object
    assert shares.fractions() == [Fraction(1, count) for count in range(1, 101)]


def test_weighted_sum_of_what_is_there() -> None:
    """Marks times weights, summed over the criteria that are there."""
    marks = exact([80, 90, 70, 60], (2, 2))
    weights = [Fraction(40, 100), Fraction(60, 100)]
    there = np.array([[True, True], [True, False]])
    assert marks.times_each(weights).sum(1, there).fractions() == [86, 28]


def test_small_numbers_stay_in_64_bits() -> None:
    """Numbers that fit are kept as 64-bit integers; only larger ones become Python integers."""
    assert exact([Decimal("99.99")]).numerators.dtype == np.int64
    assert exact([LIMIT]).numerators.dtype == object


@pytest.mark.parametrize("number", [LIMIT - 1, 1 - LIMIT])
def test_the_limit_is_seen_before_it_is_passed(number: int) -> None:
    """At the edge of 64 bits no operation wraps around."""
    edge = exact([number])
    assert edge.numerators.dtype == np.int64
    assert (edge + edge).fractions() == [2 * number]
    assert edge.times(Fraction(LIMIT)).fractions() == [number * LIMIT]
    assert Exact(np.array([[number] * 3]), 1).sum(1).fractions() == [3 * number]
    assert edge.rounded(6).fractions() == [number]


@pytest.mark.parametrize("place", [1, 20, 31, 32, 45, 59, 60, 61, 62])
def test_no_size_wraps_around(place: int) -> None:
    """Of numbers of every size, whatever the other is, each operation is that of fractions."""
    for number, denominator in product((2**place - 1, 1 - 2**place), (1, 3, 2**31 - 1)):
        one, value = Exact(np.array([[number, 0]] * 3), denominator), Fraction(number, denominator)
        three = [value, 0] * 3
        assert one.sum(0).fractions() == [3 * value, 0]
        assert one.per(np.arange(1, 4)[:, None]).fractions()[4] == value / 3
        for decimals in (0, 2, 9, 18, 19):
            rounded = one.rounded(decimals).fractions()
            assert rounded == [round_half_up(n, decimals) for n in three]
        for size in (0, 1, 2, 30, 31, 61, 62, 63):
            whole = Fraction(2**size - 1)
            other = exact([whole / 5])
            assert one.times(whole).fractions() == [n * whole for n in three]
            assert (one + other).fractions() == [n + whole / 5 for n in three]
            assert one.at_least(whole).ravel().tolist() == [n >= whole for n in three]
            both = beside(one[:1], exact([whole / 5], (1, 1)))
            assert both.fractions() == [value, 0, whole / 5]


@pytest.mark.parametrize("number", [2**20, 2**40, 2**60])
def test_a_long_panel_wraps_around_nowhere(number: int) -> None:
    """Many large numbers, and counts with a large common multiple, are summed and divided."""
    many = Exact(np.full((40, 1), number), 1)
    assert many.sum(0).fractions() == [40 * number]
    shares = many.per(np.arange(1, 41)[:, None]).fractions()
    assert shares == [Fraction(number, count) for count in range(1, 41)]


def test_the_limit_leaves_room_for_one_more() -> None:
    """Half of 64 bits is left free: a formula may add to a safe number without asking again."""
    assert np.iinfo(np.int64).max == 2 * LIMIT - 1


def test_large_numbers_come_back_to_64_bits() -> None:
    """What fits again after an operation is again a 64-bit array."""
    difference = exact([LIMIT * 3]) - exact([LIMIT * 3 - 1])
    assert difference.numerators.dtype == np.int64
    assert difference.fractions() == [1]


def test_columns_beside_each_other() -> None:
    """Arrays with different denominators stand side by side unchanged."""
    both = beside(exact([Fraction(1, 3)], (1, 1)), exact([Fraction(1, 4)], (1, 1)))
    assert both.fractions() == [Fraction(1, 3), Fraction(1, 4)]


def test_empty_arrays() -> None:
    """No participants and no jurors are arrays like any other."""
    assert exact([]).bound == 0
    assert zeros(0, 3).sum(1).fractions() == []
    assert zeros(2, 0).sum(1).fractions() == [0, 0]
