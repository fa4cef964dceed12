"""Where a participant stands and why."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from helpers.examine.ahead import Ahead, count_ahead, finals_of, parting_cut, splits_of, tie_of
from helpers.scoring import CategoryResult, score_category
from tests.proof.random_books import CATEGORY, Case, cases

QUICK = settings(
    max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TIES = {"ties": [{"criterion": "s.c"}, "shared"]}


@pytest.mark.slow
@QUICK
@given(cases())
def test_rank_is_one_more_than_those_ahead(case: Case) -> None:
    """Under any rule the rank is 1 and those ahead: by line, by value, by the chain of ties."""
    result = score_category(case.book, CATEGORY, case.facts, case.through)
    rule = case.book.categories[CATEGORY]
    for line in result.placings:
        if line.rank is not None:
            who = result.participants.index(line.participant)
            assert count_ahead(rule, result, who).rank == line.rank


def finals(scoring: Any) -> tuple[Any, CategoryResult]:
    """Two finalists of four; C and D are equal and stay behind."""
    rule = {
        "stages": {
            "s": scoring.stage(["c"], weight=50),
            "t": scoring.stage(["c"], weight=50, finalists=2),
        },
        **TIES,
    }
    marks = scoring.table("A: 90 90 90\nB: 80 80 80\nC: 70 70 70\nD: 70 70 70")
    marks |= scoring.table("A: 50 50 50\nB: 90 90 90", stage="t")
    return scoring.book(rule).categories[scoring.category], scoring.rank(marks, rule)


def test_who_is_ahead_is_told_apart(scoring: Any) -> None:
    """Finalists are ahead by the line, whatever the totals; equals who share are not ahead."""
    rule, result = finals(scoring)
    counted = [count_ahead(rule, result, who) for who in range(4)]
    assert counted == [Ahead(0, 1, 0), Ahead(0, 0, 0), Ahead(2, 0, 0), Ahead(2, 0, 0)]


def test_the_line_between_two(scoring: Any) -> None:
    """The first cut that one passed and the other did not parts them."""
    _, result = finals(scoring)
    cut = parting_cut(result, 1, 2)
    assert cut is not None
    assert cut.stage == "t"
    assert parting_cut(result, 0, 1) is None
    assert [finals_of(result, who) for who in range(4)] == [1, 1, 0, 0]


def test_links_that_looked_at_a_participant(scoring: Any) -> None:
    """A tie leads to the links that were tried on it; who was in none has none."""
    _, result = finals(scoring)
    tie = tie_of(result, 2)
    assert tie is not None
    assert [split.link for split in splits_of(tie, 2, 3)] == ["criterion: s.c"]
    assert tie_of(result, 0) is None


def test_no_rank_no_count(scoring: Any) -> None:
    """Who has no rank has nobody ahead to be counted."""
    rule = {"minimum": {"total": 60}}
    result = scoring.rank("A: 90 90 90\nB: 50 50 50", rule)
    with pytest.raises(ValueError, match="B has no rank"):
        count_ahead(scoring.book(rule).categories[scoring.category], result, 1)
