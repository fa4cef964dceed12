"""Failures that happened elsewhere, each by its name in the catalogue of real failures."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

MEAN_OF_PRESENT = {"juror_absent": "mean_of_present"}


def test_p1_missing_is_not_zero_and_zero_is_not_missing(scoring: Any) -> None:
    """P1: a zero lowers the mean, an absent juror does not, and a blank is neither."""
    zero = scoring.rank("A: 90 90 0")
    absent = scoring.rank("A: 90 90 JB", {"missing": MEAN_OF_PRESENT})
    blank = scoring.rank("A: 90 90 .")
    assert scoring.totals_of(zero) == {"A": "60.00"}
    assert scoring.totals_of(absent) == {"A": "90.00"}
    assert scoring.codes_of(blank) == ["BLANK_SCORE"]


def test_p2_numbers_that_show_the_same(scoring: Any) -> None:
    """P2: 10.375 and 10.4286 both show 10.4; ranked exactly they differ, and the margin says so."""
    marks = scoring.table("A: 10.375 10.375 10.375\nB: 10.4286 10.4286 10.4286")
    scale = {"scale": {"min": 0, "max": 100, "decimals": 4}, "rounding": {"total": 1}}
    exact = scoring.rank(marks, scale)
    shown = scoring.rank(marks, scale | {"rank_by": "total"})
    assert scoring.totals_of(exact) == {"A": "10.4", "B": "10.4"}
    assert scoring.ranks_of(exact) == {"B": 1, "A": 2}
    assert str(exact.placings[0].margin) == "0.1"
    assert scoring.ranks_of(shown) == {"A": 1, "B": 1}


def test_p2_a_margin_is_never_a_false_zero(scoring: Any) -> None:
    """P2: two totals that are published alike but are not equal show by how much."""
    scale = {"scale": {"min": 0, "max": 100, "decimals": 4}}
    result = scoring.rank("A: 80.0012 80 80\nB: 80.0009 80 80", scale)
    assert str(result.placings[0].margin) == "0.0001"
    assert result.placings[0].total == result.placings[1].total


def test_p2_equal_fractions_are_equal(scoring: Any) -> None:
    """P2: 2.857 made in two ways is one number: nobody wins by the noise of a float."""
    stages = {"s": scoring.stage({"c": 10, "d": 20, "e": 70})}
    marks = scoring.table("A: 0.1 0.1 0.1\nB: 0.2 0.2 0.2")
    marks |= scoring.table("A: 0.2 0.2 0.2\nB: 0.15 0.15 0.15", criterion="d")
    marks |= scoring.table("A: 0.7 0.7 0.7\nB: 0.7 0.7 0.7", criterion="e")
    result = scoring.rank(marks, {"stages": stages})
    assert scoring.ranks_of(result) == {"A": 1, "B": 1}


def test_p2_eight_is_eight(scoring: Any) -> None:
    """P2: 8.000000000000014 beat 8 as a float; 7.9 + 8.1 and 8 + 8 are equal halves."""
    result = scoring.rank("A: 7.9 8.1 8\nB: 8 8 8\nC: 8.3 8.1 7.6")
    assert set(scoring.ranks_of(result).values()) == {1}
    assert {line.exact for line in result.placings} == {Fraction(8)}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_p3_ties_do_not_hang_on_the_order_of_rows(scoring: Any, order: tuple[int, ...]) -> None:
    """P3: the same marks in another order give the same ranks, ties included."""
    lines = ["A: 80 80 80", "B: 80 80 80", "C: 70 70 70"]
    result = scoring.rank("\n".join(lines[place] for place in order))
    assert scoring.ranks_of(result) == {"A": 1, "B": 1, "C": 3}


def test_p5_ranks_do_not_cross_categories(scoring: Any) -> None:
    """P5: the same id in another category has its own marks and its own rank."""
    from dataclasses import replace

    from helpers.scoring import score_category

    mine = scoring.facts(scoring.table("A: 70 70 70\nB: 60 60 60"))
    theirs = scoring.facts(scoring.table("A: 99 99 99\nZ: 98 98 98"))
    both = replace(
        mine,
        participants=mine.participants
        + tuple(replace(one, category="tksk") for one in theirs.participants),
        scores=mine.scores + tuple(replace(one, category="tksk") for one in theirs.scores),
    )
    result = score_category(scoring.book(), scoring.category, both)
    assert scoring.totals_of(result) == {"A": "70.00", "B": "60.00"}


def test_b4_a_zero_is_not_a_disqualification(scoring: Any) -> None:
    """B4, D9: a total of zero is ranked; only a decision disqualifies."""
    result = scoring.rank("A: 0 0 0\nB: 80 80 80")
    assert scoring.ranks_of(result) == {"B": 1, "A": 2}


def test_b4_ties_are_compared_before_rounding(scoring: Any) -> None:
    """B4: 87.411 and 87.414 are no tie, though both are published as 87.41."""
    scale = {"scale": {"min": 0, "max": 100, "decimals": 3}}
    result = scoring.rank("A: 87.411 87.411 87.411\nB: 87.414 87.414 87.414", scale)
    assert scoring.ranks_of(result) == {"B": 1, "A": 2}
    assert {line.decided_by for line in result.placings} == {""}


def test_b5_the_last_does_not_pass_a_tied_first(scoring: Any) -> None:
    """B5: 2, 1, 1 stays 2, 1, 1."""
    result = scoring.rank("A: 70 70 70\nB: 80 80 80\nC: 80 80 80")
    assert scoring.ranks_of(result) == {"A": 3, "B": 1, "C": 1}


def test_b6_one_one_three(scoring: Any) -> None:
    """B6: after two who are first comes the third; two Juara I, no Juara II."""
    rule = {"titles": ["Juara I", "Juara II", "Juara III"]}
    result = scoring.rank("A: 80 80 80\nB: 80 80 80\nC: 70 70 70", rule)
    assert [(line.rank, line.title) for line in result.placings] == [
        (1, "Juara I"),
        (1, "Juara I"),
        (3, "Juara III"),
    ]


def test_b10_who_withdraws_moves_nobody(scoring: Any) -> None:
    """B10: when the last one withdraws, the order of the others stays."""
    table = "A: 70 90 80\nB: 80 75 86\nC: 60 60 60"
    whole = scoring.rank(table)
    without = scoring.rank(table, decisions=[scoring.decision("withdrawn", participant="C")])
    ranks = {who: rank for who, rank in scoring.ranks_of(whole).items() if who != "C"}
    assert {who: rank for who, rank in scoring.ranks_of(without).items() if rank} == ranks


def test_i4_a_penalty_changes_nothing_for_others(scoring: Any) -> None:
    """I4: the penalty of one participant stays outside the trimmed mean of all."""
    rule = {"combine": {"jurors": {"trimmed": 1}, "at": "criterion"}}
    fined = scoring.rank(
        "A: 9 8 7\nB: 9 7 6\nC: 8 6 6", rule, deductions=[scoring.deduction("A", "1", stage="s")]
    )
    assert scoring.totals_of(fined) == {"A": "7.00", "B": "7.00", "C": "6.00"}


def test_d5_all_equal(scoring: Any) -> None:
    """D5: a field in which all are equal ranks 1, 1, 1."""
    result = scoring.rank("A: 80 80 80\nB: 80 80 80\nC: 80 80 80")
    assert [line.rank for line in result.placings] == [1, 1, 1]
    assert {line.decided_by for line in result.placings} == {"shared"}
    assert {line.margin for line in result.placings} == {None}


def test_d7_two_scales_do_not_mix(scoring: Any) -> None:
    """D7: a criterion to 10 and one to 100 weigh what the rule says; a 95 of 10 stops."""
    tenth = {"weight": 50, "scale": {"min": 0, "max": 10}}
    stages = {"s": scoring.stage({"c": 50, "d": tenth})}
    marks = scoring.table("A: 80 80 80") | scoring.table("A: 9 9 9", criterion="d")
    wrong = scoring.table("A: 80 80 80") | scoring.table("A: 9 9 95", criterion="d")
    assert scoring.totals_of(scoring.rank(marks, {"stages": stages})) == {"A": "85.00"}
    assert not scoring.rank(wrong, {"stages": stages}).decided


def test_d7_no_zeros_for_those_left_behind(scoring: Any) -> None:
    """D7: who is no finalist has no marks in the final, and is not ranked among its finalists."""
    stages = {
        "s": scoring.stage(["c"], weight=50),
        "t": scoring.stage(["c"], weight=50, finalists=1),
    }
    marks = scoring.table("A: 80 80 80\nB: 99 99 99\nC: 70 70 70")
    marks |= scoring.table("B: 0 0 0", stage="t")
    result = scoring.rank(marks, {"stages": stages})
    assert scoring.ranks_of(result) == {"B": 1, "A": 2, "C": 3}
    assert {step.participant for step in result.steps if step.stage == "t"} == {"B"}


def test_d8_divided_by_the_jurors_present(scoring: Any) -> None:
    """D8: a form that always divided by three is not ours: two jurors are divided by two."""
    result = scoring.rank("A: 85 90 JB", {"missing": MEAN_OF_PRESENT})
    assert scoring.totals_of(result) == {"A": "87.50"}
