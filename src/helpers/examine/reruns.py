"""The official rule once more, with something changed, and what that does to the titles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from helpers.records.facts import SeasonFacts
from helpers.records.tables import Decision, Placing
from helpers.rules.models import RuleBook
from helpers.scoring import CategoryResult


def with_missing(book: RuleBook, category: str, **changed: Any) -> RuleBook:
    """The rule book with another choice about what is missing in a category."""
    rule = book.categories[category]
    asked = rule.model_copy(update={"missing": rule.missing.model_copy(update=changed)})
    return book.model_copy(update={"categories": {**book.categories, category: asked}})


def with_same_finalists(facts: SeasonFacts, official: CategoryResult) -> SeasonFacts:
    """The facts with the finalists decided as they were: only they were marked."""
    cuts = official.cuts.items()
    named = {
        stage: (p for p, going in zip(official.participants, cut.admitted, strict=True) if going)
        for stage, cut in cuts
    }
    held = tuple(
        a_decision(official.category, "finalists", stage=stage, value=";".join(finalists))
        for stage, finalists in named.items()
    )
    return replace(facts, decisions=facts.decisions + held)


def winners_of(result: CategoryResult) -> tuple[Placing, ...]:
    """Those of rank 1."""
    return tuple(line for line in result.placings if line.rank == 1)


def moved_titles(official: CategoryResult, other: CategoryResult) -> tuple[Placing, ...]:
    """The placings of the other result whose title is not the official one."""
    before = {line.participant: line.title for line in official.placings}
    return tuple(line for line in other.placings if line.title != before[line.participant])


def a_decision(
    category: str, kind: str, stage: str = "", juror: str = "", value: str = ""
) -> Decision:
    """A decision that nobody took, for a question only."""
    return Decision(
        id="",
        category=category,
        stage=stage,
        participant="",
        juror=juror,
        kind=kind,
        value=value,
        reason="",
        basis="",
        by="",
        approved_by="",
        date="",
        evidence="",
    )
