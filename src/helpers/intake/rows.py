"""Which line of a table is whose, once it is known which category it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from helpers.intake.corrections import Corrections
from helpers.intake.names import Register, mixed_scripts
from helpers.intake.table import KEY_KINDS, Line, Table
from helpers.intake.workbook import Cell, Notice

_MARKUP = re.compile(r"\s*[=+@|\-].*|.*[<>{}\\$`].*|.*\.\./.*", re.DOTALL)


@dataclass(frozen=True)
class Rows:
    """The lines of a table by participant.

    ``lines`` can be read; ``waiting`` wait for a person, with the code; ``ignored`` were set aside
    by a correction, with its id.
    """

    lines: tuple[Line, ...]
    notices: tuple[Notice, ...]
    waiting: tuple[tuple[Line, str], ...] = ()
    ignored: tuple[tuple[Line, str], ...] = ()


def find_rows(table: Table, register: Register, sheet: str, corrections: Corrections) -> Rows:
    """Match the lines with the participants, by id, name or region and never by place."""
    lines, notices, waiting, ignored = [], [], [], []
    for line in table.participant_lines():
        cell = line.key_cell
        if cell and (correction := corrections.take(sheet, cell, ("ignore",))):
            ignored.append((line, correction.id))
            continue
        whose, found = _whose(table, line, register, sheet)
        notices += found
        stop = next((n.code for n in found if n.code in _STOPPING), "")
        if stop and not (whose and cell and corrections.take(sheet, cell, ("use",))):
            waiting.append((replace(line, participant=whose), stop))
        else:
            lines.append(replace(line, participant=whose))
    lines, waiting, doubles = _doubled(lines, waiting, sheet)
    notices += [*doubles, *_order(lines, register, sheet)]
    return Rows(tuple(lines), tuple(notices), tuple(waiting), tuple(ignored))


_STOPPING = ("UNKNOWN_PARTICIPANT", "HOMOGLYPH", "KEY_CONFLICT", "NO_KEY")


def _whose(
    table: Table, line: Line, register: Register, sheet: str
) -> tuple[str, list[Notice]]:
    """The participant of a line, and what is odd about how it is named."""
    cell = line.key_cell
    if cell is None:
        marks = (table.cell(line.index, field.index) for field in table.of_kind("mark", "extra"))
        first = next(mark for mark in marks if mark is not None)
        return "", [Notice("NO_KEY", sheet, first.address, first.literal)]
    named = {kind: register.by(kind, line.keys[kind].literal) for kind in line.keys}
    found = list(dict.fromkeys(named[kind] for kind in KEY_KINDS if named.get(kind)))
    if not found:
        return "", [_unknown(cell, register, sheet)]
    notices = list(_suspicious(line, sheet))
    if len(found) > 1:
        reading = " / ".join(
            f"{line.keys[kind].literal} → {named[kind]}" for kind in KEY_KINDS if named.get(kind)
        )
        conflict = Notice("KEY_CONFLICT", sheet, cell.address, cell.literal)
        return found[0], [*notices, replace(conflict, values={"reading": reading})]
    if "id" in line.keys and not named["id"]:
        return "", [_unknown(line.keys["id"], register, sheet)]
    if "name" in line.keys and not named["name"]:
        notices.append(_drift(line.keys["name"], register, found[0], sheet))
    return found[0], notices


def _drift(cell: Cell, register: Register, participant: str, sheet: str) -> Notice:
    values = {"participant": participant, "registered": register.participants[participant].name}
    return Notice("NAME_DRIFT", sheet, cell.address, cell.literal, values=values)


def _unknown(cell: Cell, register: Register, sheet: str) -> Notice:
    """A name that is nobody's, with the nearest names as proposals for a person."""
    if letters := mixed_scripts(cell.literal):
        points = ", ".join(f"U+{ord(letter):04X}" for letter in letters)
        return Notice("HOMOGLYPH", sheet, cell.address, cell.literal, values={"points": points})
    near = register.likely(cell.literal)
    likely = ", ".join(f"{person.id} {person.name}" for person in near) or "-"
    written = f'"{cell.literal}"' if set(cell.literal) & set(',;"') else cell.literal
    values = {"likely": likely, "line": f"{written},{near[0].id if near else '...'},...,..."}
    return Notice("UNKNOWN_PARTICIPANT", sheet, cell.address, cell.literal, values=values)


def _suspicious(line: Line, sheet: str) -> Iterator[Notice]:
    cell = line.keys.get("name")
    if cell is not None and _MARKUP.fullmatch(cell.literal):
        yield Notice("NAME_SUSPICIOUS", sheet, cell.address, cell.literal)


def _doubled(
    lines: list[Line], waiting: list[tuple[Line, str]], sheet: str
) -> tuple[list[Line], list[tuple[Line, str]], list[Notice]]:
    """Set aside every line of a participant that stands more than once: never first or last."""
    counts = Counter(line.participant for line in lines)
    doubled = [line for line in lines if counts[line.participant] > 1]
    cells: dict[str, list[Cell]] = {}
    for line in doubled:
        if line.key_cell:
            cells.setdefault(line.participant, []).append(line.key_cell)
    notices = [
        Notice(
            "DUPLICATE_PARTICIPANT",
            sheet,
            cell.address,
            cell.literal,
            values={"participant": participant, "cells": ", ".join(c.address for c in found)},
        )
        for participant, found in cells.items()
        for cell in found
    ]
    single = [line for line in lines if counts[line.participant] == 1]
    return single, [*waiting, *((line, "DUPLICATE_PARTICIPANT") for line in doubled)], notices


def _order(lines: Iterable[Line], register: Register, sheet: str) -> list[Notice]:
    order: Mapping[str, int] = {id_: n for n, id_ in enumerate(register.participants)}
    seen = [order[line.participant] for line in lines]
    return [] if seen == sorted(seen) else [Notice("ROW_ORDER", sheet, level="info")]

