"""The rule book as a workbook, for those who do not write YAML: one row for each value.

``rules.yaml`` is what counts. The workbook is made from its entries, open places included, and read
back as entries again, whose lines are then the workbook's rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from helpers.records.damaged import DAMAGED_WORKBOOK
from helpers.records.numbers import decimal_text
from helpers.records.undated import UNDATED
from helpers.records.words import sentences
from helpers.rules.entries import NULL, Entry
from helpers.rules.mistakes import Fault, refusal

STEP = " › "  # between the steps of a way: categories › lks › titles › #1
TYPED_STEP = re.compile("[›>]")  # the second is on a keyboard
PLACE = re.compile(r"#([1-9]\d{0,3})")
NOTHING, EMPTY_LIST, EMPTY_GROUP = "null", "[]", "{}"
WIDTHS = {"way": 62, "value": 44, "meaning": 62}

Way = tuple[str, ...]


def to_workbook(root: Entry, path: Path, language: str) -> None:
    """Write the entries of a rule book into a workbook: way, value, and what it means.

    Values are texts, so that no spreadsheet turns 63.10 into a number. A second sheet lists every
    key there is, for whoever adds a row.
    """
    explained = sentences("keys", language)
    file = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    file.set_properties({"created": UNDATED})
    values = [
        (STEP.join(way), value, explained.get(_pattern(way, explained), ""))
        for way, value in rows(root)
    ]
    known = [
        (pattern.replace(".", STEP), meaning)
        for pattern, meaning in explained.items()
        if not pattern.startswith("(")
    ]
    _write_sheet(file, explained, "sheet", ("way", "value", "meaning"), values)
    _write_sheet(file, explained, "known", ("way", "meaning"), known)
    file.close()


def _write_sheet(
    file: Any, explained: Mapping[str, str], name: str, columns: Way, content: Sequence[Way]
) -> None:
    head = file.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
    text = file.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet = file.add_worksheet(explained[f"({name})"])
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, key in enumerate(columns):
        sheet.set_column(column, column, WIDTHS[key], text)
        sheet.write_string(0, column, explained[f"({key})"], head)
    for row, texts in enumerate(content, start=1):
        for column, one in enumerate(texts):
            sheet.write_string(row, column, one, text)


def rows(entry: Entry, way: Way = ()) -> Iterator[tuple[Way, str]]:
    """The way and the written value of every row, in the order of the rule book."""
    value = entry.value
    link = _written_link(entry, way)
    if link:
        yield way, link
    elif isinstance(value, dict) and value:
        for key, part in value.items():
            yield from rows(part, (*way, key))
    elif isinstance(value, tuple) and value:
        for place, part in enumerate(value, start=1):
            yield from rows(part, (*way, f"#{place}"))
    else:
        yield way, _written(value)


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A row of the rule book whose value is another now; empty where there is no such row."""

    way: str
    before: str
    after: str


def find_changes(before: Entry, after: Entry) -> list[ChangedValue]:
    """The rows that differ between two rule books, then the groups that stand in another order.

    The order of stages decides who can be a finalist: it is a change like any other.
    """
    old, new = dict(rows(before)), dict(rows(after))
    changed = [
        ChangedValue(STEP.join(way), old.get(way, ""), new.get(way, ""))
        for way in dict.fromkeys((*old, *new))
        if old.get(way) != new.get(way)
    ]
    return [*changed, *_reordered(before, after, ())]


def _reordered(before: Entry, after: Entry, way: Way) -> Iterator[ChangedValue]:
    """The groups whose common parts stand in another order, as they were and as they are."""
    old, new = before.value, after.value
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    common = [key for key in old if key in new]
    if common != [key for key in new if key in old]:
        yield ChangedValue(STEP.join(way), ", ".join(old), ", ".join(new))
    for key in common:
        yield from _reordered(old[key], new[key], (*way, key))


def _written_link(entry: Entry, way: Way) -> str:
    """A link of a chain of ties, ``stage: tes``, stands in one row as in ``rules.yaml``."""
    if way[-2:-1] != ("ties",) or not isinstance(entry.value, dict) or len(entry.value) != 1:
        return ""
    [(kind, target)] = entry.value.items()
    return f"{kind}: {target.value}" if isinstance(target.value, str) else ""


def _written(value: Any) -> str:
    """A value as its cell holds it; a text that would be read as something else is quoted."""
    if value is None:
        return NOTHING
    if not isinstance(value, str):
        return EMPTY_GROUP if isinstance(value, dict) else EMPTY_LIST
    misread = value in (*NULL, EMPTY_LIST, EMPTY_GROUP) or value.startswith('"')
    return json.dumps(value, ensure_ascii=False) if misread or value != value.strip() else value


@dataclass
class _Group:
    """Rows below one way while they are gathered; ``line`` is the row that first named it."""

    line: int
    parts: dict[str, _Group | Entry] = field(default_factory=dict)

    def put(self, way: Way, entry: Entry) -> bool:
        """Put an entry at its way; False where the way leads through a value, or ends at keys."""
        group: _Group | Entry = self
        for step in way[:-1]:
            if not isinstance(group, _Group):
                return False
            group = group.parts.setdefault(step, _Group(entry.line))
        return isinstance(group, _Group) and group.parts.setdefault(way[-1], entry) is entry

    def entry(self) -> Entry:
        """The rows as the entry that they make: a list where every key is a place."""
        made = {
            key: part.entry() if isinstance(part, _Group) else part
            for key, part in self.parts.items()
        }
        if made and all(PLACE.fullmatch(key) for key in made):
            ordered = sorted(made.items(), key=lambda item: int(item[0][1:]))
            return Entry(self.line, tuple(part for _, part in ordered))
        return Entry(self.line, made)


def from_workbook(path: Path, language: str) -> Entry:
    """The entries that a workbook holds, with its rows for their lines.

    Raises
    ------
    RuleBookError
        The file is no workbook, or two of its rows contradict each other. Whether the rules are
        right is seen when the entries are read as a rule book.
    """
    root = _Group(1)
    first: dict[Way, int] = {}
    faults = []
    try:
        cells = list(
            openpyxl.load_workbook(path, data_only=True)
            .worksheets[0]
            .iter_rows(min_row=2, max_col=2, values_only=True)
        )
    except DAMAGED_WORKBOOK as error:
        raise refusal(path, language, [Fault(0, "no_workbook")]) from error
    for row, (written, cell) in enumerate(cells, start=2):
        if written is None or cell is None:
            continue
        way = tuple(step.strip() for step in TYPED_STEP.split(str(written)))
        if way in first:
            faults.append(Fault(row, "double_key", {"named": written, "first": first[way]}))
        elif not root.put(way, _read(row, way, _text(cell))):
            faults.append(Fault(row, "value_and_keys", {"named": written}))
        first.setdefault(way, row)
    if faults:
        raise refusal(path, language, faults)
    return root.entry()


def _pattern(way: Way, known: Mapping[str, str]) -> str:
    """The way with ``*`` for each name of the rule book, as the table of meanings has it."""
    for pattern in known:
        steps = pattern.split(".")
        if len(steps) == len(way) and all(
            step in ("*", taken) for step, taken in zip(steps, way, strict=True)
        ):
            return pattern
    return ""


def _text(cell: Any) -> str:
    """What a cell holds, as text; a number that was typed keeps its digits."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return decimal_text(Decimal(repr(cell)))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)


def _read(row: int, way: Way, text: str) -> Entry:
    """The value of a row."""
    if text == NOTHING:
        return Entry(row, None)
    if text in (EMPTY_LIST, EMPTY_GROUP):
        return Entry(row, () if text == EMPTY_LIST else {})
    if text.startswith('"'):
        return Entry(row, _unquoted(text))
    if way[-2:-1] == ("ties",) and ": " in text:
        kind, _, target = text.partition(": ")
        return Entry(row, {kind: Entry(row, target)})
    return Entry(row, text)


def _unquoted(text: str) -> str:
    """The text between quotation marks; one that only begins with such a mark is taken as typed."""
    try:
        return str(json.loads(text))
    except ValueError:
        return text
