"""The score slots of a table: a participant, a criterion, and the mark that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from helpers.intake.columns import Columns
from helpers.intake.corrections import Corrections, corrected_value
from helpers.intake.identify import Identity
from helpers.intake.marks import Mark, MarkRules, read_mark, stopped
from helpers.intake.rows import Rows
from helpers.intake.table import Table
from helpers.intake.workbook import Area, Cell, Notice, Position, Sheet, Workbook, address
from helpers.records.tables import Correction
from helpers.rules import RuleBook, Scale

SUSPECT_FROM = 20  # scales with a maximum below this are not suspected
SUSPECT_ABOVE = (1, 10)  # no mark above one of these looks like another scale
FEW = 4  # one colour in so many cells, or fewer, may mean something

_ABSENT = ("participant_absent", "juror_absent", "blank")


@dataclass(frozen=True)
class Slot:
    """One score slot: ``stop`` is the code that keeps its mark from being used, '' if none."""

    participant: str
    criterion: str
    position: Position
    cell: Cell | None
    mark: Mark
    stop: str = ""
    correction: str = ""


def read_slots(
    book: RuleBook,
    identity: Identity,
    table: Table,
    columns: Columns,
    rows: Rows,
    workbook: Workbook,
    sheet: Sheet,
    corrections: Corrections,
    rules: MarkRules,
) -> tuple[tuple[Slot, ...], tuple[Notice, ...]]:
    """Read every slot of a table, corrected where a correction fits, with what was odd."""
    slots, notices = [], []
    category = book.categories[identity.category]
    merged = merged_slots(sheet)
    for line in rows.lines:
        for criterion, field in columns.marks:
            scale = category.criterion_scale(identity.stage, criterion)
            position = table.grid.position((line.index, field.index))
            cell = table.cell(line.index, field.index)
            style = workbook.style(cell) if cell else None
            mark = read_mark(cell, style, sheet, scale, rules)
            mark = replace(mark, notices=(*mark.notices, *_around(sheet, cell, merged)))
            slot = Slot(line.participant, criterion, position, cell, mark, stopped(mark))
            slots.append(_corrected(slot, scale, sheet, corrections))
            notices += [replace(notice, sheet=sheet.name) for notice in mark.notices]
    notices += _hidden(slots, sheet)
    notices += _coloured(slots, workbook, sheet)
    if suspect := _other_scale(slots, category, identity, sheet):
        notices.append(suspect)
        slots = _suspected(slots, suspect, sheet, corrections)
    return tuple(slots), tuple(notices)


def merged_slots(sheet: Sheet) -> Mapping[Position, Area]:
    """The merges of a sheet by their first cell."""
    return {(area.top, area.left): area for area in sheet.merges if area.size > 1}


def _around(
    sheet: Sheet, cell: Cell | None, merged: Mapping[Position, Area]
) -> Iterator[Notice]:
    """Comments on a mark, and merges over several slots."""
    if cell is None:
        return
    if said := sheet.comments.get(cell.position):
        values = {"comment": said}
        yield Notice("COMMENT_ON_SCORE", "", cell.address, cell.literal, values=values)
    if cell.position in merged:
        values = {"merge": str(merged[cell.position])}
        yield Notice("MERGED_SCORE", "", cell.address, cell.literal, values=values)


def _corrected(slot: Slot, scale: Scale, sheet: Sheet, corrections: Corrections) -> Slot:
    """The slot as a person corrected it; unchanged where nobody did."""
    correction = corrections.take(sheet.name, slot.cell or slot.position)
    if correction is None:
        return slot
    value = slot.mark.value
    if correction.action == "set":
        new = corrected_value(correction, scale)
        if isinstance(new, str):
            corrections.invalid(correction, new)
            return slot
        value = new
    elif correction.action == "use":
        if slot.stop and not _usable(value, scale):
            corrections.invalid(correction, "nothing_to_use")
            return slot
        if not slot.stop:
            return replace(slot, correction=correction.id)
    return _settled(slot, correction, value)


def _settled(slot: Slot, correction: Correction, value: Decimal | None) -> Slot:
    kinds = {"set": "number", "use": "number", "ignore": "blank"}
    kind = kinds.get(correction.action, correction.action)
    kind = {"absent_participant": "participant_absent", "absent_juror": "juror_absent"}.get(
        kind, kind
    )
    mark = Mark(kind, value if kind == "number" else None, slot.mark.notices)
    return replace(slot, mark=mark, stop="", correction=correction.id)


def _usable(value: Decimal | None, scale: Scale) -> bool:
    """Whether a value that was read may be accepted: only a mark of the scale."""
    if value is None or not scale.min <= value <= scale.max:
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= scale.decimals


def _hidden(slots: Iterable[Slot], sheet: Sheet) -> list[Notice]:
    """One notice for each hidden row or column with marks, at its first mark."""
    rows: dict[int, Slot] = {}
    columns: dict[int, Slot] = {}
    for slot in slots:
        if slot.cell is not None:
            row, column = slot.position
            if row in sheet.hidden_rows:
                rows.setdefault(row, slot)
            if sheet.hidden_columns and sheet.column_hidden(column):
                columns.setdefault(column, slot)
    return [
        Notice(code, sheet.name, address(slot.position), _literal(slot))
        for code, found in (("HIDDEN_ROW", rows), ("HIDDEN_COL", columns))
        for slot in found.values()
    ]


def _literal(slot: Slot) -> str:
    return slot.cell.literal if slot.cell else ""


def _coloured(slots: list[Slot], workbook: Workbook, sheet: Sheet) -> list[Notice]:
    """Marks in a colour that few others have: somebody meant something by it."""
    filled = [
        slot
        for slot in slots
        if slot.cell is not None and (style := workbook.style(slot.cell)) and style.filled
    ]
    if len(filled) * FEW > len(slots):
        return []
    return [Notice("FILL", sheet.name, address(slot.position), _literal(slot)) for slot in filled]


def _other_scale(
    slots: Iterable[Slot], category: object, identity: Identity, sheet: Sheet
) -> Notice | None:
    """Whether all marks of a sheet stay so low that another scale was meant."""
    return None


def _suspected(
    slots: list[Slot], suspect: Notice, sheet: Sheet, corrections: Corrections
) -> list[Slot]:
    """The slots stopped by a suspicion, unless a person accepted it at the first mark."""
    return slots
