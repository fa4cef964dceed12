"""The header block of a table, and what each of its columns stands for."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.intake.grid import Grid, Place
from helpers.intake.headers import Criteria, Header
from helpers.intake.table import KEY_KINDS, Field
from helpers.intake.workbook import Position

HEADER_ROWS = 3  # a header may have so many rows above the names of criteria, and below them
_SUB_PARTS = ("product", "weight", "note", "rank", "total", "subtotal", "mean")


def header_block(grid: Grid, criteria: Criteria, line: int) -> tuple[int, int]:
    """First and last line of the header around the line that names the criteria."""
    top = bottom = line
    while line - top < HEADER_ROWS and _heads(grid, criteria, top - 1):
        top -= 1
    while bottom - line < HEADER_ROWS and _continues(grid, criteria, top, bottom + 1):
        bottom += 1
    return top, bottom


def _texts(grid: Grid, line: int) -> list[tuple[Place, str]]:
    cells = grid.lines.get(line, {})
    return [((line, index), cell.literal) for index, cell in cells.items() if cell.kind == "text"]


def _heads(grid: Grid, criteria: Criteria, line: int) -> bool:
    """Whether a line above belongs to the header: parts, jurors, or a group name over criteria."""
    texts = _texts(grid, line)
    headers = [criteria.header(text) for _, text in texts]
    if any(header.part for header in headers) or sum(bool(one.seat) for one in headers) > 1:
        return True
    return bool(texts) and all(_is_group(grid, place) for place, _ in texts)


def _is_group(grid: Grid, place: Place) -> bool:
    """Whether a text is merged over some columns, but not from the first one on."""
    last = grid.extent.get(place)
    first = min((min(cells) for cells in grid.lines.values() if cells), default=1)
    return last is not None and last[1] > place[1] > first and last[0] == place[0]


def _continues(grid: Grid, criteria: Criteria, top: int, line: int) -> bool:
    """Whether a line below still belongs to the header: merged into it, or only parts."""
    for index in _indexes(grid, range(top, line)):
        origin = grid.origin.get((line, index))
        if origin and top <= origin[0] < line:
            header = criteria.header(grid.text(origin))
            if header.targets or header.part:
                return True
    cells = grid.lines.get(line, {})
    headers = [criteria.header(cell.literal) for cell in cells.values() if cell.kind == "text"]
    return 0 < len(headers) == len(cells) and all(one.part or one.seat for one in headers)


def _indexes(grid: Grid, lines: Iterable[int]) -> list[int]:
    found = {index for line in lines for index in grid.lines.get(line, {})}
    for (line, index), (_, last) in grid.extent.items():
        if line in lines:
            found.update(range(index, last + 1))
    return sorted(found)


def read_fields(grid: Grid, criteria: Criteria, block: tuple[int, int]) -> tuple[Field, ...]:
    """Every column that the header names."""
    lines = range(block[0], block[1] + 1)
    return tuple(_field(grid, criteria, lines, index) for index in _indexes(grid, lines))


def _field(grid: Grid, criteria: Criteria, lines: range, index: int) -> Field:
    headers: list[Header] = []
    position: Position = grid.position((lines[0], index))
    for line in lines:
        text = grid.text((line, index))
        if text and all(text != header.text for header in headers):
            headers.append(criteria.header(text))
            if headers[-1].targets or len(headers) == 1:
                position = grid.position(grid.origin.get((line, index), (line, index)))
    named = next((header for header in headers if header.targets), None)
    seat = next((header.seat for header in headers if header.seat), None)
    parts = [header.part for header in headers if header.part]
    text = headers[-1].text if headers else ""
    if named:
        kind = next((part for part in parts if part in _SUB_PARTS), "mark")
        return Field(index, kind, named.text, named.targets, named.weight, position, seat)
    if parts:
        return Field(index, _chosen(parts), text, position=position, seat=seat)
    if seat and text == seat.label:
        return Field(index, "mark", text, position=position, seat=seat)
    return Field(index, "extra" if text else "blank", text, position=position, seat=seat)


def _chosen(parts: list[str]) -> str:
    """The part a column stands for where several words stand in its header: the lowest wins."""
    return next((part for part in parts if part in KEY_KINDS), parts[-1])
