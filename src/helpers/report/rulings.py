"""What people decided, in the words of the documents: points taken off, decisions, their basis."""

from __future__ import annotations

from decimal import Decimal

from helpers.records.words import say
from helpers.report.wording import describe_kind, show_value

LIST_MARK = ";"  # between the ids of finalists, as officers write them
ORDER_MARK = ">"  # between the ids of a lot


def describe_points(points: Decimal, language: str = "id") -> str:
    """What a deduction does: ``dikurangi 0,5``; ``ditambah 1`` where the points are below zero."""
    key = "points" if points >= 0 else "points_added"
    return say(f"documents.minutes.{key}", language, points=show_value(abs(points), None, language))


def describe_ruling(kind: str, value: str, language: str = "id") -> str:
    """What a decision says: its kind, and its value as people would read it."""
    said = describe_kind(kind, language)
    if not value:
        return said
    before = say("documents.decision_before", language)
    parts = [part.strip() for part in value.split(ORDER_MARK if kind == "lot" else LIST_MARK)]
    return f"{said}: {(f' {before} ' if kind == 'lot' else ', ').join(parts)}"


def with_basis(reason: str, basis: str, language: str = "id") -> str:
    """The reason as a sentence, and the article or decree behind it."""
    if not basis or not reason:
        return reason or basis
    sentence = reason if reason.endswith((".", "!", "?")) else f"{reason}."
    return f"{sentence} {say('documents.minutes.basis', language, basis=basis.rstrip('.'))}"
