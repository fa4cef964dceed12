"""Panels that might have been."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from helpers.examine.draws import (
    _kept,
    averages,
    drawn_totals,
    kept_places,
    ranks_above,
    stage_noise,
)
from helpers.examine.residuals import Reals, reals
from helpers.rules.models import Trimmed
from helpers.scoring import CategoryResult
from helpers.scoring.exact import exact
from helpers.scoring.ranking import mid_ranks

TABLE = "A: 80 70 90 84\nB: 60 65 70 77\nC: 75 60 70 71\nD: 50 55 52 66"
DRAWS = 4000


def drawn(result: CategoryResult, draws: int = DRAWS) -> Reals:
    """The totals of the sample panels, from a fixed seed."""
    rule = result.contest.rule
    stages = tuple(stage_noise(rule, one) for one in result.stage_results.values())
    assert result.totals is not None
    random = np.random.default_rng(1)
    return drawn_totals(rule, reals(result.totals.exact), stages, draws, random)


def test_a_mean_varies_by_its_standard_error(scoring: Any) -> None:
    """Around the official total, by s/sqrt(J), inflated as the estimate of s demands."""
    result = scoring.rank(TABLE, jurors=4)
    [noise] = (stage_noise(result.contest.rule, one) for one in result.stage_results.values())
    made = drawn(result)
    error, degrees = noise.residuals.deviation / 2, noise.residuals.degrees
    assert degrees == 9
    assert made.mean(axis=1) == pytest.approx(reals(result.totals.exact), abs=error / 10)
    inflated = error * (degrees / (degrees - 2)) ** 0.5
    assert made.std(axis=1) == pytest.approx(np.full(4, inflated), rel=0.08)


@pytest.mark.parametrize("at", ["total", "criterion"])
@pytest.mark.parametrize("way", ["median", {"trimmed": 1}])
def test_fast_and_plain_agree(scoring: Any, way: Any, at: str) -> None:
    """The totals of a draw are those of a plain sort of the same noisy marks."""
    marks = scoring.table(TABLE) | scoring.table(
        "A: 81 70 80 80\nB: 61 66 60 67\nC: 85 61 80 61\nD: 51 52 53 54", criterion="d"
    )
    rule = {
        "combine": {"jurors": way, "at": at},
        "stages": {"s": scoring.stage({"c": 60, "d": 40})},
    }
    result = scoring.rank(marks, rule, jurors=4)
    stage = result.stage_results["s"]
    own = reals(stage.marks) if at == "criterion" else reals(stage.juror_totals)[..., None]
    rng = np.random.default_rng(5)
    noisy = own + rng.normal(size=own.shape)
    cut = 1
    plain = np.sort(noisy, axis=1)[:, cut : 4 - cut].mean(axis=1)
    places = kept_places(result.contest.rule.combine.jurors, np.ones(own.shape, dtype=np.bool_))
    fast = _kept(list(np.moveaxis(noisy, 1, 0)), places)
    assert fast == pytest.approx(plain)
    assert averages(result.contest.rule) is False
    made = drawn(result, 500)
    official = reals(result.totals.exact)
    assert np.abs(made.mean(axis=1) - official).max() < 4
    assert made.std(axis=1).min() > 0


def test_missing_marks_take_no_place() -> None:
    """Where one of four jurors is missing, the median is the middle one of the three others."""
    present = np.array([[[True]] * 4, [[True], [True], [False], [True]]])
    places = kept_places("median", present)
    assert places[:, 0, 0].tolist() == [0, 0.5, 0.5, 0]
    assert places[:, 1, 0].tolist() == [0, 1, 0, 0]
    trimmed = kept_places(Trimmed(trimmed=1), present)
    assert trimmed[:, 1, 0].tolist() == [0, 1, 0, 0]


def test_sums_of_ranks(scoring: Any) -> None:
    """Under sums of ranks a draw moves places, and their sum stays what it must be."""
    result = scoring.rank(TABLE, {"combine": {"jurors": "rank_sum"}}, jurors=4)
    made = drawn(result, 300)
    assert made.sum(axis=0) == pytest.approx(np.full(300, 4 * (1 + 2 + 3 + 4)))
    assert (made * 2 % 1 == 0).all()


def test_ranks_above_are_mid_ranks() -> None:
    """The same places as the official mid-ranks, shared ones included."""
    numbers = [[90, 80, 70], [80, 80, 70], [70, 80, 90]]
    known = exact((number for row in numbers for number in row), (3, 3))
    official = mid_ranks(known, np.ones((3, 3), dtype=np.bool_))
    assert ranks_above(np.array(numbers, dtype=float)) == pytest.approx(reals(official))


def test_a_silent_stage_stays_as_it_is(scoring: Any) -> None:
    """Where jurors differ by severity alone nothing is drawn."""
    result = scoring.rank("A: 80 70 60\nB: 70 60 50")
    made = drawn(result, 50)
    assert (made == reals(result.totals.exact)[:, None]).all()
