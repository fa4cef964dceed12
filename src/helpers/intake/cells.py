"""The cells of one sheet, kept small: a workbook may hold a million of them.

What every cell has stands in four columns, a few bytes each; what few cells have stands in
dictionaries beside them. A ``Cell`` is made when somebody asks for it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping

from helpers.intake.workbook import LAST_COLUMN, Area, Cell, Position, Run

_SHIFT = LAST_COLUMN.bit_length()  # a place is one number: the row above, the column below
_COLUMN = (1 << _SHIFT) - 1


def place_of(row: int, column: int) -> int:
    """A position as one number, in the order of rows and then columns."""
    return row << _SHIFT | column


def position_of(place: int) -> Position:
    """The row and column of a place."""
    return place >> _SHIFT, place & _COLUMN


class Cells(Mapping[Position, Cell]):
    """The non-empty cells of a sheet by position, in the order of rows and columns.

    Attributes
    ----------
    places, kinds, literals, styles
        One entry for each cell, in one order.
    formulas, derived, runs
        What few cells have, by place.
    """

    __slots__ = ("derived", "formulas", "kinds", "literals", "places", "runs", "styles")

    def __init__(self) -> None:
        self.places = array("Q")
        self.kinds: list[str] = []
        self.literals: list[str] = []
        self.styles: list[int] = []
        self.formulas: dict[int, str] = {}
        self.derived: dict[int, str] = {}
        self.runs: dict[int, tuple[Run, ...]] = {}

    def sort(self) -> None:
        """Bring the cells into order, where they were stored in another."""
        order = sorted(range(len(self.places)), key=self.places.__getitem__)
        self.places = array("Q", map(self.places.__getitem__, order))
        self.kinds = [self.kinds[number] for number in order]
        self.literals = [self.literals[number] for number in order]
        self.styles = [self.styles[number] for number in order]

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Position]:
        return map(position_of, self.places)

    def __contains__(self, position: object) -> bool:
        return isinstance(position, tuple) and self._find(*position) >= 0

    def __getitem__(self, position: Position) -> Cell:
        number = self._find(*position)
        if number < 0:
            raise KeyError(position)
        return self.cell(number)

    def items(self) -> ItemsView[Position, Cell]:
        return _Items(self)

    def cell(self, number: int) -> Cell:
        """The cell of a number in the order of the sheet, from 0."""
        place = self.places[number]
        return Cell(
            *position_of(place),
            self.kinds[number],
            self.literals[number],
            self.formulas.get(place, ""),
            self.styles[number],
            self.runs.get(place, ()),
            self.derived.get(place, ""),
        )

    def within(self, area: Area) -> Iterator[Position]:
        """The positions of the cells inside an area, however large it is."""
        number = bisect_left(self.places, place_of(area.top, area.left))
        while number < len(self.places):
            row, column = position_of(self.places[number])
            if row > area.bottom:
                return
            if column < area.left:
                number = bisect_left(self.places, place_of(row, area.left), number)
            elif column > area.right:
                number = bisect_left(self.places, place_of(row + 1, area.left), number)
            else:
                yield row, column
                number += 1

    def rows(self) -> tuple[int, int]:
        """The first and the last row that hold a cell."""
        return position_of(self.places[0])[0], position_of(self.places[-1])[0]

    def last(self, count: int) -> list[Position]:
        """The last positions, in order."""
        return list(map(position_of, self.places[-count:]))

    def columns(self) -> set[int]:
        """The columns that hold a cell."""
        return {place & _COLUMN for place in self.places}

    def _find(self, row: int, column: int) -> int:
        """The number of a cell, -1 where there is none."""
        place = place_of(row, column)
        number = bisect_left(self.places, place)
        return number if number < len(self.places) and self.places[number] == place else -1


class _Items(ItemsView[Position, Cell]):
    """Positions and cells in one pass, without a search for each."""

    def __init__(self, cells: Cells) -> None:
        super().__init__(cells)
        self._cells = cells

    def __iter__(self) -> Iterator[tuple[Position, Cell]]:
        for number, place in enumerate(self._cells.places):
            yield position_of(place), self._cells.cell(number)
