"""What must hold for any marks: nothing hangs on order, and more is never less."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.records.facts import SeasonFacts
from helpers.scoring import CategoryResult, score_category

modest = settings(max_examples=40, derandomize=True, deadline=None)
PARTICIPANTS = [f"P{number:02}" for number in range(1, 7)]
JURORS = ["J1", "J2", "J3", "J4", "J5"]
CRITERIA = {"s": {"c": 40, "d": 60}, "t": {"e": 100}}
SLOTS = [
    (stage, criterion, participant, juror)
    for stage, criteria in CRITERIA.items()
    for criterion in criteria
    for participant in PARTICIPANTS
    for juror in JURORS
]

# Few different marks, so that ties are common.
some_marks = st.lists(
    st.sampled_from(["0", "60", "70", "70.5", "80", "80.25", "99.99", "100"]),
    min_size=len(SLOTS),
    max_size=len(SLOTS),
)
ways = st.sampled_from(["mean", "median", "sum", "rank_sum", {"trimmed": 1}])
levels = st.sampled_from(["total", "criterion"])


def rule_of(scoring: Any, way: Any = "mean", at: str = "total", **more: Any) -> dict[str, Any]:
    """Two stages, 40 and 60 percent."""
    stages = {
        stage: scoring.stage(criteria, weight=weight)
        for (stage, criteria), weight in zip(CRITERIA.items(), (40, 60), strict=True)
    }
    at = "total" if way == "rank_sum" else at
    ties = [{"stage": "t"}, "juror_majority", "shared"]
    return {"stages": stages, "combine": {"jurors": way, "at": at}, "ties": ties} | more


def ranked(scoring: Any, facts: SeasonFacts, rule: dict[str, Any], jurors: Any = None) -> Any:
    """The result of facts under a rule."""
    book = scoring.book({"jurors": jurors or JURORS} | rule, JURORS)
    return score_category(book, scoring.category, facts)


def facts_of(scoring: Any, marks: list[str]) -> SeasonFacts:
    """Facts with a mark in every slot."""
    return scoring.facts(dict(zip(SLOTS, marks, strict=True)))


def told(result: CategoryResult) -> Any:
    """What is published of a result."""
    return result.placings, result.stages


@modest
@given(some_marks, ways, levels, st.integers(0, 999))
def test_order_of_rows_changes_nothing(
    scoring: Any, marks: list[str], way: Any, at: str, seed: int
) -> None:
    """Rows of marks and participants in any order give the same result to the last byte."""
    facts, rule = facts_of(scoring, marks), rule_of(scoring, way, at)
    draw = random.Random(seed)  # noqa: S311 - a shuffle, no secret
    scores, participants = list(facts.scores), list(facts.participants)
    draw.shuffle(scores)
    draw.shuffle(participants)
    shuffled = replace(facts, scores=tuple(scores), participants=tuple(participants))
    before, after = ranked(scoring, facts, rule), ranked(scoring, shuffled, rule)
    assert told(before) == told(after)
    assert before.steps == after.steps


@modest
@given(some_marks, ways, levels, st.permutations(JURORS))
def test_order_of_jurors_changes_nothing(
    scoring: Any, marks: list[str], way: Any, at: str, jurors: list[str]
) -> None:
    """The jurors may be listed in any order in the rule book."""
    facts, rule = facts_of(scoring, marks), rule_of(scoring, way, at)
    assert told(ranked(scoring, facts, rule)) == told(ranked(scoring, facts, rule, jurors))


@modest
@given(some_marks, ways, levels, st.permutations(JURORS))
def test_names_of_jurors_change_nothing(
    scoring: Any, marks: list[str], way: Any, at: str, names: list[str]
) -> None:
    """Which juror gave which column of marks is no part of the result."""
    facts, rule = facts_of(scoring, marks), rule_of(scoring, way, at)
    other = dict(zip(JURORS, names, strict=True))
    renamed = tuple(replace(score, juror=other[score.juror]) for score in facts.scores)
    before = ranked(scoring, facts, rule)
    assert told(before) == told(ranked(scoring, replace(facts, scores=renamed), rule))


@modest
@given(some_marks, ways, levels, st.permutations(PARTICIPANTS))
def test_names_of_participants_change_nothing(
    scoring: Any, marks: list[str], way: Any, at: str, names: list[str]
) -> None:
    """A participant under another id has the same rank, total and reason."""
    facts, rule = facts_of(scoring, marks), rule_of(scoring, way, at)
    other = dict(zip(PARTICIPANTS, names, strict=True))
    scores = tuple(replace(one, participant=other[one.participant]) for one in facts.scores)
    before = ranked(scoring, facts, rule)
    after = {
        line.participant: (line.rank, line.exact, line.decided_by, line.margin)
        for line in ranked(scoring, replace(facts, scores=scores), rule).placings
    }
    for line in before.placings:
        same = (line.rank, line.exact, line.decided_by, line.margin)
        assert after[other[line.participant]] == same


@modest
@given(some_marks, levels, st.sampled_from(JURORS), st.integers(1, 20))
def test_a_lenient_juror_changes_no_rank(
    scoring: Any, marks: list[str], at: str, juror: str, gift: int
) -> None:
    """P6: a juror who gives everyone the same more changes no rank of a complete mean design."""
    facts = facts_of(scoring, [str(Fraction(mark) * 4 // 5) for mark in marks])
    rule = rule_of(scoring, "mean", at, ties=["shared"])
    lenient = tuple(
        replace(one, score=one.score + gift) if one.juror == juror else one for one in facts.scores
    )
    before = ranked(scoring, facts, rule)
    after = ranked(scoring, replace(facts, scores=lenient), rule)
    assert scoring.ranks_of(before) == scoring.ranks_of(after)


@modest
@given(some_marks, ways, levels, st.integers(0, len(SLOTS) - 1))
def test_a_higher_mark_never_lowers(
    scoring: Any, marks: list[str], way: Any, at: str, place: int
) -> None:
    """Raising one mark never lowers the rank of its participant, whatever way is used."""
    rule = rule_of(scoring, way, at, ties=["shared"])
    raised = [*marks[:place], "100", *marks[place + 1 :]]
    participant = SLOTS[place][2]
    before = ranked(scoring, facts_of(scoring, marks), rule)
    after = ranked(scoring, facts_of(scoring, raised), rule)
    assert scoring.ranks_of(after)[participant] <= scoring.ranks_of(before)[participant]


@modest
@given(some_marks, ways, levels)
def test_scaling_changes_no_rank(scoring: Any, marks: list[str], way: Any, at: str) -> None:
    """Marks to 50 instead of to 100, on a scale that says so, give the same totals and ranks."""
    facts, rule = facts_of(scoring, marks), rule_of(scoring, way, at)
    halves = tuple(replace(score, score=score.score / 2) for score in facts.scores)
    smaller = dict(rule)
    smaller["stages"] = {
        name: stage | {"scale": {"min": 0, "max": 50, "decimals": 6}}
        for name, stage in rule["stages"].items()
    }
    before = ranked(scoring, facts, rule)
    after = ranked(scoring, replace(facts, scores=halves), smaller)
    assert told(before) == told(after)


@modest
@given(some_marks, ways, levels)
def test_equal_marks_are_equal_ranks(scoring: Any, marks: list[str], way: Any, at: str) -> None:
    """Two participants with the same marks from the same jurors share their rank."""
    twins = dict(zip(SLOTS, marks, strict=True))
    for stage, criterion, participant, juror in SLOTS:
        if participant == "P02":
            twins[stage, criterion, "P02", juror] = twins[stage, criterion, "P01", juror]
    result = ranked(scoring, scoring.facts(twins), rule_of(scoring, way, at))
    ranks = scoring.ranks_of(result)
    assert ranks["P01"] == ranks["P02"]


@modest
@given(some_marks, ways, levels)
def test_ranks_are_competition_ranks(scoring: Any, marks: list[str], way: Any, at: str) -> None:
    """Each rank is one more than the number of those with a lower one."""
    ranks = sorted(
        scoring.ranks_of(
            ranked(scoring, facts_of(scoring, marks), rule_of(scoring, way, at))
        ).values()
    )
    assert ranks == [1 + sum(other < rank for other in ranks) for rank in ranks]
