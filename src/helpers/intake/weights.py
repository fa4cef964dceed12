"""The weights that a form shows, beside those of the rule book, which hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from helpers.intake.columns import Columns
from helpers.intake.form import Form
from helpers.intake.formulas import number
from helpers.intake.score_texts import bare, text_number
from helpers.intake.workbook import Cell, Notice, Position
from helpers.records.numbers import as_decimal


@dataclass(frozen=True)
class ShownWeight:
    """A weight as the form shows it, and where."""

    criterion: str
    weight: Fraction
    position: Position


def written_number(form: Form, cell: Cell | None) -> Fraction | None:
    """The number in a cell beside the marks, also where it was typed as text."""
    if cell is None or cell.kind != "text":
        return number(cell)
    value = text_number(bare(cell.literal).rstrip("%"), form.rules.decimal_mark)
    return None if value is None else Fraction(value)


def shown_weights(form: Form, columns: Columns) -> Iterator[ShownWeight]:
    """The weights on a form: those of the line of weights, then those in the headers."""
    line = form.table.line_of("weight")
    for criterion, field in columns.marks if line else ():
        cell = form.table.cell(line.index, field.index) if line else None
        weight = written_number(form, cell)
        if cell is not None and weight is not None:
            yield ShownWeight(criterion, weight, cell.position)
    for criterion, field in columns.marks:
        if field.weight is not None:
            yield ShownWeight(criterion, Fraction(field.weight), field.position)


def official_weight(form: Form, criterion: str) -> Decimal:
    """The weight of a criterion in the rule book."""
    return form.category.stages[form.identity.stage].criteria[criterion].weight


def weight_notice(form: Form, criterion: str, written: Fraction, at: Position) -> Notice | None:
    """A weight that is not the rule book's; 0.4 and 40 mean the same percentage."""
    official = Fraction(official_weight(form, criterion))
    percent = form.category.weights == "percent"
    weight = written * 100 if percent and written <= 1 else written
    return None if weight == official else form.notice(
        "WEIGHT_MISMATCH",
        at,
        criterion=form.criterion_name(criterion),
        written=as_decimal(weight),
        official=as_decimal(official),
    )  # fmt: skip
