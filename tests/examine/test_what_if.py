"""Without a criterion, a stage, or the last participant."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from helpers.examine.what_if import (
    WhatIf,
    share_weight,
    what_if,
    without_criterion,
    without_stage,
)
from helpers.scoring import score_category

TWO = {"c": 60, "d": 40}


def asked(
    scoring: Any, marks: Any, rule: Any, through: str = "", **facts: Any
) -> dict[str, WhatIf]:
    """What would be without each thing, by its name."""
    book = scoring.book(rule)
    made = scoring.facts(marks, **facts)
    official = score_category(book, scoring.category, made, through)
    found = what_if(book, scoring.category, made, official, through)
    return {one.name: one for one in found}


def winners(one: WhatIf) -> str:
    """The ids of the winners."""
    return "".join(line.participant for line in one.outcome.winners)


def test_weight_is_shared_in_proportion() -> None:
    """Without a weight of 25 the others take it over, each as much more as it is large."""
    weights = {"a": Fraction(25), "b": Fraction(45), "c": Fraction(30)}
    assert share_weight(weights, "a") == {"b": 60, "c": 40}
    assert share_weight({"a": Fraction(100)}, "a") == {}
    assert share_weight({"a": Fraction(100), "b": Fraction()}, "a") == {}


def test_without_a_criterion(scoring: Any) -> None:
    """A wins by the criterion c alone: without it B is first, by a margin on the same scale."""
    marks = scoring.table("A: 90 90 90\nB: 80 80 80") | scoring.table(
        "A: 70 70 70\nB: 75 75 75", criterion="d"
    )
    made = asked(scoring, marks, {"stages": {"s": scoring.stage(TWO)}})
    assert winners(made["s.c"]) == "B"
    assert str(made["s.c"].outcome.margin) == "5.00"
    assert [(line.participant, line.title) for line in made["s.c"].outcome.moved] == [
        ("B", "Juara I"),
        ("A", "Juara II"),
    ]
    assert winners(made["s.d"]) == "A"
    assert made["s.d"].outcome.same_winners


def test_the_only_criterion_and_the_only_stage(scoring: Any) -> None:
    """What is alone on its level cannot be left out, and that is said."""
    made = asked(scoring, scoring.table("A: 90 90 90\nB: 80 80 80"), {})
    assert "satu-satunya kriteria" in made["s.c"].outcome.reason
    assert "Tidak ada tahap" in made["s"].outcome.reason
    assert not made["s"].outcome.winners


def test_without_a_stage(scoring: Any) -> None:
    """Without the final there is no line of finalists: who was not in it competes again."""
    stages = {
        "s": scoring.stage(["c"], weight=50),
        "t": scoring.stage(["c"], weight=50, finalists=1),
    }
    marks = scoring.table("A: 90 90 90\nB: 80 80 80") | scoring.table("A: 70 70 70", stage="t")
    made = asked(scoring, marks, {"stages": stages})
    assert winners(made["t"]) == "A"
    assert str(made["t"].outcome.margin) == "10.00"
    assert winners(made["s"]) == "A"


def test_only_stages_that_were_held(scoring: Any) -> None:
    """A stage that is still to come is not left out."""
    stages = {"s": scoring.stage(["c"], weight=50), "t": scoring.stage(["c"], weight=50)}
    made = asked(
        scoring, scoring.table("A: 90 90 90\nB: 80 80 80"), {"stages": stages}, through="s"
    )
    assert set(made) == {"s.c", "s", "B"}
    assert "Tidak ada tahap" in made["s"].outcome.reason


def test_links_go_with_what_they_look_at(scoring: Any) -> None:
    """A tie is not broken by a criterion or a stage that is left out."""
    rule = {
        "stages": {"s": scoring.stage(TWO, weight=50), "t": scoring.stage(["c"], weight=50)},
        "ties": [{"criterion": "s.c"}, {"stage": "t"}, "shared"],
    }
    official = scoring.rank(
        scoring.table("A: 9 9 9\nB: 8 8 8")
        | scoring.table("A: 9 9 9\nB: 8 8 8", criterion="d")
        | scoring.table("A: 9 9 9\nB: 8 8 8", stage="t"),
        rule,
    )
    kept = without_criterion(official.contest.rule, "s", "c")
    assert kept is not None
    assert [str(link) for link in kept.ties] == ["stage: t", "shared"]
    assert kept.stages["s"].criteria["d"].weight == 100
    left = without_stage(official.contest.rule, "t", official)
    assert left is not None
    assert [str(link) for link in left.ties] == ["criterion: s.c", "shared"]


def test_the_last_one_decides_under_rank_sums(scoring: Any) -> None:
    """Real failure: that a loser withdraws can change who wins where ranks are summed."""
    table = "A: 90 60 60 90 60\nB: 80 90 90 80 90\nC: 70 80 80 70 80"
    names = [f"J{seat}" for seat in range(1, 6)]
    book = scoring.book({"jurors": names, "combine": {"jurors": "rank_sum"}}, names)
    facts = scoring.facts(scoring.table(table))
    official = score_category(book, scoring.category, facts)
    last = [
        one for one in what_if(book, scoring.category, facts, official) if one.kind == "participant"
    ]
    assert [one.name for one in last] == [official.placings[-1].participant]
    assert not last[0].outcome.reason


def test_the_last_one_of_a_mean_decides_nothing(scoring: Any) -> None:
    """Under a mean nobody's place depends on who comes last."""
    made = asked(scoring, scoring.table("A: 90 90 90\nB: 80 80 80\nC: 70 70 70"), {})
    assert made["C"].outcome.moved == ()
    assert made["C"].outcome.same_winners


def test_one_participant(scoring: Any) -> None:
    """Where one participant is ranked, there is no last one to take away."""
    made = asked(scoring, scoring.table("A: 90 90 90"), {})
    assert made["A"].outcome.reason == "Hanya satu peserta yang diberi peringkat."


def test_a_category_that_waits(scoring: Any) -> None:
    """A category without a ranking is not asked."""
    assert asked(scoring, scoring.table("A: 90 90 .\nB: 80 80 80"), {}) == {}
