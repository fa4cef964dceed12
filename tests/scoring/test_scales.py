"""Scales and weights."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from helpers.rules.models import Scale
from helpers.scoring.exact import exact
from helpers.scoring.scales import (
    Conversion,
    conversion,
    conversions,
    converted,
    stage_weight_of,
    weight_of,
)

HUNDRED = Scale(min=0, max=100)


def test_half_of_fifty_is_half_of_a_hundred() -> None:
    """A mark on a scale to 50 is doubled on a scale to 100."""
    assert conversion(Scale(min=0, max=50), HUNDRED) == Conversion(Fraction(2), Fraction(0))


def test_lowest_goes_to_lowest() -> None:
    """On a scale from 1 to 5, 1 becomes 0, 3 becomes 50 and 5 becomes 100."""
    by = conversion(Scale(min=1, max=5), HUNDRED)
    assert converted(exact([1, 3, 5], (3, 1)), [by]).fractions() == [0, 50, 100]


def test_same_scale_changes_nothing() -> None:
    """Marks on the scale of the category are the very same numbers afterwards."""
    marks = exact([70, 80], (1, 2))
    assert not conversion(HUNDRED, HUNDRED)
    assert converted(marks, [Conversion(), Conversion()]) is marks


def test_factor_marks_are_not_converted(scoring: Any) -> None:
    """weights: factor multiplies marks as they are, whatever their scale."""
    criteria = {"c": {"weight": 2, "scale": {"min": 0, "max": 50}}}
    stages = {"s": scoring.stage(criteria, weight=None)}
    percent = scoring.book({"stages": stages}).categories["psm"]
    factor = scoring.book({"stages": stages, "weights": "factor"}).categories["psm"]
    assert conversions(percent, "s", ("c",)) == (Conversion(Fraction(2)),)
    assert conversions(factor, "s", ("c",)) == (Conversion(),)


def test_weights_as_factors(scoring: Any) -> None:
    """A percentage is divided by 100, a factor is not, and a stage without a factor counts once."""
    stages = {"s": scoring.stage({"c": 40}, weight=30)}
    percent = scoring.book({"stages": stages}).categories["psm"]
    factor = scoring.book(
        {"stages": {"s": scoring.stage({"c": 2}, weight=None)}, "weights": "factor"}
    ).categories["psm"]
    assert (weight_of(percent, "s", "c"), stage_weight_of(percent, "s")) == (
        Fraction(2, 5),
        Fraction(3, 10),
    )
    assert (weight_of(factor, "s", "c"), stage_weight_of(factor, "s")) == (2, 1)
