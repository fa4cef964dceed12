"""Which ranks another panel like this one might have given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.special import stdtr

from helpers.examine.chance import (
    Chance,
    drawn_ranks,
    rank_chances,
    rank_range,
    rank_shares,
    seed_of,
)
from helpers.scoring import score_category

MEAN_OF_PRESENT = {"missing": {"juror_absent": "mean_of_present"}}
TABLE = "A: 80 70 90 84\nB: 79 75 80 87\nC: 75 60 70 71\nD: 50 55 52 66"


def chances(
    scoring: Any, table: Any, rule: Any = None, jurors: int = 4, draws: int = 4000, **facts: Any
) -> Chance:
    """The chances of a table of marks."""
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    book = scoring.book({"jurors": names} | (rule or {}), names)
    marks = scoring.table(table) if isinstance(table, str) else table
    made = scoring.facts(marks, **facts)
    official = score_category(book, scoring.category, made)
    return rank_chances(book, scoring.category, made, official, draws)


def test_shares_add_up(scoring: Any) -> None:
    """Everyone has one rank in each draw, and each rank somebody."""
    made = chances(scoring, TABLE)
    shares = np.array([one.places for one in made.ranks])
    assert [one.participant for one in made.ranks] == ["A", "B", "C", "D"]
    assert shares.sum(axis=0) == pytest.approx(np.ones(4))
    assert shares.sum(axis=1) == pytest.approx(np.ones(4))
    assert made.ranks[0].first > made.ranks[1].first > 0
    assert made.ranks[0].low == 1
    assert made.ranks[3].high == 4
    assert 0 < made.error < 0.5 / 4000**0.5 + 1e-12


def test_two_by_the_normal_distribution(scoring: Any) -> None:
    """The share in which the next one passes is the tail of Student's distribution."""
    made = chances(scoring, "A: 80 70 90 84\nB: 75 73 80 81", draws=40_000)
    marks = np.array([[80.0, 70, 90, 84], [75, 73, 80, 81]])
    left = marks - marks.mean(1, keepdims=True) - marks.mean(0) + marks.mean()
    error = ((left**2).sum() / 3 / 4 * 2) ** 0.5  # of the difference of two means
    expected = stdtr(3, -(marks[0].mean() - marks[1].mean()) / error)
    assert made.ranks[0].passed == pytest.approx(expected, abs=4 * made.error)


def test_the_same_data_the_same_draws(scoring: Any) -> None:
    """The seed comes from rules and facts: neither file nor order of rows changes a digit."""
    book = scoring.book({"jurors": ["J1", "J2", "J3"]})
    facts = scoring.facts(scoring.table("A: 80 70 90\nB: 79 75 80"))
    moved = replace(
        facts,
        scores=tuple(replace(one, file="lain.xlsx", cell="Z9") for one in facts.scores[::-1]),
    )
    official = score_category(book, scoring.category, facts)
    again = score_category(book, scoring.category, moved)
    assert rank_chances(book, scoring.category, facts, official, 500) == rank_chances(
        book, scoring.category, moved, again, 500
    )
    other = scoring.facts(scoring.table("A: 80 70 90\nB: 79 75 81"))
    seeds = {seed_of(book, scoring.category, one) for one in (facts, moved, other)}
    assert len(seeds) == 2


def test_finalists_stay_finalists(scoring: Any) -> None:
    """Nobody crosses the line of the finalists in any draw."""
    stages = {
        "s": scoring.stage(["c"], weight=50),
        "t": scoring.stage(["c"], weight=50, finalists=2),
    }
    marks = scoring.table(TABLE) | scoring.table("A: 70 75 70 71\nB: 70 69 72 74", stage="t")
    made = {one.participant: one for one in chances(scoring, marks, {"stages": stages}).ranks}
    assert max(made["A"].high, made["B"].high) == 2
    assert min(made["C"].low, made["D"].low) == 3


def test_drawn_ranks_share_places() -> None:
    """Equal totals have the same rank, and a higher level is ranked first whatever its total."""
    totals = np.array([[5.0, 5.0], [5.0, 6.0], [9.0, 9.0]])
    ranks = drawn_ranks(totals, np.array([1, 1, 0]))
    assert ranks.tolist() == [[1, 2], [1, 1], [3, 3]]


def test_the_range_holds_95_percent() -> None:
    """At most 2.5 % lie beyond either end."""
    assert rank_range([0.02, 0.90, 0.05, 0.03]) == (2, 4)
    assert rank_range([0.03, 0.94, 0.03]) == (1, 3)
    assert rank_range([0.025, 0.95, 0.025]) == (2, 2)
    assert rank_range([1.0]) == (1, 1)
    assert rank_shares(np.array([[1, 2, 1, 1], [2, 1, 2, 2]])).tolist() == [
        [0.75, 0.25],
        [0.25, 0.75],
    ]


@pytest.mark.parametrize(
    ("table", "rule", "jurors", "reason"),
    [
        ("A: 90 80\nB: 85 81", {}, 2, "few_jurors"),
        ("A: 90 80 70", {}, 3, "only_participant"),
        ("A: 90 80 70\nB: 80 70 60", {}, 3, "no_residual"),
        ("A: 80 80 80\nB: 80 80 80", {}, 3, "no_residual"),
        ("A: 90 80 .\nB: 80 70 60", {}, 3, "undecided"),
        ("A: 90 JB JB\nB: JB 70 JB\nC: JB JB 50", MEAN_OF_PRESENT, 3, "unconnected"),
    ],
)
def test_guards(scoring: Any, table: str, rule: Any, jurors: int, reason: str) -> None:
    """Where chance cannot be measured there is a reason, and no number."""
    made = chances(scoring, table, rule, jurors)
    assert (made.reason, made.ranks, made.draws) == (reason, (), 0)


def test_a_committee_alone(scoring: Any) -> None:
    """One mark for each participant cannot disagree with itself."""
    stages = {"s": scoring.stage({"c": 100}, source="committee")}
    made = chances(scoring, scoring.table("A = 80\nB = 70"), {"stages": stages})
    assert made.reason == "committee_only"


def test_incomplete_panels(scoring: Any) -> None:
    """Who was marked by fewer jurors varies more."""
    rule = MEAN_OF_PRESENT
    table = "A: 80 70 90 84\nB: 60 JB JB 77\nC: 75 60 70 71\nD: 50 55 52 66"
    made = chances(scoring, table, rule)
    assert not made.reason
    assert np.isfinite([share for one in made.ranks for share in one.places]).all()
