"""What happens to score sheets in an office, from the table ``messes.csv`` of each season."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase

from helpers.records.numbers import decimal_text
from helpers.sample.material import Mess
from helpers.sample.sheets import Cell, Place, Sheet

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def spoil(sheet: Sheet, file: str, messes: Iterable[Mess]) -> Sheet:
    """The sheet after all that happened to it.

    Raises
    ------
    LookupError
        A mess names this sheet and finds nothing on it to spoil.
    """
    for mess in messes:
        if fnmatchcase(file, mess.file) and fnmatchcase(sheet.name, mess.sheet):
            sheet = _spoil_once(sheet, mess)
    return sheet


def _spoil_once(sheet: Sheet, mess: Mess) -> Sheet:
    places = _places(sheet, mess)
    if not places:
        raise LookupError(f"nothing to spoil on {sheet.name}: {mess}")
    if mess.kind == "hide":
        return replace(sheet, hidden=sheet.hidden | {column for _, column in places})
    change = KINDS[mess.kind]
    return replace(
        sheet,
        cells={**sheet.cells, **{at: change(sheet.cells[at], mess.text) for at in places}},
    )


def _places(sheet: Sheet, mess: Mess) -> list[Place]:
    """Where a mess strikes; an empty participant or criterion means every one."""
    return [
        place
        for (part, participant, criterion), place in sheet.places.items()
        if part == mess.part
        and mess.participant in ("", participant)
        and mess.criterion in ("", criterion)
        and (mess.kind not in ("comma", "spaced") or sheet.cells[place].value is not None)
    ]


def _comma(cell: Cell, _: str) -> Cell:
    """A number becomes the text that a machine with other settings makes of it."""
    if not isinstance(cell.value, Decimal):
        return cell
    return replace(cell, value=decimal_text(cell.value).replace(".", ","), recipe=None)


def _write(cell: Cell, text: str) -> Cell:
    return replace(cell, value=text, recipe=None)


def _clear(cell: Cell, _: str) -> Cell:
    return replace(cell, value=None, recipe=None)


def _number(cell: Cell, text: str) -> Cell:
    return replace(cell, value=Decimal(text), recipe=None)


def _off(cell: Cell, text: str) -> Cell:
    """A number that is off by some points."""
    if not isinstance(cell.value, Decimal):
        return cell
    return replace(cell, value=cell.value + Decimal(text), recipe=None)


def _spaced(cell: Cell, _: str) -> Cell:
    """A number pasted as text, with a no-break space behind it."""
    comma = _comma(cell, "")
    return replace(comma, value=f"{comma.value}{NO_BREAK_SPACE}")


def _fill(cell: Cell, _: str) -> Cell:
    return replace(cell, look="painted")


def _day(cell: Cell, text: str) -> Cell:
    """What was typed as ``8-7`` is stored as the number of a day and shown as a date."""
    return replace(cell, value=Decimal(text), look="day")


def _comment(cell: Cell, text: str) -> Cell:
    return replace(cell, comment=text)


KINDS: dict[str, Callable[[Cell, str], Cell]] = {
    "comma": _comma,
    "write": _write,
    "clear": _clear,
    "number": _number,
    "day": _day,
    "comment": _comment,
    "off": _off,
    "spaced": _spaced,
    "fill": _fill,
}
