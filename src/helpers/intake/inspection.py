"""What the system sees in one file: its sheets and cells, what is odd, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.intake.cell_checks import around_cells, check_cells, stale_formulas
from helpers.intake.fates import Fate, all_cells
from helpers.intake.ledger import write_ledger
from helpers.intake.marks import Mark, MarkRules, mark_rules, read_mark, stopped
from helpers.intake.notices import to_finding
from helpers.intake.reader import read_workbook
from helpers.intake.sheet_summary import SheetSummary, summarise
from helpers.intake.workbook import Area, Notice, Position, Word, Workbook, address
from helpers.records.findings import LEVELS, levels
from helpers.records.numbers import decimal_text
from helpers.records.tables import COMMITTEE, Finding, LedgerEntry
from helpers.records.words import say

if TYPE_CHECKING:
    from helpers.intake.season import CleanSeason
    from helpers.rules import RuleBook

Place = tuple[str, Position]  # sheet and position

MARKS_LIMIT = 10_000  # cells of a range that is read as marks

# Without a season, a mark is written with a decimal comma and nothing declares an absence.
PLAIN_MARKS = MarkRules(",", {})

# Notes on what is as it should be, or is shown as it is: nothing that is read depends on them.
QUIET = ("EMPTY_SHEET", "FORMULA_UNKNOWN", "NAME_SUSPICIOUS", "SHEET_TAKEN_FOR")


@dataclass(frozen=True)
class Inspection:
    """One file as the system sees it; ``cells`` are the rows the ledger would have.

    ``linked`` are the other workbooks that it refers to.
    """

    file: str
    sha256: str
    findings: tuple[Finding, ...]
    cells: tuple[LedgerEntry, ...]
    sheets: tuple[SheetSummary, ...] = ()
    from_1904: bool = False
    linked: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        """refuse, quarantine, findings (accepted with findings) or accept."""
        levels = {finding.level for finding in self.findings if finding.code not in QUIET}
        if "refuse" in levels:
            return "refuse"
        if "block" in levels:
            return "quarantine"
        return "findings" if levels else "accept"


def inspect_file(
    path: Path,
    language: str = "id",
    *,
    raw: Path | None = None,
    book: RuleBook | None = None,
    marks: Area | None = None,
) -> Inspection:
    """Look at one file; nothing is written, and nothing in it raises.

    Parameters
    ----------
    raw, book
        A season's folder and rule book: the file is then read as a score sheet of that season.
    marks
        Cells that are to be read as marks, on every sheet that has one there.
    """
    if raw is not None and book is not None and marks is None:
        return _as_score_sheet(path, raw, book)
    workbook = read_workbook(path)
    rules = mark_rules(book) if book else PLAIN_MARKS
    read = dict(_read_marks(workbook, marks, rules)) if marks else {}
    notices = [*workbook.notices, *_tell_marks(read), *_look(workbook, marks, rules)]
    findings = tuple(_elsewhere(to_finding(one, language, path.name), language) for one in notices)
    fates = {
        key: fates | {at: _fate(read[key[1], at]) for at in fates if (key[1], at) in read}
        for sheet in workbook.sheets
        for key, fates in all_cells(workbook, sheet, Fate("ignored", "cell", "not_read")).items()
    }
    return _inspection(workbook, path.name, findings, write_ledger([workbook], fates))


def _inspection(
    workbook: Workbook, name: str, findings: tuple[Finding, ...], cells: tuple[LedgerEntry, ...]
) -> Inspection:
    sheets = tuple(map(summarise, workbook.sheets))
    return Inspection(
        name, workbook.sha256, findings, cells, sheets, workbook.from_1904, workbook.linked
    )


# --- as a file of which nothing is known


def _look(workbook: Workbook, marks: Area | None, rules: MarkRules) -> Iterator[Notice]:
    """What is odd about every cell that is not read as a mark, and around all of them."""
    for sheet in workbook.sheets:
        others = [
            cell for cell in sheet.cells.values() if not (marks and marks.covers(cell.position))
        ]
        yield from check_cells(workbook, sheet, others, rules.decimal_mark, formats=not marks)
        yield from around_cells(sheet)
        yield from stale_formulas(sheet)


def _read_marks(workbook: Workbook, area: Area, rules: MarkRules) -> Iterator[tuple[Place, Mark]]:
    """The marks of an area, empty cells included, on each sheet that has a cell there."""
    for sheet in workbook.sheets:
        if not any(map(area.covers, sheet.cells)):
            continue
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                cell = sheet.cells.get((row, column))
                style = workbook.style(cell) if cell else None
                yield (sheet.name, (row, column)), read_mark(cell, style, sheet, None, rules)


def _tell_marks(read: Mapping[Place, Mark]) -> Iterator[Notice]:
    for (sheet, position), mark in read.items():
        yield from (replace(notice, sheet=sheet) for notice in mark.notices)
        if mark.kind == "blank":
            slot = {"slot": Word("mark_cell")}
            yield Notice("BLANK_SCORE", sheet, address(position), values=slot)


def _fate(mark: Mark) -> Fate:
    """What would become of the cell in a season."""
    if code := stopped(mark):
        return Fate("quarantined", "score", code)
    if mark.kind == "blank":
        return Fate("quarantined", "score", "BLANK_SCORE")
    value = decimal_text(mark.value) if mark.value is not None else ""
    return Fate("used", "score", "" if value else mark.kind, value)


def _elsewhere(finding: Finding, language: str) -> Finding:
    """A finding at a lower level than it has at a mark advises what holds where no mark stands."""
    if LEVELS.index(finding.level) <= LEVELS.index(levels()[finding.code]):
        return finding
    return replace(finding, advice=say("intake.no_mark", language))


# --- as a score sheet of a season


def _as_score_sheet(path: Path, raw: Path, book: RuleBook) -> Inspection:
    """The file as the only one of the season: what concerns other files is left out."""
    from helpers.intake.corrections import SCORES
    from helpers.intake.season import clean_files
    from helpers.intake.source_files import read_file

    file = f"{SCORES}/{path.name}"
    seen = read_file(path, file)
    clean = clean_files((seen,), raw, book)
    mine = [finding for finding in clean.findings if finding.file == file]
    mine += _blanks(clean, book)
    workbook = seen.workbook or Workbook(file, seen.sha256, seen.size)
    return _inspection(workbook, path.name, tuple(mine), clean.ledger)


def _blanks(clean: CleanSeason, book: RuleBook) -> Iterator[Finding]:
    """Empty slots, which the counting of a season would find, where a blank stops it."""
    people = {(one.category, one.id): one for one in clean.facts.participants}
    for one in clean.facts.absences:
        rules = book.categories[one.category]
        stops = rules.missing.blank == "stop" or one.juror == COMMITTEE
        if one.kind != "blank" or one.literal or not stops:
            continue
        criterion = rules.stages[one.stage].criteria[one.criterion].name
        person = people[one.category, one.participant]
        named = {"participant": f"{person.name} ({person.id})", "criterion": criterion}
        slot = Word("slot", named)
        notice = Notice("BLANK_SCORE", one.sheet, one.cell, values={"slot": slot})
        yield to_finding(notice, book.language, one.file, one.category)
