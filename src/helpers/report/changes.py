"""What people changed in the figures of one category: who, when, why, old and new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.records.tables import Absence, Correction, Score
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.rulings import describe_points, describe_ruling, with_basis
from helpers.report.spoken_numbers import write_plain_date
from helpers.report.wording import (
    CORRECTED,
    DECIDED,
    corrections_of,
    describe_action,
    join_parts,
)


@dataclass(frozen=True)
class Change:
    """One correction, deduction or decision that touches a figure."""

    sign: str
    name: str
    about: str
    old: str
    new: str
    reason: str
    people: str

    @property
    def what(self) -> str:
        """Old and new in one, as far as there is an old."""
        return f"“{self.old}” → {self.new}" if self.old else self.new


def changes(digest: SeasonDigest, category: CategoryDigest, language: str) -> tuple[Change, ...]:
    """All that people changed in the figures of a category, corrections first."""
    ids = corrections_of(category)
    mine = (one for one in digest.corrections if one.id in ids)
    return (
        *(_correction(category, one, language) for one in mine),
        *_deductions(category, language),
        *_decisions(digest, category, language),
    )


def _correction(category: CategoryDigest, one: Correction, language: str) -> Change:
    rows: tuple[Score | Absence, ...] = (*category.scores, *category.absences)
    whose = next((f"{r.participant}, {r.juror}" for r in rows if r.correction == one.id), "")
    place = " › ".join(part for part in (one.file.rpartition("/")[2], one.sheet, one.cell) if part)
    return Change(
        CORRECTED,
        say("documents.minutes.change_correction", language, id=one.id),
        join_parts(whose, place),
        one.was,
        f"{describe_action(one.action, language)} {one.value}".strip(),
        one.reason,
        people(one.by, one.approved_by, one.date, language),
    )


def _deductions(category: CategoryDigest, language: str) -> Iterator[Change]:
    for one in category.deductions:
        stage = category.rules.stages[one.stage].name if one.stage else ""
        yield Change(
            DECIDED,
            say("documents.minutes.change_deduction", language),
            join_parts(one.participant, stage),
            "",
            describe_points(one.points, language),
            with_basis(one.reason, one.article, language),
            people(one.by, one.approved_by, one.date, language),
        )


def _decisions(digest: SeasonDigest, category: CategoryDigest, language: str) -> Iterator[Change]:
    for one in category.decisions:
        stage = category.rules.stages[one.stage].name if one.stage else ""
        yield Change(
            DECIDED if one.kind == "juror_left_out" else "",
            say("documents.minutes.change_decision", language, id=one.id),
            join_parts(one.participant, one.juror, stage),
            "",
            describe_ruling(one.kind, digest.region_name(one.value), language),
            with_basis(one.reason, one.basis, language),
            people(one.by, one.approved_by, one.date, language),
        )


def people(by: str, approved_by: str, day: str, language: str) -> str:
    """Who entered and who approved, and when."""
    names = by
    if approved_by:
        names = say("documents.annual.approved", language, by=by, approved_by=approved_by)
    return ", ".join(part for part in (names, write_plain_date(day, language)) if part)
