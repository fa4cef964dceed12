"""What was noticed, with the file and the category it is about; and the fates of cells so far."""

from __future__ import annotations

from typing import NamedTuple

from helpers.intake.readings import Fate, ignored
from helpers.intake.workbook import Notice, Position, Sheet, Workbook


class Told(NamedTuple):
    """A notice with the file and the category it is about; '' where it is about neither."""

    notice: Notice
    file: str = ""
    category: str = ""


SheetFates = dict[tuple[str, str], dict[Position, Fate]]  # by file and sheet


def all_cells(workbook: Workbook, sheet: Sheet, fate: Fate) -> SheetFates:
    """One fate for every cell of a sheet."""
    return {(workbook.file, sheet.name): dict.fromkeys(sheet.cells, fate)}


def set_aside(workbook: Workbook, reason: str) -> SheetFates:
    """Every cell of a workbook ignored for one reason."""
    fates: SheetFates = {}
    for sheet in workbook.sheets:
        fates |= all_cells(workbook, sheet, Fate("ignored", "unread", reason))
    return fates


def without_table(workbook: Workbook, sheet: Sheet, role: str) -> SheetFates:
    """Every cell of a sheet that holds no score table."""
    return all_cells(workbook, sheet, ignored(role))
