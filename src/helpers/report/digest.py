"""Everything the documents say, read once from the tables: computed once, all read one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers.proof.comparing import Comparison
from helpers.proof.freezing import NOT_FROZEN, RulesState
from helpers.proof.revisions import NEVER_SEALED, Standing
from helpers.records.findings import stops
from helpers.records.numbers import in_number_order
from helpers.records.tables import (
    COMMITTEE,
    Absence,
    Correction,
    Decision,
    Deduction,
    Diagnostic,
    Finding,
    LedgerEntry,
    Objection,
    Participant,
    PastWinner,
    Placing,
    Score,
    SourceFile,
    StageStanding,
    Step,
    read_table,
)
from helpers.report.narrative import Told
from helpers.rules import Category, RuleBook


@dataclass(frozen=True)
class CellBalance:
    """The neraca sel: every non-empty cell of every file, by what became of it."""

    files: int
    cells: int
    used: int
    ignored: int
    quarantined: int
    refused_files: int
    ignored_by_reason: tuple[tuple[str, int], ...]

    @property
    def balances(self) -> bool:
        """Whether the fates add up to the cells that the reader counted."""
        return self.cells == self.used + self.ignored + self.quarantined


@dataclass(frozen=True)
class CategoryDigest:
    """One category as the documents show it. Rows keep the order of the tables."""

    key: str
    rules: Category
    participants: tuple[Participant, ...]
    placings: tuple[Placing, ...]
    stages: tuple[StageStanding, ...]
    steps: tuple[Step, ...]
    scores: tuple[Score, ...]
    absences: tuple[Absence, ...]
    diagnostics: tuple[Diagnostic, ...]
    findings: tuple[Finding, ...]
    deductions: tuple[Deduction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    standing: Standing = NEVER_SEALED
    revised: Comparison | None = None  # since the revision before, where there is one
    announced: Comparison | None = None  # since titles were last sealed for others

    @property
    def decided(self) -> bool:
        """Whether nothing stops this category."""
        return not any(stops(finding) for finding in self.findings)

    @property
    def status(self) -> str:
        """RANCANGAN, SEMENTARA or FINAL."""
        return self.placings[0].status if self.placings else "RANCANGAN"

    @property
    def winners(self) -> tuple[Placing, ...]:
        """The placings that carry a title, in order."""
        return tuple(placing for placing in self.placings if placing.title)


@dataclass(frozen=True)
class YearWinner:
    """A title won in some year; ``source`` is the status of that result, or the office's record."""

    year: str
    category: str
    category_name: str
    title: str
    region: str
    name: str
    source: str


@dataclass(frozen=True)
class SeasonDigest:
    """One season as the documents show it."""

    season: str
    rules: RuleBook
    through: str
    fingerprint: str
    recounted: bool
    categories: tuple[CategoryDigest, ...]
    balance: CellBalance
    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    corrections: tuple[Correction, ...]
    deductions: tuple[Deduction, ...]
    decisions: tuple[Decision, ...]
    objections: tuple[Objection, ...]
    history: tuple[PastWinner, ...]
    ledger_sha256: str = ""
    rules_state: RulesState = NOT_FROZEN
    earlier: tuple[YearWinner, ...] = ()
    narrative: tuple[Told, ...] = ()

    @cached_property
    def corrections_by_id(self) -> dict[str, Correction]:
        """The corrections by the id that the marks refer to."""
        return {correction.id: correction for correction in self.corrections}

    @cached_property
    def typed_files(self) -> dict[str, str]:
        """The files typed from paper forms, with 1 or 2 for the first or the second entry."""
        return {file.file: file.entry for file in self.files if file.entry}

    def region_name(self, code: str) -> str:
        """The region's name, or its code where the rule book lists none."""
        names = {region.code: region.name for region in self.rules.regions or ()}
        return names.get(code, code)

    def juror_code(self, category: str, juror: str) -> str:
        """The juror's public code (Juri 1, Juri 2 ...): its place among the category's jurors."""
        code = self._codes.get((category, juror))
        return f"Juri {code}" if code else juror

    @cached_property
    def _codes(self) -> dict[tuple[str, str], int]:
        """The number of every juror, category by category: of those due and those who marked."""
        found: dict[tuple[str, str], int] = {}
        for one in self.categories:
            due = (
                who for stage in one.rules.stages for who in self.rules.due_jurors(one.key, stage)
            )
            seen = (row.juror for rows in (one.scores, one.absences) for row in rows)
            jurors = sorted({*due, *seen} - {COMMITTEE}, key=in_number_order)
            found |= {(one.key, who): place for place, who in enumerate(jurors, start=1)}
        return found

    def category(self, key: str) -> CategoryDigest:
        """The category of that key."""
        return next(category for category in self.categories if category.key == key)


def balance_cells(files: tuple[SourceFile, ...], ledger: tuple[LedgerEntry, ...]) -> CellBalance:
    """Count the cells that the reader met and the fates they ended in."""
    fates = Counter(entry.fate for entry in ledger if entry.cell)
    reasons = Counter(entry.reason for entry in ledger if entry.fate == "ignored")
    return CellBalance(
        files=sum(file.outcome == "read" for file in files),
        cells=sum(file.cells for file in files),
        used=fates["used"],
        ignored=fates["ignored"],
        quarantined=fates["quarantined"] + fates["refused"],
        refused_files=sum(file.outcome == "refused" for file in files),
        ignored_by_reason=tuple(sorted(reasons.items())),
    )


def read_numbers(processed: Path, season: str, rules: RuleBook, through: str) -> SeasonDigest:
    """Read the tables for those who ask where a number comes from, and not what became of it.

    What is said of the evidence (the recount, frozen rules, sealed revisions) is left at nothing.
    """
    return read_season(
        processed,
        season,
        rules,
        fingerprint="",
        through=through,
        recounted=False,
        rules_state=NOT_FROZEN,
        standings=dict.fromkeys(rules.categories, NEVER_SEALED),
        revised={},
        announced={},
    )


def read_season(
    processed: Path,
    season: str,
    rules: RuleBook,
    *,
    fingerprint: str,
    through: str,
    recounted: bool,
    rules_state: RulesState,
    standings: Mapping[str, Standing],
    revised: Mapping[str, Comparison],
    announced: Mapping[str, Comparison],
) -> SeasonDigest:
    """Read the tables of ``data/processed/<season>/`` into what the documents show.

    Parameters
    ----------
    fingerprint
        The short fingerprint over inputs, rules and rankings that people sign.
    through
        The last stage that counts, or ''.
    recounted
        Whether the independent recount agreed with these rankings.
    rules_state
        Whether the rules in use are those that were frozen before scoring.
    standings
        What was sealed, by category.
    revised
        What changed since the revision before, by category, where there is one.
    announced
        What changed since titles were last sealed for others, by category, where they were.
    """
    tables = {
        name: read_table(processed, f"{name}.csv")
        for name in (
            "participants", "rankings", "stages", "steps", "scores", "absences", "diagnostics",
            "findings", "files", "ledger", "corrections", "deductions", "decisions", "objections",
            "history",
        )
    }  # fmt: skip

    def of(name: str, category: str) -> tuple[Any, ...]:
        return tuple(row for row in tables[name] if row.category == category)

    # What belongs to no category, a file that nobody knows for instance, stops all of them.
    blocking_all = tuple(one for one in tables["findings"] if not one.category and stops(one))
    return SeasonDigest(
        season=season,
        rules=rules,
        through=through,
        fingerprint=fingerprint,
        recounted=recounted,
        categories=tuple(
            CategoryDigest(
                key=key,
                rules=category,
                participants=of("participants", key),
                placings=of("rankings", key),
                stages=of("stages", key),
                steps=of("steps", key),
                scores=of("scores", key),
                absences=of("absences", key),
                diagnostics=of("diagnostics", key),
                findings=of("findings", key) + blocking_all,
                deductions=of("deductions", key),
                decisions=of("decisions", key),
                standing=standings[key],
                revised=revised.get(key),
                announced=announced.get(key),
            )
            for key, category in rules.categories.items()
        ),
        balance=balance_cells(tables["files"], tables["ledger"]),
        files=tables["files"],
        findings=tables["findings"],
        corrections=tables["corrections"],
        deductions=tables["deductions"],
        decisions=tables["decisions"],
        objections=tables["objections"],
        history=tables["history"],
        rules_state=rules_state,
        ledger_sha256=hashlib.sha256((processed / "ledger.csv").read_bytes()).hexdigest(),
    )
