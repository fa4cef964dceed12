"""Which line of a form is whose: by id, exact name or region, never by its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.intake.candidates import quoted
from helpers.intake.cell_checks import MARKUP
from helpers.intake.form import Form
from helpers.intake.signs import mixed_scripts
from helpers.intake.table import KEY_KINDS, Line
from helpers.intake.workbook import Cell, Notice, Word
from helpers.rules.regions import fold, spellings

STOPPING = ("UNKNOWN_PARTICIPANT", "HOMOGLYPH", "KEY_CONFLICT", "NO_KEY")

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


def find_rows(parts: Sequence[Form]) -> list[Rows]:
    """Match the lines of each part of a form with the participants of its category."""
    read = [_read(form) for form in parts]
    doubled = _doubled(parts, [rows.lines for rows in read])
    kinds = {kind for rows in read for line in rows.lines for kind in line.keys}
    return [
        Rows(
            tuple(line for line in rows.lines if line not in twice),
            (
                *rows.notices,
                *told,
                *_order(form, rows.lines, twice),
                *_missing_keys(form, rows.lines, kinds),
            ),
            (*rows.waiting, *((line, "DUPLICATE_PARTICIPANT") for line in twice)),
            rows.ignored,
        )
        for form, rows, (twice, told) in zip(parts, read, doubled, strict=True)
    ]


def _read(form: Form) -> Rows:
    """The lines of one part, before it is asked whether somebody stands there twice."""
    lines: list[Line] = []
    notices: list[Notice] = []
    waiting: Waiting = []
    ignored: Waiting = []
    for line in form.table.participant_lines():
        cell = line.key_cell
        if cell is None and _first_mark(form, line) is None:
            continue  # of a recap: what stands there is another juror's
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
    return Rows(tuple(lines), tuple(notices), tuple(waiting), tuple(ignored))


def _whose(form: Form, line: Line) -> tuple[str, list[Notice]]:
    """The participant of a line, and what is odd about how it is named."""
    cell = line.key_cell
    if cell is None:
        return "", [form.notice("NO_KEY", _first_mark(form, line) or "")]
    named = {kind: form.register.by(kind, line.key_text(kind)) for kind in line.keys}
    found = list(dict.fromkeys(named[kind] for kind in KEY_KINDS if named.get(kind)))
    # What identifies best must be known: a region beside a strange name or id does not stand in.
    best = next(kind for kind in KEY_KINDS if kind in line.keys)
    if not named[best]:
        return "", [_unknown(form, cell, line.key_text(best))]
    notices = list(_suspicious(form, line))
    if len(found) > 1:
        reading = " / ".join(
            f"{line.key_text(kind)} → {named[kind]}" for kind in KEY_KINDS if named.get(kind)
        )
        return found[0], [*notices, form.notice("KEY_CONFLICT", cell, reading=reading)]
    if "name" in line.keys and not named["name"]:
        registered = form.register.participants[found[0]].name
        drift = form.notice(
            "NAME_DRIFT", line.keys["name"], participant=found[0], registered=registered
        )
        notices.append(drift)
    return found[0], [*notices, *_strange_region(form, line, found[0])]


def _strange_region(form: Form, line: Line, participant: str) -> Iterator[Notice]:
    """A region on the line that is not the participant's own."""
    code = form.register.participants[participant].region
    region = next((one for one in form.book.regions or () if one.code == code), None)
    if "region" not in line.keys or region is None:
        return
    if fold(line.key_text("region")) not in spellings(region):
        yield form.notice(
            "REGION_DRIFT", line.keys["region"], participant=participant, registered=region.name
        )


def _first_mark(form: Form, line: Line) -> Cell | None:
    fields = form.table.of_kind("mark", "extra")
    marks = (form.table.cell(line.index, field.index) for field in fields)
    return next((mark for mark in marks if mark is not None), None)


def _unknown(form: Form, cell: Cell, text: str) -> Notice:
    """A name that is nobody's, with the nearest names as proposals for a person."""
    near = form.register.likely(text)
    about = {"participants": " ".join(person.id for person in near)}
    if points := mixed_scripts(text):
        return replace(form.notice("HOMOGLYPH", cell, points=", ".join(points)), about=about)
    likely = ", ".join(f"{person.id} {person.name}" for person in near) or "-"
    proposed = f"{quoted(text)},{near[0].id if near else '...'},...,..."
    unknown = form.notice("UNKNOWN_PARTICIPANT", cell, likely=likely, line=proposed)
    inside = {"written": text} if text != cell.literal else {}
    return replace(unknown, about=about | inside)


def _suspicious(form: Form, line: Line) -> Iterator[Notice]:
    cell = line.keys.get("name")
    if cell is not None and MARKUP.fullmatch(cell.literal):
        yield form.notice("NAME_SUSPICIOUS", cell)


def _doubled(
    parts: Sequence[Form], lines: Sequence[tuple[Line, ...]]
) -> list[tuple[list[Line], list[Notice]]]:
    """The lines of participants that stand more than once, by part, and what is told of them.

    All lines of such a participant wait: it is never the first, the last or the mean. A form of
    several cards is looked at as one; sheets on different criteria name everybody once each.
    """
    together = all(form.table.layout == "cards" for form in parts)
    cells: dict[tuple[int, str], list[str]] = {}
    for number, (form, found) in enumerate(zip(parts, lines, strict=True)):
        for line in found:
            sheet = f"{form.sheet.name} › " if together and len(parts) > 1 else ""
            where = f"{sheet}{line.key_cell.address}" if line.key_cell else ""
            cells.setdefault((0 if together else number, line.participant), []).append(where)
    doubled = []
    for number, (form, found) in enumerate(zip(parts, lines, strict=True)):
        places = {
            line.participant: cells[0 if together else number, line.participant] for line in found
        }
        twice = [line for line in found if len(places[line.participant]) > 1]
        told = [
            form.notice(
                "DUPLICATE_PARTICIPANT",
                line.key_cell,
                participant=line.participant,
                cells=", ".join(places[line.participant]),
            )
            for line in twice
            if line.key_cell
        ]
        doubled.append((twice, told))
    return doubled


def _missing_keys(form: Form, lines: Iterable[Line], kinds: Collection[str]) -> Iterator[Notice]:
    """Lines without an id, name or region where others have one: they are known by the rest."""
    for line in lines:
        for kind in KEY_KINDS:
            if kind in kinds and kind not in line.keys and line.key_cell:
                columns = form.table.of_kind(kind)
                at = form.table.grid.position((line.index, columns[0].index)) if columns else None
                where = at or line.key_cell
                yield form.notice(
                    "KEY_MISSING", where, kind=Word(f"key_{kind}"), participant=line.participant
                )


def _order(form: Form, lines: Iterable[Line], twice: Collection[Line]) -> Iterator[Notice]:
    order = {id_: number for number, id_ in enumerate(form.register.participants)}
    seen = [order[line.participant] for line in lines if line not in twice]
    if seen != sorted(seen):
        yield form.notice("ROW_ORDER", level="info")
