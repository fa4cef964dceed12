"""Who takes part in the stages that are still to come, as far as that is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress

from helpers.records.facts import SeasonFacts
from helpers.rules.models import RuleBook
from helpers.scoring.arrays import Flags
from helpers.scoring.category import Progress, admit, begin, held_stages, hold_stage
from helpers.scoring.contest import Contest, contest_of
from helpers.scoring.finalists import decided_finalists


@dataclass(frozen=True)
class Field:
    """Who takes part in a stage; where its finalists are not ``known``, all who may still do."""

    participants: tuple[str, ...]
    known: bool


def fields_ahead(
    book: RuleBook, category: str, facts: SeasonFacts, through: str = ""
) -> dict[str, Field]:
    """The field of each stage that comes after ``through``, in the order of the rule book.

    Parameters
    ----------
    facts
        What is known so far; marks of stages that were not held are not looked at.
    through
        The last stage that was held. Left out, or where the category has no such stage, none was.
    """
    rule = book.categories[category]
    held = held_stages(rule, through) if through in rule.stages else ()
    scores = tuple(one for one in facts.scores if one.stage in held)
    absences = tuple(one for one in facts.absences if one.stage in held)
    contest = contest_of(book, category, replace(facts, scores=scores, absences=absences))
    progress = _held(contest, held)
    still_in, known = progress.still_in, not progress.open_field
    ahead: dict[str, Field] = {}
    for stage in tuple(rule.stages)[len(held) :]:
        if rule.stages[stage].finalists is not None:
            after_marks = progress if held and not ahead else None
            still_in, known = _cut(contest, stage, still_in, after_marks)
        ahead[stage] = Field(tuple(compress(contest.participants, still_in)), known)
    return ahead


def _held(contest: Contest, held: tuple[str, ...]) -> Progress:
    """The field after the stages that were held."""
    progress = begin(contest)
    for stage in held:
        progress = admit(contest, stage, progress)
        if progress.open_field:
            break
        progress = hold_stage(contest, stage, progress)
    return progress


def _cut(
    contest: Contest, stage: str, still_in: Flags, after_marks: Progress | None
) -> tuple[Flags, bool]:
    """Who goes on to a stage with finalists: by decision, else by the marks, else not known."""
    decided = decided_finalists(contest, stage)
    if decided is not None:
        return still_in & decided, True
    if after_marks is None or after_marks.open_field:
        return still_in, False
    admitted = admit(contest, stage, after_marks)
    return admitted.still_in, not admitted.open_field
