"""Notices become findings: in a language, with the file and the category they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from helpers.intake.workbook import Notice, Word
from helpers.records.findings import STOPPING, codes, find
from helpers.records.numbers import show
from helpers.records.tables import Finding
from helpers.records.words import say


def level(notice: Notice) -> str:
    """The level of a notice: its own, else the usual one of its code."""
    return notice.level or codes()[notice.code].level


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
        **_spoken(notice.values, language),
    )


def _spoken(values: Mapping[str, object], language: str) -> dict[str, str]:
    spoken = {name: _speak(value, language) for name, value in values.items()}
    if "proposal" in values:
        could = spoken["proposal"]
        spoken["proposal"] = f" {say('intake.perhaps', language, readings=could)}" if could else ""
    if values.get("readings") == ():
        spoken["readings"] = say("intake.unclear", language)
    return spoken


def _speak(value: object, language: str) -> str:
    if isinstance(value, Word):
        return say(f"intake.{value}", language)
    if isinstance(value, Decimal | Fraction):
        return show(value, language=language)
    if isinstance(value, tuple):
        return " / ".join(_speak(part, language) for part in value)
    return str(value)
