"""No single cell of a season can change without the result, the ledger's reason or a finding.

The cells are changed in what the reader hands on, so that thousands can be tried; a small part goes
through real files. What may change in silence is a plain text that nobody reads: a title, a
signature, a remark. A number may not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from helpers.intake.season import clean_files
from helpers.intake.source_files import RawFile, read_files
from helpers.intake.workbook import Cell, Sheet, Workbook

PLAIN = {"title", "footer", "note", "outside"}  # the roles of texts that say nothing by themselves
OTHER_TEXT = "lain sekali"
OTHER_NUMBER = "37"


class Mutation(NamedTuple):
    """One cell that is changed, deleted or added."""

    file: str
    sheet: str
    cell: Cell
    new: Cell | None

    def __str__(self) -> str:
        new = repr(self.new.literal) if self.new else "deleted"
        return f"{self.file} {self.sheet} {self.cell.address}: {self.cell.literal!r} -> {new}"


class Seen(NamedTuple):
    """What people see of a cleaned season; of the ledger only what became of each cell, and why."""

    result: frozenset[tuple[object, ...]]
    findings: frozenset[tuple[object, ...]]
    reasons: dict[tuple[str, str, str], tuple[str, ...]]


def seen(cleaned: Any) -> Seen:
    """A cleaned season without the literals and values of its ledger."""
    scores = {(s.juror, s.participant, s.criterion, s.score) for s in cleaned.facts.scores}
    absences = {(a.juror, a.participant, a.criterion, a.kind) for a in cleaned.facts.absences}
    return Seen(
        frozenset(scores | absences),
        frozenset((f.level, f.code, f.sheet, f.cell, f.message) for f in cleaned.findings),
        {(r.file, r.sheet, r.cell): (r.fate, r.role, r.reason) for r in cleaned.ledger},
    )


def changed(cell: Cell) -> Iterator[Cell | None]:
    """The cell with another number, another text, and gone; a formula goes with its number."""
    if cell.kind == "number":
        yield cell._replace(
            literal=OTHER_NUMBER if cell.literal != OTHER_NUMBER else "41", formula=""
        )
    yield cell._replace(kind="text", literal=OTHER_TEXT, formula="", runs=())
    yield None


def mutations(file: RawFile) -> Iterator[Mutation]:
    """Every cell changed in each way, and a number and a text added beside and below each."""
    assert file.workbook is not None
    for sheet in file.workbook.sheets:
        taken = set(sheet.cells)
        for (row, column), cell in sorted(sheet.cells.items()):
            for new in changed(cell):
                yield Mutation(file.file, sheet.name, cell, new)
            for place in ((row, column + 1), (row + 1, column)):
                if place not in taken:
                    taken.add(place)
                    empty = Cell(*place, "text", "")
                    yield Mutation(
                        file.file, sheet.name, empty, Cell(*place, "number", OTHER_NUMBER)
                    )


def mutated(files: tuple[RawFile, ...], change: Mutation) -> tuple[RawFile, ...]:
    """The files with one cell changed."""

    def sheet(one: Sheet) -> Sheet:
        if one.name != change.sheet:
            return one
        cells = {at: cell for at, cell in one.cells.items() if at != change.cell.position}
        if change.new is not None:
            cells[change.cell.position] = change.new
        return replace(one, cells=cells)

    def workbook(one: Workbook) -> Workbook:
        return replace(one, sheets=tuple(map(sheet, one.sheets)))

    return tuple(
        replace(file, workbook=workbook(file.workbook))
        if file.file == change.file and file.workbook
        else file
        for file in files
    )


def is_noticed(before: Seen, after: Seen, change: Mutation) -> bool:
    """Whether a change shows where it must."""
    if before.result != after.result or before.findings != after.findings:
        return True
    place = (change.file, change.sheet, change.cell.address)
    was, now = before.reasons.get(place), after.reasons.get(place)
    if change.new is not None and change.new.kind == "number":
        return was is not None and now != was
    if change.cell.kind == "number":
        return change.new is not None and now != was
    return now != was or (was is not None and was[1] in PLAIN)


def silent(files: tuple[RawFile, ...], only: str, raw: Path, book: Any, step: int = 1) -> list[str]:
    """The mutations of some files that nobody would notice."""
    before = seen(clean_files(files, raw, book))
    changes = [
        change
        for file in files
        if file.workbook and only in file.file
        for change in mutations(file)
    ]
    tried = changes[::step]
    assert tried
    return [
        str(change)
        for change in tried
        if not is_noticed(before, seen(clean_files(mutated(files, change), raw, book)), change)
    ]


def test_no_cell_changes_unseen_in_any_layout(season: Any, layout: Any) -> None:
    """Whichever cell of a small season changes, in whatever layout, it is noticed."""
    season.drawn(layout)
    files = tuple(read_files(season.folder))
    assert silent(files, "", season.folder, season.book) == []
