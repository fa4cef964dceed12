"""The story of intake: the files of a season become facts, findings and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.intake.bench import Bench
from helpers.intake.expected import Expected, due_sheets
from helpers.intake.ledger import conservation, write_ledger
from helpers.intake.officer_tables import read_officer_tables
from helpers.intake.source_files import read_files
from helpers.records.facts import SeasonFacts
from helpers.records.tables import (
    Correction,
    Finding,
    LedgerEntry,
    Objection,
    PastWinner,
    SourceFile,
    write_table,
)
from helpers.rules import RuleBook


@dataclass(frozen=True)
class CleanSeason:
    """A season after intake: the facts for scoring, and what became of every cell and file."""

    facts: SeasonFacts
    ledger: tuple[LedgerEntry, ...]
    findings: tuple[Finding, ...]
    files: tuple[SourceFile, ...]
    corrections: tuple[Correction, ...] = ()
    objections: tuple[Objection, ...] = ()
    history: tuple[PastWinner, ...] = ()


def clean(raw: Path, book: RuleBook, through: str = "") -> CleanSeason:
    """Read a season's folder: officers' tables, then every file, then what is still missing.

    Parameters
    ----------
    raw
        The folder ``data/raw/<season>``; its name is the season.
    book
        The season's rule book.
    through
        The last stage that was held; sheets of later ones are not missing.

    Raises
    ------
    ConservationError
        The fates of the cells do not add up: the program is wrong, and nothing may be published.
    """
    tables = read_officer_tables(raw, book)
    bench = Bench(raw.name, book, tables)
    for file in read_files(raw):
        bench.take(file)
    bench.read_forms()
    bench.compare(through)
    findings = bench.settle()
    ledger = write_ledger(bench.workbooks, bench.fates)
    files = bench.source_files()
    conservation(ledger, files)
    return CleanSeason(
        facts=SeasonFacts(
            season=raw.name,
            participants=tables.participants,
            scores=bench.scores(),
            absences=bench.absences(),
            deductions=tables.deductions,
            decisions=tables.decisions,
        ),
        ledger=ledger,
        findings=findings,
        files=files,
        corrections=bench.corrections.rows(),
        objections=tables.objections,
        history=tables.history,
    )
