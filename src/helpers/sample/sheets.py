"""A sheet before it is a file: its cells, and where each mark, total and name stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from helpers.records.numbers import as_decimal

Place = tuple[int, int]  # row and column, both from 0
Area = tuple[int, int, int, int]  # first row, first column, last row, last column

WRAPPED = ("header", "text")  # the looks whose text is broken into lines
LINE = 15  # points


@dataclass(frozen=True, slots=True)
class Recipe:
    """A formula in a cell: its text, and how to find what a spreadsheet would show for it.

    ``terms`` are the cells it adds up, each with a factor; texts count for nothing in a sum, as in
    every spreadsheet. ``mean`` divides by the number of numeric cells.
    """

    text: str
    terms: tuple[tuple[Place, Decimal], ...]
    mean: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, a number or nothing, its look, and perhaps a formula and a comment."""

    value: str | Decimal | None
    look: str
    recipe: Recipe | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; ``places`` finds a cell by part, participant and criterion."""

    name: str
    font: str
    cells: Mapping[Place, Cell]
    merges: tuple[Area, ...]
    widths: Mapping[int, int]
    heights: Mapping[int, int]
    places: Mapping[tuple[str, str, str], Place]
    hidden: frozenset[int] = frozenset()


@dataclass
class Draft:
    """A sheet while it is being laid out."""

    name: str
    font: str
    cells: dict[Place, Cell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    widths: dict[int, int] = field(default_factory=dict)
    places: dict[tuple[str, str, str], Place] = field(default_factory=dict)

    def put(
        self,
        place: Place,
        value: str | Decimal | None,
        look: str,
        recipe: Recipe | None = None,
        known_as: tuple[str, str, str] | None = None,
    ) -> None:
        """Set a cell, and remember where it stands if it may be looked for."""
        self.cells[place] = Cell(value, look, recipe)
        if known_as:
            self.places[known_as] = place

    def merge(self, area: Area, value: str, look: str) -> None:
        """Set one text over an area of cells."""
        top, left, bottom, right = area
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self.cells[row, column] = Cell(None, look)
        self.cells[top, left] = Cell(value, look)
        if (top, left) != (bottom, right):
            self.merges.append(area)

    def finished(self) -> Sheet:
        """The sheet as laid out."""
        return Sheet(
            name=self.name,
            font=self.font,
            cells=self.cells,
            merges=tuple(self.merges),
            widths=self.widths,
            heights=self._heights(),
            places=self.places,
        )

    def _letters(self, column: int, look: str) -> int:
        """How many letters fit in a line: widths count digits, and plain letters are slimmer."""
        return self.widths[column] * (10 if look == "header" else 11) // 10

    def _heights(self) -> dict[int, int]:
        """The height in points of each row whose longest text needs more than one line."""
        covered = {(top, left) for top, left, _, _ in self.merges}
        lines: dict[int, int] = {}
        for (row, column), cell in self.cells.items():
            if (
                cell.look in WRAPPED
                and isinstance(cell.value, str)
                and (row, column) not in covered
            ):
                needed = -(-len(cell.value) // self._letters(column, cell.look))
                lines[row] = max(lines.get(row, 1), needed)
        return {row: LINE * needed for row, needed in lines.items() if needed > 1}


def settle(sheet: Sheet) -> Sheet:
    """Give each formula the value that a spreadsheet would show for the cells as they are now."""
    return replace(
        sheet,
        cells={
            place: cell if cell.recipe is None else replace(cell, value=_shown(sheet, cell.recipe))
            for place, cell in sheet.cells.items()
        },
    )


def _shown(sheet: Sheet, recipe: Recipe) -> Decimal:
    parts = [
        Fraction(value) * Fraction(factor)
        for place, factor in recipe.terms
        if isinstance(value := sheet.cells[place].value, Decimal)
    ]
    total = sum(parts, Fraction(0))
    return as_decimal(total / len(parts) if recipe.mean and parts else total)
