"""What is odd about how a sheet is stored: order, size, merges, filters, lone cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from helpers.intake.workbook import Area, Cell, Notice, Position, Sheet, address, read_area

HUGE_MERGE = 100_000  # cells
FAR_ROWS = 1_000  # a gap of so many empty rows or columns leaves a cell alone
FAR_COLUMNS = 100
FEW_CELLS = 3
EFFORT_LIMIT = 5_000_000  # looks at cells that the merges and array formulas of a sheet may cost


def effort(areas: Iterable[Area], cells: Mapping[Position, Cell]) -> int:
    """How many looks it takes to see what cells lie in each area."""
    return sum(min(area.size, len(cells)) for area in areas)


def spread_formulas(
    cells: Mapping[Position, Cell], areas: Iterable[tuple[Area, Position]]
) -> Mapping[Position, Cell]:
    """Mark the cells that an array formula or data table fills as derived."""
    spread = dict(cells)
    for area, origin in areas:
        for position in _inside(area, cells):
            if position != origin and not spread[position].derived:
                spread[position] = spread[position]._replace(derived="spill")
    return spread


def _inside(area: Area, cells: Mapping[Position, Cell]) -> list[Position]:
    """The stored cells inside an area, in bounded time for any area."""
    if area.size > len(cells):
        return [position for position in cells if area.covers(position)]
    return [
        (row, column)
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
        if (row, column) in cells
    ]


def sheet_notices(
    sheet: Sheet,
    *,
    dimension: str,
    rows_ordered: bool,
    cells_ordered: bool,
    partly_named: bool,
    filtered: bool,
    commented: Sequence[Position],
) -> tuple[Notice, ...]:
    """Everything odd about a sheet, in a fixed order."""
    flags = {
        "ROW_ORDER": not rows_ordered,
        "CELL_ORDER": not cells_ordered,
        "REF_MISSING": partly_named,
        "EMPTY_SHEET": not sheet.cells,
        "HIDDEN_SHEET": sheet.state != "visible",
    }
    notices = [
        Notice(code, sheet=sheet.name, values={"state": sheet.state})
        for code, seen in flags.items()
        if seen
    ]
    if _dimension_lies(dimension, sheet.cells):
        notices.append(Notice("DIMENSION_LIES", sheet=sheet.name, literal=dimension))
    if filtered and sheet.hidden_rows:
        rows = len(sheet.hidden_rows)
        notices.append(Notice("FILTER_ACTIVE", sheet=sheet.name, values={"rows": rows}))
    notices += [
        Notice("XML_COMMENT", sheet.name, address(position), sheet.cells[position].literal)
        for position in commented
        if position in sheet.cells
    ]
    return (*notices, *_merge_notices(sheet), *_stray_notices(sheet))


def _dimension_lies(dimension: str, cells: Mapping[Position, Cell]) -> bool:
    if not dimension or not cells:
        return False
    area = read_area(dimension)
    if area is None or not all(map(area.covers, cells)):
        return True
    last_row = max(row for row, _ in cells)
    last_column = max(column for _, column in cells)
    return area.bottom > last_row + FAR_ROWS or area.right > last_column + FAR_COLUMNS


def _merge_notices(sheet: Sheet) -> Iterator[Notice]:
    """Merges that are too large, cover values or cross each other.

    A spreadsheet program undoes merges that cross and shows all their cells: no value is hidden.
    """
    crossing = list(_overlaps(sheet.merges))
    void = {merge for pair in crossing for merge in pair}
    for merge in sheet.merges:
        if merge.size > HUGE_MERGE:
            yield Notice("MERGE_HUGE", sheet.name, values={"merge": str(merge)})
        for position in _inside(merge, sheet.cells):
            literal = sheet.cells[position].literal
            if position != (merge.top, merge.left) and literal:
                where = address(position)
                level = "warn" if merge in void else ""
                values = {"merge": str(merge)}
                yield Notice("VALUE_UNDER_MERGE", sheet.name, where, literal, level, values)
    for merge, other in crossing:
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


def _stray_notices(sheet: Sheet) -> Iterator[Notice]:
    """A few cells alone behind a long gap, as a slip of the keyboard leaves them."""
    for axis, far in ((0, FAR_ROWS), (1, FAR_COLUMNS)):
        start = (0, 0)  # before the first cell
        ordered = [start, *sorted(sheet.cells, key=lambda position: position[axis])]
        last = list(pairwise(ordered))[-FEW_CELLS:]
        for before, after in last:
            if after[axis] - before[axis] > far:
                cell = sheet.cells[after]
                yield Notice("STRAY_CELL", sheet.name, cell.address, cell.literal)
                return
