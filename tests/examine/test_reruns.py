"""The official rule once more, with something changed."""

from __future__ import annotations

from typing import Any

from helpers.examine.reruns import (
    a_decision,
    moved_titles,
    winners_of,
    with_missing,
    with_same_finalists,
)


def test_another_choice_leaves_the_rule_book_alone(scoring: Any) -> None:
    """A question changes a copy: the rule book itself keeps what was decided."""
    book = scoring.book({"missing": {"at_least": 3}})
    asked = with_missing(book, scoring.category, at_least=1)
    assert asked.categories[scoring.category].missing.at_least == 1
    assert book.categories[scoring.category].missing.at_least == 3


def test_finalists_as_they_were(scoring: Any) -> None:
    """The finalists of each cut are named as if a decision had named them."""
    stages = {
        "s": scoring.stage(["c"], weight=50),
        "t": scoring.stage(["c"], weight=50, finalists=1),
    }
    marks = scoring.table("A: 90 90 90\nB: 80 80 80") | scoring.table("A: 70 70 70", stage="t")
    result = scoring.rank(marks, {"stages": stages})
    held = with_same_finalists(scoring.facts(marks), result)
    assert [(one.kind, one.stage, one.value) for one in held.decisions] == [("finalists", "t", "A")]


def test_moved_titles(scoring: Any) -> None:
    """Whose title is another is told, and who the winners are."""
    before = scoring.rank("A: 90 90 90\nB: 80 80 80\nC: 70 70 70")
    after = scoring.rank("A: 90 90 90\nB: 70 70 70\nC: 80 80 80")
    assert [line.participant for line in moved_titles(before, after)] == ["C", "B"]
    assert [line.participant for line in winners_of(after)] == ["A"]


def test_a_decision_for_a_question(scoring: Any) -> None:
    """A decision for a question carries no name, no reason and no date."""
    decision = a_decision(scoring.category, "juror_left_out", juror="J1")
    assert (decision.kind, decision.juror) == ("juror_left_out", "J1")
    assert not decision.by + decision.reason + decision.date
