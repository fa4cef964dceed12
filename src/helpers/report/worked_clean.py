"""Tables, worked examples and independent checks for the steps of cleaning a season."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from helpers.intake.expected import Expected
from helpers.records.findings import address
from helpers.records.tables import COMMITTEE, Correction, Finding, LedgerEntry, Score, SourceFile
from helpers.records.words import say
from helpers.report.wording import (
    bare_message,
    describe_action,
    describe_level,
    describe_outcome,
    describe_reason,
)
from helpers.rules import RuleBook

Row = list[object]


def file_rows(
    files: Sequence[SourceFile], ledger: Sequence[LedgerEntry], language: str = "id"
) -> list[Row]:
    """Each file with its cells by fate; which entry of a paper form it is; the SHA-256's start."""
    fates = Counter((entry.file, entry.fate) for entry in ledger)
    return [
        [
            file.file,
            describe_outcome(file.outcome, language),
            file.cells,
            *(fates[file.file, fate] for fate in ("used", "ignored", "quarantined", "refused")),
            file.entry,
            file.sha256[:12],
        ]
        for file in files
    ]


def balance_pairs(
    files: Sequence[SourceFile], ledger: Sequence[LedgerEntry]
) -> Iterator[tuple[str, int, int]]:
    """For each file: the cells that the reader counted, and the rows of the ledger."""
    rows = Counter(entry.file for entry in ledger)
    for file in files:
        yield file.file, file.cells, rows[file.file]


def reason_rows(ledger: Sequence[LedgerEntry], language: str = "id") -> list[Row]:
    """Why cells are not used: in words, as role and reason stand in ledger.csv, and how many."""
    reasons = Counter((entry.role, entry.reason) for entry in ledger if entry.fate == "ignored")
    return [
        [describe_reason(reason, language), role, reason, count]
        for (role, reason), count in sorted(reasons.items())
    ]


def expected_rows(expected: Sequence[Expected], book: RuleBook, language: str = "id") -> list[Row]:
    """The sheets that are due, by the names of the rule book, with the files they came in."""
    committee = say("pages.committee", language)
    return [
        [
            book.categories[one.category].name,
            book.categories[one.category].stages[one.stage].name,
            committee if one.juror == COMMITTEE else one.juror,
            one.file,
            one.sheet,
        ]
        for one in expected
    ]


def uneven_marks(scores: Sequence[Score]) -> list[Score]:
    """The marks whose stored text is not simply the number: commas, blanks, noise, corrections."""
    return [one for one in scores if one.literal != f"{one.score:f}"]


def mark_rows(scores: Sequence[Score]) -> list[Row]:
    """Marks with what was stored and where."""
    return [
        [one.participant, one.juror, one.literal, one.score, one.file, one.sheet, one.cell]
        for one in scores
    ]  # fmt: skip


def mark_pairs(scores: Sequence[Score]) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Each uncorrected mark, read once more by another way: as a float, in its shortest digits."""
    for score in scores:
        if not score.correction:
            text = score.literal.strip().removeprefix("'").replace(",", ".")
            yield f"{score.file} {score.cell}", score.score, Decimal(repr(float(text)))


def correction_rows(corrections: Sequence[Correction], language: str = "id") -> list[Row]:
    """Who corrected what, why, and who agreed."""
    return [
        [
            one.id, one.file, one.cell, one.was, describe_action(one.action, language), one.value,
            one.reason, one.by, one.approved_by,
        ]
        for one in corrections
    ]  # fmt: skip


def correction_pairs(
    corrections: Sequence[Correction], ledger: Sequence[LedgerEntry]
) -> Iterator[tuple[str, str, str]]:
    """What a correction says was in the cell is what the ledger has there."""
    cells = {(entry.file, entry.sheet, entry.cell): entry.literal for entry in ledger}
    for one in corrections:
        if one.applied == "yes":
            yield one.id, one.was, cells.get((one.file, one.sheet, one.cell), "")


def sum_rows(findings: Sequence[Finding]) -> list[Row]:
    """Findings with their addresses and what was written there."""
    return [[address(one), one.literal, bare_message(one)] for one in findings]


def finding_rows(
    findings: Sequence[Finding], levels: Sequence[str], language: str = "id"
) -> list[Row]:
    """Findings of some levels, with their addresses."""
    return [
        [one.code, describe_level(one.level, language), address(one), bare_message(one)]
        for one in findings
        if one.level in levels
    ]
