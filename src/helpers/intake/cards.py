"""Cards: one small table for each participant, named in labels, criteria one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from helpers.intake.fields import HEADER_ROWS, header_block, read_fields
from helpers.intake.grid import grid
from helpers.intake.headers import Criteria, Target
from helpers.intake.labels import Label, labels
from helpers.intake.lines import CLOSING_GAP, Setting, line_label, until_next_table
from helpers.intake.names import Register
from helpers.intake.table import KEY_KINDS, Line, Table
from helpers.intake.vocabulary import meaning
from helpers.intake.workbook import Cell, Position, Sheet

_CLOSING = ("total", "subtotal", "mean", "rank")


@dataclass(frozen=True)
class Block:
    """The rows of one card: its labels from ``top`` on, its table from ``header`` to ``bottom``."""

    top: int
    header: int
    bottom: int
    column: int  # in which the criteria stand


def find_cards(sheet: Sheet, criteria: Criteria, register: Register) -> tuple[Table, ...]:
    """The cards of a sheet from top to bottom; none where a part of it does not read like a card.

    A card says in labels above its table whose it is, and has one column for the marks.
    """
    found = [_card(sheet, criteria, register, block) for block in _blocks(sheet, criteria)]
    return tuple(card for card in found if card) if all(found) else ()


def _blocks(sheet: Sheet, criteria: Criteria) -> Iterator[Block]:
    """The rows of each card. A criterion that comes a second time begins another one."""
    column, named = _criteria_column(sheet, criteria)
    groups: list[list[int]] = []
    seen: set[Target] = set()
    for row, targets in sorted(named.items()):
        if not groups or targets & seen:
            groups.append([])
            seen = set()
        groups[-1].append(row)
        seen |= targets
    top = 1
    for rows in groups:
        header = _header_row(sheet, criteria, rows[0])
        bottom = _last_row(sheet, rows[-1])
        yield Block(top, header, bottom, column)
        top = bottom + 1


def _criteria_column(
    sheet: Sheet, criteria: Criteria
) -> tuple[int, Mapping[int, frozenset[Target]]]:
    """The column in which most names of criteria stand, and these by row."""
    columns: dict[int, dict[int, frozenset[Target]]] = {}
    for (row, column), cell in sheet.cells.items():
        if cell.kind == "text" and (targets := criteria.header(cell.literal).targets):
            columns.setdefault(column, {})[row] = targets
    if not columns:
        return 0, {}
    column = max(sorted(columns), key=lambda one: len(columns[one]))
    return column, columns[column]


def _rows(sheet: Sheet) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append(cell)
    return rows


def _header_row(sheet: Sheet, criteria: Criteria, first: int) -> int:
    """The first row of the header above the first criterion."""
    rows = _rows(sheet)
    top = first
    while first - top < HEADER_ROWS and any(
        criteria.header(cell.literal).part not in ("", *KEY_KINDS)
        for cell in rows.get(top - 1, ())
        if cell.kind == "text"
    ):
        top -= 1
    return top


def _last_row(sheet: Sheet, last: int) -> int:
    """The last row of a card's table: sums and means may close it, behind one empty row at most."""
    rows = _rows(sheet)
    for row in range(last + 1, max(rows) + 1):
        texts = [cell.literal for cell in rows.get(row, ()) if cell.kind == "text"]
        if any(meaning("header", text) in _CLOSING or meaning("row", text) for text in texts):
            last = row
        elif row - last >= CLOSING_GAP:
            break
    return last


def _card(sheet: Sheet, criteria: Criteria, register: Register, block: Block) -> Table | None:
    inside = grid(sheet, "cards", range(block.header, block.bottom + 1))
    first, _ = header_block(inside, criteria, block.column)
    named = ((block.column, row) for row in inside.lines[block.column])
    header = first, max(inside.extent.get(place, place)[0] for place in named)
    fields = read_fields(inside, criteria, header)
    setting = Setting(inside, criteria, register, fields, header)
    lines = {line.index: line for line in until_next_table(setting)}
    marked = [
        index
        for index in inside.lines
        if index > header[1] and meaning("header", line_label(setting, index)) == "mark"
    ]
    owner = _owner(sheet, register, block)
    if len(marked) != 1 or not owner.keys:
        return None
    lines[marked[0]] = replace(owner, index=marked[0])
    kept = tuple(line for _, line in sorted(lines.items()) if line.kind)
    return Table(inside, fields, kept, header, rows=(block.top, block.header, block.bottom))


def _owner(sheet: Sheet, register: Register, block: Block) -> Line:
    """Whose card it is. Of several labels of a kind the one that names somebody holds."""
    texts = {
        position: cell.literal
        for position, cell in sheet.cells.items()
        if block.top <= position[0] < block.header and cell.kind in ("text", "number")
    }
    said: dict[str, Label] = {}
    for label in labels(texts):
        kind = meaning("header", label.label)
        if kind in KEY_KINDS and not (kind in said and register.by(kind, said[kind].value)):
            said[kind] = label
    whose = (register.by(kind, said[kind].value) for kind in KEY_KINDS if kind in said)
    return Line(
        index=0,
        kind="participant",
        keys={kind: sheet.cells[label.position] for kind, label in said.items()},
        participant=next((one for one in whose if one), ""),
        said={kind: label.value for kind, label in said.items()},
    )


def card_roles(
    sheet: Sheet, cards: tuple[Table, ...], number: int, inside: Mapping[Position, str]
) -> dict[Position, str]:
    """The role of each cell of a card: its labels, its table (``inside``), and what comes below."""
    card = cards[number]
    top, header, bottom = card.rows
    last = number + 1 == len(cards)
    keys = {
        cell.position: kind for line in card.participant_lines() for kind, cell in line.keys.items()
    }
    roles = {
        position: "title" if position[0] < header else "footer"
        for position in sheet.cells
        if top <= position[0] < header or (last and position[0] > bottom)
    }
    return {**roles, **inside, **keys}
