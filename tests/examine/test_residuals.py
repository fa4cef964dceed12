"""What jurors disagree about, beside how strict they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from helpers.examine.residuals import (
    pooled,
    reals,
    residuals_of_criteria,
    residuals_of_totals,
)

MARKS = np.array([[80.0, 70, 90], [60, 65, 70], [75, 60, 70], [50, 55, 52]])


def test_the_mean_square_of_a_complete_panel() -> None:
    """It is the residual mean square of a two-way analysis of variance, on (N - 1)(J - 1)."""
    made = pooled(MARKS[..., None], np.ones((4, 3), dtype=np.bool_), np.ones(1))
    left = MARKS - MARKS.mean(1, keepdims=True) - MARKS.mean(0) + MARKS.mean()
    assert made.degrees == 6
    assert made.covariance == pytest.approx(np.array([[(left**2).sum() / 6]]))
    assert made.deviation == pytest.approx(((left**2).sum() / 6) ** 0.5)


def test_least_squares_where_marks_are_missing() -> None:
    """With a cell missing, what is left is that of the best additive fit, one degree fewer."""
    present = np.ones((4, 3), dtype=np.bool_)
    present[0, 2] = False
    made = pooled(MARKS[..., None], present, np.ones(1))
    filled = MARKS.copy()
    for _ in range(500):  # the classical way: fill the gap with its fit, and fit again
        fit = filled.mean(1, keepdims=True) + filled.mean(0) - filled.mean()
        filled[0, 2] = fit[0, 2]
    fit = filled.mean(1, keepdims=True) + filled.mean(0) - filled.mean()
    left = (filled - fit)[present]
    assert made.degrees == 5
    assert made.covariance[0, 0] == pytest.approx((left**2).sum() / 5)


def test_severity_is_no_disagreement() -> None:
    """Jurors who differ by a constant leave nothing over, and that is nothing and not 1e-30."""
    totals = (np.array([[80.1], [70.3], [60.7]]) + np.array([0, 3.3, -7.9]))[..., None]
    made = pooled(totals, np.ones((3, 3), dtype=np.bool_), np.ones(1))
    assert (made.degrees, made.deviation) == (4, 0.0)
    assert not made.covariance.any()


def test_criteria_go_together(scoring: Any) -> None:
    """The residual of a juror's total is the weighted sum of those of the criteria."""
    marks = scoring.table("A: 80 70 90\nB: 60 65 70\nC: 75 60 70") | scoring.table(
        "A: 82 60 91\nB: 66 65 77\nC: 75 61 70", criterion="d"
    )
    result = scoring.rank(marks, {"stages": {"s": scoring.stage({"c": 60, "d": 40})}})
    stage = result.stage_results["s"]
    by_total = residuals_of_totals(stage)
    by_criterion = residuals_of_criteria(stage, np.array([0.6, 0.4]))
    assert by_criterion.covariance.shape == (2, 2)
    assert by_criterion.deviation == pytest.approx(by_total.deviation)


def test_nothing_to_pool() -> None:
    """One participant, one juror, or nobody: no degrees of freedom, and no number."""
    for shape in ((1, 3), (3, 1), (0, 0)):
        present = np.ones(shape, dtype=np.bool_)
        made = pooled(np.ones((*shape, 1)), present, np.ones(1))
        assert (made.degrees, made.deviation) == (0, 0.0)


def test_reals(scoring: Any) -> None:
    """Exact numbers become floats for what is estimated."""
    result = scoring.rank("A: 80 70 91")
    assert reals(result.totals.exact) == pytest.approx([241 / 3])
