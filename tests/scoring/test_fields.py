"""Who takes part in the stages to come."""

from __future__ import annotations

from typing import Any

from helpers.scoring import fields_ahead

FIRST = "A: 90 90 90\nB: 80 80 80\nC: 70 70 70"


def ahead(
    scoring: Any,
    through: str = "",
    marks: str = FIRST,
    last: int | None = None,
    rule: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The fields of a first stage, a final for two, and a last stage for whoever is left."""
    stages = {
        "s": scoring.stage(["c"], weight=40),
        "t": scoring.stage(["c"], weight=40, finalists=2),
        "u": scoring.stage(["c"], weight=20, finalists=last),
    }
    facts = scoring.facts(scoring.table(marks), participants="ABC", **more)
    book = scoring.book({"stages": stages} | (rule or {}))
    fields = fields_ahead(book, scoring.category, facts, through)
    return {stage: ("".join(field.participants), field.known) for stage, field in fields.items()}


def test_finalists_are_not_known_before_the_marks(scoring: Any) -> None:
    """Before a stage was held all take part in every stage, and the finalists are open."""
    assert ahead(scoring) == {"s": ("ABC", True), "t": ("ABC", False), "u": ("ABC", False)}


def test_marks_of_a_stage_held_name_the_finalists(scoring: Any) -> None:
    """After the first stage the best two are due in the final, and they alone in what follows."""
    assert ahead(scoring, "s") == {"t": ("AB", True), "u": ("AB", True)}


def test_marks_that_are_not_whole_name_nobody(scoring: Any) -> None:
    """Where something stops the stages held, the finalists stay open."""
    assert ahead(scoring, "s", marks="A: 90 90 90\nB: 80 80 80\nC: 70 70 .")["t"] == ("ABC", False)


def test_who_was_absent_is_no_finalist(scoring: Any) -> None:
    """An absence in a stage held counts there: the others go on, and nothing is open."""
    marks = "A: TH TH TH\nB: 80 80 80\nC: 70 70 70"
    rule = {"missing": {"participant_absent": "not_ranked"}}
    assert ahead(scoring, "s", marks=marks, rule=rule)["t"] == ("BC", True)


def test_a_second_final_waits_for_the_first(scoring: Any) -> None:
    """Marks held name the finalists of the next stage alone; who reaches a later one is open."""
    assert ahead(scoring, "s", last=1) == {"t": ("AB", True), "u": ("AB", False)}


def test_a_decision_names_the_finalists(scoring: Any) -> None:
    """A decision holds before any mark, and before what the marks say."""
    named = scoring.decision("finalists", stage="t", value="B; C")
    assert ahead(scoring, decisions=[named])["t"] == ("BC", True)
    assert ahead(scoring, "s", decisions=[named])["u"] == ("BC", True)


def test_who_is_out_takes_part_in_nothing(scoring: Any) -> None:
    """Who withdrew is due in no stage."""
    out = scoring.decision("withdrawn", participant="B")
    assert ahead(scoring, decisions=[out])["s"] == ("AC", True)


def test_a_stage_that_the_category_does_not_have_changes_nothing(scoring: Any) -> None:
    """A stage of another category says nothing about this one."""
    assert ahead(scoring, "lapangan") == ahead(scoring)
    assert ahead(scoring, "u") == {}
