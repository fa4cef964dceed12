"""What could be said to the participant that is behind."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings

from helpers.examine.against import compare_two
from helpers.report.margin_page import MarginPage
from helpers.report.plain_words import say_why
from helpers.scoring import score_category
from tests.proof.random_books import CATEGORY, Case, cases
from tests.report.conftest import digest_of
from tests.scoring.conftest import make_book, make_facts, make_table

QUICK = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def said(table: str, rule: object = None, language: str = "en") -> tuple[str, ...]:
    """What is said of A and B."""
    book, facts = make_book(rule), make_facts(make_table(table))  # type: ignore[arg-type]  # a rule
    result = score_category(book, CATEGORY, facts)
    against = compare_two(book, facts, result, "A", "B")
    digest = digest_of(book, facts, CATEGORY)
    page = MarginPage(digest, book.categories[CATEGORY], against, language)
    return say_why(page, result.participants)


@pytest.mark.slow
@QUICK
@given(cases())
def test_a_few_sentences_under_any_rule(case: Case) -> None:
    """For any two participants there are one to three sentences, in both languages."""
    digest = digest_of(case.book, case.facts, CATEGORY, case.through)
    result = score_category(case.book, CATEGORY, case.facts, case.through)
    people = [line.participant for line in result.placings]
    for one, other in permutations(people[:4], 2):
        against = compare_two(case.book, case.facts, result, one, other)
        for language in ("id", "en"):
            page = MarginPage(digest, case.book.categories[CATEGORY], against, language)
            sentences = say_why(page, result.participants)
            assert 1 <= len(sentences) <= 3
            assert all(sentence.endswith((".", ")")) for sentence in sentences)


def test_margin_and_where_it_comes_from() -> None:
    """Ranks, totals and margin; the stage; and that the other was nowhere better."""
    assert said("A: 90 80 85\nB: 84 83 79") == (
        "Nama A is in rank 1 with a total of 85.00, Nama B in rank 2 with 82.00; "
        "the margin is 3.00 points.",
        "Most of the difference comes from the stage Tahap (3.00 points).",
        "There is no stage in which Nama B did better.",
    )


def test_places() -> None:
    """Under rank_sum the smaller sum is better, which is said."""
    told = said("A: 90 80 85\nB: 84 83 79", {"combine": {"jurors": "rank_sum"}})
    assert "the smaller sum is better, and the difference is 1.00" in told[0]


def test_margin_that_totals_do_not_show() -> None:
    """Where the published totals differ by another number than the margin, the reason is said."""
    told = said("A: 90 80 85.01\nB: 84 83 79.02", {"rounding": {"total": 0}})
    assert told[0].endswith("the margin is 3 points.")
    told = said("A: 85.45 85.45 85.45\nB: 84.54 84.54 84.54", {"rounding": {"total": 1}})
    assert told[0].endswith("(The margin is taken before rounding.)")


def test_shared_rank_and_no_rank() -> None:
    """Equals who share are told so; who has no rank is told why."""
    assert said("A: 80 80 80\nB: 80 80 80")[0].endswith("by the rule share rank 1.")
    assert said("A: 80 80 80\nB: 50 50 50", {"minimum": {"total": 60}})[0] == (
        "Nama B has no rank: below the minimum."
    )


def test_open_category() -> None:
    """While a category is open there is nothing to tell."""
    assert said("A: 80 80 .\nB: 50 50 50")[0].startswith("The ranking of this category")
