"""The total and its minimum."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest


def two_stages(scoring: Any, **more: Any) -> dict[str, Any]:
    """Two stages, 30 and 70 percent."""
    stages = {"s": scoring.stage(["c"], weight=30), "t": scoring.stage(["c"], weight=70)}
    return {"stages": stages} | more


def marks_of(scoring: Any, s: str, t: str) -> Any:
    """The marks of the stages s and t."""
    return scoring.table(s) | scoring.table(t, stage="t")


def test_total_by_hand(scoring: Any) -> None:
    """80 x 30% + 90 x 70% - 1.5 = 85.5, with each stage's share to show it."""
    marks = marks_of(scoring, "A: 80 80 80", "A: 90 90 90")
    result = scoring.rank(marks, two_stages(scoring), deductions=[scoring.deduction("A", "1.5")])
    assert [share.fractions() for share in result.totals.shares.values()] == [[24], [63]]
    assert result.totals.exact.fractions() == [Fraction("85.5")]


def test_a_stage_is_rounded_before_its_weight(scoring: Any) -> None:
    """The value of a stage is rounded as published, its product with the weight is kept exact."""
    rule = two_stages(scoring, rounding={"stage": 0, "total": 2})
    marks = marks_of(scoring, "A: 80.5 80.5 80.5", "A: 90.4 90.4 90.4")
    result = scoring.rank(marks, rule)
    assert result.totals.exact.fractions() == [Fraction("24.3") + 63]


def test_factor_stages(scoring: Any) -> None:
    """weights: factor multiplies the stages; without a factor a stage counts once."""
    stages = {
        "s": scoring.stage({"c": 2}, weight=None),
        "t": scoring.stage({"c": 1}, weight=3),
    }
    marks = marks_of(scoring, "A: 10 10 10", "A: 7 7 7")
    result = scoring.rank(marks, {"weights": "factor", "stages": stages})
    assert scoring.totals_of(result) == {"A": "41.00"}


@pytest.mark.parametrize(
    ("mark", "rank", "note"),
    [("60", 1, ""), ("59.995", 1, ""), ("59.99", None, "below_minimum")],
)
def test_reaching_the_minimum_passes(scoring: Any, mark: str, rank: Any, note: str) -> None:
    """The minimum tests the published total: 59.995 is published as 60.00 and passes."""
    rule = {"minimum": {"total": 60}, "scale": {"min": 0, "max": 100, "decimals": 3}}
    [line] = scoring.rank(f"A: {mark} {mark} {mark}", rule).placings
    assert (line.rank, line.note) == (rank, note)
    assert line.total is not None


def test_others_move_up(scoring: Any) -> None:
    """Who is below a minimum is listed without rank and title, and the others move up."""
    rule = two_stages(scoring, minimum={"stage": {"s": 70}})
    marks = marks_of(scoring, "A: 60 60 60\nB: 70 70 70", "A: 99 99 99\nB: 70 70 70")
    result = scoring.rank(marks, rule)
    assert [(line.participant, line.rank, line.title, line.note) for line in result.placings] == [
        ("B", 1, "Juara I", ""),
        ("A", None, "", "below_minimum"),
    ]


def test_the_minimum_of_the_total_is_for_whole_totals(scoring: Any) -> None:
    """Who went no further than the first stage is left behind, not below the minimum."""
    rule = two_stages(scoring, minimum={"total": 60})
    rule["stages"]["t"]["finalists"] = 1
    marks = marks_of(scoring, "A: 90 90 90\nB: 80 80 80", "A: 60 60 60")
    result = scoring.rank(marks, rule)
    assert [(line.rank, line.note) for line in result.placings] == [(1, ""), (2, "not_finalist")]
