"""What is odd about how a sheet is stored: order, size, merges, filters, lone cells."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter

from helpers.intake.cells import Cells, place_of
from helpers.intake.workbook import Area, Notice, Position, Sheet, address, read_area

HUGE_MERGE = 100_000  # cells
FAR_ROWS = 1_000  # a gap of so many empty rows or columns leaves a cell alone
FAR_COLUMNS = 100
FEW_CELLS = 3
EFFORT_LIMIT = 3_000_000  # looks at cells that the merges and array formulas of a sheet may cost


@dataclass
class Oddities:
    """What is odd about how the cells of a sheet are stored."""

    rows_unordered: bool = False
    cells_unordered: bool = False
    named: bool = False  # cells that say where they stand
    unnamed: bool = False  # rows or cells that do not
    commented: set[Position] = field(default_factory=set)  # with an XML comment inside


def effort(areas: Iterable[Area], cells: Sized) -> int:
    """How many looks it takes to see what cells lie in each area."""
    return sum(min(area.size, len(cells)) for area in areas)


def spread(cells: Cells, areas: Iterable[tuple[str, Area, Position]]) -> None:
    """Mark the cells that an array formula or data table fills as derived.

    Parameters
    ----------
    areas
        The kind of each formula, what it fills, and where it stands.
    """
    for _, area, origin in areas:
        for position in cells.within(area):
            if position != origin:
                cells.derived.setdefault(place_of(*position), "spill")


def sheet_notices(
    sheet: Sheet, cells: Cells, oddities: Oddities, *, dimension: str, filtering: bool
) -> tuple[Notice, ...]:
    """Everything odd about a sheet, in a fixed order.

    Parameters
    ----------
    dimension
        The area that the sheet says it fills.
    filtering
        Whether a filter is on.
    """
    flags = {
        "ROW_ORDER": oddities.rows_unordered,
        "CELL_ORDER": oddities.cells_unordered,
        "REF_MISSING": oddities.named and oddities.unnamed,
        "EMPTY_SHEET": not cells,
        "HIDDEN_SHEET": sheet.state != "visible",
    }
    notices = [
        Notice(code, sheet=sheet.name, values={"state": sheet.state})
        for code, seen in flags.items()
        if seen
    ]
    if _dimension_lies(dimension, cells):
        notices.append(Notice("DIMENSION_LIES", sheet=sheet.name, literal=dimension))
    if filtering and sheet.hidden_rows:
        rows = len(sheet.hidden_rows)
        notices.append(Notice("FILTER_ACTIVE", sheet=sheet.name, values={"rows": rows}))
    notices += [
        Notice("XML_COMMENT", sheet.name, address(position), cells[position].literal)
        for position in sorted(oddities.commented)
        if position in cells
    ]
    return (*notices, *_merge_notices(sheet, cells), *_stray_notices(sheet, cells))


def _dimension_lies(dimension: str, cells: Cells) -> bool:
    if not dimension or not cells:
        return False
    (first_row, last_row), columns = cells.rows(), cells.columns()
    area = read_area(dimension)
    if area is None or area.top > first_row or area.bottom < last_row:
        return True
    if area.left > min(columns) or area.right < max(columns):
        return True
    return area.bottom > last_row + FAR_ROWS or area.right > max(columns) + FAR_COLUMNS


def _merge_notices(sheet: Sheet, cells: Cells) -> Iterator[Notice]:
    for merge in sheet.merges:
        if merge.size > HUGE_MERGE:
            yield Notice("MERGE_HUGE", sheet.name, values={"merge": str(merge)})
        for position in cells.within(merge):
            literal = cells[position].literal
            if position != (merge.top, merge.left) and literal:
                where = address(position)
                values = {"merge": str(merge)}
                yield Notice("VALUE_UNDER_MERGE", sheet.name, where, literal, values=values)
    for merge, other in _overlaps(sheet.merges):
        values = {"merge": str(merge), "other": str(other)}
        yield Notice("MERGE_OVERLAP", sheet.name, values=values)


def _overlaps(merges: Iterable[Area]) -> Iterator[tuple[Area, Area]]:
    """Pairs of areas that cross, found by sweeping down the rows."""
    active: list[Area] = []
    for area in sorted(merges):
        active = [other for other in active if other.bottom >= area.top]
        for other in active:
            if other.left <= area.right and area.left <= other.right:
                yield other, area
                break
        active.append(area)


def _stray_notices(sheet: Sheet, cells: Cells) -> Iterator[Notice]:
    """A few cells alone behind a long gap, as a slip of the keyboard leaves them."""
    columns = sorted(cells.columns())
    wide = any(after - before > FAR_COLUMNS for before, after in pairwise(columns))
    last = {0: cells.last(FEW_CELLS + 1)}
    if wide:
        rightmost = heapq.nlargest(FEW_CELLS + 1, cells, key=itemgetter(1))
        last[1] = rightmost[::-1]
    for axis, positions in last.items():
        for before, after in pairwise(positions):
            if after[axis] - before[axis] > (FAR_ROWS, FAR_COLUMNS)[axis]:
                cell = cells[after]
                yield Notice("STRAY_CELL", sheet.name, cell.address, cell.literal)
                return
