"""The six intraclass correlations and their limits."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.examine.estimates import Estimate
from helpers.examine.intraclass import FORMS, intraclass
from helpers.examine.mean_squares import mean_squares


def forms_of(table_of: Any, table: str) -> dict[str, Estimate]:
    """The forms of a table of marks, by name."""
    found = intraclass("s", mean_squares(table_of(table).totals))
    assert tuple(one.measure for one in found) == FORMS
    return {one.measure: one for one in found}


def test_against_another_program(table_of: Any, mixed: str) -> None:
    """The values are those of pingouin 0.7.0, and so are the limits, which it rounds."""
    published = {
        "icc_11": (0.761992, 0.44, 0.96),
        "icc_a1": (0.762929, 0.44, 0.96),
        "icc_c1": (0.775129, 0.44, 0.96),
        "icc_1k": (0.927569, 0.76, 0.99),
        "icc_ak": (0.927915, 0.76, 0.99),
        "icc_ck": (0.932378, 0.76, 0.99),
    }
    for form, one in forms_of(table_of, mixed).items():
        value, low, high = published[form]
        assert float(one.value or 0) == pytest.approx(value, abs=1e-6)
        assert float(one.low or 0) == pytest.approx(low, abs=0.0051)
        assert float(one.high or 0) == pytest.approx(high, abs=0.0051)


def test_opposite_minds(table_of: Any, against: str) -> None:
    """Below zero the forms are those of pingouin 0.7.0; limits that turn around are not told."""
    found = forms_of(table_of, against)
    published = {"icc_11": -0.285714, "icc_a1": -0.434783, "icc_c1": -0.322581, "icc_1k": -2}
    for form, value in published.items():
        assert float(found[form].value or 0) == pytest.approx(value, abs=1e-6)
    assert found["icc_ak"].reason == "no_limits"
    assert found["icc_ak"].low is None


def test_limits_hold_the_value(table_of: Any, mixed: str) -> None:
    """Each value lies between its limits, and the panel's mean is surer than a single juror."""
    found = forms_of(table_of, mixed)
    for one in found.values():
        assert one.value is not None
        assert one.low is not None
        assert one.high is not None
        assert one.low < one.value < one.high
    for single, panel in (("icc_11", "icc_1k"), ("icc_a1", "icc_ak"), ("icc_c1", "icc_ck")):
        assert (found[single].value or 0) < (found[panel].value or 0)


def test_strictness_counts_against_agreement_only(table_of: Any) -> None:
    """Jurors who differ by the same for all are consistent, and do not agree."""
    found = forms_of(table_of, "A: 80 70 60\nB: 70 60 50\nC: 90 80 70")
    assert found["icc_c1"].value == 1
    assert found["icc_a1"].value == pytest.approx(0.5)
    assert found["icc_c1"].reason == "no_limits"


@pytest.mark.parametrize(
    ("table", "reason"),
    [("A: 80 90\nB: 90 80", "no_spread"), ("A: 80 80\nB: 80 80", "no_spread")],
)
def test_nothing_to_tell_apart(table_of: Any, table: str, reason: str) -> None:
    """Where all participants have the same mean there is no coefficient."""
    found = forms_of(table_of, table).values()
    assert {(one.value, one.reason) for one in found} == {(None, reason)}


def test_no_part_of_a_whole(table_of: Any) -> None:
    """Agreement of the mean is not told where its whole is estimated below nothing."""
    found = forms_of(table_of, "A: 1 9\nB: 9 2")
    assert (found["icc_ak"].value, found["icc_ak"].reason) == (None, "disagreement")
