"""A small season that has been cleaned and ranked, for what the proof makes of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helpers.records.facts import read_facts
from helpers.records.places import Places, places
from helpers.records.tables import TABLES, Participant, Score, SourceFile, write_table
from helpers.rules import RuleBook
from helpers.scoring import score_category

SEASON, CATEGORY = "kecil-2024", "psm"
MARKS = {"P1": ("80", "90"), "P2": ("85", "85"), "P3": ("70.5", "60")}


@pytest.fixture
def book() -> RuleBook:
    """One category, one stage, one criterion, two jurors."""
    category: dict[str, Any] = {
        "name": "PSM",
        "jurors": ["J1", "J2"],
        "scale": {"min": 0, "max": 100, "decimals": 2},
        "stages": {
            "paparan": {
                "name": "Paparan",
                "date": "2024-07-23",
                "weight": 100,
                "criteria": {"isi": {"name": "Isi", "weight": 100}},
            }
        },
        "titles": ["Juara I", "Juara II"],
    }
    return RuleBook.model_validate(
        {
            "season": "2024",
            "title": "CONTOH Lomba Kecil",
            "basis": "CONTOH",
            "office": {"name": "CONTOH Dinas", "city": "Banjarbaru"},
            "jurors": {"J1": {"name": "CONTOH Satu"}, "J2": {"name": "CONTOH Dua"}},
            "categories": {CATEGORY: category},
        }
    )


@pytest.fixture
def where(tmp_path: Path, book: RuleBook) -> Places:
    """The places of the season, its tables written and a report begun."""
    here = places(tmp_path, SEASON)
    rows: dict[str, Any] = {name: [] for name in TABLES}
    rows["participants.csv"] = [Participant(one, CATEGORY, "63.01", f"Nama {one}") for one in MARKS]
    rows["scores.csv"] = [
        Score(SEASON, CATEGORY, "paparan", "isi", participant, f"J{number}", Decimal(mark),
              "scores/juri.xlsx", f"J{number}", f"C{row}", mark)
        for row, (participant, marks) in enumerate(MARKS.items(), 5)
        for number, mark in enumerate(marks, 1)
    ]  # fmt: skip
    rows["files.csv"] = [
        SourceFile(name, "0" * 64, 0, "", "read")
        for name in ("rules.yaml", "scores/nilai juri 1 (revisi).xlsx")
    ]
    write_facts(here, rows)
    result = score_category(book, CATEGORY, read_facts(here.processed, SEASON).of(CATEGORY))
    write_table(here.processed, "rankings.csv", result.placings)
    write_table(here.processed, "stages.csv", result.stages)
    write_table(here.processed, "steps.csv", result.steps)
    here.raw.mkdir(parents=True)
    (here.raw / "scores").mkdir()
    (here.raw / "rules.yaml").write_text("season: CONTOH\n", encoding="utf-8")
    (here.raw / "scores" / "nilai juri 1 (revisi).xlsx").write_bytes(b"isi")
    (here.reports / "notebooks").mkdir(parents=True)
    (here.reports / "notebooks" / "1-clean.ipynb").write_text("{}", encoding="utf-8")
    (here.reports / "index.html").write_text("<p>CONTOH</p>", encoding="utf-8")
    return here


def write_facts(here: Places, rows: dict[str, Any]) -> None:
    """Write all tables of a season."""
    for name, lines in rows.items():
        write_table(here.processed, name, lines)
