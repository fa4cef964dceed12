"""One stage: from the marks that count to the value of each participant."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from helpers.scoring.exact import exact
from helpers.scoring.stages import PANEL, juror_totals

TES = {"weight": 40, "source": "committee", "scale": {"min": 0, "max": 50, "decimals": 0}}


def two_criteria(scoring: Any, c: str, d: str) -> Any:
    """The marks of two criteria, c and d."""
    return scoring.table(c, criterion="c") | scoring.table(d, criterion="d")


def test_juror_total_by_hand() -> None:
    """80 x 40% + 90 x 60% = 86."""
    marks = exact([80, 90], (1, 1, 2))
    weights = (Fraction(40, 100), Fraction(60, 100))
    totals = juror_totals(marks, np.ones((1, 1, 2), dtype=bool), weights)
    assert totals.fraction_at(0, 0) == 86


@pytest.mark.parametrize("at", ["total", "criterion"])
def test_mean_is_the_same_at_both_levels(scoring: Any, at: str) -> None:
    """With complete panels the mean of totals is the total of means: 80 x 40% + 85 x 60% = 83."""
    rule = {"stages": {"s": scoring.stage({"c": 40, "d": 60})}, "combine": {"at": at}}
    result = scoring.rank(two_criteria(scoring, "A: 70 80 90", "A: 84 84 87"), rule)
    assert result.stage_results["s"].value.fractions() == [83]


@pytest.mark.parametrize(("at", "total"), [("total", "75.00"), ("criterion", "77.50")])
def test_median_differs_between_the_levels(scoring: Any, at: str, total: str) -> None:
    """The median of totals is not the total of medians: the rule says which."""
    rule = {
        "stages": {"s": scoring.stage({"c": 50, "d": 50})},
        "combine": {"jurors": "median", "at": at},
    }
    result = scoring.rank(two_criteria(scoring, "A: 60 85 90", "A: 90 60 70"), rule)
    assert scoring.totals_of(result) == {"A": total}


def test_order_of_rounding_by_hand(scoring: Any) -> None:
    """7.5, 7.25, 7.25 -> 7.33 -> x 1.5 = 10.995 -> 11.0 -> minus 0.26 -> 10.74 -> 10.7."""
    rule = {
        "weights": "factor",
        "stages": {"s": scoring.stage({"c": {"weight": "1.5"}}, weight=None)},
        "combine": {"jurors": "mean", "at": "criterion"},
        "rounding": {"mark": 2, "weighted": 1, "stage": 1, "total": 1},
    }
    off = [scoring.deduction("A", "0.26", stage="s")]
    result = scoring.rank("A: 7.5 7.25 7.25", rule, deductions=off)
    steps = [(step.level, str(step.value), step.exact) for step in result.steps]
    assert steps[3:] == [
        ("mark", "7.33", Fraction(22, 3)),
        ("weighted", "11.0", Fraction("10.995")),
        ("deduction", "0.26", Fraction("0.26")),
        ("stage", "10.7", Fraction("10.74")),
        ("total", "10.7", Fraction("10.7")),
    ]


def test_committee_is_added_after_the_combining(scoring: Any) -> None:
    """The committee's 45 of 50 is 90 of 100, and is not one more juror."""
    rule = {"stages": {"s": scoring.stage({"c": 60, "tes": TES})}, "combine": {"jurors": "median"}}
    marks = scoring.table("A: 60 80 100") | scoring.table("A = 45", criterion="tes")
    result = scoring.rank(marks, rule)
    stage = result.stage_results["s"]
    assert stage.parts.labels == (PANEL, "tes")
    assert stage.parts.mark.fractions() == [48, 90]
    assert stage.value.fractions() == [84]


def test_a_stage_of_the_committee_alone(scoring: Any) -> None:
    """A stage without jurors is its committee's marks."""
    stages = {
        "s": scoring.stage(["c"], weight=80),
        "t": scoring.stage({"tes": {"weight": 100}}, weight=20, source="committee"),
    }
    marks = scoring.table("A: 60 80 100\nB: 50 50 50")
    marks |= scoring.table("A = 45\nB = 95", stage="t", criterion="tes")
    for way in ("mean", {"trimmed": 1}, "sum"):
        result = scoring.rank(marks, {"stages": stages, "combine": {"jurors": way}})
        assert result.stage_results["t"].value.fractions() == [45, 95]


def test_rank_sum_counts_the_committee_as_one_juror(scoring: Any) -> None:
    """Under rank_sum the committee gives places as a juror does."""
    stages = {"s": scoring.stage({"c": 60, "tes": TES})}
    marks = scoring.table("A: 60 80 100\nB: 50 90 90")
    marks |= scoring.table("A = 45\nB = 50", criterion="tes")
    result = scoring.rank(marks, {"stages": stages, "combine": {"jurors": "rank_sum"}})
    stage = result.stage_results["s"]
    assert stage.rankers == ("J1", "J2", "J3", "committee")
    assert stage.ranks is not None
    assert stage.ranks.ranks.fractions() == [1, 2, 1, 2, 2, 1, 2, 1]
    assert scoring.ranks_of(result) == {"A": 1, "B": 1}


def test_a_juror_left_out_gives_no_places(scoring: Any) -> None:
    """Under rank_sum a juror who was left out for all adds nothing to the sums."""
    rule = {"combine": {"jurors": "rank_sum"}}
    out = scoring.decision("juror_left_out", juror="J2")
    result = scoring.rank("A: 9 9 9\nB: 8 8 8", rule, decisions=[out])
    assert scoring.totals_of(result) == {"A": "2.00", "B": "4.00"}


def test_deductions_of_a_stage(scoring: Any) -> None:
    """I4: points taken off one participant change nothing for another."""
    rule = {"combine": {"jurors": {"trimmed": 1}, "at": "criterion"}}
    off = [scoring.deduction("A", "2.5", stage="s"), scoring.deduction("A", "-0.5", stage="s")]
    plain = scoring.rank("A: 70 80 90\nB: 60 75 88", rule)
    fined = scoring.rank("A: 70 80 90\nB: 60 75 88", rule, deductions=off)
    assert scoring.totals_of(plain) == {"A": "80.00", "B": "75.00"}
    assert scoring.totals_of(fined) == {"A": "78.00", "B": "75.00"}
