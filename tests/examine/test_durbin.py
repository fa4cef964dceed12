"""Durbin's test on tables with gaps; the ice cream of Conover is among the published cases."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.examine.concordance import kendall
from helpers.examine.durbin import durbin


def test_a_complete_table_has_kendall(table_of: Any, mixed: str) -> None:
    """Where everyone scored everyone there is nothing to add to Kendall's W."""
    assert durbin(table_of(mixed)) == ()


def test_without_the_gap_it_would_be_friedman(table_of: Any, mixed: str) -> None:
    """A juror who scored a single participant says nothing: the rest is Friedman's chi-square."""
    marks = mixed.replace("A: 82 78 85 80", "A: 82 78 85 80 90")
    rest = "\n".join(
        f"{line} JB" if not line.startswith("A") else line for line in marks.split("\n")
    )
    found = durbin(table_of(rest))[0].value
    assert found == kendall(table_of(mixed), "")[1].value


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ("A: 80 JB 70\nB: 70 JB 60\nC: JB 50 JB\nD: JB 60 JB", "apart"),
        ("A: 80 JB 70\nB: 80 90 70", "no_spread"),
    ],
)
def test_guards(table_of: Any, marks: str, reason: str) -> None:
    """Participants with no juror in common, and jurors without an order, give a reason."""
    assert {(one.value, one.reason) for one in durbin(table_of(marks))} == {(None, reason)}
