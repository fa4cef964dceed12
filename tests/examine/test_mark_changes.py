"""The smallest change of one mark that moves the winner, or a title."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.examine.mark_changes import MarkChange, mark_changes
from helpers.scoring import score_category

CLOSE = "A: 80 80 80\nB: 79 80 80\nC: 60 60 60"


def changes(scoring: Any, table: Any, rule: Any = None, jurors: int = 3, **facts: Any) -> Any:
    """What single marks could do to each place, and the facts that it was asked of."""
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    book = scoring.book({"jurors": names} | (rule or {}), names)
    marks = scoring.table(table) if isinstance(table, str) else table
    made = scoring.facts(marks, **facts)
    official = score_category(book, scoring.category, made)
    return mark_changes(book, scoring.category, made, official)


def told(change: MarkChange | None) -> tuple[str, ...]:
    """Whose mark by whom, from what to what, and who then holds the place."""
    if change is None:
        return ()
    holders = "".join(line.participant for line in change.holders)
    mark = change.mark
    return mark.participant, mark.juror, str(change.before), str(change.after), holders


def test_the_winner_by_hand(scoring: Any) -> None:
    """A is one point ahead in a sum of three marks: one mark one point lower levels them."""
    first, second = changes(scoring, CLOSE)
    assert told(first.change) == ("A", "J1", "80.00", "79.00", "AB")
    assert (first.able, first.easily, first.counted) == (6, 6, 9)
    assert first.behind == first.change
    assert told(second.behind) == ("B", "J1", "79.00", "20.00", "BC")


def test_a_median_moves_only_with_its_middle(scoring: Any) -> None:
    """A mark at the edge of a panel has no effect on a median until it enters the middle."""
    rule = {"combine": {"jurors": "median"}}
    first, _ = changes(scoring, "A: 70 80 90\nB: 60 79 95\nC: 50 50 50", rule)
    assert told(first.change) == ("A", "J2", "80.00", "79.00", "AB")
    assert first.able == 4  # the middle marks, A J3 when it falls and B J1 when it rises to them


def test_the_closed_form_of_a_mean(scoring: Any) -> None:
    """Under a plain mean a mark must move by margin x jurors / (its weight x that of its stage)."""
    stages = {
        "s": scoring.stage({"c": 30, "d": 70}, weight=40),
        "t": scoring.stage({"e": 100}, weight=60),
    }
    marks: dict[tuple[str, ...], Any] = {}
    for stage, criterion, table in (
        ("s", "c", "A: 90 88 91\nB: 88 90 90"),
        ("s", "d", "A: 85 86 84\nB: 86 85 85"),
        ("t", "e", "A: 77 80 79\nB: 78 79 78"),
    ):
        marks |= scoring.table(table, stage=stage, criterion=criterion)
    book = scoring.book({"stages": stages, "rounding": {"total": None}})
    facts = scoring.facts(marks)
    official = score_category(book, scoring.category, facts)
    ahead, behind = official.placings
    assert ahead.exact is not None
    assert behind.exact is not None
    needed = (ahead.exact - behind.exact) * 3 / (Fraction(60, 100) * 1)
    steps = -(-needed * 100 // 1)  # on a grid of two decimals, rounded up
    first, _ = mark_changes(book, scoring.category, facts, official)
    assert first.change is not None
    assert first.change.mark.stage == "t"
    assert first.change.points == Decimal(int(steps)) / 100


def test_scales_are_compared_by_their_width(scoring: Any) -> None:
    """One point of ten is a greater change than five of a hundred."""
    criteria = {"c": {"weight": 50}, "d": {"weight": 50, "scale": {"max": 10, "decimals": 0}}}
    marks = scoring.table("A: 80 80 80\nB: 78 80 80") | scoring.table(
        "A: 8 8 8\nB: 8 8 8", criterion="d"
    )
    first, _ = changes(scoring, marks, {"stages": {"s": scoring.stage(criteria)}})
    assert first.change is not None
    assert first.change.mark.criterion == "c"
    assert first.change.points == 2
    assert first.change.share == Fraction(1, 50)


def test_no_mark_can_reach_a_clear_winner(scoring: Any) -> None:
    """Where no mark within its scale suffices, that is the reason, and none is able."""
    first, second = changes(scoring, "A: 99 99 99\nB: 10 10 10")
    assert (first.change, first.able, first.reason) == (None, 0, "no_mark")
    assert (second.change, second.behind) == (None, None)


def test_a_mark_below_a_minimum_costs_the_place(scoring: Any) -> None:
    """The winner may lose the place to a minimum sooner than to a rival."""
    rule = {"minimum": {"total": 85}}
    first, _ = changes(scoring, "A: 85 85 85\nB: 99 10 10", rule)[0], None
    assert told(first.change) == ("A", "J1", "85.00", "84.98", "")


def test_a_shared_place_is_broken_by_one_step(scoring: Any) -> None:
    """Two who share a place stop doing so with the smallest change of any of their marks."""
    [shared] = changes(scoring, "A: 80 80 80\nB: 80 80 80", {"rounding": {"total": None}})
    assert shared.change is not None
    assert shared.change.points == Decimal("0.01")
    assert shared.able == 6


def test_finalists_stay(scoring: Any) -> None:
    """Who was no finalist was not marked in the final, and no mark can bring it there."""
    stages = {
        "s": scoring.stage(["c"], weight=50),
        "t": scoring.stage(["c"], weight=50, finalists=1),
    }
    marks = scoring.table("A: 90 90 90\nB: 90 90 89") | scoring.table("A: 70 70 70", stage="t")
    first, _ = changes(scoring, marks, {"stages": stages})
    assert first.reason == "no_mark"


def test_a_lot_that_would_be_needed(scoring: Any) -> None:
    """Where the change brings a tie that waits for a lot, nobody would hold the title."""
    first, _ = changes(scoring, "A: 80 80 80\nB: 79 80 80", {"ties": ["lot"]})
    assert told(first.change) == ("A", "J1", "80.00", "79.00", "")


def test_the_committee_gives_marks_too(scoring: Any) -> None:
    """A mark of the committee is one of the marks."""
    criteria = {"c": {"weight": 50}, "d": {"weight": 50, "source": "committee"}}
    marks = scoring.table("A: 80 80 80\nB: 80 80 80") | scoring.table(
        "A = 80\nB = 79", criterion="d"
    )
    first, _ = changes(scoring, marks, {"stages": {"s": scoring.stage(criteria)}})
    assert first.change is not None
    assert first.change.mark.committee
    assert told(first.change)[2:] == ("80.00", "79.00", "AB")


def test_a_category_that_waits_is_not_asked(scoring: Any) -> None:
    """Without a ranking there is nothing that could change."""
    assert changes(scoring, "A: 90 90 .\nB: 80 80 80") == ()


@settings(max_examples=3, derandomize=True, deadline=None)
@given(number=st.integers(0, 10**6))
def test_against_trying_everything(agrees_with_trying: Any, number: int) -> None:
    """No smaller change exists than the one that is reported, under any rule of the rule book."""
    agrees_with_trying(number)


@pytest.mark.slow
@settings(max_examples=40, derandomize=True, deadline=None)
@given(number=st.integers(10**6, 2 * 10**6))
def test_against_trying_everything_often(agrees_with_trying: Any, number: int) -> None:
    """The same for many more small seasons."""
    agrees_with_trying(number)
