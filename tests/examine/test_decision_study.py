"""The decision study, and how many jurors are needed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from helpers.examine.components import components
from helpers.examine.decision_study import (
    Design,
    criteria_designs,
    decide,
    jurors_needed,
    panel_designs,
    study,
)
from helpers.examine.estimates import Estimate
from helpers.examine.intraclass import intraclass
from helpers.examine.mean_squares import mean_squares
from helpers.scoring.exact import exact


def test_sizes_asked() -> None:
    """One juror fewer to four more, and round numbers; one more of jurors or of criteria."""
    assert [one.jurors for one in panel_designs(6)] == [6, 5, 6, 7, 8, 9, 10, 15, 20]
    assert panel_designs(1)[1].jurors == 1
    assert [(one.name, one.jurors, one.criteria) for one in criteria_designs(3, 4)] == [
        ("", 3, 4),
        ("jurors=4", 4, 4),
        ("criteria=5", 3, 5),
    ]


def test_the_panel_as_it_is_is_icc(table_of: Any, mixed: str) -> None:
    """With the jurors as they are, generalizability is ICC(C,k) and dependability ICC(A,k)."""
    totals = table_of(mixed).totals
    forms = {one.measure: one.value for one in intraclass("s", mean_squares(totals))}
    decided = decide(components(totals), Design("", 4))
    assert decided.generalizability == forms["icc_ck"]
    assert decided.dependability == forms["icc_ak"]


def test_more_of_either_is_surer() -> None:
    """Another juror and another criterion both make the error smaller."""
    parts = components(exact([(5 * n * n + n) % 13 for n in range(24)], (4, 3, 2)))
    now, juror, criterion = (decide(parts, design) for design in criteria_designs(3, 2))
    assert now.relative > juror.relative
    assert now.relative > criterion.relative
    assert now.absolute >= now.relative


def test_no_points_where_nothing_is_averaged(table_of: Any, mixed: str) -> None:
    """Under a rule that does not average, errors in points are a reason."""
    made = study("s", components(table_of(mixed).totals), (Design("", 4),), "", "not_averaged")
    told = {one.measure: one.reason for one in made}
    assert told["error_relative"] == told["error_absolute"] == "not_averaged"
    assert told["generalizability"] == ""


def test_nothing_differs() -> None:
    """Where nothing at all differs there is no part of it to tell."""
    made = study("s", components(exact([1] * 6, (3, 2))), (Design("", 2),))
    assert {one.reason for one in made if one.measure == "generalizability"} == {"no_spread"}


@pytest.mark.parametrize(
    ("value", "low", "high", "needed"),
    [
        ("1/2", "1/4", "3/4", (4, 2, 12, "")),
        ("4/5", "-1/4", "9/10", (1, 1, None, "open_ended")),
        ("1", None, None, (1, None, None, "no_limits")),
        ("0", "-1/2", "1/2", (None, None, None, "no_agreement")),
    ],
)
def test_jurors_needed(value: str, low: str | None, high: str | None, needed: Any) -> None:
    """4 (1 - r) / r, rounded up, and the same of the limits the other way round."""
    limits = [Fraction(limit) if limit else None for limit in (low, high)]
    reason = "" if low else "no_limits"
    single = Estimate("icc_c1", "s", Fraction(value), *limits, reason=reason)
    found = jurors_needed("s", single)
    assert (found.value, found.low, found.high, found.reason) == needed
