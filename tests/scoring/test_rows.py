"""The rows that scoring hands on."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

TES = {"weight": 40, "source": "committee", "scale": {"min": 0, "max": 50, "decimals": 0}}


def example(scoring: Any, **more: Any) -> Any:
    """Two criteria, one of them the committee's."""
    stages = {"s": scoring.stage({"c": 60, "tes": TES})}
    marks = scoring.table("A: 80 80 90\nB: 70 70 70")
    marks |= scoring.table("A = 45\nB = 30", criterion="tes")
    return scoring.rank(marks, {"stages": stages} | more)


def steps_of(result: Any, participant: str) -> list[tuple[str, str, str, str]]:
    """Level, criterion, juror and value of each step of a participant."""
    return [
        (step.level, step.criterion, step.juror, str(step.value))
        for step in result.steps
        if step.participant == participant
    ]


def test_steps_at_total(scoring: Any) -> None:
    """Each juror's total, the panel's mark, the committee's, its product, the stage, the total."""
    assert steps_of(example(scoring), "A") == [
        ("juror", "", "J1", "48"),
        ("juror", "", "J2", "48"),
        ("juror", "", "J3", "54"),
        ("mark", "", "", "50"),
        ("mark", "tes", "committee", "90"),
        ("weighted", "tes", "committee", "36"),
        ("stage", "", "", "86"),
        ("total", "", "", "86.00"),
    ]


def test_steps_at_criterion(scoring: Any) -> None:
    """Each criterion has a mark and a product."""
    made = steps_of(example(scoring, combine={"at": "criterion"}), "B")
    assert made[3:] == [
        ("mark", "c", "", "70"),
        ("mark", "tes", "committee", "60"),
        ("weighted", "c", "", "42"),
        ("weighted", "tes", "committee", "24"),
        ("stage", "", "", "66"),
        ("total", "", "", "66.00"),
    ]


def test_steps_under_rank_sum(scoring: Any) -> None:
    """Under rank_sum each juror's place is a step of its own."""
    made = steps_of(example(scoring, combine={"jurors": "rank_sum"}), "B")
    assert made[3:] == [
        ("juror_rank", "", "J1", "2"),
        ("juror_rank", "", "J2", "2"),
        ("juror_rank", "", "J3", "2"),
        ("juror_rank", "", "committee", "2"),
        ("mark", "", "", "8"),
        ("stage", "", "", "8"),
        ("total", "", "", "8.00"),
    ]


def test_steps_leave_out_a_juror_who_does_not_count(scoring: Any) -> None:
    """A juror who lacks a mark of a participant has no total there."""
    rule = {"missing": {"juror_absent": "mean_of_present"}}
    result = scoring.rank("A: 80 JB 90\nB: 70 70 70", rule)
    jurors = [step.juror for step in result.steps if step.level == "juror"]
    assert jurors == ["J1", "J3", "J1", "J2", "J3"]


def test_steps_end_where_the_category_waits(scoring: Any) -> None:
    """Of a category that stops in its second stage the first is told, and no total."""
    stages = {"s": scoring.stage(["c"], weight=50), "t": scoring.stage(["c"], weight=50)}
    marks = scoring.table("A: 80 80 80") | scoring.table("A: 70 . 70", stage="t")
    made = steps_of(scoring.rank(marks, {"stages": stages}), "A")
    assert made[3:] == [("mark", "", "", "80"), ("stage", "", "", "80")]


def test_who_reached_no_stage_has_no_steps(scoring: Any) -> None:
    """Of a participant who was never there no total of zero is told."""
    rule = {"missing": {"participant_absent": "not_ranked"}}
    assert steps_of(scoring.rank("A: 80 80 80\nB: TH TH TH", rule), "B") == []


def test_exact_is_before_the_rounding(scoring: Any) -> None:
    """A line of the ranking holds the published total and the number before the last rounding."""
    [line] = scoring.rank("A: 80 80 81").placings
    assert (line.total, line.exact) == (Decimal("80.33"), Fraction(241, 3))


def test_stage_standings(scoring: Any) -> None:
    """Every registered participant has a line; who was not there has no value and no rank."""
    result = scoring.rank(
        "A: 80 80 81\nB: TH TH TH\nC: 90 90 90",
        {"missing": {"participant_absent": "not_ranked"}, "rounding": {"stage": 1}},
        participants=["A", "B", "C", "D"],
        decisions=[scoring.decision("withdrawn", participant="D")],
    )
    assert [
        (line.participant, line.value and str(line.value), line.exact, line.rank, line.finalist)
        for line in result.stages
    ] == [
        ("A", "80.3", Fraction(241, 3), 2, ""),
        ("B", None, None, None, ""),
        ("C", "90.0", 90, 1, ""),
        ("D", None, None, None, ""),
    ]


def test_stage_ranks_follow_rank_by(scoring: Any) -> None:
    """Ranked by the published value, two stages that show the same share a rank."""
    rule = {"rounding": {"stage": 1}, "rank_by": "total"}
    result = scoring.rank("A: 80 80 80\nB: 80.01 80 80", rule)
    assert [line.rank for line in result.stages] == [1, 1]


def test_every_participant_is_listed(scoring: Any) -> None:
    """D9, B3: as many lines as participants, ranked first, then the others, each with its note."""
    result = scoring.rank(
        "A: 0 0 0\nB: 80 80 80\nC: 90 90 90",
        decisions=[scoring.decision("disqualified", participant="C")],
    )
    assert [(line.participant, line.rank, line.note) for line in result.placings] == [
        ("B", 1, ""),
        ("A", 2, ""),
        ("C", None, "disqualified"),
    ]
    assert {line.status for line in result.placings} == {"RANCANGAN"}


def test_a_blocked_category_lists_everyone(scoring: Any) -> None:
    """A category that waits for a person lists all participants without rank and total."""
    result = scoring.rank("A: 80 80 .\nB: 80 80 80", participants=["A", "B", "C"])
    assert not result.decided
    assert {(line.rank, line.total, line.note) for line in result.placings} == {
        (None, None, "undecided")
    }
    assert [line.participant for line in result.placings] == ["A", "B", "C"]
