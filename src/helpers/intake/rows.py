"""Which line of a form is whose: by id, exact name or region, never by its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from helpers.intake.form import Form
from helpers.intake.names import mixed_scripts
from helpers.intake.table import KEY_KINDS, Line
from helpers.intake.workbook import Cell, Notice

STOPPING = ("UNKNOWN_PARTICIPANT", "HOMOGLYPH", "KEY_CONFLICT", "NO_KEY")
_MARKUP = re.compile(r"\s*[=+@|\-].*|.*[<>{}\\$`].*|.*\.\./.*", re.DOTALL)

Waiting = list[tuple[Line, str]]


@dataclass(frozen=True)
class Rows:
    """The lines of a form by participant.

    ``lines`` can be read; ``waiting`` wait for a person, with the code; ``ignored`` were set aside
    by a correction, with its id.
    """

    lines: tuple[Line, ...]
    notices: tuple[Notice, ...]
    waiting: tuple[tuple[Line, str], ...] = ()
    ignored: tuple[tuple[Line, str], ...] = ()


def find_rows(form: Form) -> Rows:
    """Match the lines of a form with the participants of its category."""
    lines: list[Line] = []
    notices: list[Notice] = []
    waiting: Waiting = []
    ignored: Waiting = []
    for line in form.table.participant_lines():
        cell = line.key_cell
        if cell and (correction := form.corrections.take(form.sheet.name, cell, ("ignore",))):
            ignored.append((line, correction.id))
            continue
        whose, found = _whose(form, line)
        notices += found
        stop = next((notice.code for notice in found if notice.code in STOPPING), "")
        if stop and not (whose and cell and form.corrections.take(form.sheet.name, cell, ("use",))):
            waiting.append((replace(line, participant=whose), stop))
        else:
            lines.append(replace(line, participant=whose))
    single, doubled = _doubled(lines)
    notices += [*_tell_doubled(form, doubled), *_order(form, single)]
    waiting += [(line, "DUPLICATE_PARTICIPANT") for line in doubled]
    return Rows(tuple(single), tuple(notices), tuple(waiting), tuple(ignored))


def _whose(form: Form, line: Line) -> tuple[str, list[Notice]]:
    """The participant of a line, and what is odd about how it is named."""
    cell = line.key_cell
    if cell is None:
        return "", [form.notice("NO_KEY", _first_mark(form, line))]
    named = {kind: form.register.by(kind, line.keys[kind].literal) for kind in line.keys}
    found = list(dict.fromkeys(named[kind] for kind in KEY_KINDS if named.get(kind)))
    # What identifies best must be known: a region beside a strange name or id does not stand in.
    best = next(kind for kind in KEY_KINDS if kind in line.keys)
    if not named[best]:
        return "", [_unknown(form, cell)]
    notices = list(_suspicious(form, line))
    if len(found) > 1:
        reading = " / ".join(
            f"{line.keys[kind].literal} → {named[kind]}" for kind in KEY_KINDS if named.get(kind)
        )
        return found[0], [*notices, form.notice("KEY_CONFLICT", cell, reading=reading)]
    if "name" in line.keys and not named["name"]:
        registered = form.register.participants[found[0]].name
        drift = form.notice(
            "NAME_DRIFT", line.keys["name"], participant=found[0], registered=registered
        )
        notices.append(drift)
    return found[0], notices


def _first_mark(form: Form, line: Line) -> Cell:
    fields = form.table.of_kind("mark", "extra")
    marks = (form.table.cell(line.index, field.index) for field in fields)
    return next(mark for mark in marks if mark is not None)


def _unknown(form: Form, cell: Cell) -> Notice:
    """A name that is nobody's, with the nearest names as proposals for a person."""
    near = form.register.likely(cell.literal)
    about = {"participants": " ".join(person.id for person in near)}
    if letters := mixed_scripts(cell.literal):
        points = ", ".join(f"U+{ord(letter):04X}" for letter in letters)
        return replace(form.notice("HOMOGLYPH", cell, points=points), about=about)
    likely = ", ".join(f"{person.id} {person.name}" for person in near) or "-"
    written = f'"{cell.literal}"' if set(cell.literal) & set(',;"') else cell.literal
    proposed = f"{written},{near[0].id if near else '...'},...,..."
    unknown = form.notice("UNKNOWN_PARTICIPANT", cell, likely=likely, line=proposed)
    return replace(unknown, about=about)


def _suspicious(form: Form, line: Line) -> Iterator[Notice]:
    cell = line.keys.get("name")
    if cell is not None and _MARKUP.fullmatch(cell.literal):
        yield form.notice("NAME_SUSPICIOUS", cell)


def _doubled(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Lines of participants that stand once, and of those that stand more often."""
    lines = list(lines)
    counts = Counter(line.participant for line in lines)
    single = [line for line in lines if counts[line.participant] == 1]
    return single, [line for line in lines if counts[line.participant] > 1]


def _tell_doubled(form: Form, lines: Iterable[Line]) -> Iterator[Notice]:
    """All lines of such a participant wait: it is never the first, the last or the mean."""
    cells: dict[str, list[Cell]] = {}
    for line in lines:
        if line.key_cell:
            cells.setdefault(line.participant, []).append(line.key_cell)
    for participant, found in cells.items():
        places = ", ".join(cell.address for cell in found)
        for cell in found:
            yield form.notice("DUPLICATE_PARTICIPANT", cell, participant=participant, cells=places)


def _order(form: Form, lines: Iterable[Line]) -> Iterator[Notice]:
    order = {id_: number for number, id_ in enumerate(form.register.participants)}
    seen = [order[line.participant] for line in lines]
    if seen != sorted(seen):
        yield form.notice("ROW_ORDER", level="info")
