"""How far the weights could move before the winner changes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from helpers.examine.weight_changes import (
    Level,
    criteria_level,
    lead_under,
    smallest_move,
    stages_level,
    weight_changes,
    weight_range,
)
from helpers.scoring import CategoryResult

TWO_STAGES = {
    "s": {"criteria": {"c": 60, "d": 40}, "weight": 40},
    "t": {"criteria": {"e": 100}, "weight": 60},
}
numbers = st.fractions(min_value=-20, max_value=20, max_denominator=8)


def ranked(scoring: Any, rule: Any = None) -> CategoryResult:
    """A contest over two stages: A leads in s by its criterion c, B in t."""
    stages = {
        name: scoring.stage(part["criteria"], weight=part["weight"])
        for name, part in TWO_STAGES.items()
    }
    marks = (
        scoring.table("A: 90 90 90\nB: 70 70 70\nC: 60 60 60", criterion="c")
        | scoring.table("A: 70 70 70\nB: 80 80 80\nC: 60 60 60", criterion="d")
        | scoring.table("A: 80 80 80\nB: 82 82 82\nC: 60 60 60", stage="t", criterion="e")
    )
    made: CategoryResult = scoring.rank(marks, {"stages": stages} | (rule or {}))
    return made


def test_the_stages_by_hand(scoring: Any) -> None:
    """A leads B by 0.4 x 8 - 0.6 x 2 = 2 points; 20 weight points from s to t take them away."""
    official = ranked(scoring)
    *_, stages = weight_changes(official.contest.rule, official)
    assert stages.stage == ""
    assert stages.move is not None
    assert (stages.move.rival, stages.move.moved) == ("B", 20)
    assert stages.move.weights == (20, 80)
    assert [(one.name, one.low, one.high) for one in stages.ranges] == [
        ("s", 20, 100),
        ("t", 0, 80),
    ]


def test_the_criteria_by_hand(scoring: Any) -> None:
    """Inside s, w x 20 - (100 - w) x 10 must make up 3 points of the other stage: w = 130/3."""
    official = ranked(scoring)
    criteria = weight_changes(official.contest.rule, official)[0]
    assert criteria.stage == "s"
    assert criteria.move is not None
    assert criteria.move.moved == 60 - Fraction(130, 3)
    assert criteria.ranges[0].low == Fraction(130, 3)
    assert criteria.ranges[1].high == 100 - Fraction(130, 3)


def test_the_real_rule_agrees_with_the_range(scoring: Any) -> None:
    """Ranked with a weight just inside and just outside its range, the winner is A, and is B."""
    for weight, first in ((21, "A"), (19, "B")):
        stages = {
            "s": scoring.stage(TWO_STAGES["s"]["criteria"], weight=weight),
            "t": scoring.stage(TWO_STAGES["t"]["criteria"], weight=100 - weight),
        }
        assert ranked(scoring, {"stages": stages}).placings[0].participant == first


def test_deductions_count(scoring: Any) -> None:
    """What was taken off beside the weights stays as it was."""
    official = ranked(scoring)
    rule = official.contest.rule
    level = stages_level(rule, official)
    weights = [Fraction(40), Fraction(60)]
    totals = {line.participant: line.exact for line in official.placings}
    assert totals["A"] is not None
    assert totals["B"] is not None
    assert lead_under(level, 0, weights) == totals["A"] - totals["B"]
    inner = criteria_level(rule, official, official.stage_results["s"])
    assert lead_under(inner, 0, weights[::-1]) == totals["A"] - totals["B"]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    leads=st.lists(numbers, min_size=2, max_size=6),
    parts=st.lists(st.integers(0, 20), min_size=6, max_size=6),
    rest=numbers,
)
def test_the_smallest_move_is_the_linear_programme(
    leads: list[Fraction], parts: list[int], rest: Fraction
) -> None:
    """Greedy and exact, it is the optimum that a solver finds for min 1/2 sum |w' - w|."""
    weights = tuple(Fraction(part) for part in parts[: len(leads)])
    level = Level(
        "s", tuple(map(str, range(len(leads)))), weights, ("B",), (tuple(leads),), (rest,)
    )
    if lead_under(level, 0, weights) <= 0:
        return
    made = smallest_move(level, 0)
    size, lead = len(leads), np.array(list(map(float, leads)))
    own = np.array(list(map(float, weights)))
    solved = linprog(  # w' = w + up - down, both at least 0
        np.full(2 * size, 0.5),
        A_ub=np.vstack([np.hstack([lead, -lead]), np.hstack([-np.eye(size), np.eye(size)])]),
        b_ub=np.concatenate([[-float(rest) - own @ lead], own]),
        A_eq=np.hstack([np.ones(size), -np.ones(size)])[None, :],
        b_eq=[0],
    )
    if made is None:
        assert not solved.success
        return
    assert solved.success
    assert float(made.moved) == pytest.approx(solved.fun, abs=1e-7)
    assert lead_under(level, 0, made.weights) <= 0
    assert sum(made.weights) == sum(weights)
    assert min(made.weights) >= 0
    assert made.moved == sum(abs(a - b) for a, b in zip(made.weights, weights, strict=True)) / 2


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    leads=st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=1, max_size=3),
    parts=st.lists(st.integers(1, 20), min_size=3, max_size=3),
)
def test_the_range_ends_where_the_lead_does(leads: list[list[Fraction]], parts: list[int]) -> None:
    """Inside its range nobody is ahead of the winner; a step outside somebody is."""
    weights = tuple(Fraction(part) for part in parts)
    level = Level(
        "s", ("a", "b", "c"), weights, tuple("BCD"[: len(leads)]),
        tuple(map(tuple, leads)), (Fraction(),) * len(leads),
    )  # fmt: skip
    if min(lead_under(level, rival, weights) for rival in range(len(leads))) <= 0:
        return
    found = weight_range(level, 0)
    assert found is not None
    whole = sum(weights)

    def least(own: Fraction) -> Fraction:
        share = (whole - own) / (whole - weights[0])
        asked = (own, *(weight * share for weight in weights[1:]))
        return min(lead_under(level, rival, asked) for rival in range(len(leads)))

    assert found.low <= weights[0] <= found.high
    assert least(found.low) >= 0
    assert least(found.high) >= 0
    step = Fraction(1, 1000)
    assert found.low == 0 or least(found.low - step) < 0
    assert found.high == whole or least(found.high + step) < 0


def reasons(official: CategoryResult) -> list[str]:
    """Why nothing is said, level by level."""
    return [one.reason for one in weight_changes(official.contest.rule, official)]


def test_guards(scoring: Any) -> None:
    """Where nothing can be said about weights there is a reason, and no number."""
    assert reasons(scoring.rank("A: 90 90 90\nB: 80 80 80")) == ["one_weight", "one_weight"]
    assert reasons(scoring.rank("A: 90 90 90\nB: 90 90 90")) == ["shared_first", "shared_first"]
    assert reasons(scoring.rank("A: 90 90 .\nB: 90 90 90")) == []
    below = {"minimum": {"total": 95}}
    assert reasons(scoring.rank("A: 90 90 90\nB: 90 90 90", below)) == ["nobody_ranked"] * 2
    alone = {"stages": {"s": scoring.stage(["c", "d"])}}
    marks = scoring.table("A: 9 9 9") | scoring.table("A: 9 9 9", criterion="d")
    assert reasons(scoring.rank(marks, alone)) == ["no_rival", "one_weight"]


def test_what_is_not_linear(scoring: Any) -> None:
    """Medians of totals and sums of ranks do not follow the weights of criteria in proportion."""
    for way in ("median", "rank_sum"):
        made = reasons(ranked(scoring, {"combine": {"jurors": way, "at": "total"}}))
        assert made[:2] == ["not_linear", "one_weight"]
        assert made[2] in ("", "equal_totals")


def test_a_tie_that_the_chain_decided(scoring: Any) -> None:
    """Where totals are equal, it is said that the weights did not decide."""
    rule = {"stages": {"s": scoring.stage(["c", "d"])}, "ties": [{"criterion": "s.c"}, "shared"]}
    marks = scoring.table("A: 9 9 9\nB: 8 8 8") | scoring.table("A: 8 8 8\nB: 9 9 9", criterion="d")
    assert reasons(scoring.rank(marks, rule))[0] == "equal_totals"
