"""The story of intake: the files of a season become facts, findings and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.intake.absences import contradictions
from helpers.intake.corrections import CorrectionBook
from helpers.intake.expected import Expected, due_sheets, juror_name, region_notices
from helpers.intake.forms import ReadForms, read_forms
from helpers.intake.headers import Criteria
from helpers.intake.ledger import conservation, write_ledger
from helpers.intake.locate import Locator
from helpers.intake.names import Register, everyone, register
from helpers.intake.officer_tables import OfficerTables, read_officer_tables
from helpers.intake.readings import Reading
from helpers.intake.recognise import Candidate
from helpers.intake.settling import settle
from helpers.intake.sorting import Sorted, sort_files
from helpers.intake.source_files import RawFile, read_files
from helpers.intake.told import Told
from helpers.intake.versions import choose
from helpers.intake.workbook import Notice
from helpers.records.facts import SeasonFacts
from helpers.records.tables import (
    COMMITTEE,
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
    """A season after intake: the facts for scoring, and what became of every cell and file.

    ``through`` is the last stage that was held; '' where all were.
    """

    facts: SeasonFacts
    ledger: tuple[LedgerEntry, ...]
    findings: tuple[Finding, ...]
    files: tuple[SourceFile, ...]
    corrections: tuple[Correction, ...] = ()
    objections: tuple[Objection, ...] = ()
    history: tuple[PastWinner, ...] = ()
    expected: tuple[Expected, ...] = ()


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
    corrections = CorrectionBook(tables.corrections)
    registers = _registers(book, tables)
    locator = Locator(Criteria(book), everyone(registers.values()))
    files = tuple(read_files(raw))

    sorted_files = sort_files(files, book, locator, tables.sources)
    choices, set_aside = choose(sorted_files.candidates)
    forms = read_forms(choices, book, registers, corrections, raw.name)
    _leave_excused_alone(forms, book, tables)

    expected = tuple(_received(book, tables, sorted_files.candidates, through))
    told = [
        *sorted_files.told,
        *(Told(notice, file) for file, notice in set_aside),
        *_package_notices(files, sorted_files, forms.readings),
        *forms.told,
        *_contradictions(forms.readings),
        *_missing(book, expected),
        *(Told(notice, category=category) for category, notice in
          region_notices(book, tables.participants, tables.decisions)),
        *_unused_sources(tables, files),
    ]  # fmt: skip
    fates = sorted_files.fates | forms.fates
    workbooks = {file.file: file.workbook for file in files if file.workbook is not None}
    findings = settle(told, corrections, workbooks, fates, book.language)
    ledger = write_ledger(workbooks.values(), fates)
    sources = tuple(_source_files(files, sorted_files))
    conservation(ledger, sources)
    return CleanSeason(
        SeasonFacts(
            season=raw.name,
            participants=tables.participants,
            scores=tuple(score for reading in forms.readings for score in reading.scores),
            absences=tuple(one for reading in forms.readings for one in reading.absences),
            deductions=tables.deductions,
            decisions=tables.decisions,
        ),
        ledger,
        (*findings, *tables.findings),
        sources,
        corrections.rows(),
        tables.objections,
        tables.history,
        expected,
    )


def _registers(book: RuleBook, tables: OfficerTables) -> dict[str, Register]:
    return {
        category: register(book, category, tables.participants, tables.names)
        for category in book.categories
    }
