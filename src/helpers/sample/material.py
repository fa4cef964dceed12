"""The material the sample seasons are made of: the tables and texts beside this module."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from helpers.rules import RuleBook, load

HERE = Path(__file__).parent
SEASONS = ("contoh-2023", "contoh-2024")


@dataclass(frozen=True, slots=True)
class Entrant:
    """A participant as the generator knows it: ``quality`` is what its marks are drawn around."""

    id: str
    category: str
    region: str
    name: str
    quality: Decimal


@dataclass(frozen=True, slots=True)
class Temperament:
    """How a juror marks: points too many (``severity``), ``spread`` in points, and the ``grain``.

    The grain is the step in which the juror gives marks: whole points, halves, tenths.
    """

    juror: str
    severity: Decimal
    spread: Decimal
    grain: Decimal
    font: str
    nip: str


@dataclass(frozen=True, slots=True)
class Story:
    """One turn in a ranking: a participant marked like another, or some points more or less."""

    category: str
    kind: str
    participant: str
    like: str
    stage: str
    criterion: str
    juror: str
    points: str
    why: str


@dataclass(frozen=True, slots=True)
class Form:
    """One sheet of one workbook: who filled it in, for which stage, and how it is laid out.

    ``only`` names the participants on it, all of the category where it is empty; ``totals`` is
    formula, typed or none; ``regions`` is official or everyday.
    """

    file: str
    sheet: str
    category: str
    stage: str
    juror: str
    layout: str
    heading: str
    order: str
    totals: str
    regions: str
    only: str


@dataclass(frozen=True, slots=True)
class Mess:
    """Something that happened to a sheet; ``file`` and ``sheet`` are patterns."""

    file: str
    sheet: str
    part: str
    participant: str
    criterion: str
    kind: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that one season is made of."""

    season: str
    folder: Path
    book: RuleBook
    entrants: tuple[Entrant, ...]
    temperaments: dict[str, Temperament]
    stories: tuple[Story, ...]
    forms: tuple[Form, ...]
    messes: tuple[Mess, ...]


@cache
def read_material(season: str) -> Material:
    """The material of ``contoh-2023`` or ``contoh-2024``."""
    folder = HERE / season.replace("-", "_")
    return Material(
        season=season,
        folder=folder,
        book=load(folder / "rules.yaml"),
        entrants=tuple(_entrant(row) for row in rows(folder / "entrants.csv")),
        temperaments={row["juror"]: _temperament(row) for row in rows(HERE / "temperaments.csv")},
        stories=tuple(Story(**row) for row in rows(folder / "stories.csv")),
        forms=tuple(Form(**row) for row in rows(folder / "forms.csv")),
        messes=tuple(Mess(**row) for row in rows(folder / "messes.csv")),
    )


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table of material."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@cache
def shapes(name: str) -> Any:
    """A description of layouts, headings or looks, from ``name.json``."""
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def _entrant(row: dict[str, str]) -> Entrant:
    return Entrant(
        id=row["id"],
        category=row["category"],
        region=row["region"],
        name=row["name"],
        quality=Decimal(row["quality"]),
    )


def _temperament(row: dict[str, str]) -> Temperament:
    return Temperament(
        juror=row["juror"],
        severity=Decimal(row["severity"]),
        spread=Decimal(row["spread"]),
        grain=Decimal(row["grain"]),
        font=row["font"],
        nip=row["nip"],
    )
