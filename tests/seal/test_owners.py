"""Whose mark a cell holds, and on what, as its row and its column say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpers.records.places import Places, places
from helpers.records.tables import Score, read_table
from helpers.rules import load
from helpers.seal.checks import CheckRow
from helpers.seal.marks import read_sheets
from helpers.seal.owners import check_owners, lines_of
from helpers.seal.second_reader import Reading, Seen

pytestmark = pytest.mark.slow
SEASON = "contoh-2024"


@pytest.fixture(scope="module")
def season(counted_home: Path) -> tuple[Places, dict[str, Any], Mapping[Path, Reading]]:
    """The sample, counted, and what the second reader sees in it."""
    where = places(counted_home, SEASON)
    names = ("scores.csv", "ledger.csv")
    tables: dict[str, Any] = {name: read_table(where.processed, name) for name in names}
    return where, tables, read_sheets(where.raw, tables)


def check(season: Any, scores: tuple[Score, ...] = (), **changed: Any) -> CheckRow:
    """The check on these marks, or on all."""
    where, tables, readings = season
    told = {**tables, "scores.csv": scores or tables["scores.csv"]}
    return check_owners(where, load(where.rules), told, changed.get("readings", readings), "id")


def test_all_marks_of_the_sample_are_where_they_belong(season: Any) -> None:
    """Nearly all marks are confirmed by their row and column, across all layouts, none is wrong."""
    row = check(season)
    assert (row.state, row.count) == ("ok", 1289)
    assert "22 nilai tidak dapat" in row.sentence


@pytest.mark.parametrize("field", ["participant", "criterion"])
def test_other_owner_is_named(season: Any, field: str) -> None:
    """A mark booked to another participant or criterion is named with its cell."""
    scores = season[1]["scores.csv"]
    one = next(score for score in scores if score.category == "lks")
    others = {getattr(score, field) for score in scores if score.category == one.category
              and score.stage == one.stage} - {getattr(one, field)}  # fmt: skip
    other = min(others)
    row = check(season, (replace(one, **{field: other}),))
    assert row.state == "failed"
    assert f"{one.sheet} › {one.cell}: {other} / {getattr(one, field)}" in row.sentence


def test_texts_that_name_nobody_confirm_nothing(season: Any) -> None:
    """Where the second reader sees other texts, marks are left unconfirmed and not called wrong."""
    blind = {
        path: Reading({place: Seen("?") for place in reading.cells})
        for path, reading in season[2].items()
    }
    row = check(season, readings=blind)
    assert (row.state, row.count) == ("ok", 0)


def test_row_and_column_of_a_cell() -> None:
    """A cell's row and column are taken from its address."""
    assert lines_of("AB12") == ("12", "AB")
