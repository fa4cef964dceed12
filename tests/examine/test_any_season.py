"""What holds for the examination of any season."""

from __future__ import annotations

import warnings
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.examine.category import examine_category
from helpers.records.tables import Diagnostic

SHARES = ("p_first", "p_rank_2", "p_rank_3")


def examined(scoring: Any, small_seasons: Any, number: int, gaps: float) -> tuple[Diagnostic, ...]:
    """The diagnostics of a small season, any warning being an error."""
    book, facts = small_seasons(number, gaps)
    with warnings.catch_warnings(), np.errstate(all="raise", under="ignore"):
        warnings.simplefilter("error")
        made = examine_category(book, scoring.category, facts)
        turned = replace(facts, scores=facts.scores[::-1], participants=facts.participants[::-1])
        assert examine_category(book, scoring.category, turned) == made
    return made


def holds(rows: tuple[Diagnostic, ...]) -> None:
    """Every value is a number that can be, a name, or empty with its reason."""
    for row in rows:
        for text in (row.value, row.low, row.high):
            assert not {"nan", "inf", "-inf", "NaN", "Infinity"} & {text}
        assert row.value or row.note or row.measure.startswith("margin"), row
    values = {(r.stage, r.subject, r.id, r.measure): r.value for r in rows if r.value}
    for (stage, subject, name, measure), value in values.items():
        other = (stage, subject, name, measure.replace("low", "high"))
        if measure in ("rank_low", "weight_low"):
            assert 0 <= Fraction(value) <= Fraction(values[other])
        if measure in SHARES:
            assert 0 <= Fraction(value) <= 1


@settings(max_examples=6, derandomize=True, deadline=None)
@given(number=st.integers(0, 10**6), gaps=st.sampled_from([0.0, 0.05, 0.3]))
def test_no_number_that_means_nothing(
    scoring: Any, small_seasons: Any, number: int, gaps: float
) -> None:
    """No NaN, no infinity, no warning, and the same from the same facts in another order."""
    holds(examined(scoring, small_seasons, number, gaps))


@pytest.mark.slow
@settings(max_examples=60, derandomize=True, deadline=None)
@given(number=st.integers(10**6, 2 * 10**6), gaps=st.sampled_from([0.0, 0.05, 0.3]))
def test_no_number_that_means_nothing_often(
    scoring: Any, small_seasons: Any, number: int, gaps: float
) -> None:
    """The same for many more small seasons."""
    holds(examined(scoring, small_seasons, number, gaps))
