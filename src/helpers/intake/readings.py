"""One form read to the end: its marks and absences, and the fate of every cell of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.intake.arithmetic import check_sums
from helpers.intake.columns import Columns, find_columns
from helpers.intake.fates import Fate, SheetFates, add_fates, ignored
from helpers.intake.form import Form
from helpers.intake.part import Part, Recounted
from helpers.intake.ranks import check_ranks
from helpers.intake.rows import Rows, find_rows
from helpers.intake.slots import Seen, Slot, judge, read_slots
from helpers.intake.table import KEY_KINDS
from helpers.intake.tallies import check_tallies
from helpers.intake.weights import shown_weights
from helpers.intake.workbook import Notice, Position, address
from helpers.records.numbers import decimal_text
from helpers.records.tables import Absence, Score


@dataclass(frozen=True)
class Reading:
    """What one form holds, in one table or in several parts.

    ``recounted`` are the numbers beside its marks that were counted again.
    """

    forms: tuple[Form, ...]
    fates: SheetFates
    scores: tuple[Score, ...] = ()
    absences: tuple[Absence, ...] = ()
    seen: tuple[Seen, ...] = ()
    parts: tuple[Part, ...] = ()
    recounted: tuple[Recounted, ...] = ()


def read_form(forms: Sequence[Form], season: str) -> Reading:
    """Read a form: columns, rows and slots of all its parts, then the juror's own arithmetic."""
    columns = {form: find_columns(form) for form in forms}
    seen: list[Seen] = [
        (form, notice) for form, found in columns.items() for notice in found.notices
    ]
    fates: SheetFates = {}
    for form, found in columns.items():
        if found.refused:
            roles = form.table.roles.items()
            add_fates(fates, form.place, {at: Fate("refused", r, found.refused) for at, r in roles})
    sound = [form for form in forms if not columns[form].refused]
    if not sound:
        return Reading(tuple(forms), fates, seen=tuple(seen))
    rows = dict(zip(sound, find_rows(sound), strict=True))
    seen += [(form, notice) for form, found in rows.items() for notice in found.notices]
    slots, odd = judge(
        [slot for form in sound for slot in read_slots(form, columns[form], rows[form])]
    )
    seen += odd
    if _is_blank(slots, rows.values()) and not forms[0].excused:
        seen.append((sound[0], sound[0].notice("NOT_FILLED")))
    parts = tuple(
        Part(
            form,
            columns[form],
            rows[form],
            tuple(slot for slot in slots if slot.form is form),
            tuple(shown_weights(form, columns[form])),
        )
        for form in sound
    )
    for part in parts:
        add_fates(fates, part.form.place, _fates(part))
        seen += [(part.form, notice) for notice in _row_notices(part.form)]
    return Reading(
        tuple(forms),
        fates,
        tuple(_scores(slots, season)),
        tuple(_absences(slots, season)),
        tuple(seen),
        parts,
        (*check_sums(parts), *check_tallies(parts), *check_ranks(parts)),
    )


def _is_blank(slots: Sequence[Slot], rows: Iterable[Rows]) -> bool:
    blank = all(slot.mark.kind == "blank" for slot in slots)
    return blank and not any(found.waiting for found in rows)


def _fates(part: Part) -> dict[Position, Fate]:
    """What becomes of each cell of a part."""
    form, roles = part.form, part.form.table.roles
    fates = {at: ignored(_role(form, part.columns, at, role)) for at, role in roles.items()}
    return fates | _slot_fates(part.slots) | _waiting_fates(form, part.columns, part.rows)


def _role(form: Form, columns: Columns, at: Position, role: str) -> str:
    """A column under the criterion of another stage holds no scores of this one."""
    if role != "score":
        return role
    _, index = form.table.grid.place(at)
    return "score" if any(field.index == index for _, field in columns.marks) else "extra"


def _slot_fates(slots: Iterable[Slot]) -> dict[Position, Fate]:
    fates = {}
    for slot in slots:
        if slot.cell is None:
            continue
        if slot.stop:
            fates[slot.position] = Fate("quarantined", "score", slot.stop)
        elif slot.mark.kind == "blank":
            reason = "correction" if slot.correction else "empty_text"
            fates[slot.position] = Fate("ignored", "score", reason, correction=slot.correction)
        else:
            value = decimal_text(slot.value) if slot.value is not None else ""
            reason = "" if value else slot.mark.kind
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


def _scores(slots: Iterable[Slot], season: str) -> Iterator[Score]:
    for slot in slots:
        form, who = slot.form, slot.form.identity
        if slot.value is not None:
            yield Score(
                season, who.category, who.stage, slot.criterion, slot.participant, who.juror,
                slot.value, form.workbook.file, form.sheet.name, address(slot.position),
                slot.cell.literal if slot.cell else "", slot.correction,
            )  # fmt: skip


def _absences(slots: Iterable[Slot], season: str) -> Iterator[Absence]:
    """Slots without a mark. One whose cell waits for a person is blank, with what it holds."""
    for slot in slots:
        form, who = slot.form, slot.form.identity
        if slot.value is None:
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
