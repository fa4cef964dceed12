"""A stage as it was held, and whether it would be held just so under other facts or rules.

The examination ranks a category dozens of times, each time with little changed: one mark, one
criterion, one weight. A stage that the change does not touch is taken from the ranking that was
made before, instead of being made once more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from helpers.records.findings import stops
from helpers.records.tables import Absence, Deduction, Finding, Score
from helpers.rules.models import Category, RuleBook, Stage
from helpers.scoring.arrays import Flags
from helpers.scoring.contest import Contest
from helpers.scoring.missing import check_panels, count_marks
from helpers.scoring.scales import stage_weight_of
from helpers.scoring.slots import committee_slots, juror_slots
from helpers.scoring.stages import StageResult, score_stage
from helpers.scoring.strays import tell_strays, tell_unused_deductions

Row = Score | Absence | Deduction

# What a stage does not look at: of the rule book, of the rule of its category, of its own part.
ELSEWHERE = frozenset({"categories", "overall"})
LATER = frozenset({"stages", "missing", "ties", "titles", "minimum", "rank_by", "per_region"})
IN_THE_TOTAL = frozenset({"weight", "finalists"})


@dataclass(frozen=True)
class Held:
    """One stage: of what and for whom it was held, and what came of it.

    ``inside`` are those who took part, ``absent`` who of them is not ranked because of an absence.
    Without a ``result``, something stops the category; ``findings`` say what.
    """

    contest: Contest
    inside: Flags
    absent: Flags
    findings: tuple[Finding, ...]
    result: StageResult | None

    def again(self, contest: Contest, stage: str, inside: Flags) -> Held | None:
        """The stage for another contest; None where it has to be held anew.

        The weight of the stage is that of the other contest: nothing before the total looks at it.
        """
        if self.result is None or not np.array_equal(self.inside, inside):
            return None
        if not (_same_rules(self.contest, contest, stage) and _same_facts(self.contest, contest)):
            return None
        if not _same_rows(self.contest, contest, stage):
            return None
        result = replace(self.result, weight=stage_weight_of(contest.rule, stage))
        return replace(self, contest=contest, result=result)


def hold(contest: Contest, stage: str, inside: Flags, stopped: bool) -> Held:
    """One stage: slots -> missing -> value.

    Parameters
    ----------
    stopped
        Whether something before stops the category; then there is no value to be had.
    """
    slots = juror_slots(contest, stage, inside)
    of_committee = committee_slots(contest, stage, inside)
    jury = count_marks(contest.rule, slots, contest.teller)
    committee = count_marks(contest.rule, of_committee, contest.teller)
    absent = jury.absent | committee.absent
    jury, committee = jury.without(absent), committee.without(absent)
    findings = (
        *jury.findings,
        *committee.findings,
        *check_panels(contest.rule, jury, contest.teller),
        *tell_strays(contest, slots, of_committee),
        *tell_unused_deductions(contest, stage, jury.ranked | committee.ranked),
    )
    result = None
    if not stopped and not any(map(stops, findings)):
        result = score_stage(contest.rule, jury, committee, contest.points_off(stage))
    return Held(contest, inside, absent, findings, result)


def _same_rules(one: Contest, other: Contest, stage: str) -> bool:
    """Whether the rules say the same of a stage. It was held without a lack of jurors, so that a
    smaller quorum would change nothing."""
    if not _same(one.book, other.book, ELSEWHERE) or one.category != other.category:
        return False
    rule, asked = one.rule, other.rule
    missing = rule.missing.model_copy(update={"at_least": asked.missing.at_least})
    return (
        _same(rule, asked, LATER)
        and missing == asked.missing
        and asked.missing.at_least <= rule.missing.at_least
        and _same(rule.stages[stage], asked.stages[stage], IN_THE_TOTAL)
    )


def _same(
    one: RuleBook | Category | Stage, other: RuleBook | Category | Stage, but: frozenset[str]
) -> bool:
    """Whether two parts of a rule book are equal in all but some keys."""
    if one is other:
        return True
    names = (name for name in type(one).model_fields if name not in but)
    return all(_equal(getattr(one, name), getattr(other, name)) for name in names)


def _equal(one: object, other: object) -> bool:
    return one is other or one == other


def _same_facts(one: Contest, other: Contest) -> bool:
    """Whether the same people are registered, and in the contest."""
    return one.participants == other.participants and one.registered == other.registered


def _same_rows(one: Contest, other: Contest, stage: str) -> bool:
    """Whether the rows about a stage are the same, and the jurors whom decisions leave out of it.

    Tuples compare fast where they hold the same objects.
    """
    first, second = (_rows(contest, stage) for contest in (one, other))
    return first == second and _left_out(one, stage) == _left_out(other, stage)


def _rows(contest: Contest, stage: str) -> list[Row]:
    facts = contest.facts
    rows: list[Row] = [row for row in facts.scores if row.stage == stage]
    rows += [row for row in facts.absences if row.stage == stage]
    rows += [row for row in facts.deductions if row.stage == stage]
    return rows


def _left_out(contest: Contest, stage: str) -> set[tuple[str, str]]:
    due = contest.book.due_jurors(contest.category, stage)
    return {
        (one.juror, one.participant)
        for one in contest.facts.decisions
        if one.kind == "juror_left_out" and one.stage in ("", stage) and one.juror in due
    }
