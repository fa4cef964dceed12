"""The panel of a stage, and the panel of the category as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from helpers.examine.jurors import JurorTable, juror_table
from helpers.rules.models import Category
from helpers.scoring.arrays import JURORS, every
from helpers.scoring.exact import Exact
from helpers.scoring.scales import stage_weight_of
from helpers.scoring.stages import StageResult

WHOLE = ""  # stands where a stage would, for the category as a whole


@dataclass(frozen=True)
class Panel:
    """The jurors of a stage, or of all stages, and what each gave to each participant.

    ``points`` are the jurors' totals. ``standing`` is what counts for the order, more is better:
    the same, or under rank_sum the places with a minus. ``results`` are the stages that are in it.
    ``reason`` says why there is no panel of the category as a whole; the tables are empty then.
    """

    stage: str
    points: JurorTable
    standing: JurorTable
    results: tuple[StageResult, ...]
    reason: str = ""


def stage_panel(result: StageResult) -> Panel:
    """The panel of one stage."""
    table = juror_table(result)
    return Panel(result.stage, table, _standing(result, table), (result,))


def whole_panel(rule: Category, panels: Sequence[Panel]) -> Panel:
    """The panel of the category: each juror's stage totals times the weights of the stages, added.

    Over the participants who were in every stage. Only where the same jurors sat in all stages;
    else the sum would be of different people, and the stages stand for themselves.
    """
    results = tuple(result for panel in panels for result in panel.results)
    weights = [stage_weight_of(rule, panel.stage) for panel in panels]
    points = _added([panel.points for panel in panels], weights)
    standing = _added([panel.standing for panel in panels], weights)
    seated = {frozenset(panel.points.jurors) for panel in panels}
    reason = "panels_differ" if len(seated) > 1 else ""
    return Panel(WHOLE, points, standing, results, reason)


def complete_part(table: JurorTable) -> JurorTable:
    """The participants whom every juror of the table scored."""
    rows = np.flatnonzero(every(table.present, JURORS))
    return _rows(table, rows.tolist(), range(len(table.jurors)))


def _standing(result: StageResult, table: JurorTable) -> JurorTable:
    """The places that the jurors gave, with a minus, where the rule sums places."""
    if result.ranks is None:
        return table
    rows = _found(table.participants, result.participants)
    seats = _found(table.jurors, result.jurors)
    return replace(table, totals=-result.ranks.ranks[np.ix_(rows, seats)])


def _added(tables: Sequence[JurorTable], weights: Sequence[Fraction]) -> JurorTable:
    """Tables added up with their weights, over the participants and jurors who are in all."""
    first = tables[0]
    jurors = [j for j in first.jurors if all(j in table.jurors for table in tables)]
    inside = [set(table.participants) for table in tables]
    participants = [p for p in first.participants if all(p in one for one in inside)]
    aligned = [
        _rows(table, _found(participants, table.participants), _found(jurors, table.jurors))
        for table in tables
    ]
    return JurorTable(
        stage=WHOLE,
        participants=tuple(participants),
        jurors=tuple(jurors),
        totals=_sum(t.totals.times(w) for t, w in zip(aligned, weights, strict=True)),
        present=np.logical_and.reduce([table.present for table in aligned]),
        marks=tuple(sum(counts) for counts in zip(*(t.marks for t in aligned), strict=True)),
    )


def _rows(table: JurorTable, rows: Sequence[int], seats: Sequence[int]) -> JurorTable:
    """The part of a table with some of its participants and jurors."""
    where = np.ix_(rows, seats)
    return JurorTable(
        stage=table.stage,
        participants=tuple(table.participants[row] for row in rows),
        jurors=tuple(table.jurors[seat] for seat in seats),
        totals=table.totals[where],
        present=table.present[where],
        marks=tuple(table.marks[seat] for seat in seats),
    )


def _found(names: Iterable[str], among: Sequence[str]) -> list[int]:
    """The places of the names among others."""
    places = {name: place for place, name in enumerate(among)}
    return [places[name] for name in names]


def _sum(parts: Iterable[Exact]) -> Exact:
    first, *others = parts
    for other in others:
        first = first + other
    return first
