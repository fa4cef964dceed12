"""The score slots of a form: a participant, a criterion, and the mark that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from helpers.intake.columns import Columns
from helpers.intake.corrections import corrected_value
from helpers.intake.form import Form
from helpers.intake.marks import NOT_DUE, Mark, fits, is_dash, read_mark, stopped
from helpers.intake.rows import Rows
from helpers.intake.workbook import Area, Cell, Notice, Position, Word
from helpers.records.tables import Correction

SUSPECT_FROM = 20  # a scale with a lower maximum is not suspected
SUSPECT_BELOW = Decimal(10)  # a sheet without a mark above this looks like another scale
SUSPECT_PART = 3  # so does a mark below one third of the juror's median
FEW_MARKS = 3
FEW_COLOURED = 4  # a colour that one mark in so many has, or fewer, may mean something

_KINDS = {
    "set": "number",
    "use": "number",
    "ignore": "blank",
    "blank": "blank",
    "absent_participant": "participant_absent",
    "absent_juror": "juror_absent",
}


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

    @property
    def value(self) -> Decimal | None:
        """The mark that counts, None where there is none."""
        return self.mark.value if self.mark.kind == "number" and not self.stop else None


def read_slots(form: Form, columns: Columns, rows: Rows) -> tuple[list[Slot], list[Notice]]:
    """Read every slot of a form, corrected where a correction fits, with what was odd."""
    merged = {(area.top, area.left): area for area in form.sheet.merges if area.size > 1}
    slots = [
        _read(form, line.participant, criterion, line.index, field.index, merged)
        for line in rows.lines
        for criterion, field in columns.marks
    ]
    seen = [notice for slot in slots for notice in slot.mark.notices]
    notices = [replace(notice, sheet=form.sheet.name) for notice in seen]
    notices += [*_hidden(form, slots), *_coloured(form, slots)]
    slots, suspicions = _suspect(form, slots)
    return [_corrected(form, slot) for slot in slots], [*notices, *suspicions]


def _read(
    form: Form,
    participant: str,
    criterion: str,
    line: int,
    index: int,
    merged: Mapping[Position, Area],
) -> Slot:
    cell = form.table.cell(line, index)
    position = form.table.grid.position((line, index))
    if participant in form.spared and is_dash(cell):
        return Slot(participant, criterion, position, cell, NOT_DUE)
    style = form.workbook.style(cell) if cell else None
    mark = read_mark(cell, style, form.sheet, form.scale(criterion), form.rules)
    if cell is not None:
        mark = replace(mark, notices=(*mark.notices, *_around(form, cell, merged)))
        if form.table.grid.origin.get((line, index), (line, index)) != (line, index):
            merge = str(form.sheet.merge_at(cell.position))
            covered = form.notice("VALUE_UNDER_MERGE", cell, merge=merge)
            mark = replace(mark, notices=(*mark.notices, covered))
    return Slot(participant, criterion, position, cell, mark, stopped(mark))


def _around(form: Form, cell: Cell, merged: Mapping[Position, Area]) -> Iterator[Notice]:
    """Comments on a mark, and merges over several slots."""
    if said := form.sheet.comments.get(cell.position):
        yield form.notice("COMMENT_ON_SCORE", cell, comment=said)
    if cell.position in merged:
        yield form.notice("MERGED_SCORE", cell, merge=str(merged[cell.position]))


def _hidden(form: Form, slots: Iterable[Slot]) -> Iterator[Notice]:
    """One notice for each hidden row or column with marks, at its first mark."""
    seen: set[tuple[str, int]] = set()
    for slot in slots:
        row, column = slot.position
        for code, number, hidden in (
            ("HIDDEN_ROW", row, row in form.sheet.hidden_rows),
            ("HIDDEN_COL", column, form.sheet.column_hidden(column)),
        ):
            if hidden and slot.cell is not None and (code, number) not in seen:
                seen.add((code, number))
                yield form.notice(code, slot.cell)


def _coloured(form: Form, slots: list[Slot]) -> Iterator[Notice]:
    """Marks in a colour that few others have: somebody meant something by it."""
    filled = [
        slot.cell
        for slot in slots
        if slot.cell is not None
        and slot.mark is not NOT_DUE
        and (style := form.workbook.style(slot.cell))
        and style.filled
    ]
    if len(filled) * FEW_COLOURED <= len(slots):
        yield from (form.notice("FILL", cell) for cell in filled)


def _suspect(form: Form, slots: list[Slot]) -> tuple[list[Slot], list[Notice]]:
    """Stop marks that look as if another scale was meant; nothing is rescaled."""
    marks = {
        slot.position: slot.value
        for slot in slots
        if slot.value is not None and form.scale(slot.criterion).max >= SUSPECT_FROM
    }
    if form.by_committee or len(marks) < FEW_MARKS:
        return slots, []
    high = max(form.scale(slot.criterion).max for slot in slots)
    if max(marks.values()) <= SUSPECT_BELOW:
        first = next(iter(marks))
        notice = _suspicion(form, first, max(marks.values()), high, "scale_all")
        cell = form.sheet.cells[first]
        accepted = form.corrections.take(form.sheet.name, cell, ("use",))
        low = set() if accepted else set(marks)
        notices = [notice]
    else:
        middle = median(marks.values())
        low = {at for at, value in marks.items() if 0 < value * SUSPECT_PART < middle}
        notices = [_suspicion(form, at, marks[at], high, "scale_one") for at in marks if at in low]
    stopped_slots = [
        replace(slot, stop="SCALE_SUSPECT") if slot.position in low else slot for slot in slots
    ]
    return stopped_slots, notices


def _suspicion(form: Form, at: Position, value: Decimal, high: Decimal, why: str) -> Notice:
    return form.notice("SCALE_SUSPECT", at, value=value, high=high, detail=Word(why))


def _corrected(form: Form, slot: Slot) -> Slot:
    """The slot as a person corrected it; unchanged where nobody did."""
    correction = form.corrections.take(form.sheet.name, slot.cell or slot.position)
    if correction is None:
        return slot
    scale = form.scale(slot.criterion)
    value = slot.mark.value
    if correction.action == "use" and not slot.stop:
        return replace(slot, correction=correction.id)
    if correction.action == "set":
        new = corrected_value(correction, scale)
        if isinstance(new, str):
            form.corrections.invalid(correction, new)
            return slot
        value = new
    elif correction.action == "use" and (value is None or not fits(value, scale)):
        form.corrections.invalid(correction, "nothing_to_use")
        return slot
    return _settled(slot, correction, value)


def _settled(slot: Slot, correction: Correction, value: Decimal | None) -> Slot:
    kind = _KINDS[correction.action]
    mark = Mark(kind, value if kind == "number" else None, slot.mark.notices)
    return replace(slot, mark=mark, stop="", correction=correction.id)
