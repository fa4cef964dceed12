"""The story of intake: the files of a season become facts, findings and the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.intake.corrections import CorrectionBook
from helpers.intake.expected import Expected, due_sheets, held_stages, received
from helpers.intake.form_checks import check_forms
from helpers.intake.forms import FormReader, read_forms
from helpers.intake.gaps import seen_over_all
from helpers.intake.headers import Criteria
from helpers.intake.ledger import check_used, conservation, write_ledger
from helpers.intake.locate import Locator
from helpers.intake.names import Register, everyone, register
from helpers.intake.officer_tables import OfficerTables, read_officer_tables
from helpers.intake.resent import SentAgain
from helpers.intake.settling import settle
from helpers.intake.sorting import recogniser, sort_files, source_files
from helpers.intake.source_files import RawFile, read_files
from helpers.intake.versions import choose
from helpers.records.facts import SeasonFacts
from helpers.records.tables import (
    Absence,
    Correction,
    Finding,
    LedgerEntry,
    Objection,
    PastWinner,
    Score,
    SourceFile,
    write_table,
)
from helpers.rules import RuleBook


@dataclass(frozen=True)
class CleanSeason:
    """A season after intake: the facts for scoring, and what became of every cell and file.

    ``expected`` are the sheets that are due, with the file that each came in.
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
    return clean_files(tuple(read_files(raw)), raw, book, through)


def clean_files(
    files: tuple[RawFile, ...], raw: Path, book: RuleBook, through: str = ""
) -> CleanSeason:
    """Read these files as the score sheets of the season in ``raw``; see :func:`clean`."""
    tables = read_officer_tables(raw, book)
    corrections = CorrectionBook(tables.corrections)
    registers = _registers(book, tables)
    locator = Locator(Criteria(book), everyone(registers.values()))

    found = sort_files(files, book, locator, tables.sources)
    odd = tuple(check_forms(found.candidates, book, raw.name))
    held = held_stages(book, through)
    choices, versions = choose(found.candidates, book, registers, raw.name, held)
    due = tuple(due_sheets(book, tables.decisions, through))
    excused = {(one.category, one.stage, one.juror) for one in due if one.excused}
    reader = FormReader(book, raw.name, registers, corrections, tables.decisions, excused)
    forms = read_forms(choices, reader)
    expected = received(due, found.candidates, forms.readings)

    over_all = seen_over_all(book, tables, files, found, forms.readings, expected)
    fates = found.fates | forms.fates
    workbooks = {file.file: file.workbook for file in files if file.workbook is not None}
    told = [*found.told, *odd, *versions, *forms.told, *over_all]
    again = SentAgain(files, tuple(forms.readings), registers, recogniser(book, locator))
    findings = settle(
        told, corrections, workbooks, fates, book.language, tables.findings, again.tell
    )
    ledger = write_ledger(workbooks.values(), fates)
    listed = source_files(files, found, tables.files.values())
    conservation(ledger, listed)
    order = _Order(book, tables)
    facts = SeasonFacts(
        season=raw.name,
        participants=tables.participants,
        scores=order.sorted(one for form in forms.readings for one in form.scores),
        absences=order.sorted(one for form in forms.readings for one in form.absences),
        deductions=tables.deductions,
        decisions=tables.decisions,
    )
    check_used(ledger, facts.scores)
    return CleanSeason(
        facts, ledger, findings, listed, corrections.rows(), tables.objections, tables.history,
        expected,
    )  # fmt: skip


def _registers(book: RuleBook, tables: OfficerTables) -> dict[str, Register]:
    return {
        category: register(book, category, tables.participants, tables.names)
        for category in book.categories
    }


class _Order:
    """The order of the rule book and the register, whatever order the files came in."""

    def __init__(self, book: RuleBook, tables: OfficerTables) -> None:
        stages = [
            (category, stage, criterion)
            for category, rules in book.categories.items()
            for stage, part in rules.stages.items()
            for criterion in part.criteria
        ]
        self._criteria = {one: number for number, one in enumerate(stages)}
        self._stages = {one[:2]: number for one, number in reversed(self._criteria.items())}
        people = ((person.category, person.id) for person in tables.participants)
        self._people = {one: number for number, one in enumerate(people)}
        self._jurors = {one: number for number, one in enumerate(book.jurors)}

    def sorted(self, rows: Iterable[Any]) -> tuple[Any, ...]:
        """Marks or absences by category, stage, participant, juror and criterion."""
        return tuple(sorted(rows, key=self._key))

    def _key(self, row: Score | Absence) -> tuple[object, ...]:
        criterion = self._criteria[row.category, row.stage, row.criterion]
        stage = self._stages[row.category, row.stage]
        juror = self._jurors.get(row.juror, len(self._jurors))
        return (stage, self._people[row.category, row.participant], juror, criterion, row.file)


def write_clean(clean: CleanSeason, processed: Path) -> None:
    """Write the tables of a clean season into ``data/processed/<season>``."""
    facts = clean.facts
    tables: dict[str, Iterable[Any]] = {
        "scores.csv": facts.scores,
        "absences.csv": facts.absences,
        "participants.csv": facts.participants,
        "deductions.csv": facts.deductions,
        "decisions.csv": facts.decisions,
        "corrections.csv": clean.corrections,
        "objections.csv": clean.objections,
        "history.csv": clean.history,
        "files.csv": clean.files,
        "ledger.csv": clean.ledger,
        "findings.csv": clean.findings,
    }
    for name, rows in tables.items():
        write_table(processed, name, rows)


def expected_and_received(
    book: RuleBook, clean: CleanSeason, through: str = ""
) -> tuple[Expected, ...]:
    """Every sheet that is due, in the order of the rule book, with the file it came in.

    Parameters
    ----------
    through
        The last stage that was held; all where left out.
    """
    held = held_stages(book, through)
    return tuple(one for one in clean.expected if (one.category, one.stage) in held)
