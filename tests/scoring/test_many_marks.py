"""Eight million marks go through the same formulas as thirteen participants."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from helpers.records.numbers import round_half_up
from helpers.rules.models import Trimmed
from helpers.scoring.combining import combine, rank_sum
from helpers.scoring.exact import Exact
from helpers.scoring.ranking import competition_ranks
from helpers.scoring.stages import juror_totals

SHAPE = (83_763, 5, 20)
WEIGHTS = tuple(Fraction(weight, 100) for weight in (3, 7) * 10)
SAMPLE = (0, 1, 41_000, 83_762)


@pytest.fixture(scope="module")
def marks() -> Exact:
    """8,376,300 marks from 0 to 100 with two decimals."""
    numbers = np.random.default_rng(20261124).integers(0, 10_001, SHAPE, dtype=np.int64)
    return Exact(numbers, 100)


@pytest.fixture(scope="module")
def present() -> np.ndarray:
    """One mark in twenty is missing."""
    return np.random.default_rng(1).random(SHAPE) > 0.05


def marks_there(marks: Exact, present: np.ndarray, who: int, criterion: int) -> list[Fraction]:
    """The marks of one participant on one criterion, as plain fractions in order."""
    seats = [seat for seat in range(SHAPE[1]) if present[who, seat, criterion]]
    return sorted(marks.fraction_at(who, seat, criterion) for seat in seats)


def test_trimmed_mean_of_eight_million_marks(marks: Exact, present: np.ndarray) -> None:
    """Combined, rounded, weighted, summed and ranked on arrays, a sample agrees with fractions."""
    combined = combine(Trimmed(trimmed=1), marks, present)
    weighted = combined.value.rounded(2).times_each(WEIGHTS).rounded(2)
    value = weighted.sum(1)
    ranks = competition_ranks(value, np.ones(SHAPE[0], dtype=bool))
    for who in SAMPLE:
        expected = Fraction(0)
        for criterion, weight in enumerate(WEIGHTS):
            there = marks_there(marks, present, who, criterion)[1:-1]
            mean = sum(there) / len(there) if there else Fraction(0)
            expected += round_half_up(round_half_up(mean, 2) * weight, 2)
        assert value.fraction_at(who) == expected
        better = int((value.numerators > value.numerators[who]).sum())
        assert ranks[who] == better + 1


def test_mean_of_juror_totals_of_eight_million_marks(marks: Exact) -> None:
    """Juror totals, their mean and their mid-ranks on arrays agree with fractions on a sample."""
    everyone = np.ones(SHAPE, dtype=bool)
    totals = juror_totals(marks, everyone, WEIGHTS)
    mean = combine("mean", totals, everyone[:, :, 0]).value
    places = rank_sum(totals, everyone[:, :, 0])
    assert mean.numerators.dtype == np.int64
    for who in SAMPLE:
        own = [
            sum(marks.fraction_at(who, seat, c) * weight for c, weight in enumerate(WEIGHTS))
            for seat in range(SHAPE[1])
        ]
        assert mean.fraction_at(who) == sum(own) / 5
        column = totals.numerators[:, 0]
        better, equal = (column > column[who]).sum(), (column == column[who]).sum()
        assert places.ranks.fraction_at(who, 0) == int(better) + Fraction(int(equal) + 1, 2)
