"""The smallest change of one mark where ranks are summed."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.examine.borders import borders_of
from helpers.examine.rank_changes import search_rank_sums
from helpers.examine.variations import Varied

RANKS = {"jurors": "rank_sum", "at": "total"}


def test_only_meeting_somebody_counts(scoring: Any) -> None:
    """A leads B by places 1, 1, 2 against 2, 2, 1: to meet B with one juror levels them."""
    result = scoring.rank("A: 90 85 70\nB: 80 80 75", {"combine": RANKS})
    varied = Varied(result.contest.rule, result)
    [border] = borders_of(varied, result.placings[:1])
    found = search_rank_sums(varied, tuple(varied.marks()), [border])[border]
    moved = {(mark.participant, mark.juror): str(mark.value(at)) for mark, at in found.items()}
    assert moved == {
        ("A", "J1"): "80.00",
        ("A", "J2"): "80.00",
        ("B", "J1"): "90.00",
        ("B", "J2"): "85.00",
    }


def test_a_third_one_can_decide(scoring: Any) -> None:
    """Under sums of ranks a mark of C alone can change who of A and B is first."""
    table = "A: 90 80 70\nB: 80 90 75\nC: 70 70 60"
    result = scoring.rank(table, {"combine": RANKS, "ties": ["shared"]})
    varied = Varied(result.contest.rule, result)
    [border] = borders_of(varied, result.placings[:1])
    found = search_rank_sums(varied, tuple(varied.marks()), [border])[border]
    assert "C" in {mark.participant for mark in found}


@settings(max_examples=2, derandomize=True, deadline=None)
@given(number=st.integers(0, 10**6))
def test_against_trying_everything(agrees_with_trying: Any, number: int) -> None:
    """No smaller change exists than the one that is reported, where ranks are summed."""
    rounding = {"total": 2, "stage": None}
    agrees_with_trying(number, combine=RANKS, minimum={}, rounding=rounding)
