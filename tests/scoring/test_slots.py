"""Which marks are due, and what became of each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from helpers.scoring.contest import contest_of
from helpers.scoring.slots import Slot, Slots, committee_slots, juror_slots

SEATS = {"J1": {"region": "63.01"}, "J2": {}, "J3": {}}


def slots(scoring: Any, table: str, rule: Any = None, seats: Any = None, **facts: Any) -> Slots:
    """The juror slots of a table."""
    seats = seats or SEATS
    book = scoring.book({"jurors": ["J1", "J2", "J3"]} | (rule or {}), list(seats), seats)
    contest = contest_of(book, scoring.category, scoring.facts(scoring.table(table), **facts))
    inside = np.ones(len(contest.participants), dtype=bool)
    return juror_slots(contest, "s", inside)


def test_each_slot_has_one_state(scoring: Any) -> None:
    """A mark, an absence, a blank cell and a slot never seen are different things."""
    made = slots(scoring, "A: 80 TH JB\nB: 0 . ?")
    assert made.states[:, :, 0].tolist() == [
        [Slot.MARKED, Slot.PARTICIPANT_ABSENT, Slot.JUROR_ABSENT],
        [Slot.MARKED, Slot.BLANK, Slot.UNSEEN],
    ]
    assert made.marks.fraction_at(0, 0, 0) == 80
    assert made.seen[1, 1, 0].cell == "C5"


def test_a_mark_of_zero_is_a_mark(scoring: Any) -> None:
    """P1, B4: a zero that was given is a mark; it is neither missing nor a disqualification."""
    assert slots(scoring, "A: 0 0 0").where(Slot.MARKED).all()


def test_own_region_is_recused(scoring: Any) -> None:
    """D2: a juror does not score a participant of the own region."""
    made = slots(
        scoring,
        "A: 80 80 80\nB: 70 70 70",
        {"recusal": "same_region"},
        regions={"A": "63.01", "B": "63.02"},
    )
    assert made.where(Slot.RECUSED)[:, :, 0].tolist() == [[True, False, False], [False] * 3]


def test_named_recusals(scoring: Any) -> None:
    """A juror named with a participant does not score that one, and scores the others."""
    pair = {"juror": "J3", "participant": "B", "reason": "keluarga"}
    made = slots(scoring, "A: 80 80 80\nB: 70 70 70", {"recusal": [pair]})
    assert np.argwhere(made.where(Slot.RECUSED)).tolist() == [[1, 2, 0]]


def test_no_region_is_nobodys_own(scoring: Any) -> None:
    """A juror without a region is recused from nobody, not from those without one."""
    made = slots(scoring, "A: 80 80 80", {"recusal": "same_region"})
    assert not made.where(Slot.RECUSED).any()


@pytest.mark.parametrize(("day", "due"), [("2024-07-23", "J2"), ("2024-07-24", "J6")])
def test_replacement_from_its_date_on(scoring: Any, day: str, due: str) -> None:
    """A replacement is due from its date on, the replaced juror until the day before."""
    seats = SEATS | {"J6": {"replaces": "J2", "from": "2024-07-24"}}
    stages = {"s": scoring.stage(["c"], date=day)}
    made = slots(scoring, "A: 80 80 80", {"stages": stages}, seats)
    assert made.jurors == ("J1", due, "J3")


@pytest.mark.parametrize(
    ("columns", "left_out"),
    [
        ({"juror": "J1"}, [[True, False, False], [True, False, False]]),
        ({"juror": "J1", "stage": "s"}, [[True, False, False], [True, False, False]]),
        ({"juror": "J1", "stage": "later"}, [[False] * 3, [False] * 3]),
        ({"juror": "J1", "participant": "B"}, [[False] * 3, [True, False, False]]),
    ],
)
def test_juror_left_out(scoring: Any, columns: dict[str, str], left_out: list[Any]) -> None:
    """A decision leaves a juror out, of one stage or all, for one participant or all."""
    decision = scoring.decision("juror_left_out", **columns)
    made = slots(scoring, "A: 80 80 80\nB: 70 70 70", decisions=[decision])
    assert made.where(Slot.LEFT_OUT)[:, :, 0].tolist() == left_out


def test_only_who_is_inside_has_slots(scoring: Any) -> None:
    """No mark is due for a participant who is not in the stage."""
    contest = contest_of(
        scoring.book(), scoring.category, scoring.facts(scoring.table("A: 1 1 1\nB: 1 1 1"))
    )
    made = juror_slots(contest, "s", np.array([True, False]))
    assert made.where(Slot.NOT_DUE)[:, 0, 0].tolist() == [False, True]


def test_the_committee_gives_one_mark(scoring: Any) -> None:
    """A criterion of the committee has one slot for each participant, and none of a juror."""
    stages = {"s": scoring.stage({"c": 60, "tes": {"weight": 40, "source": "committee"}})}
    marks = scoring.table("A: 80 80 80") | scoring.table("A = 55", criterion="tes")
    contest = contest_of(scoring.book({"stages": stages}), scoring.category, scoring.facts(marks))
    inside = np.array([True])
    assert juror_slots(contest, "s", inside).criteria == ("c",)
    assert committee_slots(contest, "s", inside).marks.fractions() == [55]


def test_two_different_marks_stop(scoring: Any) -> None:
    """One slot with two marks is told of, whichever row comes first; the same mark twice is not."""
    facts = scoring.facts(scoring.table("A: 80 80 80"))
    row = facts.scores[0]
    twice = type(row)(*[getattr(row, name) for name in row.__dataclass_fields__])
    other = type(row)(
        **{n: getattr(row, n) for n in row.__dataclass_fields__}
        | {"score": row.score + 1, "cell": "D9"}
    )
    for rows, codes in (
        ((row, twice), []),
        ((row, other), ["TWO_MARKS"]),
        ((other, row), ["TWO_MARKS"]),
    ):
        made = type(facts)(facts.season, facts.participants, rows, ())
        contest = contest_of(scoring.book(), scoring.category, made)
        told = juror_slots(contest, "s", np.array([True])).findings
        assert [finding.code for finding in told] == codes


@pytest.mark.parametrize("mark", ["Infinity", "NaN", "100.01", "-0.01", "80.123"])
def test_impossible_marks_stop(scoring: Any, mark: str) -> None:
    """P4: a mark that is no number of the scale is told of and never counted."""
    made = slots(scoring, f"A: {mark} 80 80")
    assert [finding.code for finding in made.findings] == ["BAD_MARK"]
    assert made.states[0, 0, 0] == Slot.UNSEEN


@pytest.mark.parametrize("mark", ["80.120", "8E+1", "80.99", "0.01", "100.00"])
def test_a_mark_may_be_written_in_other_ways(scoring: Any, mark: str) -> None:
    """What counts is the number: zeros behind it, or none before its exponent, change nothing."""
    assert slots(scoring, f"A: {mark} 80 80").findings == ()
