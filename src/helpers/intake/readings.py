"""One form read to the end: its marks and absences, and the fate of every cell of its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from helpers.intake.arithmetic import check_arithmetic, stale_formulas
from helpers.intake.columns import Columns, find_columns
from helpers.intake.entries import compare_entries
from helpers.intake.fates import Fate, ignored
from helpers.intake.form import Form
from helpers.intake.formulas import number
from helpers.intake.rows import Rows, find_rows
from helpers.intake.slots import Slot, read_slots
from helpers.intake.table import KEY_KINDS
from helpers.intake.weights import check_weights, shown_weights
from helpers.intake.workbook import Notice, Position, address
from helpers.records.form_data import participants_digest
from helpers.records.numbers import decimal_text
from helpers.records.tables import Absence, Score

NOT_TYPED = ("outside", "footer")
TYPED = "typed_from_paper"


@dataclass(frozen=True)
class Reading:
    """What one form holds."""

    form: Form
    fates: dict[Position, Fate]
    scores: tuple[Score, ...] = ()
    absences: tuple[Absence, ...] = ()
    notices: tuple[Notice, ...] = ()
    refused: str = ""
    slots: tuple[Slot, ...] = ()
    checked: tuple[tuple[Position, Fate], ...] = ()  # the cells of the second entry

    def besides_marks(self) -> Iterator[Notice]:
        """What was noticed away from the cells of marks: those of a second entry only check."""
        marks = {address(slot.position) for slot in self.slots}
        return (notice for notice in self.notices if notice.cell not in marks)


def read_form(form: Form, season: str, second: Reading | None = None) -> Reading:
    """Read a form: columns, rows, slots, then the juror's own arithmetic.

    Parameters
    ----------
    second
        The other entry of the same paper form, which must say the same.
    """
    columns = find_columns(form)
    roles = form.table.roles
    if columns.refused:
        fates = {at: Fate("refused", role, columns.refused) for at, role in roles.items()}
        return Reading(form, fates, notices=columns.notices, refused=columns.refused)
    rows = find_rows(form)
    slots, seen = read_slots(form, columns, rows)
    checked: dict[Position, Fate] = {}
    if second is not None:
        slots, differences, checked = compare_entries(form, slots, second.form, second.slots)
        seen += differences
    shown = tuple(shown_weights(form, columns))
    stale = list(stale_formulas(form.sheet))
    sums = check_arithmetic(form, columns, slots, shown)
    known_stale = {notice.cell for notice in stale}
    if _is_empty(slots) and not rows.waiting and not form.excused:
        seen.append(form.notice("NOT_FILLED"))
    fates = {at: ignored(_role(form, columns, at, role)) for at, role in roles.items()}
    fates |= _slot_fates(slots, TYPED if form.entry else "") | _waiting_fates(form, columns, rows)
    return Reading(
        form,
        fates,
        tuple(_scores(form, slots, season)),
        tuple(_absences(form, slots, season)),
        (
            *columns.notices,
            *rows.notices,
            *seen,
            *check_weights(form, shown),
            *stale,
            *(notice for notice in sums if notice.cell not in known_stale),
            *_row_notices(form),
            *_register_changed(form, rows),
            *_outside(form),
        ),
        slots=tuple(slots),
        checked=tuple(checked.items()),
    )


def _is_empty(slots: Iterable[Slot]) -> bool:
    """Whether a form came back without a single mark, though some are due."""
    kinds = {slot.mark.kind for slot in slots}
    return kinds <= {"blank", "not_due"} and kinds != {"not_due"}


def _role(form: Form, columns: Columns, at: Position, role: str) -> str:
    """A column under the criterion of another stage holds no scores of this one."""
    if role != "score":
        return role
    index = at[1] if form.table.grid.layout == "participants_down" else at[0]
    return "score" if any(field.index == index for _, field in columns.marks) else "extra"


def _slot_fates(slots: Iterable[Slot], typed: str) -> dict[Position, Fate]:
    """The cells of slots; ``typed`` is the reason of marks that were typed from paper."""
    fates = {}
    for slot in slots:
        if slot.cell is None:
            continue
        if slot.mark.kind == "not_due":
            fates[slot.position] = Fate("ignored", "score", "not_due")
        elif slot.stop:
            fates[slot.position] = Fate("quarantined", "score", slot.stop)
        elif slot.mark.kind == "blank":
            reason = "correction" if slot.correction else "empty_text"
            fates[slot.position] = Fate("ignored", "score", reason, correction=slot.correction)
        else:
            value = decimal_text(slot.value) if slot.value is not None else ""
            reason = typed if value else slot.mark.kind
            fates[slot.position] = Fate("used", "score", reason, value, slot.correction)
    return fates


def _waiting_fates(form: Form, columns: Columns, rows: Rows) -> dict[Position, Fate]:
    """The cells of lines and columns that wait for a person, or that one set aside."""
    fates: dict[Position, Fate] = {}
    for line, code in rows.waiting:
        for field in form.table.of_kind("mark", *KEY_KINDS):
            if (cell := form.table.cell(line.index, field.index)) is not None:
                role = form.table.roles[cell.position]
                fates[cell.position] = Fate("quarantined", role, code)
    for field, code in columns.waiting:
        for line in form.table.participant_lines():
            if (cell := form.table.cell(line.index, field.index)) is not None:
                fates[cell.position] = Fate("quarantined", "score", code)
        if field.position in form.sheet.cells:
            fates[field.position] = Fate("quarantined", "header", code)
    for line, correction in rows.ignored:
        for cell in form.table.grid.lines[line.index].values():
            role = form.table.roles.get(cell.position, "outside")
            fates[cell.position] = Fate("ignored", role, "correction", correction=correction)
    return fates


def _scores(form: Form, slots: Iterable[Slot], season: str) -> Iterator[Score]:
    who = form.identity
    for slot in slots:
        if slot.value is not None:
            yield Score(
                season, who.category, who.stage, slot.criterion, slot.participant, who.juror,
                slot.value, form.workbook.file, form.sheet.name, address(slot.position),
                slot.cell.literal if slot.cell else "", slot.correction,
            )  # fmt: skip


def _absences(form: Form, slots: Iterable[Slot], season: str) -> Iterator[Absence]:
    """Slots without a mark. One whose cell waits for a person is blank, with what it holds."""
    who = form.identity
    for slot in slots:
        if slot.value is None and slot.mark.kind != "not_due":
            kind = "blank" if slot.stop else slot.mark.kind
            yield Absence(
                season, who.category, who.stage, slot.criterion, slot.participant, who.juror,
                kind, form.workbook.file, form.sheet.name, address(slot.position),
                slot.cell.literal if slot.cell else "", slot.correction,
            )  # fmt: skip


def _row_notices(form: Form) -> Iterator[Notice]:
    codes = {"summary": "SUMMARY_ROW", "repeated": "REPEATED_HEADER"}
    for line in form.table.lines:
        if line.kind in codes:
            cell = next(iter(form.table.grid.lines[line.index].values()))
            yield replace(form.notice(codes[line.kind], cell), literal=line.label or cell.literal)


def _register_changed(form: Form, rows: Rows) -> Iterator[Notice]:
    """A form of ours that was made for other participants than those that stand on it now."""
    register = form.register.participants
    now = participants_digest(register[line.participant] for line in rows.lines)
    if form.asked and form.asked != now:
        yield form.notice("FORM_PARTICIPANTS")


def _outside(form: Form) -> Iterator[Notice]:
    """Numbers outside the table that could be marks."""
    high = max(form.scale(criterion).max for criterion in form.due_criteria)
    for position, role in form.table.roles.items():
        cell = form.sheet.cells[position]
        value = number(cell) if role in NOT_TYPED else None
        style = form.workbook.style(cell)
        dated = style is not None and style.kind in ("date", "time")
        if value is not None and 0 <= value <= high and not dated:
            yield form.notice("OUTSIDE_TABLE", cell)
