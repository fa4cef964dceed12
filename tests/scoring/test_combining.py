"""How the jurors' marks become one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.rules.models import Trimmed
from helpers.scoring.combining import (
    combine,
    fewest,
    mean,
    median,
    rank_sum,
    summed,
    trimmed_mean,
)
from helpers.scoring.exact import Exact, exact

panels = st.lists(st.one_of(st.none(), st.integers(0, 10_000)), min_size=1, max_size=9)
modest = settings(max_examples=80, derandomize=True, deadline=None)


def panel(*marks: object) -> tuple[Exact, np.ndarray]:
    """One participant's marks as an array of shape (1, jurors), None where one is missing."""
    there = np.array([[mark is not None for mark in marks]])
    return exact((Fraction(str(mark or 0)) for mark in marks), (1, len(marks))), there


def test_mean_by_hand() -> None:
    """(88.5 + 90 + 91) / 3 = 89.8333..., with the sum and the count to show it."""
    combined = mean(*panel("88.5", 90, 91))
    assert combined.total.fraction_at(0) == Fraction("269.5")
    assert combined.count.tolist() == [3]
    assert combined.value.fraction_at(0) == Fraction(539, 6)


def test_mean_divides_by_the_jurors_present() -> None:
    """A juror who is missing is not a zero: two marks are divided by two."""
    assert mean(*panel(80, None, 90)).value.fraction_at(0) == 85


def test_trimmed_mean_by_hand() -> None:
    """One highest and one lowest are dropped, and it is told which marks were kept."""
    combined = trimmed_mean(*panel("6.75", "6.75", "7.5", "6.5", "7.25"), 1)
    assert combined.kept.tolist() == [[True, True, False, False, True]]
    assert combined.value.fraction_at(0) == Fraction("20.75") / 3


def test_trimmed_mean_of_equal_marks_drops_as_many() -> None:
    """Of equal highest marks one is dropped, not all."""
    assert trimmed_mean(*panel(9, 9, 9, 5, 4), 1).value.fraction_at(0) == Fraction(23, 3)


def test_missing_marks_are_removed_before_trimming() -> None:
    """A missing mark does not count as the lowest."""
    assert trimmed_mean(*panel(9, None, 8, 7, 5), 1).value.fraction_at(0) == Fraction(15, 2)


@pytest.mark.parametrize("trimmed", [1, 2, 3])
def test_trim_that_leaves_nothing(trimmed: int) -> None:
    """Fewer than 2k + 1 marks leave nothing: the count says so, and no value is invented."""
    enough = trimmed_mean(*panel(*range(1, 2 * trimmed + 2)), trimmed)
    short = trimmed_mean(*panel(*range(1, 2 * trimmed + 1)), trimmed)
    assert enough.count.tolist() == [1]
    assert enough.value.fraction_at(0) == trimmed + 1
    assert short.count.tolist() == [0]


def test_median_of_odd_and_even() -> None:
    """The middle mark; of an even number the mean of the two in the middle."""
    assert median(*panel(70, 90, 85)).value.fraction_at(0) == 85
    assert median(*panel(70, 90, 85, 80)).value.fraction_at(0) == Fraction(165, 2)
    assert median(*panel(70, None, 85, 80)).value.fraction_at(0) == 80


def test_sum_by_hand() -> None:
    """The sum of the marks present."""
    assert summed(*panel("80.25", "90.5", 70)).value.fraction_at(0) == Fraction("240.75")


def test_nobody_present_is_not_a_value() -> None:
    """Without any mark every way of combining has the count 0."""
    for way in ("mean", "median", "sum", Trimmed(trimmed=1)):
        assert combine(way, *panel(None, None)).count.tolist() == [0]


@modest
@given(panels)
def test_all_ways_against_plain_fractions(marks: list[int | None]) -> None:
    """Each way agrees with the textbook formula on plain fractions."""
    there = sorted(Fraction(mark) for mark in marks if mark is not None)
    n = len(there)
    if n:
        middle = (there[(n - 1) // 2] + there[n // 2]) / 2
        assert median(*panel(*marks)).value.fraction_at(0) == middle
        assert mean(*panel(*marks)).value.fraction_at(0) == sum(there) / n
    if n >= 3:
        trimmed = trimmed_mean(*panel(*marks), 1)
        assert trimmed.value.fraction_at(0) == sum(there[1:-1]) / (n - 2)


def test_criteria_are_combined_one_by_one() -> None:
    """Marks of shape (participants, jurors, criteria) are combined over the jurors alone."""
    marks = exact([80, 60, 90, 70], (1, 2, 2))
    assert mean(marks, np.ones((1, 2, 2), dtype=bool)).value.fractions() == [85, 65]


def test_rank_sum_with_ties_by_hand() -> None:
    """Two who share the places 1 and 2 get 1 1/2 each; ranks are added over the jurors."""
    totals = exact([90, 80, 90, 85, 70, 90], (3, 2))
    ranked = rank_sum(totals, np.ones((3, 2), dtype=bool))
    assert ranked.ranks.fractions() == [
        Fraction(3, 2), 3, Fraction(3, 2), 2, 3, 1,
    ]  # fmt: skip
    assert ranked.value.fractions() == [Fraction(9, 2), Fraction(7, 2), 4]


def test_rank_sum_leaves_out_who_is_not_ranked() -> None:
    """Places are counted among those who are ranked only."""
    present = np.array([[True], [False], [True]])
    assert rank_sum(exact([70, 80, 60], (3, 1)), present).ranks.fractions() == [1, 0, 2]


def test_fewest_marks() -> None:
    """A trim of k needs 2k + 1 marks; everything else needs one."""
    assert [fewest(way) for way in ("mean", Trimmed(trimmed=2))] == [1, 5]
