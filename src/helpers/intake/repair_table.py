"""Reading perbaikan.xlsx back: each row that is filled in becomes a row of an officers' table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpers.intake.corrections import typed_number
from helpers.intake.plain_tables import PlainTable, Row, read_plain, table_notice
from helpers.intake.repairs import (
    AGAIN,
    FILE,
    NAME,
    PREFIX,
    TABLES,
    WITH_VALUE,
    Repair,
    action_keys,
    actions_for,
    column_keys,
    columns,
)
from helpers.intake.vocabulary import key
from helpers.intake.workbook import Notice
from helpers.records.words import say

_NUMBER = re.compile(rf"{PREFIX}[1-9][0-9]{{0,5}}")
_USES = {"take": "yes", "leave": "no", "identify": ""}
_DUE = ("action", "reason", "by", "date")


@dataclass(frozen=True)
class RepairRow:
    """One row of the workbook with where it stands; ``action`` is the one it asks for."""

    repair: Repair
    row: Row

    @property
    def action(self) -> str:
        return action_keys().get(key(self.repair["action"]), "")

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns that must still be filled in."""
        due = [column for column in _DUE if not self.repair[column].strip()]
        if self.needs_value and not self.repair["value"].strip():
            due.append("value")
        return tuple(due)

    @property
    def needs_value(self) -> bool:
        names_nobody = (
            self.action in ("withdrawn", "disqualified") and not (self.repair["participant"])
        )
        return self.action in WITH_VALUE or names_nobody

    @property
    def complete(self) -> bool:
        return bool(self.repair.touched) and not self.missing


@dataclass(frozen=True)
class RepairSheet:
    """perbaikan.xlsx as read; ``sound`` where it may be written again without losing anything."""

    file: str = ""
    rows: tuple[RepairRow, ...] = ()
    notices: tuple[Notice, ...] = ()
    sound: bool = True

    @property
    def filled(self) -> bool:
        """Whether an officer filled in anything, or something in it is not understood."""
        return not self.sound or any(one.repair.touched for one in self.rows)


@dataclass
class Lent:
    """Rows for the officers' tables, by table, and what is said about rows that lend none."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    notices: list[tuple[Notice, str]] = field(default_factory=list)  # with the category


def read_repairs(folder: Path) -> RepairSheet:
    """perbaikan.xlsx of a season's folder; an empty sheet where there is none."""
    plain = read_plain(folder, NAME)
    if not plain.file:
        return RepairSheet()
    keys = {header: column_keys().get(key(header), "") for header in plain.header}
    missing = {column.key for column in columns()} - set(keys.values())
    notices = [*plain.notices]
    if missing and not notices:
        listed = ", ".join(sorted(missing))
        notices.append(table_notice(NAME, 1, "", "columns_missing", listed))
    if missing:
        return RepairSheet(plain.file, notices=tuple(notices), sound=False)
    if strange := [header for header, known in keys.items() if not known]:
        notices.append(table_notice(NAME, 1, "", "columns_unknown", ", ".join(strange)))
    rows, wrong = _rows(plain, keys)
    notices += wrong
    return RepairSheet(plain.file, tuple(rows), tuple(notices), sound=not notices)


def _rows(plain: PlainTable, keys: Mapping[str, str]) -> tuple[list[RepairRow], list[Notice]]:
    rows: list[RepairRow] = []
    notices: list[Notice] = []
    seen: set[str] = set()
    for one in plain.rows:
        row = replace(
            one,
            texts={keys[header]: text for header, text in one.texts.items()},
            columns={keys[header]: letters for header, letters in one.columns.items()},
            calculated=frozenset(keys[header] for header in one.calculated),
            file=plain.file,
            table=NAME,
        )
        number = row["id"].strip()
        if row.calculated:
            column = min(row.calculated, key=lambda name: row.cell(name))
            notices.append(_wrong(row, column, "formula"))
        elif not _NUMBER.fullmatch(number) or number in seen:
            notices.append(_wrong(row, "id", "id_twice" if number in seen else "repair_number"))
        else:
            seen.add(number)
            repair = Repair({**row.texts, "id": number}, actions_for(row["code"]))
            rows.append(RepairRow(repair, row))
    return rows, notices


def _wrong(row: Row, column: str, reason: str, text: str = "") -> Notice:
    label = row.labels.get(column, column)
    return table_notice(NAME, row.line, label, reason, text, row.cell(column), row.sheet)


def lend_rows(sheet: RepairSheet, language: str) -> Lent:
    """What the filled rows add to the officers' tables; half-filled ones are named."""
    labels = {column.key: say(f"repairs.column_{column.key}", language) for column in columns()}
    lent = Lent()
    for one in sheet.rows:
        row = replace(one.row, labels=labels)
        if not one.repair.touched:
            continue
        if one.missing:
            lent.notices.append((_unfinished(one, row), one.repair["category"]))
        elif wrong := _contradiction(one, row):
            lent.notices.append((wrong, one.repair["category"]))
        else:
            table = TABLES[one.action]
            lent.rows.setdefault(table, []).append(_lent(one, row, table))
    return lent


def _unfinished(one: RepairRow, row: Row) -> Notice:
    if one.repair["action"].strip() and not one.action:
        return _wrong(row, "action", "action_not_here", one.repair["action"])
    names = ", ".join(row.labels[column] for column in one.missing)
    values = {"id": one.repair["id"], "columns": names}
    return Notice("REPAIR_UNFINISHED", row.sheet, row.cell(one.missing[0]), values=values)


def _contradiction(one: RepairRow, row: Row) -> Notice | None:
    """What in a row that is filled in does not go together; None where all does."""
    value = one.repair["value"].strip()
    offered = one.repair.actions
    if not one.action or one.action not in offered:
        return _wrong(row, "action", "action_not_here", one.repair["action"])
    if value and not one.needs_value and one.action != "retire":
        return _wrong(row, "value", "value_not_needed", value)
    if one.action == "set" and typed_number(value) is None:
        return _wrong(row, "value", "value_wrong", value)
    if one.action == "identify" and len(value.split("/")) != len(("category", "stage", "juror")):
        return _wrong(row, "value", "value_no_sheet", value)
    return None


def _lent(one: RepairRow, row: Row, table: str) -> Row:
    """The row as the officers' table has it; its columns lead to the cells of this workbook."""
    moved = {"use": "action", "written": "was"} | (
        {"id": "value"} if table == "names" else {"kind": "action"} if table == "decisions" else {}
    )
    return replace(
        row,
        texts={**row.texts, **dict(_texts(one, table))},
        columns={**row.columns, **{name: row.columns[where] for name, where in moved.items()}},
        labels={**row.labels, **{name: row.labels[where] for name, where in moved.items()}},
    )


def _texts(one: RepairRow, table: str) -> Iterator[tuple[str, str]]:
    repair, action = one.repair, one.action
    value = repair["value"].strip()
    if table == "corrections":
        yield "action", "use" if action == "accept" else action
        yield "value", repair["kind"].removeprefix(AGAIN) if action == "retire" else value
    elif table == "names":
        yield "written", repair["kind"] or repair["was"]
        yield "id", first_word(value)
    elif table == "sources":
        yield "use", _USES[action]
        if action == "identify":
            parts = (part.strip() for part in value.split("/"))
            yield from zip(("category", "stage", "juror"), parts, strict=True)
    else:
        yield "kind", action
        yield "value", repair["kind"] if action == "not_sent" else value
        if action in ("withdrawn", "disqualified"):
            yield "participant", repair["participant"] or first_word(value)
            yield "value", ""


def first_word(text: str) -> str:
    """The id at the start of a choice such as ``KT-05 – Karang Taruna``."""
    return text.split(maxsplit=1)[0] if text.split() else ""


def is_unfilled(path: Path) -> bool:
    """Whether a file is a perbaikan.xlsx in which nobody has filled in anything yet."""
    return path.name == FILE and not read_repairs(path.parent).filled
