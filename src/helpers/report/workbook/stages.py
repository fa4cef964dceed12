"""The sheet of the stages: the jurors as one, what is added and taken off, the rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from helpers.report.workbook.contest import Contest
from helpers.report.workbook.formulas import (
    Formula,
    Placed,
    added,
    area,
    combined,
    rounded,
    whole,
    whole_value,
)
from helpers.report.workbook.jurors import JurorTotals
from helpers.report.workbook.panel import Panel
from helpers.report.workbook.tables import Book, Column, TableSheet, Value, compared_at

Standing = tuple[str, str]  # stage, participant


@dataclass(frozen=True)
class StageSum:
    """What a stage value is made of: the jurors' part, the committee's, the points taken off."""

    jury: Formula | None
    committee: Formula | None
    off: Formula | None

    @property
    def exact(self) -> Fraction:
        """The value before the rounding of the stage."""
        parts = (self.jury, self.committee)
        together = sum((part.value for part in parts if part), Fraction(0))
        return together - (self.off.value if self.off else 0)


def write_stages(
    book: Book, contest: Contest, panel: Panel, jurors: JurorTotals
) -> dict[Standing, Placed]:
    """Each stage of each participant down to its published value; returns where that stands."""
    sums = {
        (stage, person): _sum_up(contest, panel, jurors, stage, person)
        for stage in contest.stages
        for person in contest.people(stage)
    }
    sheet = contest.open_sheet(book, "stages", _columns(contest), len(sums))
    found = {}
    for standing in sums:
        found[standing] = sheet.add(_row(sheet, contest, standing, sums))["value"]
    sheet.finish()
    return found


def _columns(contest: Contest) -> list[Column]:
    rules = contest.rules
    jury = [Column("jury", contest.say("jury_ranks" if contest.rank_sum else "jury"), "exact")]
    if contest.by_total:
        jury += [
            Column("jury_package", contest.say("jury_package"), "exact"),
            Column(
                "jury_check", contest.say("jury_check"), "check", compared_at(rules.rounding.mark)
            ),
        ]
    decimals = compared_at(rules.rounding.stage)
    return [
        *contest.row_columns(),
        *jury,
        Column("committee", contest.say("committee_part"), "exact"),
        Column("off", contest.say("off"), "exact", width=12),
        Column("exact", contest.say("stage_exact"), "exact"),
        Column("value", contest.say("stage_value"), "exact"),
        Column("value_package", contest.say("stage_package"), "exact"),
        Column("value_check", contest.say("stage_check"), "check", decimals),
        Column("whole", contest.say("whole"), "whole"),
        Column("rank", contest.say("stage_rank"), "number", 0),
        Column("rank_package", contest.say("stage_rank_package"), "number", 0),
        Column("rank_check", contest.say("stage_rank_check"), "check", 0),
        Column("finalist", contest.say("finalist"), width=11, note="words"),
    ]  # fmt: skip


def _sum_up(
    contest: Contest, panel: Panel, jurors: JurorTotals, stage: str, person: str
) -> StageSum:
    return StageSum(
        jury=_jury(contest, panel, jurors, stage, person),
        committee=None if contest.rank_sum else _weighted(
            panel, stage, person, contest.rules.committee_criteria(stage)
        ),
        off=points_off(contest, person, stage),
    )  # fmt: skip


def _jury(
    contest: Contest, panel: Panel, jurors: JurorTotals, stage: str, person: str
) -> Formula | None:
    """The jurors as one: from their totals, from the ranks they gave, or criterion by criterion."""
    if not contest.by_total:
        return _weighted(panel, stage, person, contest.rules.juror_criteria(stage))
    source = jurors.ranks if contest.rank_sum else jurors.totals
    seats = [cell for seat, cell in source.items() if seat[:2] == (stage, person)]
    if not seats:
        return None
    values = [cell.value for cell in seats]
    if contest.rank_sum:
        return Formula(f"SUM({area(seats)})", sum(values, Fraction(0)))
    return combined(contest.rules.combine.jurors, area(seats), values)


def _weighted(panel: Panel, stage: str, person: str, criteria: tuple[str, ...]) -> Formula | None:
    cells = [panel.weighted[stage, person, criterion] for criterion in criteria]
    return added([Formula(cell.there, cell.value) for cell in cells]) if cells else None


def points_off(contest: Contest, person: str, stage: str) -> Formula | None:
    """The points taken off in a stage, or off the total where it is ''; each one is written out."""
    points = contest.deductions(person, stage)
    if not points:
        return None
    return Formula("+".join(f"({float(point)!r})" for point in points), sum(points, Fraction(0)))


def _row(
    sheet: TableSheet, contest: Contest, standing: Standing, sums: Mapping[Standing, StageSum]
) -> dict[str, Value]:
    stage, person = standing
    rounding, package = contest.rules.rounding, contest.standings[stage, person]
    own = sums[standing]
    parts = (("jury", "+"), ("committee", "+"), ("off", "-"))
    text = "".join(f"{sign}{sheet.here(key)}" for key, sign in parts if getattr(own, key))
    exact = Formula(text.removeprefix("+"), own.exact)
    value = rounded(sheet.formula("exact", own.exact), rounding.stage)
    cells: dict[str, Value] = {
        **contest.row_cells(stage, person),
        "jury": own.jury,
        "committee": own.committee,
        "off": own.off,
        "exact": exact,
        "value": contest.signed(value, person, stage),
        "finalist": contest.say(f"finalist_{package.finalist}") if package.finalist else "",
        **sheet.check("value", value.value, package.value, rounding.stage),
        **_rank(sheet, contest, standing, sums),
    }
    if contest.by_total and own.jury:
        step = contest.step("mark", person, stage)
        cells |= sheet.check("jury", own.jury.value, step, rounding.mark)
    return cells


def _rank(
    sheet: TableSheet, contest: Contest, standing: Standing, sums: Mapping[Standing, StageSum]
) -> dict[str, Value]:
    """One more than the number of those who are better in the same stage."""
    stage, _ = standing
    rules = contest.rules
    decimals = rules.rounding.stage if rules.rank_by == "total" else None
    keys = {
        place: whole_value(rounded(Formula("", sums[other].exact), decimals).value)
        for place, other in enumerate(sums, start=1)
        if other[0] == stage
    }
    mine = keys[list(sums).index(standing) + 1]
    better = sum(key < mine if contest.rank_sum else key > mine for key in keys.values())
    sign = "<" if contest.rank_sum else ">"
    column = sheet.whole_column("whole", min(keys), max(keys))
    compared = "value" if rules.rank_by == "total" else "exact"
    rank = Fraction(1 + better)
    return {
        "whole": Formula(whole(sheet.here(compared)), mine),
        "rank": Formula(f'1+COUNTIF({column},"{sign}"&{sheet.here("whole")})', rank),
        **sheet.check("rank", rank, contest.standings[standing].rank, 0),
    }
