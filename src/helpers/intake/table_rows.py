"""The rows of officers' tables, each field checked against ``officer_columns.csv``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from helpers.intake.field_checks import normal, obstacle
from helpers.intake.notices import to_finding
from helpers.intake.officers import approval_obstacle, entry_obstacle
from helpers.intake.plain_tables import PlainTable, Row, read_plain, table_notice
from helpers.intake.repair_table import lend_rows, read_repairs
from helpers.intake.repairs import NAME
from helpers.intake.workbook import Notice, Word
from helpers.records.tables import Finding
from helpers.rules import RuleBook

OPEN_TABLES = ("participants",)  # these may have columns of the office's own
_SECOND_PERSON = ("corrections", "deductions", "decisions")


@dataclass(frozen=True)
class _Column:
    table: str
    column: str
    kind: str
    required: str


@cache
def _columns() -> dict[str, tuple[_Column, ...]]:
    text = (files("helpers.intake") / "officer_columns.csv").read_text(encoding="utf-8")
    tables: dict[str, list[_Column]] = {}
    for row in csv.DictReader(text.splitlines()):
        tables.setdefault(row["table"], []).append(_Column(**row))
    return {table: tuple(columns) for table, columns in tables.items()}


class TableReader:
    """Reads the tables of a season one by one and keeps the findings."""

    def __init__(self, folder: Path, book: RuleBook) -> None:
        self.folder, self.book = folder, book
        self.findings: list[Finding] = []
        self.files: dict[str, str] = {}
        self._lent = self._read_repairs()

    def tell(self, notice: Notice, file: str, category: str = "") -> None:
        self.findings.append(to_finding(notice, self.book.language, file, category))

    def _read_repairs(self) -> dict[str, list[Row]]:
        """The rows that perbaikan.xlsx lends to the other tables."""
        sheet = read_repairs(self.folder)
        if sheet.file and sheet.filled:
            self.files[NAME] = sheet.file
        lent = lend_rows(sheet, self.book.language)
        for notice in sheet.notices:
            self.tell(notice, sheet.file)
        for notice, category in lent.notices:
            self.tell(notice, sheet.file, category if category in self.book.categories else "")
        return lent.rows

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table whose fields can be believed, with their values normalised.

        Those that perbaikan.xlsx lends follow on those of the table itself.
        """
        plain = read_plain(self.folder, table)
        if plain.file:
            self.files[table] = plain.file
        for notice in plain.notices:
            self.tell(notice, plain.file)
        own = plain.rows if plain.header and self._header_stands(plain) else ()
        for row in (*own, *self._lent.get(table, ())):
            texts = dict(row.texts)
            good = True
            for column in _columns()[table]:
                text = row[column.column]
                value = text if column.kind == "literal" else text.strip()
                if reason := self._obstacle(column, value):
                    self._refuse(plain, row, column.column, reason, text)
                    good = False
                elif value:
                    texts[column.column] = normal(self.book, column.kind, value)
            if good and (table not in _SECOND_PERSON or self._signed(plain, row)):
                yield replace(row, texts=texts)

    def _header_stands(self, plain: PlainTable) -> bool:
        known = {column.column for column in _columns()[plain.name]}
        needed = {c.column for c in _columns()[plain.name] if c.required == "yes"}
        missing = sorted(needed - set(plain.header))
        extra = sorted(set(plain.header) - known) if plain.name not in OPEN_TABLES else []
        for reason, columns in (("columns_missing", missing), ("columns_unknown", extra)):
            if columns:
                listed = ", ".join(columns)
                self.tell(table_notice(plain.name, 1, "", reason, listed), plain.file)
        return not missing and not extra

    def _obstacle(self, column: _Column, value: str) -> str:
        if not value:
            return "field_empty" if column.required == "yes" else ""
        return obstacle(self.book, column.kind, value)

    def refuse(self, table: str, row: Row, column: str, reason: str) -> None:
        """Say why a row of a table does not count."""
        plain = PlainTable(table, self.files.get(table, ""))
        self._refuse(plain, row, column, reason, row[column])

    def file_of(self, table: str, row: Row) -> str:
        """The file that a row of a table stands in."""
        return row.file or self.files[table]

    def _category(self, row: Row) -> str:
        return row["category"] if row["category"] in self.book.categories else ""

    def _refuse(self, plain: PlainTable, row: Row, column: str, reason: str, text: str) -> None:
        category, cell = self._category(row), row.cell(column)
        table = row.table or plain.name
        if reason in ("REGION_CODE", "UNKNOWN_REGION"):
            values = {"line": f"{table}, {row.line}"}
            notice = Notice(reason, row.sheet, cell, text, values=values)
        else:
            label = row.labels.get(column, column)
            notice = table_notice(table, row.line, label, reason, text, cell, row.sheet)
        self.tell(notice, row.file or plain.file, category)

    def _signed(self, plain: PlainTable, row: Row) -> bool:
        """Whether an entry may count: by an officer, and with its second person."""
        by, approved_by = row["by"].strip(), row["approved_by"].strip()
        if reason := entry_obstacle(self.book, by):
            self._refuse(plain, row, "by", reason, by)
            return False
        if reason := approval_obstacle(self.book, by, approved_by):
            values = {
                "table": Word(f"table_{plain.name}"),
                "id": row["id"] or row["participant"],
                "reason": Word(f"reason_{reason}"),
            }
            cell = row.cell("approved_by")
            notice = Notice("SECOND_PERSON_MISSING", row.sheet, cell, approved_by, values=values)
            self.tell(notice, row.file or plain.file, self._category(row))
            return False
        return True
