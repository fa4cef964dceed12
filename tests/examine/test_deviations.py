"""Marks far from the other jurors'."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from helpers.examine.deviations import Deviation, counted, deviations


def found_in(
    scoring: Any, table: str, rule: Any = None, limit: str = "15"
) -> tuple[Deviation, ...]:
    """The deviations of a table of marks."""
    rule = {"missing": {"juror_absent": "mean_of_present", "participant_absent": "not_ranked"}} | (
        rule or {}
    )
    book = scoring.book(rule)
    result = scoring.rank(table, rule)
    return deviations(book.categories[scoring.category], result.stage_results["s"], Decimal(limit))


def test_farthest_first(scoring: Any) -> None:
    """A mark 30 from the mean of the others is listed before one that is 20 from it."""
    found = found_in(scoring, "A: 80 80 60\nB: 50 80 80\nC: 70 70 70")
    assert [(one.participant, one.juror, one.gap) for one in found] == [
        ("B", "J1", -30),
        ("A", "J3", -20),
    ]
    assert (found[0].mark, found[0].others, found[0].share) == (50, 80, Fraction(3, 10))


@pytest.mark.parametrize(
    ("limit", "mark", "listed"),
    [("15", "65", False), ("15", "64.99", True), ("7.5", "72.5", False), ("7.5", "72.49", True)],
)
def test_the_corridor_is_not_far(scoring: Any, limit: str, mark: str, listed: bool) -> None:
    """Exactly the limit is within the corridor; a hundredth more is not."""
    found = found_in(scoring, f"A: 80 80 {mark}\nB: 70 70 70", limit=limit)
    assert bool(found) is listed


def test_against_who_was_there(scoring: Any) -> None:
    """An absent juror's mark is no zero, and a mark that nobody else gave has nothing to be far
    from."""
    assert found_in(scoring, "A: 80 JB 75\nB: 20 JB JB\nC: TH TH TH\nD: 80 80 80") == ()


def test_on_the_scale_of_the_criterion(scoring: Any) -> None:
    """On a scale of 1 to 5 one point is a quarter of the scale."""
    rule = {"scale": {"min": 1, "max": 5, "decimals": 0}}
    found = found_in(scoring, "A: 4 4 3\nB: 2 2 2", rule)
    assert [one.share for one in found] == [Fraction(1, 4)]


def test_counted_by_juror(scoring: Any) -> None:
    """Every juror has a count, also of none."""
    found = found_in(scoring, "A: 80 80 60\nB: 50 80 80\nC: 70 70 40")
    assert counted("s", found, ("J1", "J2", "J3")).values == {"J1": 1, "J2": 0, "J3": 2}
