"""What a juror's form shows, and the parts that every table on one has: marks, totals, weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from helpers.records.numbers import as_decimal
from helpers.sample.material import Entrant, Form
from helpers.sample.sheets import Draft, Place, Recipe

PRODUCT = ("mark", "weight", "product")  # the columns that a criterion takes where jurors multiply


@dataclass(frozen=True, slots=True)
class Column:
    """A criterion as it stands on a form."""

    criterion: str
    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Page:
    """What a form shows: who marked whom for what, on which day, and how it is laid out.

    ``regions`` are the region names as this form writes them, by participant. A participant whom
    the juror may not mark has no entries in ``marks``.
    """

    form: Form
    layout: Mapping[str, Any]
    heading: Mapping[str, Any]
    font: str
    words: Mapping[str, str]
    day: date
    city: str
    signature: tuple[str, ...]
    most: Decimal
    percent: bool
    columns: tuple[Column, ...]
    entrants: tuple[Entrant, ...]
    regions: Mapping[str, str]
    marks: Mapping[tuple[str, str], Decimal]

    def weighted(self, column: Column) -> Decimal:
        """What a juror multiplies a mark with: the factor, or the weight as a part of one."""
        return column.weight / 100 if self.percent else column.weight

    def span(self, part: str) -> int:
        """How many columns of the sheet a part of the table takes."""
        return {"marks": 1, "products": len(PRODUCT)}.get(part, 0) * len(self.columns) or 1


def write_weight(draft: Draft, page: Page, place: Place, column: Column) -> None:
    """Write a criterion's weight, as 25% or as a factor."""
    look = "weight" if page.percent else "factor"
    draft.put(place, page.weighted(column), look, known_as=("weight", "", column.criterion))


def write_marks(draft: Draft, page: Page, entrant: Entrant, spots: Sequence[Place]) -> None:
    """Write the marks of one participant, one spot a criterion."""
    for column, spot in zip(page.columns, spots, strict=True):
        mark = page.marks.get((entrant.id, column.criterion))
        draft.put(spot, mark, "mark", known_as=("mark", entrant.id, column.criterion))


def write_product(draft: Draft, page: Page, entrant: Entrant, column: Column, spot: Place) -> None:
    """Write the weight and mark times weight beside a mark."""
    row, left = spot
    weight, product = (row, left + 1), (row, left + 2)
    draft.put(weight, column.weight, "centre")
    known_as = ("product", entrant.id, column.criterion)
    mark = page.marks.get((entrant.id, column.criterion))
    if mark is None or page.form.totals == "none":
        draft.put(product, None, "mark", known_as=known_as)
        return
    text = f"={xl_rowcol_to_cell(*spot)}*{xl_rowcol_to_cell(*weight)}"
    recipe = Recipe(text, ((spot, column.weight),)) if page.form.totals == "formula" else None
    draft.put(product, mark * column.weight, "mark", recipe, known_as)


def write_total(
    draft: Draft, page: Page, entrant: Entrant, place: Place, text: str, factors: Sequence[Decimal]
) -> None:
    """Write what the juror made of the marks of one participant: typed, as a formula, or nothing.

    Parameters
    ----------
    text
        The formula, which adds up the participant's marks, each times its factor.
    """
    known_as = ("total", entrant.id, "")
    marks = [page.marks.get((entrant.id, column.criterion)) for column in page.columns]
    if page.form.totals == "none" or None in marks:
        draft.put(place, None, "sum", known_as=known_as)
        return
    spots = [draft.places["mark", entrant.id, column.criterion] for column in page.columns]
    total = sum(
        (
            Fraction(mark) * Fraction(factor)
            for mark, factor in zip(marks, factors, strict=True)
            if mark is not None
        ),
        Fraction(0),
    )
    recipe = Recipe(text, tuple(zip(spots, factors, strict=True)))
    formula = recipe if page.form.totals == "formula" else None
    draft.put(place, as_decimal(total), "sum", formula, known_as)
