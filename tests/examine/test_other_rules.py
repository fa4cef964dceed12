"""Other rules: mean, trimmed mean, median, z-scores, sum of ranks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from helpers.examine.other_rules import in_decimals, other_rules, z_scores, z_totals
from helpers.scoring import score_category


def ruled(scoring: Any, table: Any, rule: Any = None, jurors: int = 3, **facts: Any) -> Any:
    """The outcome under each other rule, by its name."""
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    book = scoring.book({"jurors": names} | (rule or {}), names)
    marks = scoring.table(table) if isinstance(table, str) else table
    made = scoring.facts(marks, **facts)
    official = score_category(book, scoring.category, made)
    return {one.way: one.outcome for one in other_rules(book, scoring.category, made, official)}


def winners(outcome: Any) -> str:
    """The ids of the winners."""
    return "".join(line.participant for line in outcome.winners)


def test_each_rule_by_hand(scoring: Any) -> None:
    """A is first by median and ranks; without the ends, or with equal influence, B is."""
    made = ruled(scoring, "A: 99 80 80 70 70\nB: 80 79 79 79 79\nC: 60 60 60 60 60", jurors=5)
    assert "mean" not in made
    assert {way: winners(outcome) for way, outcome in made.items()} == {
        "trimmed": "B",
        "median": "A",
        "rank_sum": "A",
        "z_score": "B",
    }


def test_trimming_needs_jurors(scoring: Any) -> None:
    """Of two jurors nothing is left to trim to, and one sentence says so."""
    made = ruled(scoring, "A: 90 80\nB: 80 70", jurors=2)
    assert made["trimmed"].reason.startswith("Juri terlalu sedikit")


def test_rank_sums_need_whole_panels(scoring: Any) -> None:
    """Where a juror did not mark somebody, sums of ranks do not compare."""
    rule = {"missing": {"juror_absent": "mean_of_present"}}
    made = ruled(scoring, "A: 90 JB 80\nB: 80 80 70", rule)
    assert made["rank_sum"].reason.startswith("Panel tidak lengkap")


def test_deductions_and_ranks_do_not_mix(scoring: Any) -> None:
    """Points cannot be taken off places, nor off z-scores."""
    made = ruled(scoring, "A: 90 80 80\nB: 80 80 70", deductions=[scoring.deduction("A", "1")])
    assert made["rank_sum"].reason.startswith("Ada pengurangan")
    assert made["z_score"].reason.startswith("Ada pengurangan")


def test_z_scores_by_hand() -> None:
    """Two jurors, one twice as wide as the other, have the same say."""
    totals = np.array([[80.0, 90.0], [70.0, 70.0], [60.0, 50.0]])
    scores, spread = z_scores(totals, np.ones((3, 2), dtype=np.bool_))
    assert spread
    assert scores == pytest.approx([1.0, 0.0, -1.0])


def test_z_scores_of_who_is_there() -> None:
    """A juror who did not mark a participant takes no part in its mean."""
    totals = np.array([[80.0, 90.0], [70.0, 0.0], [60.0, 50.0]])
    present = np.array([[True, True], [True, False], [True, True]])
    scores, _ = z_scores(totals, present)
    assert scores == pytest.approx([(1 + 0.5**0.5) / 2, 0.0, -(1 + 0.5**0.5) / 2])


def test_a_flat_juror_has_no_z_scores(scoring: Any) -> None:
    """Who gives all the same total has no spread to divide by, and that is said."""
    made = ruled(scoring, "A: 80 80 80\nB: 80 79 80\nC: 80 60 60")
    assert "nilai yang sama" in made["z_score"].reason


def test_one_total_has_no_z_scores(scoring: Any) -> None:
    """A juror with one total has no mean to be compared with."""
    assert "kurang dari dua peserta" in ruled(scoring, "A: 80 80 80")["z_score"].reason


def test_the_committee_is_in_every_total(scoring: Any) -> None:
    """What the committee gave is part of each juror's total; alone it counts as one juror."""
    stages = {
        "s": scoring.stage({"c": {"weight": 50}, "d": {"weight": 50, "source": "committee"}}, 50),
        "t": scoring.stage({"e": {"weight": 100, "source": "committee"}}, 50),
    }
    marks = (
        scoring.table("A: 90 80 80\nB: 80 70 75")
        | scoring.table("A = 80\nB = 60", criterion="d")
        | scoring.table("A = 50\nB = 70", stage="t", criterion="e")
    )
    official = scoring.rank(marks, {"stages": stages})
    values, reason = z_totals(official.contest.rule, official)
    assert reason == ""
    assert values == pytest.approx([0.0, 0.0])


def test_float_noise_breaks_no_tie() -> None:
    """Sums of z-scores that differ in the sixteenth digit are equal."""
    one, other = in_decimals(np.array([0.1 + 0.2, 0.3]))
    assert one == other


def test_z_scores_share_places(scoring: Any) -> None:
    """Who is equal by z-scores goes through the official chain of ties."""
    shared = ruled(scoring, "A: 90 80 70\nB: 70 80 90\nC: 60 60 60")
    assert winners(shared["z_score"]) == "AB"
    waiting = ruled(scoring, "A: 90 80 70.1\nB: 70 80 90\nC: 60 60 60", {"ties": ["lot"]})
    assert waiting["z_score"].reason or winners(waiting["z_score"])


def test_no_jurors_no_other_rule(scoring: Any) -> None:
    """Where the committee gives all marks there are no jurors to combine otherwise."""
    stages = {"s": scoring.stage({"c": 100}, source="committee")}
    assert ruled(scoring, scoring.table("A = 80\nB = 70"), {"stages": stages}) == {}
