"""Ranks on a sheet are compared with what the marks give, and never used."""

from __future__ import annotations

from typing import Any

import pytest


def told(season: Any, ranks: tuple[object, ...], **cells: object) -> set[str]:
    """The cells whose rank does not fit the usual form's marks."""
    season.form("a.xlsx", "J1", G6="Peringkat", G7=ranks[0], G8=ranks[1], G9=ranks[2], **cells)
    return {one.cell for one in season.clean().findings if one.code == "RANK_MISMATCH"}


def test_ranks_that_fit_the_marks_are_fine(season: Any) -> None:
    """The highest total is first."""
    assert told(season, (2, 3, 1)) == set()


def test_a_rank_that_does_not_fit_is_reported(season: Any) -> None:
    """Two ranks exchanged are two ranks that do not fit."""
    assert told(season, (1, 3, 2)) == {"G7", "G9"}


@pytest.mark.parametrize("ranks", [(1, 3, 1), (1, 3, 2), (2, 3, 1), (1, 2, 1)])
def test_equals_may_stand_in_any_order(season: Any, ranks: tuple[int, ...]) -> None:
    """Of two with the same marks either may be first, or both, counted densely or not."""
    assert told(season, ranks, D9=80, E9=85.5, F9=165.5) == set()


def test_a_text_among_ranks_is_missed(season: Any, found: Any) -> None:
    """Where others have a rank, a word in its place is named."""
    told(season, (2, "tiga", 1))
    assert "NUMBER_EXPECTED" in found(season.clean(), "info")
