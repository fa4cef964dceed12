"""One participant's numbers, made anew from its marks."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from helpers.examine.reckoning import Reckoning, points_off, reckon
from helpers.scoring import score_category
from tests.proof.random_books import CATEGORY, Case, cases

QUICK = settings(
    max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def reckoned(scoring: Any, marks: Any, rule: Any = None, **more: Any) -> Reckoning:
    """The reckoning of participant A."""
    marks = scoring.table(marks) if isinstance(marks, str) else marks
    result = scoring.rank(marks, rule, **more)
    return reckon(scoring.book(rule), scoring.facts(marks, **more), result, "A")


@pytest.mark.slow
@QUICK
@given(cases())
def test_reckoning_is_the_ranking(case: Case) -> None:
    """Under any rule the numbers of a participant are those of the ranking, to the last bit."""
    result = score_category(case.book, CATEGORY, case.facts, case.through)
    for who, participant in enumerate(result.participants):
        reckoning = reckon(case.book, case.facts, result, participant)
        for one in reckoning.stages:
            stage = result.stage_results[one.stage]
            assert (one.exact, one.value) == (
                stage.exact.fraction_at(who),
                stage.value.fraction_at(who),
            )
        if result.totals is not None:
            assert reckoning.exact == result.totals.exact.fraction_at(who)
            assert reckoning.value == result.totals.value.fraction_at(who)


def test_order_of_rounding(scoring: Any) -> None:
    """Combined, rounded, weighted, rounded, summed less deductions, rounded, summed, rounded."""
    rule = {
        "stages": {"s": scoring.stage({"c": 30, "d": 70})},
        "combine": {"jurors": "mean", "at": "criterion"},
        "rounding": {"mark": 1, "weighted": 1, "stage": 0, "total": 0},
    }
    marks = scoring.table("A: 80 81 81") | scoring.table("A: 70 70 71", criterion="d")
    taken = [scoring.deduction("A", "1.5", stage="s"), scoring.deduction("A", "1")]
    reckoning = reckoned(scoring, marks, rule, deductions=taken)
    (one,) = reckoning.stages
    first, second = one.parts
    assert (first.exact, first.mark) == (Fraction(242, 3), Fraction("80.7"))
    assert (first.product, first.weighted) == (Fraction("24.21"), Fraction("24.2"))
    assert second.weighted == Fraction("49.2")
    assert (one.exact, one.value, one.share) == (Fraction("71.9"), 72, 72)
    assert points_off(reckoning.deductions) == 1
    assert (reckoning.exact, reckoning.value) == (71, 71)


def test_ranked_by_what_the_rule_says(scoring: Any) -> None:
    """rank_by takes the exact total, or the published one."""
    table = "A: 80 81 81\nB: 70 70 70"
    assert reckoned(scoring, table).ranked_by == Fraction(242, 3)
    assert reckoned(scoring, table, {"rank_by": "total"}).ranked_by == Fraction("80.67")


def test_before_a_stage(scoring: Any) -> None:
    """Before a stage was held, only the earlier ones count."""
    stages = {"s": scoring.stage(["c"], weight=40), "t": scoring.stage(["c"], weight=60)}
    marks = scoring.table("A: 80 80 80") | scoring.table("A: 90 90 90", stage="t")
    reckoning = reckoned(scoring, marks, {"stages": stages})
    assert reckoning.exact == 86
    assert reckoning.before("t").exact == 32
    assert reckoning.before("s").stages == ()


def test_who_is_out_has_no_reckoning(scoring: Any) -> None:
    """Who withdrew is not scored, and asking for its numbers is a mistake."""
    away = [scoring.decision("withdrawn", participant="A")]
    with pytest.raises(ValueError, match="not in tuple"):
        reckoned(scoring, "A: 80 80 80\nB: 70 70 70", decisions=away)
