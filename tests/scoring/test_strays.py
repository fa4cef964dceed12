"""Marks that are not due have no effect, and are told of."""

from __future__ import annotations

from typing import Any

TABLE = "A: 99 80 80\nB: 70 70 70"


def test_recused_mark(scoring: Any) -> None:
    """P14, D2: the mark of a juror for the own region is refused, with its address."""
    result = scoring.rank(
        TABLE,
        {"recusal": "same_region"},
        seats={"J1": {"region": "63.01"}},
        regions={"A": "63.01", "B": "63.02"},
    )
    [finding] = result.findings
    assert (finding.code, finding.level, finding.cell) == ("RECUSED_MARK", "warn", "C1")
    assert scoring.totals_of(result) == {"A": "80.00", "B": "70.00"}


def test_mark_of_a_juror_who_is_not_due(scoring: Any) -> None:
    """D14: marks of a juror who does not sit in the stage are told of once, and not used."""
    result = scoring.rank(TABLE, {"jurors": ["J2", "J3"]})
    [finding] = result.findings
    assert (finding.code, finding.level, finding.cell) == ("MARK_NOT_DUE", "warn", "C1")
    assert "2 nilai" in finding.message
    assert scoring.totals_of(result) == {"A": "80.00", "B": "70.00"}


def test_a_juror_left_out_is_no_surprise(scoring: Any) -> None:
    """Marks of a juror whom a decision left out are not used, and not told of again."""
    out = scoring.decision("juror_left_out", juror="J1")
    result = scoring.rank(TABLE, decisions=[out])
    assert scoring.codes_of(result) == []
    assert scoring.totals_of(result) == {"A": "80.00", "B": "70.00"}


def test_a_deduction_without_effect_is_told(scoring: Any) -> None:
    """Points taken off somebody who was not in the stage change nothing, and that is said."""
    stages = {
        "s": scoring.stage(["c"], weight=50),
        "t": scoring.stage(["c"], weight=50, finalists=1),
    }
    marks = scoring.table("A: 90 90 90\nB: 80 80 80") | scoring.table("A: 70 70 70", stage="t")
    off = [scoring.deduction("B", "2.5", stage="t"), scoring.deduction("A", "1", stage="t")]
    result = scoring.rank(marks, {"stages": stages}, deductions=off)
    [finding] = result.findings
    assert (finding.code, finding.level) == ("DEDUCTION_UNUSED", "warn")
    assert "2,5 poin" in finding.message
    assert scoring.totals_of(result) == {"A": "79.50", "B": "40.00"}
