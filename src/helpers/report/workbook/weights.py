"""The sheet of weights, scales and minimums, as cells that one can change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from helpers.report.workbook.contest import Contest
from helpers.report.workbook.formulas import Formula, Placed
from helpers.report.workbook.tables import Book, Column, TableSheet, Value

Key = tuple[str, str]  # stage, criterion; the stage itself has no criterion
CATEGORY: Key = ("", "")  # the row of the whole category
INPUTS = ("low", "high", "weight", "minimum")  # the columns that one can change


@dataclass(frozen=True)
class Weights:
    """Where the weights and scales of each stage and criterion stand, and the minimums."""

    weight: dict[Key, Placed] = field(default_factory=dict)
    scale: dict[Key, tuple[Placed, Placed]] = field(default_factory=dict)
    minimum: dict[str, Placed] = field(default_factory=dict)
    changed: str = ""  # the column that counts, row by row, what is not as in the rule book

    def note(self, key: Key, placed: dict[str, Placed]) -> None:
        """Remember where the numbers of a row stand."""
        if "weight" in placed:
            self.weight[key] = placed["weight"]
        if "low" in placed:
            self.scale[key] = placed["low"], placed["high"]
        if "minimum" in placed:
            self.minimum[key[0]] = placed["minimum"]


def write_weights(book: Book, contest: Contest) -> Weights:
    """One row for the category, and then one for each stage with its criteria below it."""
    keys = [CATEGORY]
    for stage in contest.rules.stages:
        keys += [(stage, ""), *((stage, criterion) for criterion in contest.criteria(stage))]
    sheet = contest.open_sheet(book, "weights", _columns(contest), len(keys))
    letter, first = sheet.letters["weight"], sheet.next_row
    rows = {key: f"{letter}{row}" for row, key in enumerate(keys, start=first)}
    found = Weights(changed=f"'{sheet.name}'!{sheet.whole_column('changed')}")
    for key in keys:
        cells = _cells(contest, key)
        cells["changed"] = _count_changes(sheet, cells)
        if contest.percent:
            cells |= _sum_below(contest, key, rows)
        found.note(key, sheet.add(cells))
    sheet.finish()
    return found


def _columns(contest: Contest) -> list[Column]:
    columns = [
        Column("stage", contest.say("stage"), width=30),
        Column("criterion", contest.say("criterion"), width=34),
        Column("source", contest.say("source"), width=12),
        Column("low", contest.say("scale_low"), "input"),
        Column("high", contest.say("scale_high"), "input"),
        Column("weight", contest.say(f"weight_{contest.rules.weights}"), "input", width=14),
        Column("minimum", contest.say("minimum"), "input", width=14),
    ]
    if contest.percent:
        columns.append(Column("sum", contest.say("sum_below"), "exact"))
    return [*columns, Column("changed", contest.say("changed_here"), "number", 0)]


def _count_changes(sheet: TableSheet, cells: dict[str, Value]) -> Formula:
    """How many of the numbers of the row that is written next are not as in the rule book."""
    tests = [
        f"({sheet.here(key)}<>{float(value)!r})"
        for key in INPUTS
        if isinstance(value := cells.get(key), (Decimal, int))
    ]
    return Formula("+".join(tests) or "0", Fraction(0))


def _cells(contest: Contest, key: Key) -> dict[str, Value]:
    stage, criterion = key
    rules = contest.rules
    if key == CATEGORY:
        return {
            "stage": contest.say("whole_category"),
            "low": rules.scale.min,
            "high": rules.scale.max,
            "minimum": rules.minimum.total,
        }
    if not criterion:
        return {
            "stage": rules.stages[stage].name,
            "weight": rules.stage_weight(stage),
            "minimum": rules.minimum.stage.get(stage),
        }
    scale = rules.criterion_scale(stage, criterion)
    return {
        "stage": rules.stages[stage].name,
        "criterion": rules.stages[stage].criteria[criterion].name,
        "source": contest.say("committee" if rules.from_committee(stage, criterion) else "jurors"),
        "low": scale.min,
        "high": scale.max,
        "weight": rules.stages[stage].criteria[criterion].weight,
    }


def _sum_below(contest: Contest, key: Key, rows: dict[Key, str]) -> dict[str, Value]:
    """The sum of the stages' weights for the category, of the criteria's for a stage."""
    stage, criterion = key
    if criterion:
        return {}
    if key == CATEGORY:
        below = [(other, "") for other in contest.rules.stages]
        weights = [contest.rules.stage_weight(other) for other, _ in below]
    else:
        below = [(stage, own) for own in contest.criteria(stage)]
        weights = [contest.rules.stages[stage].criteria[own].weight for _, own in below]
    return {"sum": Formula(f"SUM({','.join(rows[other] for other in below)})", _total(weights))}


def _total(weights: Sequence[Decimal]) -> Fraction:
    return sum((Fraction(weight) for weight in weights), Fraction(0))
