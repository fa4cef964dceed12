"""The repairs: what a person can do about each finding, as rows that an officer fills in."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from helpers.intake.vocabulary import key
from helpers.records.findings import STOPPING, levels
from helpers.records.words import LANGUAGES, sentences

NAME = "perbaikan"  # of the workbook and of the table in messages
FILE = f"{NAME}.xlsx"
PREFIX = "PB-"  # of the numbers of rows
AGAIN = "again "  # stands before the id of a correction that is offered again, prefilled
SHEETS = ("take", "leave", "identify")  # actions that become lines of sources

# The officers' table that an action adds a row to.
TABLES: Mapping[str, str] = {
    **dict.fromkeys(("set", "use", "accept", "ignore", "blank", "retire"), "corrections"),
    **dict.fromkeys(("absent_participant", "absent_juror"), "corrections"),
    **dict.fromkeys(SHEETS, "sources"),
    **dict.fromkeys(("not_sent", "withdrawn", "disqualified"), "decisions"),
    **dict.fromkeys(("juror_left_out", "lot", "finalists"), "decisions"),
    "map": "names",
}
WITH_VALUE = ("set", "map", "identify", "lot", "finalists")  # actions that need a value


@dataclass(frozen=True)
class RepairColumn:
    """A column of the workbook: shown, for the officer to fill in, or hidden."""

    key: str
    width: int
    who: str


@dataclass(frozen=True)
class Repair:
    """One row: its texts by column, the possible ``actions`` and the likely ``values``."""

    texts: Mapping[str, str]
    actions: tuple[str, ...] = ()
    values: tuple[str, ...] = field(default=(), compare=False)

    def __getitem__(self, column: str) -> str:
        return self.texts.get(column, "")

    @property
    def subject(self) -> tuple[str, ...]:
        """What the row is about: the same finding has the same subject each time."""
        return tuple(self[column] for column in SUBJECT)

    @property
    def touched(self) -> tuple[str, ...]:
        """The columns that an officer filled in; a prefilled row waits for name and date."""
        own = ("by", "date", "approved_by") if self["kind"].startswith(AGAIN) else OFFICERS
        return tuple(column for column in own if self[column].strip())


@cache
def columns() -> tuple[RepairColumn, ...]:
    """The columns of the workbook, in order."""
    text = (files("helpers.intake") / "repair_columns.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(RepairColumn(row["column"], int(row["width"]), row["who"]) for row in rows)


OFFICERS = tuple(column.key for column in columns() if column.who == "officer")
HIDDEN = tuple(column.key for column in columns() if column.who == "hidden")
SUBJECT = (*HIDDEN, "file", "sheet", "cell")


@cache
def _actions() -> dict[str, tuple[str, ...]]:
    text = (files("helpers.intake") / "repairs.csv").read_text(encoding="utf-8")
    return {row["code"]: tuple(row["actions"].split()) for row in csv.DictReader(text.splitlines())}


def actions_for(code: str, level: str = "") -> tuple[str, ...]:
    """What a person can do about a finding: by its code, else by its level; () is nothing here.

    Several codes, joined by ``+``, are what was found at one cell: what can be done about any.
    """
    found = [action for one in code.split("+") for action in _actions_for(one, level)]
    return tuple(dict.fromkeys(found))


def _actions_for(code: str, level: str) -> tuple[str, ...]:
    level = level or levels().get(code, "")
    if level not in (*STOPPING, "warn"):
        return ()
    return _actions().get(code, _actions().get(level, ()))


@cache
def column_keys() -> dict[str, str]:
    """The keys of columns by their folded headers, in every language."""
    return _by_words("column_")


@cache
def action_keys() -> dict[str, str]:
    """The actions by their folded words, in every language."""
    return _by_words("action_") | {action: action for action in TABLES}


@cache
def status_keys() -> dict[str, str]:
    """The states of rows by their folded words, in every language."""
    return _by_words("status_")


def _by_words(prefix: str) -> dict[str, str]:
    return {
        key(text): name.removeprefix(prefix)
        for language in LANGUAGES
        for name, text in sentences("repairs", language).items()
        if name.startswith(prefix)
    }
