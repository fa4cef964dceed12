"""The ranking of a category, told in the order of the rule book."""

from __future__ import annotations

from typing import Any

from helpers.scoring.category import held_stages


def three_stages(scoring: Any, **more: Any) -> dict[str, Any]:
    """Three stages of which the last has finalists."""
    return {
        "stages": {
            "s": scoring.stage(["c"], weight=30),
            "t": scoring.stage(["c"], weight=20),
            "u": scoring.stage(["c"], weight=50, finalists=1),
        }
    } | more


def marks_of(scoring: Any) -> Any:
    """The marks of the first two stages."""
    first = scoring.table("A: 90 90 90\nB: 80 80 80")
    return first | scoring.table("A: 60 60 60\nB: 80 80 80", stage="t")


def test_held_stages(scoring: Any) -> None:
    """Stages count up to the one named; a category without it counts whole."""
    rule = scoring.book(three_stages(scoring)).categories["psm"]
    assert held_stages(rule, "t") == ("s", "t")
    assert held_stages(rule, "elsewhere") == held_stages(rule) == ("s", "t", "u")


def test_through_a_stage(scoring: Any) -> None:
    """Later stages are not missing; there is a standing, no title and no minimum of the total."""
    rule = three_stages(scoring, minimum={"total": 60})
    result = scoring.rank(marks_of(scoring), rule, through="t")
    assert [
        (line.participant, line.rank, str(line.total), line.title, line.note)
        for line in result.placings
    ] == [("B", 1, "40.00", "", ""), ("A", 2, "39.00", "", "")]
    assert {line.stage for line in result.stages} == {"s", "t"}


def test_through_the_last_stage(scoring: Any) -> None:
    """Through its last stage a category is whole, and has its titles."""
    marks = marks_of(scoring) | scoring.table("B: 50 50 50", stage="u")
    result = scoring.rank(marks, three_stages(scoring), through="u")
    assert [line.title for line in result.placings] == ["Juara I", "Juara II"]


def test_later_stages_without_through_are_missing(scoring: Any) -> None:
    """D6: a stage that was not held blocks the ranking."""
    result = scoring.rank(marks_of(scoring), three_stages(scoring))
    assert scoring.codes_of(result) == ["MISSING_SHEET"] * 3


def test_every_stage_is_checked(scoring: Any) -> None:
    """What is missing in several stages is told of at once, not one run after the other."""
    marks = scoring.table("A: 90 . 90") | scoring.table("A: 60 60 .", stage="t")
    result = scoring.rank(marks, three_stages(scoring), through="t")
    assert scoring.codes_of(result) == ["BLANK_SCORE", "BLANK_SCORE"]
    assert result.totals is None


def test_absent_in_one_stage_is_not_due_in_the_next(scoring: Any) -> None:
    """Who is not ranked because of an absence is no longer in it: no later mark is due."""
    marks = scoring.table("A: 90 90 90\nB: TH TH TH") | scoring.table("A: 60 60 60", stage="t")
    rule = three_stages(scoring, missing={"participant_absent": "not_ranked"})
    result = scoring.rank(marks, rule, through="t")
    assert scoring.codes_of(result) == []
    assert [(line.participant, line.rank, line.note) for line in result.placings] == [
        ("A", 1, ""),
        ("B", None, "absent"),
    ]


def test_set_aside(scoring: Any) -> None:
    """A rank set aside is computed, listed without rank and title, and the others move up."""
    aside = scoring.decision("rank_set_aside", participant="A")
    result = scoring.rank("A: 90 90 90\nB: 80 80 80", decisions=[aside])
    assert [
        (line.participant, line.rank, str(line.total), line.title, line.note)
        for line in result.placings
    ] == [("B", 1, "80.00", "Juara I", ""), ("A", None, "90.00", "", "set_aside")]


def test_replaced(scoring: Any) -> None:
    """A replaced participant is listed and not asked for marks."""
    swap = scoring.decision("replaced", participant="A", value="B")
    result = scoring.rank("B: 80 80 80", participants=["A", "B"], decisions=[swap])
    assert scoring.codes_of(result) == []
    assert [(line.participant, line.note) for line in result.placings] == [
        ("B", ""),
        ("A", "replaced"),
    ]


def test_deductions_off_the_total(scoring: Any) -> None:
    """A deduction without a stage comes off the total, before its rounding."""
    off = [scoring.deduction("A", "0.335")]
    result = scoring.rank("A: 80 80 80", deductions=off)
    assert scoring.totals_of(result) == {"A": "79.67"}


def test_deductions_under_rank_sum_stop(scoring: Any) -> None:
    """Points cannot be taken off a sum of ranks."""
    rule = {"combine": {"jurors": "rank_sum"}}
    result = scoring.rank("A: 8 8 8", rule, deductions=[scoring.deduction("A", "1")])
    assert scoring.codes_of(result) == ["DEDUCTION_RANK_SUM"]


def test_a_category_without_participants(scoring: Any) -> None:
    """Nobody registered is an empty ranking, not a failure."""
    for way in ("mean", "median", "sum", "rank_sum", {"trimmed": 1}):
        for at in ("total", "criterion"):
            result = scoring.rank({}, {"combine": {"jurors": way, "at": at}})
            assert (result.placings, result.decided) == ((), True)


def test_one_participant(scoring: Any) -> None:
    """A single participant is first, with no margin."""
    [line] = scoring.rank("A: 80 80 80").placings
    assert (line.rank, line.title, line.margin) == (1, "Juara I", None)


def test_a_result_says_of_what_it_is(scoring: Any) -> None:
    """Season, category, the axis of its arrays and who missed a minimum can be asked of it."""
    rule = {"minimum": {"total": 60}}
    result = scoring.rank("B: 50 50 50\nA: 80 80 80", rule)
    assert (result.season, result.category) == ("contoh-uji", scoring.category)
    assert result.participants == ("A", "B")
    assert result.below.tolist() == [False, True]
