"""A sheet seen so that participants stand one below the other, whichever way it was laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.intake.workbook import Area, Cell, Position, Sheet

ACROSS = ("criteria_down", "cards")  # the layouts whose criteria stand one below the other
MERGE_LIMIT = 10_000  # cells; a larger merge says nothing about a header
MERGED_LIMIT = 100_000  # cells under all merges of a sheet

Place = tuple[int, int]  # line and field: the participant's axis first


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet by line and field.

    With participants_down (and jurors_across, the same with a column for each juror) lines are
    rows; where criteria stand one below the other, as with criteria_down and cards, lines are
    columns. ``origin`` leads from a place under a merge to the place that holds its content.
    """

    layout: str
    lines: Mapping[int, Mapping[int, Cell]]
    origin: Mapping[Place, Place]
    extent: Mapping[Place, Place]

    def text(self, place: Place) -> str:
        """The text at a place, also where a merge covers it; '' if none."""
        line, field = self.origin.get(place, place)
        cell = self.lines.get(line, {}).get(field)
        return cell.literal if cell is not None and cell.kind == "text" else ""

    def position(self, place: Place) -> Position:
        """Row and column of a place."""
        return (place[1], place[0]) if self.layout in ACROSS else place

    def place(self, position: Position) -> Place:
        """Line and field of a position."""
        return (position[1], position[0]) if self.layout in ACROSS else position


def grid(sheet: Sheet, layout: str, rows: range | None = None) -> Grid:
    """The sheet, or some of its rows, as a grid of one layout."""
    across = layout in ACROSS
    lines: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sheet.cells.items():
        if rows is None or row in rows:
            line, field = (column, row) if across else (row, column)
            lines.setdefault(line, {})[field] = cell
    origin: dict[Place, Place] = {}
    extent: dict[Place, Place] = {}
    for area in sheet.merges:
        if area.size <= MERGE_LIMIT and len(origin) <= MERGED_LIMIT:
            _spread(Area(area.left, area.top, area.right, area.bottom) if across else area,
                    origin, extent)  # fmt: skip
    ordered = {line: dict(sorted(lines[line].items())) for line in sorted(lines)}
    return Grid(layout, ordered, origin, extent)


def _spread(area: Area, origin: dict[Place, Place], extent: dict[Place, Place]) -> None:
    first = (area.top, area.left)
    extent[first] = (area.bottom, area.right)
    for line in range(area.top, area.bottom + 1):
        for field in range(area.left, area.right + 1):
            origin[line, field] = first
