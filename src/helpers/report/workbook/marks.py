"""The sheets of weights, of raw marks with their cells, and of the panel side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from helpers.records.tables import COMMITTEE, Absence, Score
from helpers.report.workbook.contest import Contest, Slot
from helpers.report.workbook.formulas import (
    Formula,
    Placed,
    combined,
    converted,
    rounded,
    weighted,
)
from helpers.report.workbook.tables import Book, Column, TableSheet, Value

CATEGORY = ("", "")  # the row of the category on the sheet of weights


@dataclass(frozen=True)
class Weights:
    """Where the weights, scales and minimums stand: by stage, and by stage and criterion."""

    weight: dict[tuple[str, str], Placed] = field(default_factory=dict)
    scale: dict[tuple[str, str], tuple[Placed, Placed]] = field(default_factory=dict)
    minimum: dict[str, Placed] = field(default_factory=dict)


def criteria_of(contest: Contest, stage: str) -> tuple[str, ...]:
    """The criteria of the jurors and then those of the committee, as all sheets order them."""
    return contest.rules.juror_criteria(stage) + contest.rules.committee_criteria(stage)


def write_weights(book: Book, contest: Contest) -> Weights:
    """Weights, scales and minimums, as cells that one can change to see what would happen."""
    rules = contest.rules
    columns = [
        Column("stage", contest.say("stage"), width=30),
        Column("criterion", contest.say("criterion"), width=34),
        Column("source", contest.say("source"), width=12),
        Column("low", contest.say("scale_low"), "input"),
        Column("high", contest.say("scale_high"), "input"),
        Column("weight", contest.say(f"weight_{rules.weights}"), "input", width=14),
        Column("minimum", contest.say("minimum"), "input", width=14),
    ]
    if contest.percent:
        columns.append(Column("sum", contest.say("sum_below"), "exact"))
    rows = 1 + sum(1 + len(part.criteria) for part in rules.stages.values())
    sheet = TableSheet(
        book, contest.sheet_name("weights"), contest.say("weights_title", category=rules.name),
        contest.say("weights_about"), columns, rows,
    )  # fmt: skip
    found = Weights()
    below = _stage_rows(contest, sheet.next_row)
    placed = sheet.add(
        {
            "stage": contest.say("whole_category"),
            "low": rules.scale.min,
            "high": rules.scale.max,
            "minimum": rules.minimum.total,
            "sum": _sum_of(
                sheet, below.values(), [rules.stage_weight(stage) for stage in rules.stages]
            ),
        }
    )
    _note(found, CATEGORY, placed)
    for stage, part in rules.stages.items():
        row = below[stage]
        criteria = criteria_of(contest, stage)
        placed = sheet.add(
            {
                "stage": part.name,
                "weight": rules.stage_weight(stage),
                "minimum": rules.minimum.stage.get(stage),
                "sum": _sum_of(
                    sheet,
                    range(row + 1, row + 1 + len(criteria)),
                    [part.criteria[criterion].weight for criterion in criteria],
                ),
            }
        )
        _note(found, (stage, ""), placed)
        for criterion in criteria:
            scale = rules.criterion_scale(stage, criterion)
            own = rules.from_committee(stage, criterion)
            placed = sheet.add(
                {
                    "stage": part.name,
                    "criterion": part.criteria[criterion].name,
                    "source": contest.say("committee" if own else "jurors"),
                    "low": scale.min,
                    "high": scale.max,
                    "weight": part.criteria[criterion].weight,
                }
            )
            _note(found, (stage, criterion), placed)
    sheet.finish()
    return found


def _stage_rows(contest: Contest, first: int) -> dict[str, int]:
    """The row of each stage, under the row ``first`` of the category."""
    rows = {}
    row = first + 1
    for stage, part in contest.rules.stages.items():
        rows[stage] = row
        row += 1 + len(part.criteria)
    return rows


def _sum_of(sheet: TableSheet, rows: Sequence[int] | range, weights: Sequence[object]) -> Formula:
    letter = sheet.letters["weight"]
    cells = ",".join(f"{letter}{row}" for row in rows)
    return Formula(f"SUM({cells})", sum((Fraction(str(w)) for w in weights), Fraction(0)))


def _note(found: Weights, key: tuple[str, str], placed: dict[str, Placed]) -> None:
    if "weight" in placed:
        found.weight[key] = placed["weight"]
    if "low" in placed:
        found.scale[key] = placed["low"], placed["high"]
    if "minimum" in placed:
        found.minimum[key[0]] = placed["minimum"]


def write_marks(book: Book, contest: Contest) -> dict[Slot, Placed]:
    """Every raw mark as a number, with the file, sheet and cell it came from beside it.

    Slots without a mark are listed with the word that says why.
    """
    rows: list[Score | Absence] = [*contest.category.scores, *contest.category.absences]
    order = contest.slot_order()
    sheet = TableSheet(
        book, contest.sheet_name("marks"),
        contest.say("marks_title", category=contest.rules.name), contest.say("marks_about"),
        [
            Column("stage", contest.say("stage"), width=28),
            Column("participant", contest.say("participant"), width=12),
            Column("name", contest.say("name"), width=30),
            Column("criterion", contest.say("criterion"), width=24),
            Column("juror", contest.say("juror"), width=9),
            Column("mark", contest.say("mark"), "exact", width=11),
            Column("remark", contest.say("remark"), width=22),
            Column("file", contest.say("file"), width=36),
            Column("sheet", contest.say("sheet"), width=28),
            Column("cell", contest.say("cell"), width=7),
            Column("literal", contest.say("literal"), width=12),
            Column("correction", contest.say("correction"), width=10),
        ],
        len(rows), freeze=2,
    )  # fmt: skip
    found = {}
    for row in sorted(rows, key=order):
        slot = (row.stage, row.participant, row.criterion, row.juror)
        placed = sheet.add(
            {
                "stage": contest.rules.stages[row.stage].name,
                "participant": row.participant,
                "name": contest.placings[row.participant].name,
                "criterion": contest.rules.stages[row.stage].criteria[row.criterion].name,
                "juror": contest.juror_name(row.juror),
                "mark": _mark(contest, slot, row),
                "remark": _remark(contest, slot, row),
                "file": row.file,
                "sheet": row.sheet,
                "cell": row.cell,
                "literal": row.literal,
                "correction": row.correction,
            }
        )
        if "mark" in placed:
            found[slot] = placed["mark"]
    sheet.finish()
    return found


def _mark(contest: Contest, slot: Slot, row: Score | Absence) -> Value:
    """The mark; 0 where the rule makes a zero of a participant's absence."""
    if isinstance(row, Score):
        return row.score
    return 0 if slot in contest.counted else None


def _remark(contest: Contest, slot: Slot, row: Score | Absence) -> str:
    if isinstance(row, Absence):
        zero = "_zero" if slot in contest.counted else ""
        return contest.say(f"{row.kind}{zero}")
    return "" if slot in contest.counted else contest.say("not_counted")


@dataclass(frozen=True)
class Panel:
    """Where the marks on the category's scale stand, and what the jurors together make of each.

    ``combined`` is the mark of a criterion after its rounding, ``weighted`` what it adds.
    """

    marks: dict[Slot, Placed] = field(default_factory=dict)
    weights: dict[tuple[str, str, str], Placed] = field(default_factory=dict)
    combined: dict[tuple[str, str, str], Placed] = field(default_factory=dict)
    weighted: dict[tuple[str, str, str], Placed] = field(default_factory=dict)


def write_panel(
    book: Book, contest: Contest, weights: Weights, marks: dict[Slot, Placed]
) -> Panel:
    """Each criterion of each participant in one row: the jurors side by side, and what they make.

    Where jurors are combined per criterion, and for the committee's criteria always, the row goes
    on to the weighted mark; else the combined mark only serves the ties.
    """
    rows = [
        (stage, person, criterion)
        for stage in contest.stages
        for person in contest.people(stage)
        for criterion in criteria_of(contest, stage)
    ]
    sheet = TableSheet(
        book, contest.sheet_name("panel"),
        contest.say("panel_title", category=contest.rules.name),
        contest.say("panel_about", scale=f"{contest.rules.scale.min}–{contest.rules.scale.max}"),
        _panel_columns(contest), len(rows), freeze=2,
    )  # fmt: skip
    panel = Panel()
    for stage, person, criterion in rows:
        _write_panel_row(sheet, contest, weights, marks, panel, (stage, person, criterion))
    sheet.finish()
    return panel


def _panel_columns(contest: Contest) -> list[Column]:
    rounding = contest.rules.rounding
    columns = [
        Column("stage", contest.say("stage"), width=28),
        Column("participant", contest.say("participant"), width=12),
        Column("name", contest.say("name"), width=30),
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
        Column("mark_check", contest.say("mark_check"), "check", rounding.mark or 8),
        Column("weighted", contest.say("weighted"), "exact"),
        Column("weighted_package", contest.say("weighted_package"), "exact"),
        Column("weighted_check", contest.say("weighted_check"), "check", rounding.weighted or 8),
    ]


def _write_panel_row(
    sheet: TableSheet,
    contest: Contest,
    weights: Weights,
    marks: dict[Slot, Placed],
    panel: Panel,
    key: tuple[str, str, str],
) -> None:
    stage, person, criterion = key
    jurors = [j for j in contest.columns if (*key, j) in contest.counted]
    on_scale = {j: _on_scale(contest, weights, marks, (*key, j)) for j in jurors}
    weight = weights.weight[stage, criterion]
    cells: dict[str, Value] = {
        "stage": contest.rules.stages[stage].name,
        "participant": person,
        "name": contest.placings[person].name,
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


def _on_scale(
    contest: Contest, weights: Weights, marks: dict[Slot, Placed], slot: Slot
) -> Formula:
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
    key: tuple[str, str, str],
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
