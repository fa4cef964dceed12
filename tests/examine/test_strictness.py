"""The ranking with strictness taken out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examine.jurors import JurorTable
from helpers.examine.strictness import Strictness, least_squares, without_strictness
from helpers.scoring import score_category
from helpers.scoring.exact import exact


def taken_out(scoring: Any, marks: Any, rule: Any = None, jurors: int = 3) -> Strictness:
    """What taking strictness out does to a table of marks."""
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    book = scoring.book({"jurors": names} | (rule or {}), names)
    facts = scoring.facts(scoring.table(marks) if isinstance(marks, str) else marks)
    official = score_category(book, scoring.category, facts)
    return without_strictness(book, scoring.category, facts, official)


@given(st.lists(st.integers(0, 100), min_size=12, max_size=12), st.integers(0, 11))
def test_against_least_squares(marks: list[int], gap: int) -> None:
    """The strictness is that of numpy's least squares, with a gap too."""
    present = np.ones(12, dtype=np.bool_)
    present[gap] = False
    table = JurorTable(
        "s",
        tuple("ABCD"),
        ("J1", "J2", "J3"),
        exact(marks, (4, 3)),
        present.reshape(4, 3),
        (4,) * 3,
    )
    rows = [(place // 3, place % 3) for place in range(12) if place != gap]
    design = np.zeros((len(rows) + 1, 7))
    for line, (participant, juror) in enumerate(rows):
        design[line, [participant, 4 + juror]] = 1
    design[-1, 4:] = 1
    right = [*(marks[3 * p + j] for p, j in rows), 0]
    expected = np.linalg.lstsq(design, np.array(right, dtype=float), rcond=None)[0][4:]
    found = least_squares(table)
    assert found is not None
    assert sum(found) == 0
    assert [float(one) for one in found] == pytest.approx(expected.tolist(), abs=1e-6)


@pytest.mark.parametrize("jurors", ["mean", "sum", "rank_sum"])
def test_it_cancels_in_a_complete_panel(scoring: Any, jurors: str) -> None:
    """Averaged, summed or ranked, a complete panel has the same titles and the same distances."""
    table = "A: 80 70 50\nB: 75 72 55\nC: 60 40 30"
    assert taken_out(scoring, table, {"combine": {"jurors": jurors}}) == Strictness((), Fraction(0))


def test_a_strict_juror_who_did_not_see_all(scoring: Any) -> None:
    """Who was spared by the strict juror wins; without strictness the better one does."""
    table = "A: 80 80 60\nB: 78 78 JB"
    rule = {"missing": {"juror_absent": "mean_of_present"}}
    found = taken_out(scoring, table, rule)
    assert [line.participant for line in found.moved] == ["A", "B"]
    # Without strictness (7, 7, -13 1/3 less 1/3 each) A is 2 ahead instead of 4 2/3 behind.
    assert found.shift == Fraction(20, 3)


def test_a_trim_lets_strictness_through(scoring: Any) -> None:
    """Where the rule drops the extremes, strictness decides which marks they are."""
    table = "A: 90 60 50\nB: 50 62 58\nC: 80 50 40"
    assert taken_out(scoring, table, {"combine": {"jurors": "median"}}).shift == 4


def test_only_marks_are_shifted(scoring: Any) -> None:
    """A zero for an absent participant is no judgement and stays a zero."""
    rule = {"missing": {"participant_absent": "zero"}, "combine": {"jurors": "mean"}}
    found = taken_out(scoring, "A: 90 80 70\nB: TH TH TH", rule)
    assert found.shift is not None
    assert found.moved == ()


def test_groups_without_anyone_in_common(scoring: Any) -> None:
    """Of two panels that never met nobody can say which is the stricter."""
    rule = {"missing": {"juror_absent": "mean_of_present"}}
    table = "A: 80 70 JB JB\nB: 60 50 JB JB\nC: JB JB 90 80\nD: JB JB 40 50"
    assert taken_out(scoring, table, rule, jurors=4).reason == "disconnected"


def test_the_minimum_is_asked_again(scoring: Any) -> None:
    """Who missed the minimum because of a strict juror would be ranked, and gets the title."""
    rule = {
        "missing": {"juror_absent": "mean_of_present"},
        "minimum": {"stage": {"s": 70}},
    }
    found = taken_out(scoring, "A: 80 80 60\nB: JB 72 66\nC: 20 20 20", rule)
    assert [line.participant for line in found.moved] == ["B"]


def test_undecided(scoring: Any) -> None:
    """A category that waits for a person has no ranking to ask this of."""
    assert taken_out(scoring, "A: 80 . 60\nB: 70 70 70").reason == "undecided"


def test_a_tie_that_only_a_lot_decides(scoring: Any) -> None:
    """Where strictness hid a tie, what stops the other ranking is told."""
    rule = {"missing": {"juror_absent": "mean_of_present"}, "ties": ["lot"]}
    found = taken_out(scoring, "A: 80 80 60\nB: 80 80 JB\nC: 20 20 0", rule)
    assert found.reason == "stopped"
    assert found.message


def test_stages_and_finalists_stay(scoring: Any) -> None:
    """Both stages are leveled, and whoever went on goes on."""
    stages = {"a": scoring.stage({"c": 100}, 50), "b": scoring.stage({"c": 100}, 50, finalists=2)}
    rule = {"stages": stages, "missing": {"juror_absent": "mean_of_present"}}
    marks = scoring.table("A: 80 80 60\nB: 78 78 JB\nC: 70 70 50", "a")
    marks |= scoring.table("A: 70 70 70\nB: 71 71 71", "b")
    found = taken_out(scoring, marks, rule)
    assert {line.participant for line in found.moved} <= {"A", "B"}
    assert found.shift is not None
    assert found.shift > 0
