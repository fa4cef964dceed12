"""Finding the score tables of a sheet by their headers, in each layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from helpers.intake.cards import card_roles, find_cards
from helpers.intake.fields import header_block, read_fields
from helpers.intake.grid import ACROSS, Grid, grid
from helpers.intake.headers import Criteria
from helpers.intake.lines import Setting, add_unnamed_keys, is_markish, known_lines, read_lines
from helpers.intake.names import Register
from helpers.intake.table import KEY_KINDS, Field, Line, Table
from helpers.intake.vocabulary import meaning
from helpers.intake.workbook import Position, Sheet

HEADER_SEARCH = 400  # lines; a header is not looked for further down
CANDIDATES = 20  # lines that look like headers, of which the best is taken
TABLES = 20  # in one sheet


@dataclass(frozen=True)
class Locator:
    """What tables are found by: the names of the criteria, and everyone who may be marked."""

    criteria: Criteria
    register: Register


def find_tables(sheet: Sheet, locator: Locator, layout: str = "") -> tuple[Table, ...]:
    """The score tables of a sheet from top to bottom; none where no header is found.

    Parameters
    ----------
    layout
        One of participants_down, criteria_down, jurors_across and cards where it is known; else
        all are tried, and the one that fits best is taken.
    """
    ways = [find_cards(sheet, locator.criteria, locator.register)]
    ways += [_tables(grid(sheet, one), locator) for one in ("participants_down", "criteria_down")]
    if layout:
        ways = [tuple(table for table in way if table.layout == layout) for way in ways]
    best = max(ways, key=lambda way: (sum(_fit(table).total() for table in way), len(way) > 0))
    return tuple(
        replace(table, roles=_roles(sheet, best, number, locator.criteria))
        for number, table in enumerate(best)
    )


def _tables(sheet_grid: Grid, locator: Locator) -> tuple[Table, ...]:
    """All tables of a sheet in one layout, one after the other."""
    found: list[Table] = []
    after = 0
    while len(found) < TABLES and (table := _best_table(sheet_grid, locator, after)):
        found.append(table)
        after = table.end
    return tuple(found)


def _best_table(sheet_grid: Grid, locator: Locator, after: int) -> Table | None:
    """The best table whose header comes first after a line."""
    headers = _header_lines(sheet_grid, locator.criteria, after)
    candidates = [_table(sheet_grid, locator, line) for line in islice(headers, CANDIDATES)]
    useful = [table for table in candidates if table.lines and _fit(table)["known"]]
    if not useful:
        useful = [table for table in candidates if _fit(table)["criteria"] > 1 or _plain(table)]
    if not useful:
        return None
    first = min(useful, key=lambda table: (-_fit(table)["criteria"], -_parts(table), _top(table)))
    earlier = [table for table in useful if table.end < _top(first) and _fit(table)["known"] > 1]
    return earlier[0] if earlier else first


def _plain(table: Table) -> bool:
    """Whether a table has participants and a column under the plain word for a mark."""
    return bool(table.of_kind("mark")) and known_lines(table.lines) > 0


def _top(table: Table) -> int:
    return table.header_lines[0]


def _parts(table: Table) -> int:
    """How many columns besides the criteria the header names."""
    return sum(bool(meaning("header", field.header)) for field in table.fields)


def _header_lines(sheet_grid: Grid, criteria: Criteria, after: int) -> Iterator[int]:
    """Lines that may be headers: they name a criterion, or the parts of a table."""
    for line, cells in sheet_grid.lines.items():
        if line <= after:
            continue
        if line > after + HEADER_SEARCH:
            return
        headers = [criteria.header(cell.literal) for cell in cells.values() if cell.kind == "text"]
        parts = {header.part or "juror" for header in headers if header.part or header.seat}
        if any(header.targets for header in headers) or (parts & set(KEY_KINDS) and len(parts) > 1):
            yield line


def _table(sheet_grid: Grid, locator: Locator, line: int) -> Table:
    block = header_block(sheet_grid, locator.criteria, line)
    fields = read_fields(sheet_grid, locator.criteria, block)
    setting = Setting(sheet_grid, locator.criteria, locator.register, fields, block)
    setting = add_unnamed_keys(setting)
    lines = read_lines(setting)
    return Table(sheet_grid, _inside(sheet_grid, setting.fields, lines), lines, block)


def _inside(
    sheet_grid: Grid, fields: tuple[Field, ...], lines: tuple[Line, ...]
) -> tuple[Field, ...]:
    """The fields without texts that only stand in line with the header, such as a title."""
    named = [field.index for field in fields if field.kind not in ("extra", "blank")]
    rows = [sheet_grid.lines[line.index] for line in lines if line.kind == "participant"]
    return tuple(
        field
        for field in fields
        if min(named, default=0) <= field.index <= max(named, default=0)
        or any(field.index in cells and is_markish(cells[field.index]) for cells in rows)
    )


def _fit(table: Table) -> Counter[str]:
    """How well a table fits: criteria of one stage in its header, known participants."""
    stages: Counter[tuple[str, str]] = Counter()
    for target in {target for field in table.of_kind("mark") for target in field.targets}:
        stages[target.category, target.stage] += 1
    criteria = max(stages.values(), default=0)
    known = known_lines(table.lines)
    return Counter(criteria=criteria, known=min(known, criteria * known))


# --- the role of every cell


def _roles(
    sheet: Sheet, tables: tuple[Table, ...], number: int, criteria: Criteria
) -> Mapping[Position, str]:
    """The role of each cell that belongs to a table, or stands above, below or beside it."""
    table = tables[number]
    fields = {field.index: field for field in table.fields}
    lines = {line.index: line for line in table.lines}
    cards = table.layout == "cards"  # these share no row, whatever their columns
    others = [other for other in tables if other is not table and not cards]
    roles: dict[Position, str] = {}
    for line, cells in table.grid.lines.items():
        for index, cell in cells.items():
            if not any(_covers(other, line, index) for other in others):
                role = _role(table, fields, lines, line, index)
                plain = (
                    role == "header"
                    and cell.kind == "text"
                    and not criteria.header(cell.literal).names
                )
                roles[cell.position] = "caption" if plain else role
    return card_roles(sheet, tables, number, roles) if cards else roles


def _covers(table: Table, line: int, index: int) -> bool:
    return table.header_lines[0] <= line <= table.end and any(
        f.index == index for f in table.fields
    )


def _role(
    table: Table,
    fields: Mapping[int, Field],
    lines: Mapping[int, Line],
    line: int,
    index: int,
) -> str:
    first, last = table.header_lines
    end = table.end
    if index not in fields or line < first or line > end:
        return _beyond(table, line, index, end)
    if line in lines and lines[line].kind != "participant":
        return _line_role(lines[line], fields[index])
    if line <= last:
        return "header"
    return _field_role(fields[index]) if line in lines else "note"


def _line_role(line: Line, field: Field) -> str:
    if line.kind == "keyless":
        return _field_role(field)
    if field.kind == "number" or (line.kind == "weight" and field.kind in KEY_KINDS):
        return "header"
    return {"columns": "number"}.get(line.kind, line.kind)


def _field_role(field: Field) -> str:
    return {"mark": "score", "blank": "outside"}.get(field.kind, field.kind)


def _beyond(table: Table, line: int, index: int, end: int) -> str:
    """Above, below or beside the table, in the sheet's own directions."""
    if table.grid.layout in ACROSS:
        rows = [field.index for field in table.fields]
        first, last, row = min(rows, default=index), max(rows, default=index), index
    else:
        first, last, row = table.header_lines[0], end, line
    if row < first:
        return "title"
    return "footer" if row > last else "outside"
