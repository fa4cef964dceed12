"""What the system sees in one file: its sheets and cells, what is odd, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.intake.cell_checks import check_cells, stale_formulas
from helpers.intake.fates import Fate, all_cells
from helpers.intake.ledger import write_ledger
from helpers.intake.marks import MarkRules, mark_rules, read_mark
from helpers.intake.notices import to_finding
from helpers.intake.reader import read_workbook
from helpers.intake.workbook import Area, Notice, Sheet, Word, Workbook, address, column_letters
from helpers.records.findings import LEVELS, codes
from helpers.records.tables import COMMITTEE, Finding, LedgerEntry
from helpers.records.words import say

if TYPE_CHECKING:
    from helpers.intake.season import CleanSeason
    from helpers.rules import RuleBook

MARKS_LIMIT = 10_000  # cells of a range that is read as marks

# Without a season, a mark is written with a decimal comma and nothing declares an absence.
PLAIN_MARKS = MarkRules(",", {})

# Notes on what is shown as it is and changes nothing that is read.
QUIET = ("EMPTY_SHEET", "FORMULA_UNKNOWN", "NAME_SUSPICIOUS")


@dataclass(frozen=True)
class SheetFacts:
    """What a sheet is besides its cells: areas and addresses as a spreadsheet shows them."""

    name: str
    state: str
    cells: int
    formulas: int
    hidden_rows: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    merges: tuple[str, ...] = ()
    filter: str = ""
    validated: tuple[str, ...] = ()
    protected: bool = False
    comments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Inspection:
    """One file as the system sees it; ``cells`` are the rows the ledger would have."""

    file: str
    sha256: str
    findings: tuple[Finding, ...]
    cells: tuple[LedgerEntry, ...]
    sheets: tuple[SheetFacts, ...] = ()
    days_from_1904: bool = False

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
    notices = [
        *workbook.notices,
        *_look(workbook, marks, mark_rules(book) if book else PLAIN_MARKS),
    ]
    findings = tuple(_elsewhere(to_finding(one, language, path.name), language) for one in notices)
    fates = {
        key: fate
        for sheet in workbook.sheets
        for key, fate in all_cells(workbook, sheet, Fate("ignored", "cell", "not_read")).items()
    }
    return _inspection(workbook, path.name, findings, write_ledger([workbook], fates))


def _inspection(
    workbook: Workbook, name: str, findings: tuple[Finding, ...], cells: tuple[LedgerEntry, ...]
) -> Inspection:
    sheets = tuple(_facts(sheet) for sheet in workbook.sheets)
    return Inspection(name, workbook.sha256, findings, cells, sheets, workbook.days_from_1904)


# --- as a file of which nothing is known


def _look(workbook: Workbook, marks: Area | None, rules: MarkRules) -> Iterator[Notice]:
    """What is odd about every cell; those of ``marks`` are read as marks."""
    for sheet in workbook.sheets:
        others = [
            cell for cell in sheet.cells.values() if not (marks and marks.covers(cell.position))
        ]
        if marks and len(others) < len(sheet.cells):
            yield from _marks(workbook, sheet, marks, rules)
        yield from check_cells(workbook, sheet, others, rules.decimal_mark, formats=not marks)
        yield from stale_formulas(sheet)


def _marks(workbook: Workbook, sheet: Sheet, area: Area, rules: MarkRules) -> Iterator[Notice]:
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            cell = sheet.cells.get((row, column))
            style = workbook.style(cell) if cell else None
            mark = read_mark(cell, style, sheet, None, rules)
            yield from (replace(notice, sheet=sheet.name) for notice in mark.notices)
            if mark.kind == "blank":
                where = address((row, column))
                yield Notice("BLANK_SCORE", sheet.name, where, values={"slot": Word("mark_cell")})


def _elsewhere(finding: Finding, language: str) -> Finding:
    """A finding at a lower level than it has at a mark advises what holds where no mark stands."""
    if LEVELS.index(finding.level) <= LEVELS.index(codes()[finding.code].level):
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


# --- what a sheet is besides its cells


def _facts(sheet: Sheet) -> SheetFacts:
    return SheetFacts(
        name=sheet.name,
        state=sheet.state,
        cells=len(sheet.cells),
        formulas=sum(cell.calculated for cell in sheet.cells.values()),
        hidden_rows=_runs(sheet.hidden_rows, str),
        hidden_columns=_runs(sheet.all_hidden_columns, column_letters),
        merges=tuple(map(str, sheet.merges)),
        filter=sheet.filter,
        validated=sheet.validated,
        protected=sheet.protected,
        comments=tuple((address(at), said) for at, said in sorted(sheet.comments.items())),
    )


def _runs(numbers: Iterable[int], named: Callable[[int], str]) -> tuple[str, ...]:
    """Rows or columns as people name them: 3, 7-9."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(
        named(first) if first == last else f"{named(first)}-{named(last)}" for first, last in runs
    )
