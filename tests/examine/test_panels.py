"""The panel of a stage and of the category."""

from __future__ import annotations

from typing import Any

from helpers.examine.panels import Panel, complete_part, stage_panel, whole_panel
from helpers.scoring import CategoryResult


def two_stages(scoring: Any, first: str, second: str, rule: Any = None) -> tuple[Panel, ...]:
    """The panels of two stages, of weights 25 and 75, and of both together."""
    stages = {"a": scoring.stage({"c": 100}, 25), "b": scoring.stage({"c": 100}, 75)}
    rule = {"stages": stages, "missing": {"juror_absent": "mean_of_present"}} | (rule or {})
    marks = scoring.table(first, "a") | scoring.table(second, "b")
    book = scoring.book({"jurors": ["J1", "J2", "J3"]} | rule)
    result: CategoryResult = scoring.rank(marks, rule)
    panels = [stage_panel(one) for one in result.stage_results.values()]
    return *panels, whole_panel(book.categories[scoring.category], panels)


def test_stages_are_added_with_their_weights(scoring: Any) -> None:
    """A juror's total is a quarter of the first stage and three quarters of the second."""
    *_, whole = two_stages(scoring, "A: 80 40 20\nB: 60 60 60", "A: 40 80 60\nB: 80 80 80")
    assert [float(one) for one in whole.points.totals.fractions()] == [50, 70, 50, 75, 75, 75]
    assert (whole.stage, whole.reason, whole.points.marks) == ("", "", (4, 4, 4))


def test_places_are_added_under_rank_sum(scoring: Any) -> None:
    """Under rank_sum the places count, and the lower one stands higher."""
    first, _, whole = two_stages(
        scoring, "A: 80 40 20\nB: 60 60 60", "A: 40 80 60\nB: 80 80 80",
        {"combine": {"jurors": "rank_sum"}},
    )  # fmt: skip
    assert [float(one) for one in first.standing.totals.fractions()] == [-1, -2, -2, -2, -1, -1]
    assert float(whole.standing.totals.fraction_at(0, 0)) == -(0.25 * 1 + 0.75 * 2)


def test_another_panel_in_another_stage(scoring: Any) -> None:
    """Where a juror sat in one stage only, there is no panel of the whole."""
    *_, whole = two_stages(scoring, "A: 80 40 20\nB: 60 60 60", "A: 40 80 JB\nB: 80 80 JB")
    assert whole.reason == "panels_differ"


def test_the_complete_part(scoring: Any) -> None:
    """Those whom every juror scored."""
    first, _, _ = two_stages(scoring, "A: 80 JB 20\nB: 60 60 60", "A: 40 80 60\nB: 80 80 80")
    part = complete_part(first.points)
    assert (part.participants, part.complete) == (("B",), True)
