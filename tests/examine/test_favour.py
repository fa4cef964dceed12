"""The own region of a juror."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from helpers.examine.favour import Favour, favours
from helpers.examine.panels import stage_panel

# Thirteen participants, the first two from the region of J1, who gives them 10 points more.
LEVELS = (70, 62, 81, 55, 90, 77, 68, 73, 60, 85, 79, 66, 58)
HOME = {f"P{place:02}": "63.01" if place < 2 else f"63.{place + 1:02}" for place in range(13)}


def marks(own: int) -> str:
    """Marks of four jurors; J1 gives the first ``own`` participants 10 points more."""
    wobble = ((0, 1, -1, 2), (1, -1, 0, 1), (-2, 0, 1, 0))
    lines = []
    for place, level in enumerate(LEVELS):
        given = [level + wobble[place % 3][seat] for seat in range(4)]
        given[0] += 10 * (place < own)
        lines.append(f"P{place:02}: {' '.join(map(str, given))}")
    return "\n".join(lines)


def found_in(
    scoring: Any, table: str, regions: Any, seats: Any, rule: Any = None
) -> tuple[Favour, ...]:
    """The favours of a table of marks."""
    names = [f"J{seat}" for seat in range(1, 5)]
    rule = {"jurors": names} | (rule or {})
    book = scoring.book(rule, names, seats)
    result = scoring.rank(table, rule, jurors=4, seats=seats, regions=regions)
    return favours(book, stage_panel(result.stage_results["s"]), regions)


def test_two_own_participants(scoring: Any) -> None:
    """Ten points for both of two own participants: chance alone gives it once in 78 cases."""
    seats = {"J1": {"region": "63.01"}}
    [one] = found_in(scoring, marks(2), HOME, seats)
    assert (one.juror, one.own, one.probability) == ("J1", 2, Fraction(1, 78))
    assert float(one.effect or 0) == pytest.approx(10, abs=2)
    assert one.among_jurors == one.probability


def test_one_own_participant_cannot_be_tested(scoring: Any) -> None:
    """With one own participant of 13 the smallest probability is 1/13: nothing is said."""
    seats = {"J1": {"region": "63.05"}}
    [one] = found_in(scoring, marks(2), HOME, seats)
    assert (one.effect, one.probability, one.reason) == (None, None, "too_few_own")


def test_several_jurors_are_tested(scoring: Any) -> None:
    """Holm: of two jurors the smaller probability counts twice, the other at least as much."""
    regions = HOME | {"P04": "63.03", "P05": "63.03", "P02": "63.03"}
    seats = {"J1": {"region": "63.01"}, "J2": {"region": "63.03"}, "J3": {"region": "63.99"}}
    first, second, third = found_in(scoring, marks(2), regions, seats)
    assert first.among_jurors == 2 * (first.probability or 0)
    assert second.among_jurors == max(second.probability or 0, first.among_jurors)
    assert third.reason == "no_own"


def test_recusal_leaves_nothing_to_test(scoring: Any) -> None:
    """Who does not score the own region cannot favour it, and that is what is said."""
    seats = {"J1": {"region": "63.01"}}
    rule = {"recusal": "same_region"}
    [one] = found_in(scoring, marks(2), HOME, seats, rule)
    assert one.reason == "recused"


def test_no_region_no_question(scoring: Any) -> None:
    """Where the rule book knows no region of a juror, nothing is asked."""
    assert found_in(scoring, marks(2), HOME, {}) == ()


def test_two_jurors_cannot_be_told_apart(scoring: Any) -> None:
    """Of two jurors nobody can say whether one gave more or the other less."""
    book = scoring.book({"jurors": ["J1", "J2"]}, ["J1", "J2"], {"J1": {"region": "63.01"}})
    result = scoring.rank("A: 80 70\nB: 60 70\nC: 50 50", jurors=2)
    panel = stage_panel(result.stage_results["s"])
    assert favours(book, panel, {"A": "63.01"})[0].reason == "few_jurors"


def test_many_participants_are_drawn_the_same_way(scoring: Any) -> None:
    """Where arrangements are too many to count they are drawn, the same every time."""
    many = "\n".join(
        f"{line.replace('P', half, 1)}" for half in "PQRS" for line in marks(2).split("\n")
    )
    regions = {half + one[1:]: region for half in "PQRS" for one, region in HOME.items()}
    seats = {"J1": {"region": "63.01"}}
    first, second = (found_in(scoring, many, regions, seats)[0] for _ in range(2))
    assert first == second
    assert first.own == 8
    assert first.probability is not None
    assert 0 < first.probability < Fraction(1, 100)
