"""Why one participant is ahead of another: lines that add up to the margin."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings

from helpers.examine.against import Against, compare_two
from helpers.examine.voices import added
from helpers.scoring import score_category
from tests.proof.random_books import CATEGORY, Case, cases

QUICK = settings(
    max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def compared(scoring: Any, table: Any, rule: Any = None, **more: Any) -> Against:
    """A against B under a rule."""
    marks = scoring.table(table) if isinstance(table, str) else table
    jurors = max(int(key[3][1:]) for key in marks if key[3] != scoring.committee)
    result = scoring.rank(marks, rule, jurors=jurors, **more)
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    book = scoring.book({"jurors": names} | dict(rule or {}), names)
    return compare_two(book, scoring.facts(marks, **more), result, "A", "B")


def told(against: Against) -> list[tuple[str, str, str, Fraction]]:
    """Each line as kind, criterion, juror and points."""
    return [(line.kind, line.criterion, line.juror, line.points) for line in against.lines]


@pytest.mark.slow
@QUICK
@given(cases())
def test_lines_add_up_to_the_margin(case: Case) -> None:
    """Under any rule, for any two with a rank, the lines add up to the margin exactly."""
    result = score_category(case.book, CATEGORY, case.facts, case.through)
    ranked = [line for line in result.placings if line.rank is not None]
    for one, other in permutations(ranked, 2):
        against = compare_two(case.book, case.facts, result, one.participant, other.participant)
        total = added(line.points for line in against.lines)
        event(against.reason or ("tied" if against.tied else "margin"))
        assert (against.ahead.rank or 0) <= (against.behind.rank or 0)
        if against.reason == "line":
            assert against.margin is None
            assert against.standing is None or total == against.standing >= 0
            continue
        assert total == against.margin
        assert against.margin >= 0
        if against.tied and against.ahead.rank != against.behind.rank:
            first = result.participants.index(against.ahead.participant)
            second = result.participants.index(against.behind.participant)
            last = against.splits[-1]
            assert last.scores[first] > last.scores[second]


def test_each_juror_has_a_line(scoring: Any) -> None:
    """A mean is told juror by juror: a third of each difference."""
    against = compared(scoring, "A: 90 80 85\nB: 84 83 79")
    assert told(against) == [
        ("mark", "c", "J1", Fraction(2)),
        ("mark", "c", "J2", Fraction(-1)),
        ("mark", "c", "J3", Fraction(2)),
    ]
    assert against.margin == 3


def test_order_of_the_two_does_not_matter(scoring: Any) -> None:
    """The one with the better rank comes first, whoever was asked for."""
    against = compared(scoring, "A: 70 70 70\nB: 84 83 79")
    assert (against.ahead.participant, against.behind.participant) == ("B", "A")


def test_a_trim_is_told_combined(scoring: Any) -> None:
    """Where the highest and lowest are dropped, no juror has a share of its own."""
    rule = {"combine": {"jurors": {"trimmed": 1}, "at": "criterion"}}
    against = compared(scoring, "A: 90 80 85\nB: 84 83 79", rule)
    assert told(against) == [("combined", "c", "", Fraction(2))]


def test_other_jurors_are_told_combined(scoring: Any) -> None:
    """Judged by different jurors, the two are held together criterion by criterion."""
    rule = {
        "stages": {"s": scoring.stage({"c": 40, "d": 60})},
        "missing": {"juror_absent": "mean_of_present"},
    }
    marks = scoring.table("A: 90 80 JB\nB: 84 83 79") | scoring.table(
        "A: 70 72 JB\nB: 60 60 60", criterion="d"
    )
    against = compared(scoring, marks, rule)
    assert told(against) == [
        ("combined", "c", "", Fraction(2, 5) * 3),
        ("combined", "d", "", Fraction(3, 5) * 11),
    ]


def test_places_are_told_juror_by_juror(scoring: Any) -> None:
    """Under rank_sum each juror's place counts, and fewer are better."""
    rule = {"combine": {"jurors": "rank_sum"}}
    against = compared(scoring, "A: 90 80 85\nB: 84 83 79\nC: 70 70 70", rule)
    assert told(against) == [
        ("place", "", "J1", 1),
        ("place", "", "J2", -1),
        ("place", "", "J3", 1),
    ]
    assert against.margin == 1


def test_deductions_and_roundings_have_lines(scoring: Any) -> None:
    """What was taken off the one behind helps the one ahead; each rounding is a line."""
    rule = {"rounding": {"stage": 0, "total": 2}, "rank_by": "total"}
    taken = [scoring.deduction("B", "1", stage="s"), scoring.deduction("A", "0.5")]
    against = compared(scoring, "A: 90 90 91\nB: 80 80 80", rule, deductions=taken)
    assert [(line.kind, line.points) for line in against.lines[3:]] == [
        ("deduction", Fraction(1)),
        ("stage_rounding", Fraction(-1, 3)),
        ("deduction", Fraction(-1, 2)),
    ]
    assert against.margin == Fraction("10.5")


def test_the_committee_has_its_line(scoring: Any) -> None:
    """A mark of the committee, on a scale of its own, counts on the scale of the category."""
    scale = {"min": 0, "max": 50, "decimals": 0}
    test = {"weight": 50, "source": "committee", "scale": scale}
    rule = {"stages": {"s": scoring.stage({"c": 50, "k": test})}}
    marks = scoring.table("A: 90 90 90\nB: 90 90 90")
    marks |= scoring.table("A = 40\nB = 35", criterion="k")
    against = compared(scoring, marks, rule)
    assert told(against)[-1] == ("committee", "k", scoring.committee, Fraction(5))


def test_no_margin_across_the_line_of_finalists(scoring: Any) -> None:
    """One went on and the other did not: the distance at that line, and no margin."""
    stages = {
        "s": scoring.stage(["c"], weight=50),
        "t": scoring.stage(["c"], weight=50, finalists=1),
    }
    marks = scoring.table("A: 90 90 90\nB: 80 80 80") | scoring.table("A: 10 10 10", stage="t")
    against = compared(scoring, marks, {"stages": stages})
    assert (against.margin, against.standing, against.reason) == (None, Fraction(5), "line")
    assert against.cut is not None
    assert against.cut.stage == "t"


def test_what_decided_a_tie_is_told(scoring: Any) -> None:
    """Of equals, each link that looked at both is told with its values."""
    rule = {
        "stages": {"s": scoring.stage({"c": 50, "d": 50})},
        "ties": [{"stage": "s"}, {"criterion": "s.d"}, "shared"],
    }
    marks = scoring.table("A: 80 80 80\nB: 90 90 90")
    marks |= scoring.table("A: 90 90 90\nB: 80 80 80", criterion="d")
    against = compared(scoring, marks, rule)
    assert against.tied
    assert against.ahead.participant == "A"
    assert [split.link for split in against.splits] == ["stage: s", "criterion: s.d"]


def test_no_margin_without_a_rank(scoring: Any) -> None:
    """Who is below the minimum has no rank, and so no margin to anyone."""
    rule = {"minimum": {"total": 60}}
    against = compared(scoring, "A: 90 90 90\nB: 50 50 50", rule)
    assert (against.reason, against.lines, against.margin) == ("unranked", (), None)
