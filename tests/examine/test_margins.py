"""Margins of the title places."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from helpers.examine.margins import title_margins

TITLES = {"titles": ["Juara I", "Juara II", "Juara III"]}


def margins_of(scoring: Any, table: Any, rule: Any = None) -> list[Any]:
    """Participant, margin, who is behind, and the reason where there is no margin."""
    rule = TITLES | (rule or {})
    result = scoring.rank(table, rule)
    made = title_margins(scoring.book(rule).categories[scoring.category], result)
    return [
        (
            title.placing.participant,
            title.margin,
            "".join(line.participant for line in title.behind),
            title.reason,
        )
        for title in made
    ]


def test_only_title_places(scoring: Any) -> None:
    """I1: each title place has its distance to the next, and ranks without a title have none."""
    table = "A: 90 90 90\nB: 89.97 89.97 89.97\nC: 80 80 80\nD: 70 70 70"
    assert margins_of(scoring, table) == [
        ("A", Decimal("0.03"), "B", ""),
        ("B", Decimal("9.97"), "C", ""),
        ("C", Decimal("10.00"), "D", ""),
    ]


def test_shared_places(scoring: Any) -> None:
    """Two who are first are both ahead of the third."""
    table = "A: 90 90 90\nB: 90 90 90\nC: 80 80 80\nD: 80 80 80"
    assert margins_of(scoring, table)[:2] == [
        ("A", Decimal("10.00"), "CD", ""),
        ("B", Decimal("10.00"), "CD", ""),
    ]


def test_nobody_behind(scoring: Any) -> None:
    """The last one has no margin, and it is said why."""
    assert margins_of(scoring, "A: 90 90 90") == [("A", None, "", "last")]


def test_no_margin_across_the_line(scoring: Any) -> None:
    """The last finalist has no margin to those who were no finalists."""
    stages = {
        "s": scoring.stage(["c"], weight=50),
        "t": scoring.stage(["c"], weight=50, finalists=1),
    }
    marks = scoring.table("A: 90 90 90\nB: 80 80 80") | scoring.table("A: 70 70 70", stage="t")
    made = margins_of(scoring, marks, {"stages": stages})
    assert made == [("A", None, "B", "line"), ("B", None, "", "last")]


def test_an_undecided_category_has_none(scoring: Any) -> None:
    """A category that waits for a person has no margins."""
    assert margins_of(scoring, "A: 90 90 .\nB: 80 80 80") == []
