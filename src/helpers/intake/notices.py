"""Notices become findings: in a language, with the file and the category they belong to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from helpers.intake.workbook import Notice, Word
from helpers.records.findings import STOPPING, find, levels
from helpers.records.numbers import show
from helpers.records.tables import Finding
from helpers.records.words import say


def level(notice: Notice) -> str:
    """The level of a notice: its own, else the usual one of its code."""
    return notice.level or levels()[notice.code]


def stopping(notice: Notice) -> bool:
    """Whether the notice keeps its category from being decided."""
    return level(notice) in STOPPING


def to_finding(notice: Notice, language: str, file: str = "", category: str = "") -> Finding:
    """The finding that a notice makes in a file of a category."""
    return find(
        notice.code,
        language,
        level=notice.level,
        category=category,
        file=file,
        sheet=notice.sheet,
        cell=notice.cell,
        literal=notice.literal,
        about=notice.about,
        **{name: _speak(value, language) for name, value in notice.values.items()},
    )


def _speak(value: object, language: str) -> str:
    """A value as people read it: numbers, lists, alternatives (tuples) and sentences."""
    if isinstance(value, Word):
        values = {name: _speak(one, language) for name, one in value.values.items()}
        return say(f"intake.{value.key}", language, **values)
    if isinstance(value, Decimal | Fraction):
        return show(value, language=language)
    if isinstance(value, list):
        return "; ".join(_speak(one, language) for one in value)
    if isinstance(value, tuple):
        return " / ".join(_speak(one, language) for one in value)
    return str(value)
