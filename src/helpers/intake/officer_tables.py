"""The officers' tables of a season: participants, sources, names, decisions and the others.

A row that cannot be believed is left out and says so in a finding, with its file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from helpers.intake.field_checks import as_region
from helpers.intake.ids import same_id, same_ids
from helpers.intake.plain_tables import Row
from helpers.intake.table_rows import TableReader
from helpers.intake.vocabulary import key
from helpers.intake.workbook import Notice
from helpers.records.tables import (
    COMMITTEE,
    Correction,
    Decision,
    Deduction,
    Finding,
    Objection,
    Participant,
    PastWinner,
)
from helpers.rules import RuleBook

Known = set[tuple[str, str]]  # category and participant
SUBJECTS = ("category", "stage", "juror")

_SOURCE_COLUMNS = (
    "file", "sheet", "category", "stage", "juror", "layout", "sha256", "use", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One line of the table ``sources``."""

    file: str
    sheet: str
    category: str
    stage: str
    juror: str
    layout: str
    sha256: str
    use: str
    reason: str
    line: int
    table: str = "sources"  # that the line stands in
    written_in: str = ""  # the file of that table


@dataclass(frozen=True)
class OfficerTables:
    """What the officers entered, as far as it can be believed."""

    participants: tuple[Participant, ...] = ()
    sources: tuple[Source, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    objections: tuple[Objection, ...] = ()
    history: tuple[PastWinner, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)  # table -> file name


@cache
def _decision_kinds() -> dict[str, tuple[str, ...]]:
    text = (files("helpers.intake") / "decision_kinds.csv").read_text(encoding="utf-8")
    return {
        row["kind"]: tuple(row["required"].split()) for row in csv.DictReader(text.splitlines())
    }


def read_officer_tables(folder: Path, book: RuleBook) -> OfficerTables:
    """Read every table of a season's folder."""
    reader = TableReader(folder, book)
    participants = tuple(_participants(reader))
    known = {(person.category, person.id) for person in participants}
    tables = OfficerTables(
        participants=participants,
        sources=tuple(_sources(reader)),
        names=tuple(_names(reader, {id_ for _, id_ in known})),
        corrections=tuple(_corrections(reader)),
        deductions=tuple(_deductions(reader, known)),
        decisions=tuple(_decisions(reader, known)),
        objections=tuple(_objections(reader)),
        history=tuple(_history(reader)),
    )
    if "participants" not in reader.files:
        reader.tell(Notice("TABLE_MISSING", values={"table": "participants"}), "")
    return replace(tables, findings=tuple(reader.findings), files=reader.files)


def _participants(reader: TableReader) -> Iterator[Participant]:
    seen: Known = set()
    for row in reader.rows("participants"):
        person = (row["category"], row["id"])
        if person in seen:
            reader.refuse("participants", row, "id", "id_twice")
            continue
        seen.add(person)
        if reader.book.categories[row["category"]].per_region and not row["region"]:
            reader.refuse("participants", row, "region", "field_empty")
        yield Participant(row["id"], row["category"], row["region"], row["name"])


def _sources(reader: TableReader) -> Iterator[Source]:
    said: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in reader.rows("sources"):
        category, stage, juror = row["category"], row["stage"], row["juror"]
        if stage and category and stage not in reader.book.categories[category].stages:
            reader.refuse("sources", row, "stage", "stage_unknown")
        elif juror and not _known_jurors(reader.book, juror):
            reader.refuse("sources", row, "juror", "juror_unknown")
        elif row["use"] and not (row["reason"] and row["by"] and row["date"]):
            reader.refuse("sources", row, "use", "reason_missing")
        elif not _agrees(said, row, ("file", "sheet", "sha256"), ("use", *SUBJECTS)):
            reader.refuse("sources", row, "file", "contradicts")
        else:
            texts = {column: row[column] for column in _SOURCE_COLUMNS}
            table = row.table or "sources"
            yield Source(
                **texts, line=row.line, table=table, written_in=reader.file_of("sources", row)
            )


def _known_jurors(book: RuleBook, written: str) -> bool:
    """Whether a line names a juror, or several in the order of their columns."""
    known = (*book.jurors, COMMITTEE)
    return written in known or all(one in known for one in written.split())


def _names(reader: TableReader, ids: set[str]) -> Iterator[tuple[str, str]]:
    said: dict[str, str] = {}
    for row in reader.rows("names"):
        id_ = same_id(row["id"], ids)
        if id_ not in ids:
            reader.refuse("names", row, "id", "participant_unknown")
        elif said.setdefault(key(row["written"]), id_) != id_:
            reader.refuse("names", row, "id", "contradicts")
        else:
            yield row["written"], id_


def _agrees(
    said: dict[tuple[str, ...], tuple[str, ...]],
    row: Row,
    about: tuple[str, ...],
    what: tuple[str, ...],
) -> bool:
    """Whether no row before said something else about the same."""
    saying = tuple(row[column] for column in what)
    return said.setdefault(tuple(key(row[column]) for column in about), saying) == saying


def _corrections(reader: TableReader) -> Iterator[Correction]:
    seen: set[str] = set()
    for row in reader.rows("corrections"):
        if row["id"] in seen:
            reader.refuse("corrections", row, "id", "id_twice")
            continue
        seen.add(row["id"])
        yield Correction(**_texts(Correction, row, without=("applied",)))


def _deductions(reader: TableReader, known: Known) -> Iterator[Deduction]:
    for row in (_with_known_ids(row, known) for row in reader.rows("deductions")):
        if column := _stray(reader.book, row, known):
            reader.refuse("deductions", row, column, f"{column}_unknown")
            continue
        texts = _texts(Deduction, row, without=("points",))
        yield Deduction(**texts, points=Decimal(row["points"]))


def _decisions(reader: TableReader, known: Known) -> Iterator[Decision]:
    seen: set[str] = set()
    for row in (_with_known_ids(row, known) for row in reader.rows("decisions")):
        if row["kind"] not in _decision_kinds():
            reader.refuse("decisions", row, "kind", "kind_unknown")
        elif row["id"] in seen:
            reader.refuse("decisions", row, "id", "id_twice")
        elif column := _stray(reader.book, row, known):
            reader.refuse("decisions", row, column, f"{column}_unknown")
        elif missing := next((c for c in _decision_kinds()[row["kind"]] if not row[c]), ""):
            reader.refuse("decisions", row, missing, "field_empty")
        else:
            seen.add(row["id"])
            texts = _texts(Decision, row)
            if row["kind"] == "not_sent":
                texts["value"] = as_region(reader.book, row["value"])
            yield Decision(**texts)


def _with_known_ids(row: Row, known: Known) -> Row:
    """The row with its participants' ids as the register writes them, also those in a list."""
    ids = {id_ for category, id_ in known if category == row["category"]}
    texts = {"participant": same_id(row["participant"], ids)}
    if row["kind"] in ("lot", "finalists"):
        texts["value"] = same_ids(row["value"], ids)
    return replace(row, texts={**row.texts, **texts})


def _stray(book: RuleBook, row: Row, known: Known) -> str:
    """The column of a row that names a stage, juror or participant that is not there."""
    if row["stage"] and row["stage"] not in book.categories[row["category"]].stages:
        return "stage"
    if row["juror"] and row["juror"] not in (*book.jurors, COMMITTEE):
        return "juror"
    if row["participant"] and (row["category"], row["participant"]) not in known:
        return "participant"
    return ""


def _objections(reader: TableReader) -> Iterator[Objection]:
    for row in reader.rows("objections"):
        if not row["answered"]:
            values = {"id": row["id"]}
            notice = Notice("OBJECTION_OPEN", row.sheet, row.cell("answered"), values=values)
            reader.tell(notice, reader.files["objections"], row["category"])
        yield Objection(**_texts(Objection, row, without=("origin",)), origin=row["from"])


def _history(reader: TableReader) -> Iterator[PastWinner]:
    for row in reader.rows("history"):
        texts = _texts(PastWinner, row)
        yield PastWinner(**{**texts, "region": as_region(reader.book, row["region"])})


def _texts(kind: type, row: Row, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of a record that are plain texts in its row."""
    return {one.name: row[one.name] for one in fields(kind) if one.name not in without}
