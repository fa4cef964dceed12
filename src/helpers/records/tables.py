"""The tables of ``data/processed/<season>/``: one frozen class a table, one field a column.

This module is the only reader and writer of these files. They are UTF-8 CSV with a header, line
feeds and a decimal point. An empty field is None for a number and '' for a text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from helpers.records.numbers import decimal_text, fraction_text, read_fraction

COMMITTEE = "committee"  # stands in the column juror for a mark that the committee gave


@dataclass(frozen=True, slots=True)
class Score:
    """One mark that counts, with the cell it came from."""

    season: str
    category: str
    stage: str
    criterion: str
    participant: str
    juror: str
    score: Decimal
    file: str
    sheet: str
    cell: str
    literal: str
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """One slot without a mark: ``kind`` is participant_absent, juror_absent or blank."""

    season: str
    category: str
    stage: str
    criterion: str
    participant: str
    juror: str
    kind: str
    file: str
    sheet: str
    cell: str
    literal: str
    correction: str = ""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One non-empty cell of one file and its ``fate``: used, ignored, quarantined or refused."""

    file: str
    sha256: str
    sheet: str
    cell: str
    literal: str
    formula: str
    fate: str
    role: str
    reason: str
    value: str = ""
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know; ``level`` is refuse, block, warn or info.

    ``about`` names the stage, juror, participant or other subject by id, as far as the address does
    not: for whoever offers a person what can be done. It is no column of the table.
    """

    level: str
    code: str
    category: str
    file: str
    sheet: str
    cell: str
    literal: str
    message: str
    advice: str
    about: Mapping[str, str] = field(
        default_factory=dict, compare=False, metadata={"column": False}
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One intermediate value: ``exact`` before the rounding of this step, ``value`` after it."""

    season: str
    category: str
    participant: str
    level: str
    stage: str
    criterion: str
    juror: str
    value: Decimal
    exact: Fraction


@dataclass(frozen=True, slots=True)
class Placing:
    """One line of the ranking of a category; ``rank`` is None for those who are not ranked."""

    season: str
    category: str
    rank: int | None
    participant: str
    name: str
    region: str
    total: Decimal | None
    exact: Fraction | None
    margin: Decimal | None
    title: str
    decided_by: str
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StageStanding:
    """One participant in one stage; ``finalist`` says whether it was among those who went on."""

    season: str
    category: str
    stage: str
    participant: str
    value: Decimal | None
    exact: Fraction | None
    rank: int | None
    finalist: str = ""


@dataclass(frozen=True, slots=True)
class RegionStanding:
    """One region in the standing across categories; ``firsts`` counts the title worth most.

    ``title`` is the title across categories (Juara Umum), where nothing is open any more.
    """

    season: str
    rank: int
    region: str
    points: Decimal
    firsts: int
    title: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One measure of how sure the ranking is."""

    season: str
    category: str
    stage: str
    subject: str
    id: str
    measure: str
    value: str
    low: str = ""
    high: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """One registered participant."""

    id: str
    category: str
    region: str
    name: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction that an officer entered, and whether it was ``applied``."""

    id: str
    file: str
    sha256: str
    sheet: str
    cell: str
    was: str
    action: str
    value: str
    reason: str
    by: str
    date: str
    evidence: str
    approved_by: str
    applied: str = ""


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off (positive) or added (negative); without a stage, off the total."""

    category: str
    participant: str
    stage: str
    points: Decimal
    article: str
    reason: str
    by: str
    date: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided where the rules leave it to people."""

    id: str
    category: str
    stage: str
    participant: str
    juror: str
    kind: str
    value: str
    reason: str
    basis: str
    by: str
    approved_by: str
    date: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection (sanggahan) and its answer."""

    id: str
    category: str
    participant: str
    date: str
    origin: str
    question: str
    answer: str
    answered: str


@dataclass(frozen=True, slots=True)
class PastWinner:
    """A winner of a year before the tool."""

    year: str
    category: str
    title: str
    region: str
    name: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the season's folder.

    ``outcome`` is read, listed, refused, not_used or duplicate; ``cells`` is how many non-empty
    cells the reader counted in it, before anything was decided about them. ``entry`` is 1 or 2
    where it was typed from a paper form, as the first or the second of two entries.
    """

    file: str
    sha256: str
    size: int
    kind: str
    outcome: str
    category: str = ""
    stage: str = ""
    juror: str = ""
    cells: int = 0
    entry: str = ""


TABLES: dict[str, type] = {
    "scores.csv": Score,
    "absences.csv": Absence,
    "ledger.csv": LedgerEntry,
    "findings.csv": Finding,
    "steps.csv": Step,
    "rankings.csv": Placing,
    "stages.csv": StageStanding,
    "overall.csv": RegionStanding,
    "diagnostics.csv": Diagnostic,
    "participants.csv": Participant,
    "corrections.csv": Correction,
    "deductions.csv": Deduction,
    "decisions.csv": Decision,
    "objections.csv": Objection,
    "history.csv": PastWinner,
    "files.csv": SourceFile,
}

Row = TypeVar("Row")

_WRITE: dict[Any, Callable[[Any], str]] = {
    str: str,
    int: str,
    Decimal: decimal_text,
    Fraction: fraction_text,
}
_READ: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    Decimal: Decimal,
    Fraction: read_fraction,
}


def column_types(kind: type) -> dict[str, tuple[type, bool]]:
    """Each column's plain type and whether it may be empty."""
    hints = get_type_hints(kind)
    plain = {}
    for name in _column_fields(kind):
        hint = hints[name]
        choices = [part for part in getattr(hint, "__args__", (hint,)) if part is not type(None)]
        plain[name] = (choices[0], hint is not choices[0])
    return plain


def _column_fields(kind: type) -> list[str]:
    """The fields of a class that are columns of its table."""
    return [one.name for one in fields(kind) if one.metadata.get("column", True)]


def columns(kind: type) -> list[str]:
    """The column names of a table, in order. ``origin`` is written ``from`` (a Python keyword)."""
    return ["from" if name == "origin" else name for name in _column_fields(kind)]


def table_text(kind: type, rows: Iterable[Any]) -> str:
    """The table as CSV text; the same rows always give the same text."""
    types = column_types(kind)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns(kind))
    for row in rows:
        values = ((getattr(row, name), plain) for name, (plain, _) in types.items())
        writer.writerow(["" if value is None else _WRITE[plain](value) for value, plain in values])
    return out.getvalue()


def write_table(folder: Path, name: str, rows: Iterable[Any]) -> None:
    """Write the table ``name`` (as in ``TABLES``) into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(table_text(TABLES[name], rows).encode())


def read_rows(kind: type[Row], text: str) -> tuple[Row, ...]:
    """Read rows of ``kind`` from CSV text.

    Raises
    ------
    ValueError
        A column is missing or a field cannot be read.
    """
    types = list(column_types(kind).values())
    lines = csv.reader(io.StringIO(text))
    header = next(lines, [])
    if header != columns(kind):
        raise ValueError(f"columns {header} instead of {columns(kind)}")
    return tuple(
        kind(
            *(
                None if optional and field == "" else _READ[plain](field)
                for field, (plain, optional) in zip(line, types, strict=True)
            )
        )
        for line in lines
    )


def read_table(folder: Path, name: str) -> tuple[Any, ...]:
    """Read the table ``name`` from ``folder``; rows are of the class that ``TABLES`` names."""
    return read_rows(TABLES[name], (folder / name).read_bytes().decode())
