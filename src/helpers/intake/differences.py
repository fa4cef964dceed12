"""Versions of one sheet side by side: by participant and criterion, wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from helpers.intake.candidates import Candidate
from helpers.intake.identify import Identity
from helpers.intake.names import Register
from helpers.intake.table import KEY_KINDS, Table
from helpers.intake.vocabulary import key
from helpers.intake.workbook import Position, Sheet, Word, address

SHOWN = 12  # differences that a message lists

Slot = tuple[str, str]  # participant and criterion, as ids where they are known


class Place(NamedTuple):
    """A cell for a mark, whether it is filled or not."""

    cell: str
    literal: str


def mark_places(
    table: Table, sheet: Sheet, identity: Identity, register: Register
) -> dict[Slot, Place]:
    """Every cell for a mark of a table, by the participant and the criterion that it is for."""
    mine = (identity.category, identity.stage)
    columns = {
        field.index: next(
            (target.criterion for target in field.targets if tuple(target)[:2] == mine),
            key(field.header),
        )
        for field in table.of_kind("mark")
    }
    places: dict[Slot, Place] = {}
    for line in table.participant_lines():
        texts = [line.key_text(kind) for kind in KEY_KINDS if kind in line.keys]
        known = (register.anyhow(text)[1] for text in texts)
        whose = next(filter(None, known), key(texts[0]) if texts else "")
        for index, criterion in columns.items():
            position: Position = table.grid.position((line.index, index))
            cell = sheet.cells.get(position)
            place = Place(address(position), cell.literal if cell else "")
            places.setdefault((whose, criterion), place)
    return places


def difference(
    versions: Sequence[Candidate], register: Register, names: Mapping[str, str]
) -> Word | str:
    """What differs between the versions of one sheet, in words; '' where there is but one.

    ``names`` are those of the criteria.
    """
    if len(versions) < 2:
        return ""
    marks = [mark_places(one.table, one.sheet, one.identity, register) for one in versions]
    slots = list(dict.fromkeys(slot for one in marks for slot in one))
    differing = [slot for slot in slots if len({_literal(one, slot) for one in marks}) > 1]
    if not differing:
        return Word("no_difference", {"same": len(slots)})
    shown = [_shown(marks, slot, names) for slot in differing[:SHOWN]]
    left = len(differing) - SHOWN
    more = Word("more_differences", {"count": left}) if left > 0 else ""
    same = len(slots) - len(differing)
    values = {"count": len(differing), "shown": shown, "more": more, "same": same}
    return Word("differences", values)


def _literal(marks: Mapping[Slot, Place], slot: Slot) -> str:
    place = marks.get(slot)
    return place.literal.strip() if place else "\0"  # no such line at all is another thing than ''


def _shown(marks: Sequence[Mapping[Slot, Place]], slot: Slot, names: Mapping[str, str]) -> Word:
    places = (one.get(slot) for one in marks)
    sides = tuple(f"{p.cell} “{p.literal}”" if p else Word("version_without") for p in places)
    participant, criterion = slot
    named = names.get(criterion, criterion)
    return Word("differ", {"participant": participant, "criterion": named, "sides": sides})
