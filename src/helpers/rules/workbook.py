"""The rule book as a workbook, for those who do not write YAML: one row for each value.

``rules.yaml`` is what counts. The workbook is made from a rule book and turned back into the text
of a ``rules.yaml``, which is then read, and refused where it is wrong, like any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
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
from helpers.rules.canonical import as_json
from helpers.rules.mistakes import Fault, refusal
from helpers.rules.models import RuleBook, TieLink
from helpers.rules.regions import BUILT_IN, built_in

STEP = " › "  # between the steps of a way: categories › lks › titles › #1
PLACE = re.compile(r"#(\d+)")
NOTHING, EMPTY_LIST = "null", "[]"
PLAIN = re.compile(r"[\w(]([\w ./()-]*[\w.)])?")

Way = tuple[str, ...]


def to_workbook(book: RuleBook, path: Path, language: str = "") -> None:
    """Write the rule book into a workbook: way, value, and what it means.

    Values are texts, so that no spreadsheet turns 63.10 into a number.
    """
    language = language or book.language
    explained = sentences("keys", language)
    file = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    file.set_properties({"created": UNDATED})
    head = file.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
    text = file.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet = file.add_worksheet(explained["(sheet)"])
    sheet.freeze_panes(1, 1)
    for column, (key, width) in enumerate((("way", 62), ("value", 44), ("meaning", 62))):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, explained[f"({key})"], head)
    for row, (way, value) in enumerate(_rows(_shortened(book), ()), start=1):
        meaning = explained.get(_pattern(way, explained), "")
        for column, content in enumerate((STEP.join(way), value, meaning)):
            sheet.write_string(row, column, content, text)
    file.close()


def from_workbook(path: Path, language: str = "id") -> str:
    """The text of a ``rules.yaml`` that says what the workbook says.

    Raises
    ------
    RuleBookError
        The file is no workbook, or two of its rows contradict each other. Whether the rules are
        right is seen when the text is loaded.
    """
    root: dict[str, Any] = {}
    rows: dict[Way, int] = {}
    faults = []
    try:
        cells = (
            openpyxl.load_workbook(path, data_only=True)
            .worksheets[0]
            .iter_rows(min_row=2, max_col=2, values_only=True)
        )
    except DAMAGED_WORKBOOK as error:
        raise refusal(path, language, [Fault(0, "no_workbook")]) from error
    for row, (written, cell) in enumerate(cells, start=2):
        if written is None or cell is None:
            continue
        way = tuple(step.strip() for step in str(written).split(STEP.strip()))
        if way in rows:
            faults.append(Fault(row, "double_key", {"named": written, "first": rows[way]}))
        elif not _put(root, way, _value(way, _text(cell))):
            faults.append(Fault(row, "value_and_keys", {"named": written}))
        rows.setdefault(way, row)
    if faults:
        raise refusal(path, language, faults)
    return "".join(f"{key}: {_flow(value)}\n" for key, value in root.items())


def _shortened(book: RuleBook) -> dict[str, Any]:
    """The rule book as plain values, with links and built-in regions as a rule book writes them."""
    data: dict[str, Any] = json.loads(as_json(book))
    names = {built_in(name): name for name in BUILT_IN}
    if book.regions in names:
        data["regions"] = names[book.regions]
    for part in (*data["categories"].values(), data["overall"] or {"ties": []}):
        part["ties"] = [str(TieLink.model_validate(link)) for link in part["ties"]]
    return data


def _rows(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    """One row for each value that is there; what is empty by default has none."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _rows(part, (*way, key))
    elif isinstance(value, list) and value:
        for place, part in enumerate(value, start=1):
            yield from _rows(part, (*way, f"#{place}"))
    elif isinstance(value, list) and way[-1] in ("ties", "jurors"):
        yield way, EMPTY_LIST
    elif value is None and way[-2:] == ("rounding", "total"):
        yield way, NOTHING
    elif value is not None and not isinstance(value, list):
        yield way, str(value).lower() if isinstance(value, bool) else str(value)


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


def _value(way: Way, text: str) -> Any:
    if text == NOTHING and way[-2:-1] == ("rounding",):
        return None
    if text == EMPTY_LIST and way[-1] in ("ties", "jurors"):
        return []
    if way[-2:-1] == ("ties",) and ": " in text:
        kind, _, target = text.partition(": ")
        return {kind: target}
    return text


def _put(root: dict[str, Any], way: Way, value: Any) -> bool:
    """Put a value at its way; False where the way leads through a value, or ends at keys."""
    *steps, last = way
    for step in steps:
        root = root.setdefault(step, {})
        if not isinstance(root, dict):
            return False
    return root.setdefault(last, value) is value


def _flow(value: Any) -> str:
    """The value as YAML on one line; text is quoted where it is not plain."""
    if isinstance(value, dict) and value and all(PLACE.fullmatch(key) for key in value):
        ordered = sorted(value.items(), key=lambda item: int(item[0][1:]))
        return f"[{', '.join(_flow(part) for _, part in ordered)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(part)}' for key, part in value.items())}}}"
    if value is None:
        return NOTHING
    if value == []:
        return EMPTY_LIST
    plain = PLAIN.fullmatch(value) and value.casefold() != NOTHING
    return value if plain else json.dumps(value, ensure_ascii=False)
