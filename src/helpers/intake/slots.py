"""The score slots of a form: a participant, a criterion, and the mark that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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

Seen = tuple[Form, Notice]  # a notice with the part of a form that it is about

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
    """One score slot of a form: ``stop`` is the code that keeps its mark out, '' if none does."""

    form: Form
    participant: str
    criterion: str
    position: Position
    cell: Cell | None
    mark: Mark
    stop: str = ""
    correction: str = ""

    @property
    def line(self) -> int:
        """The line of the table that the slot stands in."""
        return self.form.table.line_at(self.position)

    @property
    def suspected(self) -> bool:
        """Whether its scale is one for which another may have been meant."""
        return self.form.scale(self.criterion).max >= SUSPECT_FROM

    @property
    def left_open(self) -> bool:
        """Whether nothing stands there, nobody said why, and the rule book does not either."""
        blank = self.mark.kind == "blank" and not self.correction
        return blank and self.form.category.missing.blank == "stop"

    @property
    def value(self) -> Decimal | None:
        """The mark that counts, None where there is none."""
        return self.mark.value if self.mark.kind == "number" and not self.stop else None


def read_slots(form: Form, columns: Columns, rows: Rows) -> list[Slot]:
    """Every slot of one part of a form, as it stands there."""
    merged = {(area.top, area.left): area for area in form.sheet.merges if area.size > 1}
    return [
        _read(form, line.participant, criterion, line.index, field.index, merged)
        for line in rows.lines
        for criterion, field in columns.marks
    ]


def judge(slots: list[Slot]) -> tuple[list[Slot], list[Seen]]:
    """The slots of all parts of a form, corrected where a correction fits, with what was odd."""
    seen: list[Seen] = [
        (slot.form, replace(notice, sheet=slot.form.sheet.name))
        for slot in slots
        for notice in slot.mark.notices
    ]
    seen += [*_hidden(slots), *_coloured(slots)]
    slots, suspicions = _suspect(slots)
    return [_corrected(slot.form, slot) for slot in slots], [*seen, *suspicions]


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
        return Slot(form, participant, criterion, position, cell, NOT_DUE)
    style = form.workbook.style(cell) if cell else None
    mark = read_mark(cell, style, form.sheet, form.scale(criterion), form.rules)
    if cell is not None:
        mark = replace(mark, notices=(*mark.notices, *_around(form, cell, merged)))
        if form.table.grid.origin.get((line, index), (line, index)) != (line, index):
            merge = str(form.sheet.merge_at(cell.position))
            covered = form.notice("VALUE_UNDER_MERGE", cell, merge=merge)
            mark = replace(mark, notices=(*mark.notices, covered))
    return Slot(form, participant, criterion, position, cell, mark, stopped(mark))


def _around(form: Form, cell: Cell, merged: Mapping[Position, Area]) -> Iterator[Notice]:
    """Comments on a mark, and merges over several slots."""
    if said := form.sheet.comments.get(cell.position):
        yield form.notice("COMMENT_ON_SCORE", cell, comment=said)
    if cell.position in merged:
        yield form.notice("MERGED_SCORE", cell, merge=str(merged[cell.position]))


def _hidden(slots: Iterable[Slot]) -> Iterator[Seen]:
    """One notice for each hidden row or column with marks, at its first mark."""
    seen: set[tuple[object, ...]] = set()
    for slot in slots:
        (row, column), sheet = slot.position, slot.form.sheet
        for code, number, hidden in (
            ("HIDDEN_ROW", row, row in sheet.hidden_rows),
            ("HIDDEN_COL", column, sheet.column_hidden(column)),
        ):
            place = (*slot.form.place, code, number)
            if hidden and slot.cell is not None and place not in seen:
                seen.add(place)
                yield slot.form, slot.form.notice(code, slot.cell)


def _coloured(slots: Sequence[Slot]) -> Iterator[Seen]:
    """Marks in a colour that few others have: somebody meant something by it."""
    filled = [
        (slot.form, slot.cell)
        for slot in slots
        if slot.cell is not None
        and slot.mark is not NOT_DUE
        and (style := slot.form.workbook.style(slot.cell))
        and style.filled
    ]
    if len(filled) * FEW_COLOURED <= len(slots):
        yield from ((form, form.notice("FILL", cell)) for form, cell in filled)


def _suspect(slots: list[Slot]) -> tuple[list[Slot], list[Seen]]:
    """Stop marks that look as if another scale was meant; nothing is rescaled."""
    marked = [slot for slot in slots if slot.value is not None and slot.suspected]
    marks = [slot.value for slot in marked if slot.value is not None]
    if len(marks) < FEW_MARKS or marked[0].form.by_committee:
        return slots, []
    if max(marks) <= SUSPECT_BELOW:
        accepted = _accepted_scale(marked)
        low = [] if accepted else marked
        notices = [_suspicion(marked[0], max(marks), "scale_all")]
    else:
        middle = median(marks)
        low = [slot for slot in marked if 0 < (slot.value or 0) * SUSPECT_PART < middle]
        notices = [_suspicion(slot, slot.value, "scale_one") for slot in low]
    places = {(*slot.form.place, slot.position) for slot in low}
    judged = [
        replace(slot, stop="SCALE_SUSPECT") if (*slot.form.place, slot.position) in places else slot
        for slot in slots
    ]
    return judged, notices


def _accepted_scale(marked: list[Slot]) -> bool:
    """Whether an officer accepted the scale of a whole form, at its first mark."""
    first = marked[0]
    if first.cell is None:
        return False
    taken = first.form.corrections.take(first.form.sheet.name, first.cell, ("use",))
    return taken is not None


def _suspicion(slot: Slot, value: Decimal | None, why: str) -> Seen:
    high = slot.form.scale(slot.criterion).max
    notice = slot.form.notice(
        "SCALE_SUSPECT", slot.position, value=value, high=high, detail=Word(why)
    )
    return slot.form, notice


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
