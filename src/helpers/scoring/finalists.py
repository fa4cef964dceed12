"""Finalists: who may take part in a stage that only the best reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from helpers.records.tables import Finding, Score
from helpers.scoring.arrays import Flags, Whole
from helpers.scoring.contest import Contest, listed
from helpers.scoring.exact import Exact
from helpers.scoring.ranking import competition_ranks
from helpers.scoring.stages import StageResult
from helpers.scoring.ties import Group, TieBreak, TieChain, TieScores
from helpers.scoring.totals import ranking_values, total_up


@dataclass(frozen=True)
class Cut:
    """Who goes on to a stage, and why.

    ``standing`` are the values compared and ``ranks`` the places among those ``eligible``; both are
    None where a decision names the finalists. ``tie`` is the one that lay across the cut.
    """

    stage: str
    places: int
    eligible: Flags
    admitted: Flags
    standing: Exact | None = None
    ranks: Whole | None = None
    tie: TieBreak | None = None
    findings: tuple[Finding, ...] = ()


def decided_finalists(contest: Contest, stage: str) -> Flags | None:
    """The finalists that the last decision names, or None where there is no such decision."""
    named = [decision for decision in contest.decisions("finalists") if decision.stage == stage]
    return contest.among(listed(named[-1].value)) if named else None


def make_cut(
    contest: Contest, stage: str, still_in: Flags, below: Flags, results: Mapping[str, StageResult]
) -> Cut:
    """finalists: the best n by the standing so far; who is tied at the cut goes on.

    Not among them is who was set aside or is ``below`` a minimum of a stage already held. A
    decision ``finalists`` takes the place of the computed set. Marks of others in the stage are
    told of: NOT_FINALIST, or FINALISTS_CHANGED where it looks as if others were invited.
    """
    places = contest.rule.stages[stage].finalists or len(still_in)
    decided = decided_finalists(contest, stage)
    if decided is not None:
        admitted = decided & still_in
        findings = _strangers(contest, stage, admitted)
        return Cut(stage, places, still_in, admitted, findings=findings)
    eligible = still_in & ~below & ~contest.set_aside
    totals = total_up(contest.rule, results.values(), contest.points_off(""))
    standing = ranking_values(contest.rule, totals.exact, totals.value)
    ranks = competition_ranks(standing, eligible, contest.low_wins)
    admitted, tie = _best(contest, places, ranks, results)
    findings = _strangers(contest, stage, admitted, computed=True)
    return Cut(stage, places, eligible, admitted, standing, ranks, tie, findings)


def _best(
    contest: Contest, places: int, ranks: Whole, results: Mapping[str, StageResult]
) -> tuple[Flags, TieBreak | None]:
    """Who is among the best, and the tie across the cut where there is one."""
    within = (ranks > 0) & (ranks <= places)
    last = int(ranks[within].max(initial=0))
    at_cut: Group = tuple(int(who) for who in np.flatnonzero(ranks == last)) if last else ()
    if last + len(at_cut) - 1 <= places:
        return within, None
    links = tuple(link for link in contest.rule.ties if link.kind not in ("lot", "shared"))
    tie = TieChain(links, TieScores(contest, results)).settle(at_cut)
    admitted = within & (ranks < last)
    taken = last - 1
    for group in tie.order:
        if taken < places:
            admitted[list(group)] = True
        taken += len(group)
    return admitted, tie


def _strangers(
    contest: Contest, stage: str, admitted: Flags, computed: bool = False
) -> tuple[Finding, ...]:
    """What marks of the stage say about participants who are not among its finalists."""
    marked: dict[str, Score] = {}
    rows = (
        row
        for row in contest.facts.scores
        if row.stage == stage and row.participant in contest.places
    )
    for row in sorted(rows, key=lambda row: (row.file, row.sheet, row.cell)):
        marked.setdefault(row.participant, row)
    finalists = {p for p, going in zip(contest.participants, admitted, strict=True) if going}
    strangers = sorted(marked.keys() - finalists)
    if computed and strangers and finalists - marked.keys():
        changed = contest.teller.tell(
            "FINALISTS_CHANGED",
            stage=stage,
            computed=", ".join(sorted(finalists)),
            marked=", ".join(sorted(marked)),
        )
        sets = {"computed": " ".join(sorted(finalists)), "participants": " ".join(sorted(marked))}
        return (replace(changed, about={**changed.about, **sets}),)
    return tuple(
        contest.teller.tell("NOT_FINALIST", stage=stage, participant=who, row=marked[who])
        for who in strangers
    )
