"""What becomes of every cell: used, ignored with a reason, waiting for a person, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.intake.vocabulary import meaning
from helpers.intake.workbook import Position, Sheet, Workbook

BESIDE = ("title", "footer", "outside")  # the roles of cells that no table is made of
FATES = ("used", "ignored", "quarantined", "refused")


@dataclass(frozen=True)
class Fate:
    """What became of one cell, by its role on the form, and why."""

    fate: str
    role: str
    reason: str = ""
    value: str = ""
    correction: str = ""


WEIGHT = ("ignored", "used", "quarantined", "refused")  # of the fates, the weightiest last

SheetFates = dict[tuple[str, str], dict[Position, Fate]]  # by file and sheet


def ignored(role: str) -> Fate:
    """The fate of a cell that its role alone sets aside."""
    return Fate("ignored", role, meaning("reason", role) or role)


def all_cells(workbook: Workbook, sheet: Sheet, fate: Fate) -> SheetFates:
    """One fate for every cell of a sheet."""
    return {(workbook.file, sheet.name): dict.fromkeys(sheet.cells, fate)}


def set_aside(workbook: Workbook, reason: str) -> SheetFates:
    """Every cell of a workbook ignored for one reason."""
    fates: SheetFates = {}
    for sheet in workbook.sheets:
        fates |= all_cells(workbook, sheet, Fate("ignored", "unread", reason))
    return fates


def add_fates(fates: SheetFates, place: tuple[str, str], more: Mapping[Position, Fate]) -> None:
    """Add the fates that one table gives to cells of a sheet.

    Of a cell that several tables see the weightiest holds; of equals the first, but what a table
    only sees beside it is left to the others.
    """
    sheet = fates.setdefault(place, {})
    for at, fate in more.items():
        if at not in sheet or _weight(fate) > _weight(sheet[at]):
            sheet[at] = fate


def _weight(fate: Fate) -> tuple[int, bool]:
    return WEIGHT.index(fate.fate), fate.role not in BESIDE
