"""The official rule once more, with something changed, and what that does to the titles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from helpers.records.facts import SeasonFacts
from helpers.records.findings import stops
from helpers.records.tables import Decision, Placing
from helpers.rules.models import Category, RuleBook
from helpers.scoring import CategoryResult


@dataclass(frozen=True)
class Outcome:
    """What a ranking made for a question says.

    ``winners`` are those of rank 1 and ``margin`` is that of the first; where there is none,
    ``unmeasured`` is the code of the reason. ``moved`` are the participants whose title would be
    another, with that title. Where there is no such ranking, ``reason`` is the sentence that says
    why, in the language of the rule book.
    """

    winners: tuple[Placing, ...] = ()
    margin: Decimal | None = None
    same_winners: bool = False
    moved: tuple[Placing, ...] = ()
    reason: str = ""
    unmeasured: str = ""


def outcome_of(official: CategoryResult, result: CategoryResult) -> Outcome:
    """What the other ranking would change."""
    if not result.decided:
        return Outcome(reason=next(one.message for one in result.findings if stops(one)))
    return outcome_of_placings(official, result.placings)


def outcome_of_placings(official: CategoryResult, placings: tuple[Placing, ...]) -> Outcome:
    """What other placings of the same participants would change."""
    winners = tuple(line for line in placings if line.rank == 1)
    return Outcome(
        winners=winners,
        margin=winners[0].margin if winners else None,
        same_winners=_ids(winners) == _ids(winners_of(official)),
        moved=_moved(official, placings),
        unmeasured=why_no_margin(placings),
    )


def why_no_margin(placings: tuple[Placing, ...]) -> str:
    """The code of the reason why the first has no margin; '' where it has one.

    ``last``: nobody is behind; ``line``: the next ones were no finalists.
    """
    ranked = [line for line in placings if line.rank is not None]
    if not ranked:
        return "nobody_ranked"
    if any(line.margin is not None for line in ranked if line.rank == 1):
        return ""
    return "line" if any(line.rank != 1 for line in ranked) else "last"


def with_rule(book: RuleBook, category: str, rule: Category) -> RuleBook:
    """The rule book with another rule for one category; the rule book itself stays as it is."""
    return book.model_copy(update={"categories": {**book.categories, category: rule}})


def with_missing(book: RuleBook, category: str, **changed: Any) -> RuleBook:
    """The rule book with another choice about what is missing in a category."""
    rule = book.categories[category]
    missing = rule.missing.model_copy(update=changed)
    return with_rule(book, category, rule.model_copy(update={"missing": missing}))


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


def with_mark(
    facts: SeasonFacts, stage: str, criterion: str, participant: str, juror: str, mark: Decimal
) -> SeasonFacts:
    """The facts with another mark in one slot."""
    slot = (stage, criterion, participant, juror)
    changed = (
        replace(one, score=mark)
        if (one.stage, one.criterion, one.participant, one.juror) == slot
        else one
        for one in facts.scores
    )
    return replace(facts, scores=tuple(changed))


def winners_of(result: CategoryResult) -> tuple[Placing, ...]:
    """Those of rank 1."""
    return tuple(line for line in result.placings if line.rank == 1)


def moved_titles(official: CategoryResult, other: CategoryResult) -> tuple[Placing, ...]:
    """The placings of the other result whose title is not the official one."""
    return _moved(official, other.placings)


def a_decision(
    category: str,
    kind: str,
    stage: str = "",
    juror: str = "",
    value: str = "",
    participant: str = "",
) -> Decision:
    """A decision that nobody took, for a question only."""
    return Decision(
        id="",
        category=category,
        stage=stage,
        participant=participant,
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


def _moved(official: CategoryResult, placings: tuple[Placing, ...]) -> tuple[Placing, ...]:
    before = {line.participant: line.title for line in official.placings}
    return tuple(line for line in placings if line.title != before[line.participant])


def _ids(lines: tuple[Placing, ...]) -> set[str]:
    return {line.participant for line in lines}
