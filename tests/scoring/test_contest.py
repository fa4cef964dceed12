"""Who is in the contest."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from helpers.scoring.contest import contest_of, listed


def contest(scoring: Any, *decisions: Any, **facts: Any) -> Any:
    """A contest of A, B and C with some decisions."""
    made = scoring.facts({}, participants=["C", "A", "B"], decisions=decisions, **facts)
    return contest_of(scoring.book(), scoring.category, made)


def test_everyone_registered_is_in(scoring: Any) -> None:
    """The participants are those registered, in the order of their ids."""
    assert contest(scoring).participants == ("A", "B", "C")


def test_decisions_take_participants_out(scoring: Any) -> None:
    """Who withdrew, was disqualified or replaced is out, and it is known why."""
    made = contest(
        scoring,
        scoring.decision("withdrawn", participant="A"),
        scoring.decision("replaced", participant="B", value="C"),
    )
    assert made.participants == ("C",)
    assert made.out == {"A": "withdrawn", "B": "replaced"}


def test_other_decisions_take_nobody_out(scoring: Any) -> None:
    """A region that sent nobody, and a rank that is set aside, take no participant out."""
    made = contest(
        scoring,
        scoring.decision("not_sent", value="63.01"),
        scoring.decision("rank_set_aside", participant="B"),
    )
    assert made.participants == ("A", "B", "C")
    assert made.set_aside.tolist() == [False, True, False]


def test_deductions_add_up(scoring: Any) -> None:
    """Deductions of one participant in one place add up; a negative one gives points."""
    off = [
        scoring.deduction("A", "1.5"),
        scoring.deduction("A", "-0.25"),
        scoring.deduction("A", "9", stage="s"),
        scoring.deduction("C", "2"),
    ]
    made = contest(scoring, deductions=off)
    assert made.points_off("").fractions() == [Fraction("1.25"), 0, 2]
    assert made.points_off("s").fractions() == [9, 0, 0]


def test_other_categories_are_not_seen(scoring: Any) -> None:
    """P5: the same id in another category is another participant."""
    facts = scoring.facts({}, participants=["A"])
    other = scoring.decision("withdrawn", participant="A", category="tksk")
    made = contest_of(scoring.book(), scoring.category, facts)
    assert contest(scoring, other).participants == ("A", "B", "C")
    assert made.participants == ("A",)


def test_lists_of_participants() -> None:
    """A decision lists participants with semicolons, commas or greater-than signs."""
    assert listed("A > B; C,D") == ("A", "B", "C", "D")
    assert listed("") == ()
