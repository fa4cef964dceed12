"""The rows that scoring hands on: steps, stage standings and placings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from helpers.records.numbers import as_decimal
from helpers.records.tables import COMMITTEE, Placing, StageStanding, Step
from helpers.scoring.contest import Contest
from helpers.scoring.finalists import Cut
from helpers.scoring.placing import Order
from helpers.scoring.ranking import competition_ranks, shown_margin, title_of
from helpers.scoring.stages import PANEL, StageResult
from helpers.scoring.totals import Totals, ranking_values

DRAFT = "RANCANGAN"
UNDECIDED = "undecided"


def stage_steps(contest: Contest, result: StageResult, who: int) -> Iterator[Step]:
    """The steps of a participant in a stage: juror, mark, weighted, deduction, stage."""
    rounding = contest.rule.rounding
    stage, parts = result.stage, result.parts
    for seat, juror in enumerate(result.jurors):
        if result.jury.complete[who, seat]:
            total = result.juror_totals.fraction_at(who, seat)
            yield _step(contest, who, "juror", total, None, stage, juror=juror)
    if result.ranks is not None:
        for seat, juror in enumerate(result.rankers):
            rank = result.ranks.ranks.fraction_at(who, seat)
            if rank:
                yield _step(contest, who, "juror_rank", rank, None, stage, juror=juror)
    for column, label in enumerate(parts.labels):
        juror = COMMITTEE if label in result.committee_criteria else ""
        mark = parts.exact.fraction_at(who, column)
        yield _step(contest, who, "mark", mark, rounding.mark, stage, label, juror)
    for column, label in enumerate(parts.labels):
        if label != PANEL:
            juror = COMMITTEE if label in result.committee_criteria else ""
            product = parts.weighted_exact.fraction_at(who, column)
            yield _step(contest, who, "weighted", product, rounding.weighted, stage, label, juror)
    yield from _deduction(contest, who, result.deductions.fraction_at(who), stage)
    yield _step(contest, who, "stage", result.exact.fraction_at(who), rounding.stage, stage)


def all_steps(
    contest: Contest, results: Mapping[str, StageResult], totals: Totals | None
) -> tuple[Step, ...]:
    """The steps of the category, participant by participant, down to the total."""
    steps: list[Step] = []
    for who in range(len(contest.participants)):
        reached = [result for result in results.values() if result.ranked[who]]
        for result in reached:
            steps += stage_steps(contest, result, who)
        if totals is not None and reached:
            steps += _deduction(contest, who, totals.deductions.fraction_at(who))
            total = totals.exact.fraction_at(who)
            steps.append(_step(contest, who, "total", total, contest.rule.rounding.total))
    return tuple(steps)


def _deduction(contest: Contest, who: int, points: Fraction, stage: str = "") -> Iterator[Step]:
    if points:
        yield _step(contest, who, "deduction", points, None, stage)


def _step(
    contest: Contest,
    who: int,
    level: str,
    exact: Fraction,
    decimals: int | None,
    stage: str = "",
    criterion: str = "",
    juror: str = "",
) -> Step:
    return Step(
        season=contest.facts.season,
        category=contest.category,
        participant=contest.participants[who],
        level=level,
        stage=stage,
        criterion=criterion,
        juror=juror,
        value=as_decimal(exact, decimals),
        exact=exact,
    )


def stage_standings(
    contest: Contest, result: StageResult, cut: Cut | None
) -> Iterator[StageStanding]:
    """Every registered participant in one stage, with its value and rank if it was in it."""
    values = ranking_values(contest.rule, result.exact, result.value)
    ranks = competition_ranks(values, result.ranked, contest.low_wins)
    for participant in contest.registered:
        who = contest.places.get(participant)
        ranked = who is not None and bool(result.ranked[who])
        finalist = cut is not None and who is not None and bool(cut.admitted[who])
        exact = result.exact.fraction_at(who) if ranked and who is not None else None
        yield StageStanding(
            season=contest.facts.season,
            category=contest.category,
            stage=result.stage,
            participant=participant,
            value=None if exact is None else as_decimal(exact, contest.rule.rounding.stage),
            exact=exact,
            rank=int(ranks[who]) if ranked else None,
            finalist="" if cut is None else "yes" if finalist else "no",
        )


def placings(
    contest: Contest,
    totals: Totals,
    order: Order,
    notes: Mapping[str, str],
    with_titles: bool,
) -> tuple[Placing, ...]:
    """The ranking: the ranked by rank and id, then the others by id, each with its note."""
    titles = contest.rule.titles if with_titles else ()
    lines = [
        _counted(contest, who, totals, order, titles, notes[participant])
        if who is not None
        else _bare(contest, participant, notes[participant])
        for participant, who in _axis(contest, notes)
    ]
    return tuple(sorted(lines, key=lambda line: (line.rank is None, line.rank, line.participant)))


def undecided_placings(contest: Contest) -> tuple[Placing, ...]:
    """Every participant of a category that waits for a person, by id."""
    return tuple(_bare(contest, participant, UNDECIDED) for participant in contest.registered)


def _axis(contest: Contest, notes: Mapping[str, str]) -> Iterator[tuple[str, int | None]]:
    """Each registered participant and its place on the axis, None where it has no total."""
    for participant in contest.registered:
        absent = notes[participant] == "absent"
        yield participant, None if absent else contest.places.get(participant)


def _counted(
    contest: Contest, who: int, totals: Totals, order: Order, titles: tuple[str, ...], note: str
) -> Placing:
    decimals = contest.rule.rounding.total
    exact = totals.exact.fraction_at(who)
    rank = int(order.ranks[who]) or None
    margin = order.margins.get(who)
    return replace(
        _bare(contest, contest.participants[who], note),
        rank=rank,
        total=as_decimal(exact, decimals),
        exact=exact,
        margin=None if margin is None else shown_margin(margin, decimals),
        title=title_of(rank, titles),
        decided_by=order.decided_by.get(who, ""),
    )


def _bare(contest: Contest, participant: str, note: str) -> Placing:
    known = contest.registered[participant]
    return Placing(
        season=contest.facts.season,
        category=contest.category,
        rank=None,
        participant=participant,
        name=known.name,
        region=known.region,
        total=None,
        exact=None,
        margin=None,
        title="",
        decided_by="",
        status=DRAFT,
        note=note,
    )
