"""Ranks, titles and margins."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from helpers.scoring.exact import exact
from helpers.scoring.ranking import competition_ranks, mid_ranks, shown_margin, title_of

everyone = np.ones


def test_competition_ranks() -> None:
    """After two who are second comes the fourth: 1, 2, 2, 4."""
    ranks = competition_ranks(exact([90, 80, 80, 70]), everyone(4, dtype=bool))
    assert ranks.tolist() == [1, 2, 2, 4]


def test_low_wins() -> None:
    """Where the lowest number is the best, it is first."""
    ranks = competition_ranks(exact([9, 4, 4, 7]), everyone(4, dtype=bool), low_wins=True)
    assert ranks.tolist() == [4, 1, 1, 3]


def test_who_is_not_ranked_takes_no_place() -> None:
    """Someone who is not ranked has the rank 0, and the others move up."""
    ranks = competition_ranks(exact([90, 80, 70]), np.array([False, True, True]))
    assert ranks.tolist() == [0, 1, 2]


def test_mid_ranks_have_one_sum() -> None:
    """Ties or not, the ranks of n participants add up to n (n + 1) / 2."""
    totals = exact([5, 1, 5, 5, 2, 5, 1, 5], (4, 2))
    ranks = mid_ranks(totals, everyone((4, 2), dtype=bool))
    assert ranks.sum(0).fractions() == [10, 10]
    assert ranks[:, 1].fractions() == [4, 2, 2, 2]


@pytest.mark.parametrize(
    ("ranks", "titles"),
    [
        ([1, 1, 3], ["Juara I", "Juara I", ""]),
        ([1, 2, 2], ["Juara I", "Juara II", "Juara II"]),
        ([None, 3], ["", ""]),
    ],
)
def test_titles_follow_ranks(ranks: list[int | None], titles: list[str]) -> None:
    """1, 1, 3 is two Juara I and no Juara II; who is not ranked has no title."""
    assert [title_of(rank, ["Juara I", "Juara II"]) for rank in ranks] == titles


@pytest.mark.parametrize(
    ("margin", "decimals", "shown"),
    [
        (Fraction("0.03"), 2, "0.03"),
        (Fraction("0.0549"), 2, "0.05"),
        (Fraction("0.004"), 2, "0.004"),
        (Fraction(1, 300), 2, "0.0033333333"),
        (Fraction(0), 2, "0.00"),
        (Fraction(1, 2), None, "0.5"),
    ],
)
def test_margins_do_not_hide_a_difference(margin: Fraction, decimals: int, shown: str) -> None:
    """A margin is rounded as totals are, but never to a zero that it is not."""
    assert shown_margin(margin, decimals) == Decimal(shown)
    assert str(shown_margin(margin, decimals)) == shown
