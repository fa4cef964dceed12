"""What intake hands on: the facts of a season, before any rule is applied to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from helpers.records.tables import (
    Absence,
    Decision,
    Deduction,
    Participant,
    Score,
    read_table,
)

Row = TypeVar("Row", Participant, Score, Absence, Deduction, Decision)


@dataclass(frozen=True)
class SeasonFacts:
    """Participants, marks, absences and what the officer added; all that scoring may look at."""

    season: str
    participants: tuple[Participant, ...]
    scores: tuple[Score, ...]
    absences: tuple[Absence, ...]
    deductions: tuple[Deduction, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def of(self, category: str) -> SeasonFacts:
        """The facts of one category."""
        return replace(
            self,
            participants=_only(self.participants, category),
            scores=_only(self.scores, category),
            absences=_only(self.absences, category),
            deductions=_only(self.deductions, category),
            decisions=_only(self.decisions, category),
        )


def _only(rows: Iterable[Row], category: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.category == category)


def read_facts(processed: Path, season: str) -> SeasonFacts:
    """The facts of a season as its clean tables in ``data/processed/<season>/`` hold them."""
    return SeasonFacts(
        season=season,
        participants=read_table(processed, "participants.csv"),
        scores=read_table(processed, "scores.csv"),
        absences=read_table(processed, "absences.csv"),
        deductions=read_table(processed, "deductions.csv"),
        decisions=read_table(processed, "decisions.csv"),
    )
