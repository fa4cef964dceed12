"""Writing perbaikan.xlsx: locked but for the officers' columns, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from math import ceil
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from helpers.intake.repair_table import RepairSheet
from helpers.intake.repairs import (
    FILE,
    OFFICERS,
    SUBJECT,
    Repair,
    RepairColumn,
    action_keys,
    columns,
    status_keys,
)  # fmt: skip
from helpers.intake.vocabulary import key
from helpers.records.undated import UNDATED
from helpers.records.words import say, sentences
from helpers.rules import RuleBook

LINE = 15  # points a line of text takes
SPARE_ROWS = 1  # a table without rows still has its header
APPROVES = "approval"
LOCKS = (f"~${FILE}", f".~lock.{FILE}#")  # beside a workbook that is open in Excel or LibreOffice
_EDGE = {"border": 1, "border_color": "#CFD9D6", "valign": "top", "text_wrap": True}
_OFFICER = {**_EDGE, "locked": False, "bg_color": "#FDF3DC"}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "head": {**_EDGE, "bold": True, "bg_color": "#E3F0ED", "border_color": "#0B5A52"},
    "head_officer": {**_EDGE, "bold": True, "bg_color": "#F5D98A", "border_color": "#0B5A52"},
    "shown": {**_EDGE, "num_format": "@"},
    "hidden": {"num_format": "@"},
    "officer": {**_OFFICER, "num_format": "@"},
    "day": {**_OFFICER, "num_format": "dd/mm/yyyy"},
    "title": {"bold": True, "font_size": 15, "font_color": "#0B5A52"},
    "help": {"text_wrap": True, "valign": "top"},
    "done": {"font_color": "#0B5A52", "bg_color": "#E3F0ED"},
    "partly": {"font_color": "#9B1C1C", "bg_color": "#FDECEC", "bold": True},
}


class RepairsOpenError(Exception):
    """perbaikan.xlsx is open in another program and cannot be written now."""


def write_repairs(
    folder: Path, sheet: RepairSheet, repairs: Sequence[Repair], book: RuleBook, language: str
) -> bool:
    """Write perbaikan.xlsx where its rows differ from those there; whether it was written.

    Nothing is written over what is not understood, nor while the workbook is open.

    Raises
    ------
    RepairsOpenError
        Another program has the workbook open.
    """
    path = folder / FILE
    if not sheet.sound or _same(sheet, repairs):
        return False
    if any((folder / name).exists() for name in LOCKS):
        raise RepairsOpenError
    try:
        if not repairs:
            path.unlink(missing_ok=True)
            return False
        beside = path.with_suffix(".tmp")
        beside.write_bytes(workbook_bytes(repairs, book, language))
        beside.replace(path)
    except PermissionError as error:
        raise RepairsOpenError from error
    return True


def _same(sheet: RepairSheet, repairs: Sequence[Repair]) -> bool:
    """Whether the workbook already says what would be written, in whatever language."""
    there = [_content(one.repair) for one in sheet.rows]
    return there == [_content(row) for row in repairs]


def _content(repair: Repair) -> list[str]:
    """What a row says apart from the sentences that only describe its finding."""
    kept = [repair[one] for one in ("id", *SUBJECT, *OFFICERS) if one != "action"]
    action = action_keys().get(key(repair["action"]), repair["action"])
    return [*kept, action, status_keys().get(key(repair["status"]), "")]


def workbook_bytes(repairs: Sequence[Repair], book: RuleBook, language: str) -> bytes:
    """The workbook; every text stays a text, whatever it begins with."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as workbook:
        workbook.set_properties({"created": UNDATED, "title": say("repairs.sheet", language)})
        _Writer(workbook, book, language).write(repairs)
    return out.getvalue()


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, workbook: Workbook, book: RuleBook, language: str) -> None:
        self.words = sentences("repairs", language)
        self.book = book
        self.looks = {name: workbook.add_format(dict(look)) for name, look in _LOOKS.items()}
        self.sheet = workbook.add_worksheet(self.words["sheet"])
        self.help = workbook.add_worksheet(self.words["help_sheet"])
        self.lists = workbook.add_worksheet(self.words["lists_sheet"])
        self.lists.hide()
        self._listed: dict[tuple[str, ...], str] = {}

    def write(self, repairs: Sequence[Repair]) -> None:
        """The table, the choices of its cells, and how to fill it in."""
        for place, column in enumerate(columns()):
            hidden = {"hidden": 1} if column.who == "hidden" else {}
            self.sheet.set_column(place, place, column.width, None, hidden)
            look = self.looks["head_officer" if column.who == "officer" else "head"]
            self.sheet.write_string(0, place, self.words[f"column_{column.key}"], look)
        for row, repair in enumerate(repairs, start=1):
            self.sheet.set_row(row, LINE * _lines(repair))
            for place, column in enumerate(columns()):
                self._cell(row, place, column, repair[column.key])
            self._choices(row, repair)
        self._finish(len(repairs))
        self._write_help()

    def _cell(self, row: int, place: int, column: RepairColumn, text: str) -> None:
        look = self.looks["day" if column.key == "date" else column.who]
        if not text:
            self.sheet.write_blank(row, place, None, look)
        elif column.key == "date" and (day := _as_day(text)) is not None:
            self.sheet.write_datetime(row, place, datetime.combine(day, time()), look)
        else:
            self.sheet.write_string(row, place, text, look)

    def _choices(self, row: int, repair: Repair) -> None:
        names = [one.name for one in self.book.officers]
        approvers = [one.name for one in self.book.officers if one.role == APPROVES]
        actions = [self.words[f"action_{action}"] for action in repair.actions]
        self._offer(row, "action", actions, "need_officer")
        self._offer(row, "value", repair.values, "need_value", strict=False)
        self._offer(row, "by", names)
        self._offer(row, "approved_by", approvers)
        self._offer(row, "date", (), "need_date")

    def _offer(
        self, row: int, key: str, choices: Sequence[str], hint: str = "", strict: bool = True
    ) -> None:
        """A drop-down, or only a hint where there is nothing to choose from."""
        if not choices and not hint:
            return
        rule: dict[str, Any] = {"validate": "any"}
        if choices:
            rule = {"validate": "list", "source": self._list(tuple(choices))}
            rule |= {"error_type": "stop" if strict else "warning"}
            rule |= {"error_title": self.words["sheet"], "error_message": self.words["bad_choice"]}
        if hint:
            rule |= {"input_title": self.words[f"column_{key}"], "input_message": self.words[hint]}
        place = [column.key for column in columns()].index(key)
        self.sheet.data_validation(row, place, row, place, rule)

    def _list(self, choices: tuple[str, ...]) -> str:
        """The area of the hidden sheet that holds some choices."""
        if choices not in self._listed:
            place = len(self._listed)
            for row, text in enumerate(choices):
                self.lists.write_string(row, place, text)
            letters = xl_col_to_name(place, col_abs=True)
            name = self.words["lists_sheet"]
            self._listed[choices] = f"='{name}'!{letters}$1:{letters}${len(choices)}"
        return self._listed[choices]

    def _finish(self, rows: int) -> None:
        last = len(columns()) - 1
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, max(rows, SPARE_ROWS), last)
        self.sheet.protect(
            "", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}
        )
        self._colour(rows)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer("&L&A&R&P / &N")

    def _colour(self, rows: int) -> None:
        """The state in colour, beside its words."""
        place = [column.key for column in columns()].index("status")
        looks = {"settled": "done", "filled": "done", "partly": "partly"}
        for state, look in looks.items():
            rule = {"type": "cell", "criteria": "==", "format": self.looks[look]}
            rule["value"] = f'"{self.words[f"status_{state}"]}"'
            self.sheet.conditional_format(1, place, max(rows, SPARE_ROWS), place, rule)

    def _write_help(self) -> None:
        self.help.set_column(0, 0, 100)
        self.help.write_string(0, 0, self.words["help_title"], self.looks["title"])
        lines = [text for key, text in self.words.items() if key.startswith("help_")]
        for row, text in enumerate(lines[2:], start=2):
            self.help.set_row(row, LINE * (1 + len(text) // 100))
            self.help.write_string(row, 0, text, self.looks["help"])
        self.help.protect()
        self.help.set_paper(9)
        self.help.fit_to_pages(1, 0)


def _lines(repair: Repair) -> int:
    """How many lines the longest text of a row takes."""
    shown: Iterable[RepairColumn] = (one for one in columns() if one.who != "hidden")
    return max(ceil(len(repair[one.key]) / (one.width * 0.95)) or 1 for one in shown)


def _as_day(text: str) -> date | None:
    """A day that was read as 2024-07-23; what was typed as a text stays a text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
