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

import pytest

from helpers.intake.season import clean_files
from helpers.intake.source_files import RawFile, read_files
from helpers.intake.workbook import Cell, Sheet, Workbook
from helpers.rules import load

PLAIN = {
    "title",
    "caption",
    "footer",
    "note",
    "outside",
}  # the roles of texts that say nothing by themselves
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
    """Whether a change shows where it must.

    For a number that means the result, a finding or another reason, its own or another cell's. A
    plain text may change, and a heading be gone that nothing hangs on: then the ledger has a row
    less. So it is with a sum of weights, for nobody can say that it should be there.
    """
    if before.result != after.result or before.findings != after.findings:
        return True
    place = (change.file, change.sheet, change.cell.address)
    was, now = before.reasons.pop(place, None), after.reasons.pop(place, None)
    others_alike = before.reasons == after.reasons
    if was is not None:
        before.reasons[place] = was
    if not others_alike or (was and now and was != now):
        return True
    if change.new is None and was is not None:
        return was[1] in PLAIN | {"header"} or (was[1], change.cell.literal) == ("weight", "100")
    return change.cell.kind == "text" and was is not None and was[1] in PLAIN


def silent(files: tuple[RawFile, ...], raw: Path, book: Any, of: str, step: int = 1) -> list[str]:
    """The mutations of a file that nobody would notice."""
    before = seen(clean_files(files, raw, book))
    (mine,) = [file for file in files if file.file.endswith(of)]
    tried = list(mutations(mine))[::step]
    return [
        str(change)
        for change in tried
        if not is_noticed(before, seen(clean_files(mutated(files, change), raw, book)), change)
    ]


FILES = {
    "participants_down": "J1.xlsx",
    "criteria_down": "J1.xlsx",
    "jurors_over_criteria": "rekap.xlsx",
    "criteria_over_jurors": "rekap.xlsx",
    "recap_by_criterion": "rekap.xlsx",
    "cards_on_sheets": "J1.xlsx",
    "cards_in_one_sheet": "J1.xlsx",
    "cards_in_files": "J1 KT-01.xlsx",
}


@pytest.mark.slow
def test_no_cell_changes_unseen_in_any_layout(season: Any, layout_name: str, drawn: Any) -> None:
    """Whichever cell of a small season changes, in whatever layout, it is noticed."""
    season.drawn(getattr(drawn["Drawing"](), layout_name)())
    files = tuple(read_files(season.folder))
    assert silent(files, season.folder, season.book, FILES[layout_name]) == []


SAMPLES = (
    "KT administrasi - Juri 1.xlsx",
    "KT administrasi - Juri 2.xlsx",
    "Form J4 adm KT.xlsx",
    "Juri 5 - administrasi Karang Taruna.xlsx",
    "hasil tes tertulis KT.xlsx",
    "TKSK kinerja J1.xlsx",
    "PSM Juri 3.xlsx",
)
EVERY = 5  # of the mutations of the sample one in so many is tried


@pytest.mark.slow
@pytest.mark.parametrize("file", SAMPLES)
def test_no_cell_of_the_sample_changes_unseen(root: Path, file: str) -> None:
    """Whichever cell of the sample's workbooks changes, it is noticed."""
    raw = root / "data" / "raw" / "contoh-2024"
    book = load(raw / "rules.yaml")
    files = tuple(one for one in read_files(raw) if one.file.endswith(f"/{file}"))
    assert silent(files[:1], raw, book, file, EVERY) == []


def test_what_is_noticed_is_noticed_in_real_files(season: Any, form_of: Any) -> None:
    """The same holds where the workbook itself is written anew with one cell changed."""
    season.form("a.xlsx", "J1")
    files = tuple(read_files(season.folder))
    before = seen(clean_files(files, season.folder, season.book))
    for address, value in form_of("J1").items():
        season.form("a.xlsx", "J1", **{address: 37 if isinstance(value, int) else OTHER_TEXT})
        after = seen(season.clean())
        (old,) = [row for row in _cells(files) if row.address == address]
        change = Mutation("scores/a.xlsx", "Penilaian", old, old)
        assert is_noticed(before, after, change), address


def _cells(files: tuple[RawFile, ...]) -> list[Cell]:
    """All cells of the files."""
    books = [file.workbook for file in files if file.workbook]
    return [cell for book in books for sheet in book.sheets for cell in sheet.cells.values()]
