"""Leaving one juror out."""

from __future__ import annotations

from typing import Any

from helpers.examine.leave_out import LeftOut, leave_one_out
from helpers.scoring import score_category


def left_out(scoring: Any, table: Any, rule: Any = None, jurors: int = 3, **facts: Any) -> Any:
    """What the ranking would be without each juror, by juror."""
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    book = scoring.book({"jurors": names} | (rule or {}), names)
    marks = scoring.table(table) if isinstance(table, str) else table
    made = scoring.facts(marks, **facts)
    official = score_category(book, scoring.category, made)
    return {one.juror: one for one in leave_one_out(book, scoring.category, made, official)}


def winners(one: LeftOut) -> str:
    """The ids of the winners."""
    return "".join(line.participant for line in one.winners)


def test_one_juror_decides(scoring: Any) -> None:
    """A wins by one juror alone: without that one B is first, by a margin of its own."""
    made = left_out(scoring, "A: 99 80 80\nB: 80 85 85\nC: 70 70 70")
    assert [(juror, winners(one), one.same_winners) for juror, one in made.items()] == [
        ("J1", "B", False),
        ("J2", "A", True),
        ("J3", "A", True),
    ]
    assert str(made["J1"].margin) == "5.00"
    assert [line.participant for line in made["J1"].moved] == ["B", "A"]
    assert made["J2"].moved == ()


def test_the_official_rule_runs_again(scoring: Any) -> None:
    """A trim that leaves nothing without a juror says so instead of inventing a ranking."""
    rule = {"combine": {"jurors": {"trimmed": 1}}}
    made = left_out(scoring, "A: 99 80 80\nB: 80 85 85", rule)
    assert {one.reason != "" for one in made.values()} == {True}
    assert winners(made["J1"]) == ""


def test_the_quorum_is_not_asked(scoring: Any) -> None:
    """The quorum protects the official ranking; the question what the others say stays open."""
    made = left_out(scoring, "A: 99 80 80\nB: 80 85 85", {"missing": {"at_least": 3}})
    assert {one.reason for one in made.values()} == {""}


def test_finalists_stay(scoring: Any) -> None:
    """Only the finalists were marked in the final, so they stay finalists."""
    stages = {
        "s": scoring.stage(["c"], weight=50),
        "t": scoring.stage(["c"], weight=50, finalists=1),
    }
    marks = scoring.table("A: 99 80 80\nB: 80 85 85") | scoring.table("A: 70 70 70", stage="t")
    made = left_out(scoring, marks, {"stages": stages})
    assert {(winners(one), one.reason) for one in made.values()} == {("A", "")}


def test_jurors_of_all_stages(scoring: Any) -> None:
    """A juror of one stage only is left out of that stage."""
    stages = {
        "s": scoring.stage(["c"], weight=50, jurors=["J1", "J2"]),
        "t": scoring.stage(["c"], weight=50, jurors=["J3", "J2"]),
    }
    marks = scoring.table("A: 99 80\nB: 80 90")
    marks |= {("t", "c", who, juror): "70" for who in "AB" for juror in ("J2", "J3")}
    made = left_out(scoring, marks, {"stages": stages})
    assert {juror: winners(one) for juror, one in made.items()} == {"J1": "B", "J2": "A", "J3": "A"}


def test_the_only_juror(scoring: Any) -> None:
    """Without its only juror a stage has no value, and that is said."""
    made = left_out(scoring, "A: 90\nB: 80", jurors=1)
    assert made["J1"].reason


def test_an_undecided_category(scoring: Any) -> None:
    """A category that waits for a person has no ranking to leave a juror out of."""
    assert left_out(scoring, "A: 90 90 .\nB: 80 80 80") == {}
