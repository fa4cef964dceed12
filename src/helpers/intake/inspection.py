"""What the system sees in one file: its cells, what is odd about them, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.intake.corrections import SCORES
from helpers.intake.fates import Fate, all_cells
from helpers.intake.ledger import write_ledger
from helpers.intake.marks import MarkRules, mark_rules, read_mark
from helpers.intake.notices import to_finding
from helpers.intake.reader import read_workbook
from helpers.intake.season import clean_files
from helpers.intake.source_files import read_file
from helpers.intake.workbook import Area, Workbook
from helpers.records.tables import Finding, LedgerEntry
from helpers.rules import RuleBook

# Without a season, a mark is written with a decimal comma and nothing declares an absence.
PLAIN_MARKS = MarkRules(",", {})


@dataclass(frozen=True)
class Inspection:
    """One file as the system sees it; ``cells`` are the rows the ledger would have."""

    file: str
    sha256: str
    findings: tuple[Finding, ...]
    cells: tuple[LedgerEntry, ...]

    @property
    def outcome(self) -> str:
        """refuse, quarantine, findings (accepted with findings) or accept."""
        levels = {finding.level for finding in self.findings}
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
        Cells that are to be read as marks, on every sheet.
    """
    if raw is not None and book is not None and marks is None:
        return _as_score_sheet(path, raw, book)
    workbook = read_workbook(path)
    notices = [to_finding(notice, language, path.name) for notice in workbook.notices]
    if marks is not None:
        notices += _marks(workbook, marks, mark_rules(book) if book else PLAIN_MARKS, language)
    fates = {
        key: fate
        for sheet in workbook.sheets
        for key, fate in all_cells(workbook, sheet, Fate("ignored", "cell", "not_read")).items()
    }
    return Inspection(path.name, workbook.sha256, tuple(notices), write_ledger([workbook], fates))


def _as_score_sheet(path: Path, raw: Path, book: RuleBook) -> Inspection:
    """The file as the only one of the season: what concerns other files is left out."""
    file = f"{SCORES}/{path.name}"
    seen = read_file(path, file)
    clean = clean_files((seen,), raw, book)
    mine = tuple(finding for finding in clean.findings if finding.file == file)
    return Inspection(path.name, seen.sha256, mine, clean.ledger)


def _marks(workbook: Workbook, area: Area, rules: MarkRules, language: str) -> Iterator[Finding]:
    for sheet in workbook.sheets:
        for position, cell in sorted(sheet.cells.items()):
            if area.covers(position):
                mark = read_mark(cell, workbook.style(cell), sheet, None, rules)
                yield from (to_finding(one, language, workbook.file) for one in mark.notices)
