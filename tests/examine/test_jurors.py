"""Severity, spread and influence of jurors."""

from __future__ import annotations

from fractions import Fraction
from statistics import covariance, mean, median, stdev, variance
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.examine.jurors import (
    JurorTable,
    influence,
    juror_table,
    marks_given,
    measure_jurors,
    severity,
    spread,
)

MEAN_OF_PRESENT = {"missing": {"juror_absent": "mean_of_present"}}
tables = st.lists(st.lists(st.integers(0, 100), min_size=4, max_size=4), min_size=2, max_size=6)


def table_of(scoring: Any, table: str, rule: Any = None, jurors: int = 3) -> JurorTable:
    """The juror table of the only stage."""
    result = scoring.rank(table, rule or MEAN_OF_PRESENT, jurors=jurors)
    return juror_table(result.stage_results["s"])


def test_severity_by_hand(scoring: Any) -> None:
    """J3 gave 10 and 20 less than the mean of the others: 15 points stricter."""
    measured = severity(table_of(scoring, "A: 80 90 75\nB: 70 70 50"))
    assert measured.values == {"J1": Fraction(15, 4), "J2": Fraction(45, 4), "J3": -15}


def test_severity_over_who_was_compared(scoring: Any) -> None:
    """A participant counts for a juror only where another juror scored it too."""
    table = "A: 80 90 70\nB: 60 JB JB\nC: 50 60 JB\nD: JB 70 80"
    values = severity(table_of(scoring, table)).values
    assert values["J1"] == Fraction(0 - 10, 2)


def test_marks_given(scoring: Any) -> None:
    """Each juror's marks are counted; an absence is none."""
    measured = marks_given(table_of(scoring, "A: 80 90 75\nB: 70 JB 50"))
    assert measured.values == {"J1": 2, "J2": 1, "J3": 2}


def test_spread_by_hand(scoring: Any) -> None:
    """A juror who uses twice the usual width has the spread 2, a flat one 0."""
    values = spread(table_of(scoring, "A: 80 90 70\nB: 70 70 70")).values
    assert values["J1"] == 1
    assert float(values["J2"]) == pytest.approx(2)
    assert values["J3"] == 0


def test_influence_by_hand(scoring: Any) -> None:
    """50 to 95 outweighs 80 to 86: influence follows the spread, not the level."""
    values = influence(table_of(scoring, "A: 95 86 80\nB: 50 80 80")).values
    assert values == {"J1": Fraction(45, 51), "J2": Fraction(6, 51), "J3": 0}


@settings(max_examples=50, derandomize=True, deadline=None)
@given(tables)
def test_against_the_textbook(scoring: Any, marks: list[list[int]]) -> None:
    """Severity, spread and influence agree with the textbook formulas; shares add up to 1."""
    lines = (f"P{place}: {' '.join(map(str, row))}" for place, row in enumerate(marks))
    table = table_of(scoring, "\n".join(lines), jurors=4)
    given_by = list(zip(*marks, strict=True))
    means = [mean(map(Fraction, row)) for row in marks]
    for seat, juror in enumerate(table.jurors):
        others = [
            mean(Fraction(mark) for place, mark in enumerate(row) if place != seat) for row in marks
        ]
        own = severity(table).values[juror]
        assert own == mean(Fraction(a) - b for a, b in zip(given_by[seat], others, strict=True))
    shares = influence(table)
    if variance(means):
        assert sum(shares.values.values()) == 1
        share = covariance(list(map(float, given_by[0])), list(map(float, means)))
        expected = share / (4 * variance(means))
        assert float(shares.values["J1"]) == pytest.approx(float(expected))
    else:
        assert shares.reason == "no_spread"
    middle = median(stdev(column) for column in given_by)
    if middle:
        ratio = float(spread(table).values["J1"])
        assert ratio == pytest.approx(stdev(given_by[0]) / middle)
    else:
        assert spread(table).reason == "no_spread"


def test_shifting_a_juror_shifts_the_severity_alone(scoring: Any) -> None:
    """A juror who gives all alike 10 more is 10 points milder, as wide and as influential."""
    before = table_of(scoring, "A: 80 70 75\nB: 60 70 50\nC: 50 55 60")
    after = table_of(scoring, "A: 90 70 75\nB: 70 70 50\nC: 60 55 60")
    assert severity(after).values["J1"] == severity(before).values["J1"] + 10
    assert spread(after).values == spread(before).values
    assert influence(after).values == influence(before).values


@pytest.mark.parametrize(
    ("table", "jurors", "reasons"),
    [
        ("A: 80 90\nB: 70 60", 2, ["", "few_jurors", "few_jurors", "few_jurors"]),
        ("A: 80 90 70", 3, ["", "few_participants", "few_participants", "few_participants"]),
        ("A: 80 80 80\nB: 80 80 80", 3, ["", "", "no_spread", "no_spread"]),
        ("A: 80 90 70\nB: 90 80 70", 3, ["", "", "", "no_spread"]),
        ("A: 80 90 JB\nB: JB 70 60\nC: 70 JB 60", 3, ["", "", "", "incomplete"]),
    ],
)
def test_guards(scoring: Any, table: str, jurors: int, reasons: list[str]) -> None:
    """P7: what cannot be computed has a reason, never a NaN and never an exception."""
    measured = measure_jurors(table_of(scoring, table, jurors=jurors))
    assert [one.reason for one in measured] == reasons
    assert all(bool(one.reason) != bool(one.values) for one in measured)


def test_a_juror_left_out_is_not_in_the_table(scoring: Any) -> None:
    """A juror who was left out for everyone is not measured."""
    rule = {"missing": {"juror_absent": "leave_out_stage"}}
    table = table_of(scoring, "A: 80 90 70 60\nB: 70 JB 70 50", rule, jurors=4)
    assert table.jurors == ("J1", "J3", "J4")
    assert table.complete


def test_the_absent_are_not_in_the_table(scoring: Any) -> None:
    """A participant who is not ranked because of an absence does not count."""
    rule = {"missing": {"participant_absent": "not_ranked"}}
    table = table_of(scoring, "A: 80 90 70\nB: TH TH TH\nC: 70 70 70", rule)
    assert table.participants == ("A", "C")
