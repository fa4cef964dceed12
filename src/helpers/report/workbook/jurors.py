"""The sheet of the jurors' stage totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from helpers.records.tables import COMMITTEE
from helpers.report.workbook.contest import Contest
from helpers.report.workbook.formulas import (
    Formula,
    Placed,
    weighed,
    whole,
    whole_value,
)
from helpers.report.workbook.panel import Panel
from helpers.report.workbook.tables import UNROUNDED, Book, Column, TableSheet, Value

Seat = tuple[str, str, str]  # stage, participant, juror


@dataclass(frozen=True)
class JurorTotals:
    """Where each juror's stage total stands, and the rank that it gives where ranks are summed."""

    totals: dict[Seat, Placed] = field(default_factory=dict)
    ranks: dict[Seat, Placed] = field(default_factory=dict)


def seats_of(contest: Contest) -> list[Seat]:
    """Each juror of each participant in each stage; the committee only where ranks are summed."""
    return [
        (stage, person, juror)
        for stage in contest.stages
        for person in contest.people(stage)
        for juror in contest.jurors.get((stage, person), ())
        if juror != COMMITTEE or contest.rank_sum
    ]


def write_juror_totals(book: Book, contest: Contest, panel: Panel) -> JurorTotals:
    """Each juror's stage total, the sum of mark x weight, and its rank where ranks are summed."""
    seats = seats_of(contest)
    columns = [
        *contest.row_columns(),
        Column("juror", contest.say("juror"), width=9),
        Column("total", contest.say("juror_total"), "exact"),
        Column("total_package", contest.say("juror_total_package"), "exact"),
        Column("total_check", contest.say("juror_total_check"), "check", UNROUNDED),
    ]
    if contest.rank_sum:
        columns += [
            Column("seat", contest.say("seat"), "number", 0, width=8),
            Column("whole", contest.say("whole"), "whole"),
            Column("rank", contest.say("juror_rank"), "number", 1),
            Column("rank_package", contest.say("juror_rank_package"), "number", 1),
            Column("rank_check", contest.say("juror_rank_check"), "check", 1),
        ]
    key = "ranks" if contest.rank_sum else "jurors"
    sheet = contest.open_sheet(book, key, columns, len(seats))
    totals = {seat: _juror_total(contest, panel, seat) for seat in seats}
    found = JurorTotals()
    for seat in seats:
        stage, person, juror = seat
        total = totals[seat]
        cells: dict[str, Value] = {
            **contest.row_cells(stage, person),
            "juror": contest.juror_name(juror),
            "total": total,
            **sheet.check(
                "total", total.value, contest.step("juror", person, stage, "", juror), None
            ),
        }
        if contest.rank_sum:
            cells |= _juror_rank(sheet, contest, seat, seats, totals)
        placed = sheet.add(cells)
        found.totals[seat] = placed["total"]
        if "rank" in placed:
            found.ranks[seat] = placed["rank"]
    sheet.finish()
    return found


def _juror_total(contest: Contest, panel: Panel, seat: Seat) -> Formula:
    stage, person, juror = seat
    own = contest.rules.committee_criteria if juror == COMMITTEE else contest.rules.juror_criteria
    criteria = own(stage)
    marks = [panel.marks[stage, person, criterion, juror] for criterion in criteria]
    weights = [panel.weights[stage, person, criterion] for criterion in criteria]
    return weighed(marks, weights, contest.percent)


def _juror_rank(
    sheet: TableSheet,
    contest: Contest,
    seat: Seat,
    seats: list[Seat],
    totals: Mapping[Seat, Formula],
) -> dict[str, Value]:
    """The mid-rank of a total among those that the same juror gave in the same stage."""
    stage, person, juror = seat
    among = [place for place, other in enumerate(seats, start=1) if other[0] == stage]
    numbers = sheet.whole_column("seat", among[0], among[-1])
    keys = sheet.whole_column("whole", among[0], among[-1])
    mine, own = sheet.here("whole"), sheet.here("seat")
    text = (
        f'COUNTIFS({numbers},{own},{keys},">"&{mine})+(COUNTIFS({numbers},{own},{keys},{mine})+1)/2'
    )
    key = whole_value(totals[seat].value)
    others = [
        whole_value(totals[other].value)
        for other in seats
        if (other[0], other[2]) == (stage, juror)
    ]
    rank = Fraction(sum(other > key for other in others)) + Fraction(others.count(key) + 1, 2)
    return {
        "seat": contest.columns.index(juror) + 1,
        "whole": Formula(whole(sheet.here("total")), key),
        "rank": Formula(text, rank),
        **sheet.check("rank", rank, contest.step("juror_rank", person, stage, "", juror), 1),
    }
