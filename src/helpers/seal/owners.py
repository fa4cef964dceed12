"""Whose mark, and on what: each mark's row and column as the second reader sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpers.intake import read_officer_tables
from helpers.intake.headers import Criteria
from helpers.intake.names import Register, register
from helpers.records.places import Places
from helpers.records.tables import LedgerEntry, Score
from helpers.rules import RuleBook
from helpers.seal.checks import CheckRow, Tables, cell_address, tell
from helpers.seal.second_reader import Reading

PEOPLE = ("id", "name")


@dataclass
class Lines:
    """The texts of a sheet's ids, names and headers, by the row and the column they stand in."""

    texts: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, cell: str, role: str, text: str) -> None:
        """Enter a text at its row and at its column."""
        for line in lines_of(cell):
            self.texts.setdefault((role, line), []).append((cell, text))

    def beside(self, cell: str, role: str) -> Iterator[str]:
        """The texts of a role in the row and the column of a cell."""
        for line in lines_of(cell):
            yield from (text for _, text in self.texts.get((role, line), ()))


def lines_of(cell: str) -> tuple[str, str]:
    """The row and the column of a cell, as ``12`` and ``E``."""
    letters = cell.rstrip("0123456789")
    return cell[len(letters) :], letters


def check_owners(
    where: Places,
    book: RuleBook,
    tables: Tables,
    readings: Mapping[Path, Reading],
    language: str,
) -> CheckRow:
    """Hold every mark against the id or name of its row and the header of its column.

    A mark is confirmed where they name its participant and its criterion, wrong where they name
    another, and left open where they name nobody in so many words: another layout, or a text that
    was corrected.
    """
    sheets = _sheets(where.raw, tables["ledger.csv"], readings)
    registers = _registers(where, book)
    criteria = Criteria(book)
    wrong: list[str] = []
    confirmed = 0
    scores: tuple[Score, ...] = tables["scores.csv"]
    for score in scores:
        lines = sheets.get((score.file, score.sheet))
        if lines is None:
            continue
        people = set(_people(lines, registers.get(score.category), score.cell))
        subjects = set(_subjects(lines, criteria, score))
        place = cell_address(score.file, score.sheet, score.cell)
        if people and score.participant not in people:
            wrong.append(f"{place}: {score.participant} / {', '.join(sorted(people))}")
        elif subjects and score.criterion not in subjects:
            wrong.append(f"{place}: {score.criterion} / {', '.join(sorted(subjects))}")
        elif people and subjects:
            confirmed += 1
    left = len(scores) - confirmed - len(wrong)
    return tell("owners", language, confirmed, wrong, left=left, all=len(scores))


def _sheets(
    raw: Path, ledger: Iterable[LedgerEntry], readings: Mapping[Path, Reading]
) -> dict[tuple[str, str], Lines]:
    sheets: dict[tuple[str, str], Lines] = {}
    for entry in ledger:
        reading = readings.get(raw / entry.file)
        if entry.role not in (*PEOPLE, "header") or entry.correction or reading is None:
            continue
        seen = reading.cells.get((entry.sheet, entry.cell))
        if seen is not None and isinstance(seen.value, str):
            lines = sheets.setdefault((entry.file, entry.sheet), Lines())
            lines.add(entry.cell, entry.role, seen.value)
    return sheets


def _registers(where: Places, book: RuleBook) -> dict[str, Register]:
    known = read_officer_tables(where.raw, book)
    return {
        category: register(book, category, known.participants, known.names)
        for category in book.categories
    }


def _people(lines: Lines, known: Register | None, cell: str) -> Iterator[str]:
    """The participants that the row or the column of a cell names: by id, else by name."""
    if known is None:
        return
    for role in PEOPLE:
        found = [known.by(role, text) for text in lines.beside(cell, role)]
        if any(found):
            yield from filter(None, found)
            return


def _subjects(lines: Lines, criteria: Criteria, score: Score) -> Iterator[str]:
    """The criteria of the mark's stage that the row or the column of its cell names."""
    for text in lines.beside(score.cell, "header"):
        for target in criteria.header(text).targets:
            if (target.category, target.stage) == (score.category, score.stage):
                yield target.criterion


__all__ = ["check_owners"]
