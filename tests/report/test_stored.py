"""What is stored, held against what the marks give."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from helpers.report.derivation import derive
from helpers.report.digest import SeasonDigest
from helpers.report.stored import count_rows, differences
from tests.proof.random_books import CATEGORY, Case, cases
from tests.report.conftest import digest_of

QUICK = settings(
    max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LKS = "lks"


@pytest.mark.slow
@QUICK
@given(cases())
def test_any_changed_step_is_found(case: Case) -> None:
    """Whatever step is changed or left out, it is found by its address, and nothing else is."""
    digest = digest_of(case.book, case.facts, CATEGORY, case.through)
    (category,) = digest.categories
    first = derive(digest, CATEGORY, "")
    for place, step in list(enumerate(category.steps))[::7]:
        changes = (
            (replace(step, exact=step.exact + 1),),
            (replace(step, value=step.value + 1),),
            (),
        )
        for rows in changes:
            steps = (*category.steps[:place], *rows, *category.steps[place + 1 :])
            other = replace(category, steps=steps)
            found = differences(replace(first, category=other, participant=step.participant))
            assert len(found) == 1
            assert found[0].where.startswith(
                f"steps.csv › {CATEGORY} {step.participant} {step.level}"
            )


def changed(digest: SeasonDigest, participant: str, **fields: object) -> SeasonDigest:
    """The digest with another line in the ranking of LKS."""
    category = digest.category(LKS)
    placings = tuple(
        replace(line, **fields) if line.participant == participant else line  # type: ignore[arg-type]  # any field
        for line in category.placings
    )
    return replace(digest, categories=(replace(category, placings=placings),))


def test_ranking_is_held_against_the_marks(sample_digest: SeasonDigest) -> None:
    """Each field that the ranking publishes is compared; the status is not ours to compare."""
    for fields in (
        {"rank": 9}, {"total": Decimal("99.99")}, {"exact": Fraction(1)}, {"title": "Juara I"},
        {"margin": None}, {"decided_by": "lot"}, {"note": "absent"},
    ):  # fmt: skip
        found = differences(derive(changed(sample_digest, "LKS-10", **fields), LKS, "LKS-10"))
        assert {one.where for one in found} == {f"rankings.csv › lks LKS-10 {next(iter(fields))}"}
    final = changed(sample_digest, "LKS-10", status="FINAL")
    assert differences(derive(final, LKS, "LKS-10")) == ()


def test_withheld_ranking_says_nothing(sample_digest: SeasonDigest) -> None:
    """Where intake withholds the ranking only the steps are compared."""
    held = changed(sample_digest, "LKS-10", rank=None, total=None, exact=None, note="undecided")
    assert differences(derive(held, LKS, "LKS-10")) == ()


def test_rows_are_counted(sample_digest: SeasonDigest) -> None:
    """The line of the ranking and all steps of a participant are held against the marks."""
    one = derive(sample_digest, LKS, "LKS-10")
    steps = [row for row in one.category.steps if row.participant == "LKS-10"]
    assert count_rows(one) == len(steps) + 1
