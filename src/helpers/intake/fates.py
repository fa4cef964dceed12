"""What becomes of every cell: used, ignored with a reason, waiting for a person, or refused."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.intake.vocabulary import meaning
from helpers.intake.workbook import Position, Sheet, Workbook

FATES = ("used", "ignored", "quarantined", "refused")


@dataclass(frozen=True)
class Fate:
    """What became of one cell, by its role on the form, and why."""

    fate: str
    role: str
    reason: str = ""
    value: str = ""
    correction: str = ""


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
