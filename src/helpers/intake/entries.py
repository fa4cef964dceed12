"""A paper form that was typed twice, by two people: the two entries, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from helpers.intake.fates import Fate, SheetFates
from helpers.intake.form import Form
from helpers.intake.score_texts import bare
from helpers.intake.slots import Seen, Slot
from helpers.intake.workbook import address

DIFFERENT = "ENTRY_DIFFERS"


def compare_entries(
    slots: Iterable[Slot], others: Iterable[Slot]
) -> tuple[list[Slot], list[Seen], SheetFates]:
    """Hold the first entry against the second.

    Parameters
    ----------
    slots, others
        The slots of the first and of the second entry, as corrected.

    Returns
    -------
    tuple
        The slots of the first entry, stopped where they differ and no correction says what holds;
        a notice for each difference, at the first entry's cell; and what becomes of the second's
        cells, which are never used but only compared.
    """
    beside = {_place(slot): slot for slot in others}
    # A line that the first entry lacks is missed there; what the second says of it waits as well.
    waiting = Fate("quarantined", "score", DIFFERENT)
    fates = dict.fromkeys(beside, waiting)
    compared: list[Slot] = []
    seen: list[Seen] = []
    for slot in slots:
        other = beside.get(_place(slot))
        differs = _said(slot) != _said(other)
        if differs:
            seen.append(_difference(slot, other, beside.values()))
        if other is not None:
            fates[_place(slot)] = _fate(slot, other, differs)
        stop = DIFFERENT if differs and not slot.correction else slot.stop
        compared.append(replace(slot, stop=stop))
    sheets: SheetFates = {}
    for place, other in beside.items():
        if other.cell is not None:
            sheets.setdefault(other.form.place, {})[other.position] = fates[place]
    return compared, seen, sheets


def _place(slot: Slot) -> tuple[str, str]:
    return slot.participant, slot.criterion


def _said(slot: Slot | None) -> tuple[object, ...]:
    """What an entry says: a number, an absence or nothing, else the text that nobody can read."""
    kind = slot.mark.kind if slot else "blank"
    unread = bare(slot.cell.literal) if slot and slot.cell and kind == "unread" else ""
    value = slot.mark.value if slot else None
    return "blank" if kind == "not_due" else kind, value, unread


def _difference(slot: Slot, other: Slot | None, beside: Iterable[Slot]) -> Seen:
    """Where the entries differ, at the first one's cell, with the place and text of the second."""
    second: Form | None = next((one.form for one in beside), None)
    place = [*(second.place if second else ())]
    if other is not None:
        place.append(address(other.position))
    written = other.cell.literal if other and other.cell else ""
    elsewhere = " › ".join(place)
    notice = slot.form.notice(DIFFERENT, slot.position, other=written, elsewhere=elsewhere)
    return slot.form, notice


def _fate(slot: Slot, other: Slot, differs: bool) -> Fate:
    """What becomes of a cell of the second entry."""
    if other.mark.kind == "not_due":
        return Fate("ignored", "score", "not_due")
    if not differs:
        return Fate("ignored", "score", "entry_checked")
    if slot.correction:
        return Fate("ignored", "score", "entry_settled")
    return Fate("quarantined", "score", DIFFERENT)
