"""The package and the recount, written apart from each other, come to the same ranking."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, event, given, settings

from helpers.proof import recount
from helpers.proof.recounting import COMPARED, compare
from helpers.records.tables import Absence, Decision, Deduction, Participant, Score, table_text
from helpers.rules import as_json
from helpers.rules.models import (
    WORD_LINKS,
    Category,
    Combine,
    Criterion,
    Juror,
    Minimum,
    Missing,
    Rounding,
    Stage,
)
from helpers.scoring import score_category
from tests.proof.random_books import Case, cases
from tests.proof.rules_hit import EVERY_RULE, NO_PART_IN_A_RANKING, VALUES, rules_hit

FEW, MANY = 400, int(os.environ.get("SELEKSI_EXAMPLES", "10000"))


def recounted(case: Case) -> dict[tuple[str, str], dict[str, str]]:
    """What the recount prints of a case, read again."""
    kinds = {"scores": Score, "absences": Absence, "participants": Participant,
             "deductions": Deduction, "decisions": Decision}  # fmt: skip
    tables = {
        name: list(csv.DictReader(io.StringIO(table_text(kind, getattr(case.facts, name)))))
        for name, kind in kinds.items()
    }
    rules = json.loads(as_json(case.book))
    rows = recount.recount(rules, tables, case.through)
    named = [dict(zip(recount.ROW, map(str, row), strict=True)) for row in rows]
    return {(row["category"], row["participant"]): row for row in named}


def check(case: Case, met: Counter[str]) -> None:
    """Hold the two counts against each other, and note which rules the case met."""
    everything = recounted(case)
    for key in case.book.categories:
        facts = case.facts.of(key)
        result = score_category(case.book, key, facts, case.through)
        other = {place: row for place, row in everything.items() if place[0] == key}
        undecided = {row["note"] for row in other.values()} == {"undecided"}
        event("decided" if result.decided else "undecided")
        assert undecided == (not result.decided), [finding.code for finding in result.findings]
        outcome = compare(other, result.placings, "en")
        assert outcome.differences == ()
        assert undecided or outcome.counts == {key: len(facts.participants)}
        met["decided" if result.decided else "undecided"] += 1
        if result.decided:
            met.update(rules_hit(case.book, key, case.facts, case.through, result))


@pytest.mark.timeout(2400)
@pytest.mark.parametrize(
    ("examples", "least", "unmet"),
    [
        # Of a few hundred books a handful of the rarest values may be absent; of many, none.
        pytest.param(FEW, 1, 5, marks=pytest.mark.slow, id="few"),
        pytest.param(MANY, 10, 0, marks=pytest.mark.long, id="many"),
    ],
)
def test_two_counts_agree(examples: int, least: int, unmet: int) -> None:
    """The ranking is the same, to the last fraction, over rule books that meet every rule."""
    met: Counter[str] = Counter()

    @settings(
        max_examples=examples,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(cases())
    def agree(case: Case) -> None:
        check(case, met)

    agree()
    assert met["decided"] + met["undecided"] >= examples
    assert 2 * met["decided"] > met["undecided"]
    assert len([rule for rule in sorted(EVERY_RULE) if met[rule] < least]) <= unmet


def test_the_random_books_speak_of_every_rule() -> None:
    """Each key of the rule book that a ranking depends on has its line in the table of rules."""
    spoken = {key.rpartition(".")[2] for key in VALUES}
    spoken |= {key.partition(".")[0] for key in VALUES}
    for part in (Category, Combine, Rounding, Missing, Minimum, Stage, Criterion, Juror):
        keys = {field.alias or name for name, field in part.model_fields.items()}
        assert keys - {"from_date"} <= spoken | NO_PART_IN_A_RANKING.keys(), part


def test_the_random_books_know_every_decision_and_link() -> None:
    """Each kind of decision that an officer may write, and each link of a chain, is drawn."""
    text = (files("helpers.intake") / "decision_kinds.csv").read_text(encoding="utf-8")
    assert {row["kind"] for row in csv.DictReader(text.splitlines())} == set(VALUES["decision"])
    # firsts is a link of the title across categories only
    assert set(VALUES["ties"]) == {*WORD_LINKS, "stage", "criterion"} - {"firsts"}


def test_comparison_looks_at_everything_published() -> None:
    """Rank, numbers, title, what decided and the note are all compared."""
    assert set(COMPARED) == set(recount.ROW) - {"season", "category", "participant"}
