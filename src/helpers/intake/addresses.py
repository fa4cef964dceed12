"""Where the rows and cells of a sheet stand: by the address they give, else by their order."""

from __future__ import annotations

from helpers.intake.cells import place_of
from helpers.intake.sheet_checks import Oddities
from helpers.intake.workbook import (
    LAST_COLUMN,
    LAST_ROW,
    Position,
    RefusedError,
    read_address,
)


class Addresses:
    """Follows the rows and cells of a sheet, in whatever order they are stored.

    Attributes
    ----------
    row, column, place
        Where the current cell stands; ``place`` is both as one number.
    """

    def __init__(self, oddities: Oddities) -> None:
        self.oddities = oddities
        self.row = self.column = self.place = 0
        self._rows = bytearray(LAST_ROW + 1)  # 1 where a row was seen
        self._row_name = ""
        self._row_place = 0
        self._columns: set[int] = set()  # those seen in the row
        self._known: dict[str, int] = {}  # columns by their letters
        self._before = 0

    @property
    def position(self) -> Position:
        """Row and column of the current cell."""
        return self.row, self.column

    @property
    def stored(self) -> int:
        """How many cells were met, also those without anything in them."""
        return self._before + len(self._columns)

    def enter_row(self, name: str | None) -> None:
        """A row begins.

        Raises
        ------
        RefusedError
            Its number is none, lies beyond a sheet, or was there before.
        """
        if name is None:
            self.oddities.unnamed = True
            row = self.row + 1
        else:
            row = _row_number(name)
        if row > LAST_ROW:
            raise RefusedError("REF_LIMIT", detail=name or row)
        if self._rows[row]:
            raise RefusedError("DUPLICATE_ROW", detail=row)
        if row < self.row:
            self.oddities.rows_unordered = True
        self._rows[row] = 1
        self.row, self._row_name, self._row_place = row, str(row), place_of(row, 0)
        self._before += len(self._columns)
        self._columns.clear()
        self.column = 0

    def enter_cell(self, name: str | None) -> None:
        """A cell of the row begins.

        Raises
        ------
        RefusedError
            Its address is none, lies beyond a sheet or in another row, or was there before.
        """
        if name is None:
            self.oddities.unnamed = True
            column = self.column + 1
            if column > LAST_COLUMN:
                raise RefusedError("REF_LIMIT", detail=column)
        else:
            letters = name.removesuffix(self._row_name)
            column = self._known.get(letters, 0)
            if not column or letters == name:
                column = self._read_column(name, letters)
        if column <= self.column:
            self.oddities.cells_unordered = True
        if column in self._columns:
            raise RefusedError("DUPLICATE_CELL", cell=name or "")
        self._columns.add(column)
        self.column = column
        self.place = self._row_place + column

    def _read_column(self, name: str, letters: str) -> int:
        """The column of an address that is new, or stands in the wrong row."""
        position = read_address(name)
        if position is None:
            raise RefusedError("BAD_REF", detail=name)
        row, column = position
        if row > LAST_ROW or column > LAST_COLUMN:
            raise RefusedError("REF_LIMIT", detail=name)
        if row != self.row:
            raise RefusedError("REF_MISMATCH", cell=name, detail=self.row)
        self.oddities.named = True
        self._known[letters] = column
        return column


def _row_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or text.startswith("0"):
        raise RefusedError("BAD_REF", detail=text)
    return int(text) if len(text) <= len(str(LAST_ROW)) else LAST_ROW + 1
