"""Numbers that are no marks: each is counted again, or told; none is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from helpers.intake.arithmetic import SUMS
from helpers.intake.cell_checks import stale_formulas
from helpers.intake.fates import SheetFates
from helpers.intake.form import Form
from helpers.intake.part import Part, Recounted
from helpers.intake.readings import Reading
from helpers.intake.recap import check_recap
from helpers.intake.slots import Seen
from helpers.intake.table import KEY_KINDS
from helpers.intake.tallies import is_own_count
from helpers.intake.weights import written_number
from helpers.intake.workbook import Position, read_address

NOT_TYPED = ("outside", "footer")  # roles in whose cells a mark may have slipped


def told_of_numbers(readings: Sequence[Reading], fates: SheetFates) -> Iterator[Seen]:
    """What is wrong with numbers beside the marks, and those that nothing can be said about."""
    sheets: dict[tuple[str, str], Form] = {}
    for reading in readings:
        for form in reading.forms:
            sheets.setdefault(form.place, form)
    stale = {
        place: {
            notice.cell: notice
            for notice in stale_formulas(form.sheet)
            if not is_own_count(form, form.sheet.cells.get(read_address(notice.cell) or (0, 0)))
        }
        for place, form in sheets.items()
    }
    recounted = [*(one for reading in readings for one in reading.recounted), *_recaps(readings)]
    for place, form in sheets.items():
        yield from ((form, notice) for notice in stale[place].values())
    for one in recounted:
        if one.notice is not None and one.notice.cell not in stale[one.form.place]:
            yield one.form, one.notice
    known = {(*one.form.place, one.at) for one in recounted}
    known |= {place for reading in readings for part in reading.parts for place in _open(part)}
    yield from _others(readings, fates, known)


def _recaps(readings: Iterable[Reading]) -> Iterator[Recounted]:
    """The columns that belong to all jurors of a recap."""
    recaps: dict[int, list[Part]] = {}
    for reading in readings:
        for part in reading.parts:
            if part.form.whole is not None:
                recaps.setdefault(id(part.form.whole), []).append(part)
    for parts in recaps.values():
        if (whole := parts[0].form.whole) is not None:
            yield from check_recap(whole, parts)


def _open(part: Part) -> Iterator[tuple[str, str, Position]]:
    """The sums, counts and ranks that hang on a mark that waits: nothing can be said of them."""
    table, waiting = part.form.table, part.waiting()
    lines = {line for line, _ in waiting}
    summed = {field.index for criterion, field in part.columns.marks if waiting}
    for line in table.lines if waiting else ():
        for field in table.fields:
            hangs = (
                field.kind == "rank"
                or (line.index in lines and field.kind in (*SUMS, "product", "check"))
                or (line.kind == "summary" and field.index in summed)
            )
            if hangs:
                yield (*part.form.place, table.grid.position((line.index, field.index)))


def _others(
    readings: Iterable[Reading], fates: SheetFates, known: set[tuple[str, str, Position]]
) -> Iterator[Seen]:
    """Numbers that are neither used nor waiting nor counted again: a mark may be among them."""
    for reading in readings:
        for form in reading.forms:
            high = max(form.scale(criterion).max for criterion in form.due_criteria)
            for position, role in form.table.roles.items():
                cell = form.sheet.cells[position]
                written = written_number(form, cell)
                place = (*form.place, position)
                if written is None or place in known or _is_settled(fates, form, position):
                    continue
                known.add(place)
                style = form.workbook.style(cell)
                dated = style is not None and style.kind in ("date", "time")
                typed = cell.kind != "text" and not dated and 0 <= written <= high
                slipped = role in NOT_TYPED and typed
                yield form, form.notice("OUTSIDE_TABLE" if slipped else "NUMBER_NOT_USED", cell)


def _is_settled(fates: SheetFates, form: Form, position: Position) -> bool:
    """Whether a cell is used, waits, was set aside by a person, or says whose line it is."""
    fate = fates[form.place][position]
    return fate.fate != "ignored" or bool(fate.correction) or fate.role in ("score", *KEY_KINDS)
