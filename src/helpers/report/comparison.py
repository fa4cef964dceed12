"""What differs between two results, in lines for the screen and the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from helpers.proof.comparing import ActChange, Comparison, MarkChange, PlaceChange
from helpers.records.words import say
from helpers.report.rulings import describe_points, describe_ruling
from helpers.report.wording import NOTHING, show_value


@dataclass(frozen=True)
class Changes:
    """The changes of one kind: a heading, and a line for each."""

    heading: str
    lines: tuple[str, ...]


def tell_changes(compared: Comparison, language: str) -> tuple[Changes, ...]:
    """Titles first, then what moved, then why; kinds without a change are left out."""
    told = {
        "titles": _titles(compared, language),
        "title_moves": _title_moves(compared, language),
        "places": (_place(row, language) for row in compared.places),
        "marks": (_mark(row, language) for row in compared.marks),
        "acts": _acts(compared, language),
        "rules": _rules(compared, language),
        "files": (say(f"proof.compare_{row.what}", language, file=row.file)
                  for row in compared.files),
    }  # fmt: skip
    lines = {kind: tuple(found) for kind, found in told.items()}
    return tuple(
        Changes(say(f"proof.compare_{kind}", language), found)
        for kind, found in lines.items()
        if found
    )


def _titles(compared: Comparison, language: str) -> Iterator[str]:
    for row in compared.titles:
        yield say(
            "proof.compare_holder", language, category=row.category, title=row.title,
            before=row.before or NOTHING, after=row.after or NOTHING,
        )  # fmt: skip


def _title_moves(compared: Comparison, language: str) -> Iterator[str]:
    for row in compared.title_moves:
        yield say(
            "proof.compare_title_move", language, name=row.name, category=row.category,
            before=row.title_before or NOTHING, after=row.title_after or NOTHING,
        )  # fmt: skip


def _place(row: PlaceChange, language: str) -> str:
    return say(
        "proof.compare_place", language, name=row.name, category=row.category,
        total_before=_number(row.total_before, language),
        total_after=_number(row.total_after, language),
        rank_before=row.rank_before or NOTHING, rank_after=row.rank_after or NOTHING,
    )  # fmt: skip


def _mark(row: MarkChange, language: str) -> str:
    told = say(
        "proof.compare_mark", language, category=row.category, participant=row.participant,
        criterion=f"{row.stage}.{row.criterion}", juror=row.juror, address=row.address,
        before=_number(row.before, language), after=_number(row.after, language),
    )  # fmt: skip
    if not row.correction:
        return told
    by = say("proof.compare_by", language, id=row.correction, reason=row.reason, by=row.by)
    return told + by


def _acts(compared: Comparison, language: str) -> Iterator[str]:
    for row in compared.acts:
        yield say(
            f"proof.compare_{row.what}_{row.kind}", language, category=row.category,
            participant=row.participant or NOTHING, text=_told(row, language),
        )  # fmt: skip


def describe_act(row: ActChange, language: str) -> str:
    """What a deduction takes off, or what a decision says."""
    if row.points is not None:
        return describe_points(row.points, language)
    return describe_ruling(row.ruling, row.value, language)


def _told(row: ActChange, language: str) -> str:
    return f"{describe_act(row, language)}: {row.reason} ({row.by})"


def _rules(compared: Comparison, language: str) -> Iterator[str]:
    for row in compared.rules:
        yield say(
            "proof.compare_rule", language, category=row.category or NOTHING, topic=row.topic,
            before=row.before or NOTHING, after=row.after or NOTHING,
        )  # fmt: skip


def _number(value: Decimal | None, language: str) -> str:
    """A mark or total with the decimals it has."""
    return show_value(value, 0, language)
