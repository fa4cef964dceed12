"""Two results held against each other: files, rules, marks, totals, ranks and titles.

A result is the season as it lies in ``data/processed``, or a sealed revision. Results of one season
are compared slot by slot; of two seasons only rules, titles and regions can be compared, because
their participants are others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from helpers.proof.freezing import RuleChange, rule_changes
from helpers.proof.revisions import Standing
from helpers.records.places import Places
from helpers.records.tables import (
    Correction,
    Decision,
    Deduction,
    Placing,
    Score,
    SourceFile,
    read_table,
)
from helpers.records.words import say
from helpers.rules import RuleBook, load

Row = TypeVar("Row")


@dataclass(frozen=True)
class Result:
    """One result: its name for people, its rule book and its tables."""

    name: str
    book: RuleBook
    tables: Mapping[str, tuple[Any, ...]]

    @property
    def season(self) -> str:
        """The season that the rankings are of."""
        placings: tuple[Placing, ...] = self.tables["rankings.csv"]
        return placings[0].season if placings else self.book.season


COMPARED = ("rankings.csv", "scores.csv", "files.csv", "corrections.csv", "deductions.csv",
            "decisions.csv")  # fmt: skip


def read_result(name: str, rules: Path, tables: Path) -> Result:
    """Read a result from its rule book and the folder of its tables.

    Raises
    ------
    RuleBookError
        This version of the program does not accept the rule book.
    OSError, ValueError
        A table is missing or cannot be read.
    """
    return Result(name, load(rules), {one: read_table(tables, one) for one in COMPARED})


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that came, went or changed: ``what`` is added, removed or changed."""

    file: str
    what: str


@dataclass(frozen=True, slots=True)
class MarkChange:
    """A mark that came, went or changed, and the correction that did it, if one did."""

    category: str
    stage: str
    criterion: str
    participant: str
    juror: str
    before: Decimal | None
    after: Decimal | None
    address: str
    correction: str = ""
    reason: str = ""
    by: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A participant whose total, rank or title is another; '' or None where there is none."""

    category: str
    participant: str
    name: str
    total_before: Decimal | None
    total_after: Decimal | None
    rank_before: int | None
    rank_after: int | None
    title_before: str
    title_after: str


@dataclass(frozen=True, slots=True)
class TitleChange:
    """Who carries a title in one season and in the other."""

    category: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ActChange:
    """A deduction or decision that came or went: ``kind`` is deduction or decision."""

    kind: str
    what: str
    category: str
    participant: str
    points: Decimal | None = None  # of a deduction
    ruling: str = ""  # the kind of a decision
    value: str = ""
    reason: str = ""
    by: str = ""
    approved_by: str = ""
    date: str = ""


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two results; all empty where they are the same."""

    one: str
    other: str
    same_season: bool
    rules: tuple[RuleChange, ...] = ()
    files: tuple[FileChange, ...] = ()
    marks: tuple[MarkChange, ...] = ()
    acts: tuple[ActChange, ...] = ()
    places: tuple[PlaceChange, ...] = ()
    titles: tuple[TitleChange, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        found = (self.rules, self.files, self.marks, self.acts, self.places, self.titles)
        return not any(found)

    @property
    def title_moves(self) -> tuple[PlaceChange, ...]:
        """The participants that won or lost a title."""
        return tuple(one for one in self.places if one.title_before != one.title_after)


def compare_results(one: Result, other: Result, language: str, category: str = "") -> Comparison:
    """What is different in ``other``, seen from ``one``.

    Parameters
    ----------
    category
        Only this category, where the results are revisions of one.
    """
    rules = rule_changes(one.book, other.book, language)
    if one.season != other.season:
        return Comparison(one.name, other.name, False, rules, titles=_titles(one, other))
    return Comparison(
        one.name, other.name, True, rules,
        files=_files(one, other),
        marks=tuple(row for row in _marks(one, other) if category in ("", row.category)),
        acts=tuple(row for row in _acts(one, other) if category in ("", row.category)),
        places=tuple(row for row in _places(one, other) if category in ("", row.category)),
    )  # fmt: skip


def revised_since(
    where: Places, standings: Mapping[str, Standing], language: str
) -> dict[str, Comparison]:
    """What changed since the sealed revision before, for each category that has one.

    The result at hand is compared with the last sealed revision where it differs from it, else
    with the one before the last.
    """
    now = read_result(say("proof.result_now", language), where.rules, where.processed)
    found = {}
    for category, one in standings.items():
        number = one.revision - (one.state == "sealed")
        if one.state in ("sealed", "differs") and number:
            folder = where.sealed / category / str(number)
            name = say("proof.revision", language, number=number)
            before = read_result(name, folder / "rules.yaml", folder / "tables")
            found[category] = compare_results(before, now, language, category)
    return found


def _both(
    before: Iterable[Row], after: Iterable[Row], key: Any
) -> list[tuple[Any, Row | None, Row | None]]:
    """The rows of two tables by key, in the order of the first, then of the second."""
    old = {key(row): row for row in before}
    new = {key(row): row for row in after}
    return [(one, old.get(one), new.get(one)) for one in dict.fromkeys((*old, *new))]


def _files(one: Result, other: Result) -> tuple[FileChange, ...]:
    def by_name(row: SourceFile) -> str:
        return row.file

    found = []
    for file, old, new in _both(one.tables["files.csv"], other.tables["files.csv"], by_name):
        if old is None or new is None:
            found.append(FileChange(file, "added" if old is None else "removed"))
        elif old.sha256 != new.sha256:
            found.append(FileChange(file, "changed"))
    return tuple(found)


def _marks(one: Result, other: Result) -> Iterable[MarkChange]:
    def slot(row: Score) -> tuple[str, ...]:
        return row.category, row.stage, row.criterion, row.participant, row.juror

    corrections: tuple[Correction, ...] = other.tables["corrections.csv"]
    known = {row.id: row for row in corrections}
    for key, old, new in _both(one.tables["scores.csv"], other.tables["scores.csv"], slot):
        before, after = (row.score if row else None for row in (old, new))
        if before == after:
            continue
        row = new or old
        correction = known.get(new.correction) if new else None
        category, stage, criterion, participant, juror = key
        yield MarkChange(
            category, stage, criterion, participant, juror, before, after,
            f"{row.file} › {row.sheet} › {row.cell}" if row else "",
            correction.id if correction else "", correction.reason if correction else "",
            correction.by if correction else "", correction.approved_by if correction else "",
        )  # fmt: skip


def _acts(one: Result, other: Result) -> Iterable[ActChange]:
    for kind, table in (("deduction", "deductions.csv"), ("decision", "decisions.csv")):
        before, after = set(one.tables[table]), set(other.tables[table])
        for what, rows in (("removed", before - after), ("added", after - before)):
            for row in sorted(rows, key=repr):
                yield _act(kind, what, row)


def _act(kind: str, what: str, row: Deduction | Decision) -> ActChange:
    change = ActChange(
        kind, what, row.category, row.participant,
        reason=row.reason, by=row.by, approved_by=row.approved_by, date=row.date,
    )  # fmt: skip
    if isinstance(row, Deduction):
        return replace(change, points=row.points)
    return replace(change, ruling=row.kind, value=row.value)


def _places(one: Result, other: Result) -> Iterable[PlaceChange]:
    def who(row: Placing) -> tuple[str, str]:
        return row.category, row.participant

    for key, old, new in _both(one.tables["rankings.csv"], other.tables["rankings.csv"], who):
        pair = [(row.total, row.rank, row.title) if row else (None, None, "") for row in (old, new)]
        row = new or old
        if pair[0] != pair[1] and row is not None:
            (total, rank, title), (total_now, rank_now, title_now) = pair
            category, participant = key
            yield PlaceChange(
                category, participant, row.name, total, total_now, rank, rank_now, title, title_now
            )


def _titles(one: Result, other: Result) -> tuple[TitleChange, ...]:
    """Who carries each title, by name, in one season and in the other."""
    before, after = _holders(one), _holders(other)
    return tuple(
        TitleChange(*key, "; ".join(before.get(key, ())), "; ".join(after.get(key, ())))
        for key in dict.fromkeys((*before, *after))
    )


def _holders(result: Result) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    names = {region.code: region.name for region in result.book.regions or ()}
    for row in result.tables["rankings.csv"]:
        if row.title:
            region = names.get(row.region, row.region)
            holder = f"{row.name} ({region})" if region else row.name
            found.setdefault((row.category, row.title), []).append(holder)
    return found
