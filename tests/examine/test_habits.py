"""How a juror uses the scale."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from helpers.examine.habits import equal_share, maximum_share
from helpers.examine.jurors import Measured


def measured(scoring: Any, measure: Any, marks: Any, rule: Any = None) -> Measured:
    """A measure of the jurors of all stages of some marks."""
    rule = {"missing": {"juror_absent": "mean_of_present"}} | (rule or {})
    book = scoring.book({"jurors": ["J1", "J2", "J3"]} | rule)
    results = tuple(scoring.rank(marks, rule).stage_results.values())
    category = book.categories[scoring.category]
    made: Measured = measure(category, "", results, results[0].jurors)
    return made


def test_equal_marks(scoring: Any) -> None:
    """Three of four marks are the usual one, all marks of a flat juror; a single one is none."""
    table = "A: 80 70 JB\nB: 80 70 JB\nC: 80 70 90\nD: 75 70 JB"
    found = measured(scoring, equal_share, table)
    assert found.values == {"J1": Fraction(3, 4), "J2": 1}
    assert found.reasons == {"J3": "one_mark"}


def test_equal_marks_of_one_criterion(scoring: Any) -> None:
    """The same mark on two criteria is no repetition: each criterion is asked by itself."""
    marks = scoring.table("A: 80 1 1\nB: 70 2 2", criterion="c")
    marks |= scoring.table("A: 70 1 1\nB: 80 2 2", criterion="d")
    rule = {"stages": {"s": scoring.stage({"c": 50, "d": 50})}}
    assert measured(scoring, equal_share, marks, rule).values["J1"] == Fraction(1, 2)


def test_highest_marks(scoring: Any) -> None:
    """The highest mark is that of the criterion's own scale."""
    scale = {"weight": 50, "scale": {"min": 0, "max": 50, "decimals": 0}}
    rule = {"stages": {"s": scoring.stage({"c": scale, "d": 50})}}
    marks = scoring.table("A: 50 10 50\nB: 40 20 50", criterion="c")
    marks |= scoring.table("A: 50 10 50\nB: 100 20 100", criterion="d")
    found = measured(scoring, maximum_share, marks, rule)
    assert found.values == {"J1": Fraction(1, 2), "J2": 0, "J3": Fraction(3, 4)}
