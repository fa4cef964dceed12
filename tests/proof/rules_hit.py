"""Which rules of the rule book a random case really exercised, and which must be exercised."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.records.facts import SeasonFacts
from helpers.rules import RuleBook
from helpers.rules.models import Category, Stage, Trimmed
from helpers.scoring.category import CategoryResult

# What each key of the rule book may say, and so must be met in cases that are decided.
VALUES = {
    "weights": ("percent", "factor"),
    "combine.jurors": ("mean", "median", "sum", "rank_sum", "trimmed 1", "trimmed 2"),
    "combine.at": ("total", "criterion"),
    "rounding.mark": ("none", "0", "1", "2"),
    "rounding.weighted": ("none", "0", "1", "2"),
    "rounding.stage": ("none", "0", "1", "2"),
    "rounding.total": ("none", "0", "1", "2"),
    "rank_by": ("exact", "total"),
    "missing.participant_absent": ("zero", "not_ranked", "stop"),
    "missing.juror_absent": ("mean_of_present", "leave_out_stage", "stop"),
    "missing.blank": ("stop", "absent"),
    "missing.at_least": ("1", "2", "3"),
    "recusal": ("none", "same_region", "listed"),
    "minimum.total": ("none", "set"),
    "minimum.stage": ("none", "set"),
    "stage.weight": ("none", "set"),
    "stage.date": ("none", "set"),
    "stage.source": ("jurors", "committee"),
    "stage.scale": ("none", "set"),
    "stage.jurors": ("none", "set"),
    "stage.finalists": ("none", "set"),
    "criterion.scale": ("none", "set"),
    "criterion.source": ("none", "committee"),
    "juror.replaces": ("once", "twice"),
    "titles": ("none", "set"),
    "ties": ("stage", "criterion", "juror_majority", "lot", "shared"),
    "through": ("none", "set"),
    "categories": ("one", "two"),
    # what was declared of the slots, and what came of it
    "absence": ("participant_absent", "juror_absent", "blank"),
    "deduction": ("of a stage", "of the total", "that gives"),
    "decision": ("not_sent", "withdrawn", "disqualified", "replaced", "juror_left_out", "finalists",
                 "lot", "rank_set_aside"),
    "note": ("none", "absent", "below_minimum", "not_finalist", "set_aside", "withdrawn",
             "disqualified", "replaced"),
    "decided_by": ("none", "stage", "criterion", "juror_majority", "lot", "shared"),
}  # fmt: skip
EVERY_RULE = frozenset(f"{key}: {value}" for key, values in VALUES.items() for value in values)
# Keys of the rule book that no ranking depends on, with the reason.
NO_PART_IN_A_RANKING = {
    "name": "a word for people",
    "institution": "a word for people",
    "role": "a word for people",
    "decree": "a word for people",
    "rubric": "a word for people",
    "deadline": "intake remarks on it; the mark counts",
    "per_region": "intake stops until it is settled",
    "region": "it is the rule same_region",
    "from": "it is the rule replaces",
    "scale": "every category has one; limits are checked at intake, conversion is stage.scale",
    "stages": "every category has them",
    "criteria": "every stage has them",
}


def rules_hit(
    book: RuleBook, key: str, facts: SeasonFacts, through: str, result: CategoryResult
) -> frozenset[str]:
    """The entries of :data:`EVERY_RULE` that a decided category met."""
    rule = book.categories[key]
    return frozenset(
        [
            *_of_category(rule),
            *(hit for stage in rule.stages.values() for hit in _of_stage(stage)),
            *(f"ties: {link.kind}" for link in rule.ties),
            *_of_jurors(book, key),
            *_of_facts(facts.of(key)),
            *(f"note: {placing.note or 'none'}" for placing in result.placings),
            *(
                f"decided_by: {placing.decided_by.partition(':')[0] or 'none'}"
                for placing in result.placings
            ),
            f"through: {'set' if through else 'none'}",
            f"categories: {'one' if len(book.categories) == 1 else 'two'}",
        ]
    )


def _set(value: object) -> str:
    return "set" if value else "none"


def _of_category(rule: Category) -> Iterator[str]:
    how = rule.combine.jurors
    yield f"weights: {rule.weights}"
    yield f"combine.jurors: {f'trimmed {how.trimmed}' if isinstance(how, Trimmed) else how}"
    yield f"combine.at: {rule.combine.at}"
    for step, decimals in rule.rounding:
        yield f"rounding.{step}: {'none' if decimals is None else decimals}"
    yield f"rank_by: {rule.rank_by}"
    for name, value in rule.missing:
        yield f"missing.{name}: {value}"
    yield f"recusal: {rule.recusal if isinstance(rule.recusal, str) else 'listed'}"
    yield f"minimum.total: {_set(rule.minimum.total)}"
    yield f"minimum.stage: {_set(rule.minimum.stage)}"
    yield f"titles: {_set(rule.titles)}"


def _of_stage(stage: Stage) -> Iterator[str]:
    for name in ("weight", "date", "scale", "jurors", "finalists"):
        yield f"stage.{name}: {_set(getattr(stage, name))}"
    yield f"stage.source: {stage.source}"
    for criterion in stage.criteria.values():
        yield f"criterion.scale: {_set(criterion.scale)}"
        yield f"criterion.source: {criterion.source or 'none'}"


def _of_jurors(book: RuleBook, key: str) -> Iterator[str]:
    sitting = {
        juror for stage in book.categories[key].stages for juror in book.due_jurors(key, stage)
    }
    if "J9" in sitting:
        yield "juror.replaces: once"
    if "J8" in sitting:
        yield "juror.replaces: twice"


def _of_facts(facts: SeasonFacts) -> Iterator[str]:
    yield from (f"absence: {absence.kind}" for absence in facts.absences)
    for deduction in facts.deductions:
        yield f"deduction: of {'a stage' if deduction.stage else 'the total'}"
        if deduction.points < 0:
            yield "deduction: that gives"
    yield from (f"decision: {decision.kind}" for decision in facts.decisions)
