"""What a field of an officer's table may hold, by its kind, and how it is written here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from helpers.intake.ids import same_id
from helpers.intake.vocabulary import meaning
from helpers.records.tables import COMMITTEE
from helpers.rules import RuleBook, find_region

_POINTS = re.compile(r"[+-]?[0-9]{1,4}(?:[.,][0-9]{1,4})?")
_LOST_ZERO = re.compile(r"[0-9]{2}[.,][0-9]")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_IN_WORDS = re.compile(r"([0-9]{1,2}) +([A-Za-z]+) +([0-9]{4})")


def obstacle(book: RuleBook, kind: str, value: str) -> str:
    """Why a field of a kind cannot hold a value; '' where it can."""
    return _CHECKS[kind](book, value) if kind in _CHECKS else ""


def normal(book: RuleBook, kind: str, value: str) -> str:
    """A value that has no obstacle, as it is written in the tables of this project."""
    return _NORMAL[kind](book, value) if kind in _NORMAL else value


def _check_category(book: RuleBook, value: str) -> str:
    return "" if _as_category(book, value) in book.categories else "category_unknown"


def _check_region(book: RuleBook, value: str) -> str:
    if book.regions is None or find_region(value, book.regions):
        return ""
    return "REGION_CODE" if _LOST_ZERO.fullmatch(value) else "UNKNOWN_REGION"


def _check_date(_book: RuleBook, value: str) -> str:
    return "" if _as_day(value) else "date_wrong"


def _check_points(_book: RuleBook, value: str) -> str:
    return "" if _POINTS.fullmatch(value) else "points_wrong"


def _check_word(place: str) -> Callable[[RuleBook, str], str]:
    return lambda _book, value: "" if meaning(place, value) else f"{place}_unknown"


_CHECKS: Mapping[str, Callable[[RuleBook, str], str]] = {
    "category": _check_category,
    "region": _check_region,
    "date": _check_date,
    "points": _check_points,
    "use": _check_word("use"),
    "layout": _check_word("layout"),
    "action": _check_word("action"),
}


def _as_day(text: str) -> str:
    """A day as 2024-07-22, also where it is written 22/7/2024 or 22 Juli 2024; '' if it is none."""
    match = _DAY_FIRST.fullmatch(text)
    words = _IN_WORDS.fullmatch(text)
    try:
        if words and (month := meaning("month", words[2])):
            return date(int(words[3]), int(month), int(words[1])).isoformat()
        if match:
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
        return date.fromisoformat(text).isoformat() if len(text) == 10 else ""
    except ValueError:
        return ""


def as_region(book: RuleBook, text: str) -> str:
    """The code of the region that a text names; the text itself where that is not known."""
    region = find_region(text, book.regions or ())
    return region.code if region else text


def _as_category(book: RuleBook, text: str) -> str:
    return same_id(text, book.categories)


def _as_stage(book: RuleBook, text: str) -> str:
    return same_id(text, {one for rule in book.categories.values() for one in rule.stages})


def _as_jurors(book: RuleBook, text: str) -> str:
    return " ".join(same_id(one, (*book.jurors, COMMITTEE)) for one in text.split())


_NORMAL: Mapping[str, Callable[[RuleBook, str], str]] = {
    "category": _as_category,
    "stage": _as_stage,
    "juror": _as_jurors,
    "region": as_region,
    "date": lambda _book, value: _as_day(value),
    "points": lambda _book, value: value.replace(",", "."),
    "use": lambda _book, value: meaning("use", value),
    "layout": lambda _book, value: meaning("layout", value),
    "action": lambda _book, value: meaning("action", value),
}
