"""The sheet of the panel: the jurors side by side, and what they together make of a criterion."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from helpers.records.tables import COMMITTEE
from helpers.report.workbook.contest import Contest, Slot
from helpers.report.workbook.formulas import (
    Formula,
    Placed,
    combined,
    converted,
    rounded,
    weighted,
)
from helpers.report.workbook.tables import Book, Column, TableSheet, Value, compared_at
from helpers.report.workbook.weights import CATEGORY, Weights

Row = tuple[str, str, str]  # stage, participant, criterion


@dataclass(frozen=True)
class Panel:
    """Where the marks on the category's scale stand, and what the jurors together make of each.

    ``combined`` is the mark of a criterion after its rounding, ``weighted`` what it adds.
    """

    marks: dict[Slot, Placed] = field(default_factory=dict)
    weights: dict[Row, Placed] = field(default_factory=dict)
    combined: dict[Row, Placed] = field(default_factory=dict)
    weighted: dict[Row, Placed] = field(default_factory=dict)


def write_panel(book: Book, contest: Contest, weights: Weights, marks: dict[Slot, Placed]) -> Panel:
    """Each criterion of each participant in one row: the jurors side by side, and what they make.

    Where jurors are combined per criterion, and for the committee's criteria always, the row goes
    on to the weighted mark; else the combined mark only serves the ties.
    """
    rows = [
        (stage, person, criterion)
        for stage in contest.stages
        for person in contest.people(stage)
        for criterion in contest.criteria(stage)
    ]
    scale = f"{contest.rules.scale.min}–{contest.rules.scale.max}"
    sheet = contest.open_sheet(book, "panel", _columns(contest), len(rows), scale=scale)
    panel = Panel()
    for row in rows:
        _write_row(sheet, contest, weights, marks, panel, row)
    sheet.finish()
    return panel


def _columns(contest: Contest) -> list[Column]:
    rounding = contest.rules.rounding
    columns = [
        *contest.row_columns(),
        Column("criterion", contest.say("criterion"), width=24),
        Column("weight", contest.say("weight"), "exact", width=9),
        *(
            Column(f"juror {juror}", contest.juror_name(juror), "exact", width=11)
            for juror in contest.columns
        ),
        Column("count", contest.say("count"), "number", 0, width=8),
        Column("combined", contest.say("combined"), "exact"),
    ]
    committee = any(map(contest.rules.committee_criteria, contest.stages))
    if contest.rank_sum or (contest.by_total and not committee):
        return columns
    return [
        *columns,
        Column("mark", contest.say("mark_rounded"), "exact"),
        Column("mark_package", contest.say("mark_package"), "exact"),
        Column("mark_check", contest.say("mark_check"), "check", compared_at(rounding.mark)),
        Column("weighted", contest.say("weighted"), "exact"),
        Column("weighted_package", contest.say("weighted_package"), "exact"),
        Column(
            "weighted_check", contest.say("weighted_check"), "check", compared_at(rounding.weighted)
        ),
    ]


def _write_row(
    sheet: TableSheet,
    contest: Contest,
    weights: Weights,
    marks: dict[Slot, Placed],
    panel: Panel,
    key: Row,
) -> None:
    stage, person, criterion = key
    jurors = [j for j in contest.columns if (*key, j) in contest.counted]
    on_scale = {j: _on_scale(contest, weights, marks, (*key, j)) for j in jurors}
    weight = weights.weight[stage, criterion]
    cells: dict[str, Value] = {
        **contest.row_cells(stage, person),
        "criterion": contest.rules.stages[stage].criteria[criterion].name,
        "weight": Formula(weight.there, weight.value),
        **{f"juror {juror}": formula for juror, formula in on_scale.items()},
    }
    if on_scale:
        first, last = f"juror {contest.columns[0]}", f"juror {contest.columns[-1]}"
        span = f"{sheet.here(first)}:{sheet.here(last)}"
        values = [formula.value for formula in on_scale.values()]
        together = (
            sheet.formula(f"juror {COMMITTEE}", values[0])
            if jurors == [COMMITTEE]
            else combined(contest.rules.combine.jurors, span, values)
        )
        cells["count"] = Formula(f"COUNT({span})", Fraction(len(values)))
        cells["combined"] = together
        cells |= _carry_on(sheet, contest, key, together.value, weight.value)
    placed = sheet.add(cells)
    panel.weights[key] = placed["weight"]
    panel.marks.update({(*key, juror): placed[f"juror {juror}"] for juror in jurors})
    if "combined" in placed:
        panel.combined[key] = placed.get("mark", placed["combined"])
    if "weighted" in placed:
        panel.weighted[key] = placed["weighted"]


def _on_scale(contest: Contest, weights: Weights, marks: dict[Slot, Placed], slot: Slot) -> Formula:
    """The mark on the scale of the category; as it is where the scales are the same."""
    mark, (stage, _, criterion, _) = marks[slot], slot
    own, to = weights.scale[stage, criterion], weights.scale[CATEGORY]
    same = all(a.value == b.value for a, b in zip(own, to, strict=True))
    if same or not contest.percent:
        return Formula(mark.there, mark.value)
    return converted(mark, own, to)


def _carry_on(
    sheet: TableSheet,
    contest: Contest,
    key: Row,
    together: Fraction,
    weight: Fraction,
) -> dict[str, Value]:
    """From the combined mark to what it adds, each beside the package's value."""
    stage, person, criterion = key
    rounding = contest.rules.rounding
    own = contest.rules.from_committee(stage, criterion)
    if contest.rank_sum or (contest.by_total and not own):
        return {}
    juror = COMMITTEE if own else ""
    mark = rounded(sheet.formula("combined", together), rounding.mark)
    product = weighted(
        sheet.formula("mark", mark.value), sheet.formula("weight", weight), contest.percent
    )
    adds = rounded(product, rounding.weighted)
    cells: dict[str, Value] = {"mark": mark, "weighted": adds}
    for level, value, decimals in (
        ("mark", mark.value, rounding.mark), ("weighted", adds.value, rounding.weighted)
    ):  # fmt: skip
        package = contest.step(level, person, stage, criterion, juror)
        cells |= sheet.check(level, value, package, decimals)
    return cells
