"""What if a criterion, a stage or the last participant had not been there? The official rule says.

A weight that falls away is shared among the others of its level in proportion to their weights, so
that the scale of the totals stays. Jurors are left out in ``leave_out.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from helpers.examine.reruns import (
    Outcome,
    a_decision,
    outcome_of,
    with_rule,
    with_same_finalists,
)
from helpers.records.facts import SeasonFacts
from helpers.records.words import say
from helpers.rules.models import Category, RuleBook
from helpers.scoring import CategoryResult, score_category


@dataclass(frozen=True)
class WhatIf:
    """One thing taken away, and what the official rule then says.

    ``kind`` is criterion, stage or participant; ``name`` is ``stage.criterion``, the stage, or the
    participant.
    """

    kind: str
    name: str
    outcome: Outcome


def what_if(
    book: RuleBook, category: str, facts: SeasonFacts, official: CategoryResult, through: str = ""
) -> tuple[WhatIf, ...]:
    """Rank the category without each criterion, without each stage, and without the last one.

    The finalists stay those that they were, because only they were marked; without the stage that
    has finalists there is no such line. Nothing is asked of a category that waits for a person.
    """
    if not official.decided or not official.stage_results:
        return ()
    held = with_same_finalists(facts, official)
    rule = book.categories[category]

    def ranked(asked: Category | None, reason: str) -> Outcome:
        if asked is None:
            return Outcome(reason=say(f"examine.{reason}", book.language))
        changed = with_rule(book, category, asked)
        return outcome_of(official, score_category(changed, category, held, through, official))

    made = [
        WhatIf("criterion", f"{stage}.{criterion}", ranked(asked, "only_criterion"))
        for stage, criterion, asked in _without_criteria(rule, official)
    ]
    made += [
        WhatIf("stage", stage, ranked(without_stage(rule, stage, official), "only_stage"))
        for stage in official.stage_results
    ]
    return (*made, *_without_last(book, held, official, through))


def _without_criteria(
    rule: Category, official: CategoryResult
) -> Iterator[tuple[str, str, Category | None]]:
    """Each criterion of each stage held, and the rule without it."""
    for stage in official.stage_results:
        for criterion in rule.stages[stage].criteria:
            yield stage, criterion, without_criterion(rule, stage, criterion)


def without_criterion(rule: Category, stage: str, criterion: str) -> Category | None:
    """The rule without a criterion; None where its stage has no other with a weight."""
    part = rule.stages[stage]
    weights = {name: Fraction(one.weight) for name, one in part.criteria.items()}
    shared = share_weight(weights, criterion)
    if not shared:
        return None
    criteria = {
        name: part.criteria[name].model_copy(update={"weight": weight})
        for name, weight in shared.items()
    }
    asked = part.model_copy(update={"criteria": criteria})
    links = tuple(link for link in rule.ties if (link.stage, link.criterion) != (stage, criterion))
    return rule.model_copy(update={"stages": {**rule.stages, stage: asked}, "ties": links})


def without_stage(rule: Category, stage: str, official: CategoryResult) -> Category | None:
    """The rule without a stage; None where no other stage with a weight was held."""
    weights = {name: Fraction(rule.stage_weight(name)) for name in rule.stages}
    shared = share_weight(weights, stage)
    if not any(shared.get(other) for other in official.stage_results):
        return None
    stages = {
        name: rule.stages[name].model_copy(update={"weight": weight})
        for name, weight in shared.items()
    }
    links = tuple(link for link in rule.ties if link.stage != stage)
    return rule.model_copy(update={"stages": stages, "ties": links})


def share_weight(weights: Mapping[str, Fraction], away: str) -> dict[str, Fraction]:
    """The weights without one of them, whose weight the others share in proportion to their own.

    Empty where the others have no weight.
    """
    whole = sum(weights.values(), Fraction())
    rest = whole - weights[away]
    others = {name: weight for name, weight in weights.items() if name != away}
    return {name: weight * whole / rest for name, weight in others.items()} if rest else {}


def _without_last(
    book: RuleBook, held: SeasonFacts, official: CategoryResult, through: str
) -> Iterator[WhatIf]:
    """The ranking as if the lowest-ranked participant had withdrawn."""
    ranked = [line for line in official.placings if line.rank is not None]
    if not ranked:
        return
    last = ranked[-1].participant
    if len(ranked) == 1:
        reason = say("examine.only_participant", book.language)
        yield WhatIf("participant", last, Outcome(reason=reason))
        return
    gone = a_decision(official.category, "withdrawn", participant=last)
    asked = replace(held, decisions=(*held.decisions, gone))
    outcome = outcome_of(
        official, score_category(book, official.category, asked, through, official)
    )
    moved = tuple(line for line in outcome.moved if line.participant != last)
    yield WhatIf("participant", last, replace(outcome, moved=moved))
