"""The ranking of a category, in the order in which the rule book tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from helpers.records.facts import SeasonFacts
from helpers.records.findings import stops
from helpers.records.tables import Finding, Placing, StageStanding, Step
from helpers.rules.models import Category, RuleBook
from helpers.scoring.arrays import Flags, Whole
from helpers.scoring.contest import Contest, contest_of
from helpers.scoring.finalists import Cut, decided_finalists, make_cut
from helpers.scoring.holding import Held, hold
from helpers.scoring.placing import Order, place
from helpers.scoring.rows import all_steps, placings, stage_standings, undecided_placings
from helpers.scoring.stages import StageResult
from helpers.scoring.ties import Group, TieChain, TieScores
from helpers.scoring.totals import (
    Totals,
    below_stage_minimum,
    below_total_minimum,
    ranking_values,
    total_up,
)


@dataclass(frozen=True)
class Progress:
    """How far a category has come: the stages held, and who is still in it.

    ``still_in`` are those who may take part in the next stage; ``absent`` are not ranked because of
    an absence; ``below`` did not reach the minimum of a stage; ``level`` is how often each was
    among the finalists of a stage. Where it is not known who goes on, the field is open.
    """

    still_in: Flags
    absent: Flags
    below: Flags
    level: Whole
    held: dict[str, Held] = field(default_factory=dict)
    results: dict[str, StageResult] = field(default_factory=dict)
    cuts: dict[str, Cut] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    open_field: bool = False

    @property
    def stopped(self) -> bool:
        """Whether something stops the category."""
        return any(stops(finding) for finding in self.findings)


@dataclass(frozen=True)
class CategoryResult:
    """The ranking of a category with every intermediate value.

    ``decided`` is False where ``findings`` stop the category; then the placings have no rank, and
    ``totals`` and ``order`` are there as far as they could be made. The arrays in
    ``stage_results``, ``totals`` and ``order`` have ``participants`` as their first axis; ``cuts``
    tell who went on to a stage with finalists; ``below`` is who missed a minimum. ``contest`` and
    ``progress`` are what it was made from.
    """

    contest: Contest
    progress: Progress
    placings: tuple[Placing, ...]
    decided: bool
    totals: Totals | None = None
    order: Order | None = None

    @property
    def season(self) -> str:
        """The season."""
        return self.contest.facts.season

    @property
    def category(self) -> str:
        """The category's key in the rule book."""
        return self.contest.category

    @property
    def participants(self) -> tuple[str, ...]:
        """Those who are scored: the first axis of every array."""
        return self.contest.participants

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should know of; some of them stop the category."""
        return self.progress.findings

    @property
    def stage_results(self) -> Mapping[str, StageResult]:
        """The stages held, in their order."""
        return self.progress.results

    @property
    def cuts(self) -> Mapping[str, Cut]:
        """Who went on to each stage with finalists."""
        return self.progress.cuts

    @property
    def below(self) -> Flags:
        """Who missed a minimum."""
        return self.progress.below

    @cached_property
    def stages(self) -> tuple[StageStanding, ...]:
        """Every registered participant in every stage held."""
        return tuple(
            line
            for stage, result in self.stage_results.items()
            for line in stage_standings(self.contest, result, self.cuts.get(stage))
        )

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every intermediate value; made when asked for, because a rerun has no use of them."""
        return all_steps(self.contest, self.stage_results, self.totals)


def score_category(
    book: RuleBook,
    category: str,
    facts: SeasonFacts,
    through: str = "",
    known: CategoryResult | None = None,
) -> CategoryResult:
    """Rank a category by its rule book.

    Wrong or incomplete data never raise: they are findings, and some of them stop the category.

    Parameters
    ----------
    through
        The last stage that counts, where the category has it; later ones are not yet held.
    known
        A ranking made before, of which little has changed: it only saves time.
    """
    contest = contest_of(book, category, facts)
    held = held_stages(contest.rule, through)
    progress = begin(contest)
    for stage in held:
        progress = admit(contest, stage, progress)
        if progress.open_field:
            break
        progress = hold_stage(contest, stage, progress, known)
    if progress.stopped:
        return _result(contest, progress, undecided_placings(contest))
    return rank(contest, progress, whole=len(held) == len(contest.rule.stages))


def held_stages(rule: Category, through: str = "") -> tuple[str, ...]:
    """The stages that count, in the order of the rule book."""
    stages = tuple(rule.stages)
    return stages[: stages.index(through) + 1] if through in stages else stages


def begin(contest: Contest) -> Progress:
    """The field before the first stage."""
    everyone = np.ones(len(contest.participants), dtype=np.bool_)
    findings: tuple[Finding, ...] = ()
    if contest.low_wins and contest.facts.deductions:
        findings = (contest.teller.tell("DEDUCTION_RANK_SUM"),)
    return Progress(
        everyone, ~everyone, ~everyone, np.zeros(len(everyone), np.int64), findings=findings
    )


def admit(contest: Contest, stage: str, progress: Progress) -> Progress:
    """finalists: who takes part in a stage. Without finalists, all who are still in it.

    The field is open where finalists cannot be computed from what is incomplete, and where marks
    contradict who they are; then nothing can be said about this stage and the later ones.
    """
    if contest.rule.stages[stage].finalists is None:
        return progress
    if progress.stopped and decided_finalists(contest, stage) is None:
        return replace(progress, open_field=True)
    cut = make_cut(contest, stage, progress.still_in, progress.below, progress.results)
    return replace(
        progress,
        still_in=cut.admitted,
        level=progress.level + cut.admitted,
        cuts=progress.cuts | {stage: cut},
        findings=progress.findings + cut.findings,
        open_field=any(stops(finding) for finding in cut.findings),
    )


def hold_stage(
    contest: Contest, stage: str, progress: Progress, known: CategoryResult | None = None
) -> Progress:
    """One stage: slots -> missing -> value -> minimum of the stage.

    Taken from an earlier ranking where it is ``known`` and nothing in it would change.
    """
    before = known.progress.held.get(stage) if known is not None else None
    held = (
        before.again(contest, stage, progress.still_in) if before and not progress.stopped else None
    )
    if held is None:
        held = hold(contest, stage, progress.still_in, progress.stopped)
    progress = replace(
        progress,
        still_in=progress.still_in & ~held.absent,
        absent=progress.absent | held.absent,
        findings=progress.findings + held.findings,
        held=progress.held | {stage: held},
    )
    if held.result is None:
        return progress
    return replace(
        progress,
        results=progress.results | {stage: held.result},
        below=progress.below | below_stage_minimum(contest.rule, held.result),
    )


def rank(contest: Contest, progress: Progress, whole: bool) -> CategoryResult:
    """The total, its minimum, the order with its ties, and the titles.

    Without the ``whole`` of the stages no minimum of the total is asked and no title given.
    """
    rule = contest.rule
    totals = total_up(rule, progress.results.values(), contest.points_off(""))
    below = progress.below | below_total_minimum(rule, totals, progress.still_in & whole)
    progress = replace(progress, below=below)
    order = place(
        ranking_values(rule, totals.exact, totals.value),
        ~progress.absent & ~below & ~contest.set_aside,
        progress.level,
        contest.low_wins,
        TieChain(rule.ties, TieScores(contest, progress.results)),
    )
    waiting = tuple(_undecided(contest, group) for group in order.undecided)
    progress = replace(progress, findings=progress.findings + waiting)
    if waiting:
        return _result(contest, progress, undecided_placings(contest), totals, order)
    lines = placings(contest, totals, order, _notes(contest, progress), with_titles=whole)
    return _result(contest, progress, lines, totals, order)


def _undecided(contest: Contest, group: Group) -> Finding:
    tied = [contest.registered[contest.participants[who]] for who in group]
    found = contest.teller.tell(
        "UNDECIDED_TIE", participants=", ".join(f"{one.name} ({one.id})" for one in tied)
    )
    return replace(found, about={"participants": " ".join(one.id for one in tied)})


def _notes(contest: Contest, progress: Progress) -> dict[str, str]:
    """What is said of each registered participant who is not simply ranked."""
    left_behind = progress.level < len(progress.cuts)
    notes = {
        "absent": progress.absent,
        "set_aside": contest.set_aside,
        "below_minimum": progress.below,
        "not_finalist": left_behind,
    }
    told = dict(contest.out)
    for who, participant in enumerate(contest.participants):
        told[participant] = next((note for note, flags in notes.items() if flags[who]), "")
    return told


def _result(
    contest: Contest,
    progress: Progress,
    lines: tuple[Placing, ...],
    totals: Totals | None = None,
    order: Order | None = None,
) -> CategoryResult:
    return CategoryResult(contest, progress, lines, not progress.stopped, totals, order)
