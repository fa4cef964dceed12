"""The ledger: one row for every non-empty cell of every file, and the law that none is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from helpers.intake.fates import FATES, Fate
from helpers.intake.workbook import Position, Sheet, Workbook, address, read_address
from helpers.records.findings import stops
from helpers.records.tables import Finding, LedgerEntry, Score, SourceFile

Fates = Mapping[tuple[str, str], Mapping[Position, Fate]]  # by file and sheet


class ConservationError(Exception):
    """The fates of cells do not add up to the cells: the program is wrong, not the data."""


def write_ledger(workbooks: Iterable[Workbook], fates: Fates) -> tuple[LedgerEntry, ...]:
    """The rows of all cells, by file, sheet and place.

    Raises
    ------
    ConservationError
        A cell has no fate.
    """
    return tuple(
        row
        for workbook in workbooks
        for sheet in workbook.sheets
        for row in _rows(workbook, sheet, fates.get((workbook.file, sheet.name), {}))
    )


def _rows(
    workbook: Workbook, sheet: Sheet, fates: Mapping[Position, Fate]
) -> Iterator[LedgerEntry]:
    for position, cell in sorted(sheet.cells.items()):
        if position not in fates:
            raise ConservationError(f"{workbook.file} {sheet.name} {address(position)}")
        fate = fates[position]
        formula = cell.formula or (f"({cell.derived})" if cell.derived else "")
        yield LedgerEntry(
            workbook.file, workbook.sha256, sheet.name, address(position), cell.literal, formula,
            fate.fate, fate.role, fate.reason, fate.value, fate.correction,
        )  # fmt: skip


def conservation(ledger: Iterable[LedgerEntry], files: Sequence[SourceFile]) -> dict[str, int]:
    """The counts of the law: cells read, and each fate, those ignored by reason.

    Keys: ``cells``, ``used``, ``ignored``, ``ignored.<reason>``, ``quarantined``, ``refused``.

    Raises
    ------
    ConservationError
        A file has other cells in the ledger than its reader counted.
    """
    rows = tuple(ledger)
    counted = Counter(row.file for row in rows)
    for file in files:
        if counted[file.file] != file.cells:
            raise ConservationError(f"{file.file}: {counted[file.file]} != {file.cells}")
    fates = Counter(row.fate for row in rows)
    reasons = Counter(row.reason for row in rows if row.fate == "ignored")
    if sum(fates[fate] for fate in FATES) != sum(file.cells for file in files):
        raise ConservationError("the fates do not add up")
    return {
        "cells": sum(file.cells for file in files),
        **{fate: fates[fate] for fate in FATES},
        **{f"ignored.{reason}": reasons[reason] for reason in sorted(reasons)},
    }


def check_used(ledger: Iterable[LedgerEntry], scores: Iterable[Score]) -> None:
    """Every used number is a mark that counts, and every mark from a filled cell is used.

    Raises
    ------
    ConservationError
        They are not the same cells.
    """
    rows = {(row.file, row.sheet, row.cell): row for row in ledger}
    used = {place for place, row in rows.items() if row.fate == "used" and row.value}
    marks = {(score.file, score.sheet, score.cell) for score in scores} & set(rows)
    if used != marks:
        raise ConservationError(f"{sorted(used ^ marks)[:3]}")


def quarantine(
    fates: Mapping[tuple[str, str], dict[Position, Fate]], findings: Iterable[Finding]
) -> None:
    """Let every cell wait that a stopping finding names."""
    for finding in findings:
        sheet = fates.get((finding.file, finding.sheet), {})
        position = read_address(finding.cell)
        if not stops(finding) or position is None or position not in sheet:
            continue
        if sheet[position].fate in ("used", "ignored"):
            sheet[position] = Fate("quarantined", sheet[position].role, finding.code)
