"""What is odd about how a sheet is stored."""

from __future__ import annotations

from typing import Any

import pytest


def seen(book: Any) -> set[tuple[str, str]]:
    """Codes and cells of a workbook's notices."""
    return {(one.code, one.cell) for one in book.notices}


def test_values_under_a_merge_are_kept_and_named(forge: Any) -> None:
    """A value that a merge covers is neither lost nor silent."""
    cells = {"A1": 80, "B1": 70, "C1": 60}
    book = forge.read({"S": forge.sheet(cells, merges=["A1:C1"])})
    assert book.cells == 3
    assert seen(book) == {("VALUE_UNDER_MERGE", "B1"), ("VALUE_UNDER_MERGE", "C1")}


def test_crossing_and_huge_merges_are_named(forge: Any) -> None:
    """Merges that cross, and one over the whole sheet, are named in bounded time."""
    book = forge.read({"S": forge.sheet({"A1": 1}, merges=["A1:C3", "B2:D4", "A9:XFD1048576"])})
    assert {code for code, _ in seen(book)} == {"MERGE_OVERLAP", "MERGE_HUGE"}


@pytest.mark.parametrize("dimension", ["A1:B1", "A1:XFD1048576", "garbage"])
def test_a_declared_size_is_not_believed(forge: Any, dimension: str) -> None:
    """All cells are read, whatever size the sheet declares."""
    xml = forge.sheet({"A1": 1, "C9": 2}, extra=f'<dimension ref="{dimension}"/>')
    book = forge.read({"S": xml})
    assert book.cells == 2
    assert seen(book) == {("DIMENSION_LIES", "")}


def test_a_lone_cell_far_away_is_named(forge: Any) -> None:
    """A slip of the keyboard at the end of the sheet is named and costs nothing."""
    book = forge.read({"S": forge.sheet({"A1": 1, "A2": 2, "XFD1048576": 3})})
    assert seen(book) == {("STRAY_CELL", "XFD1048576")}


def test_hidden_and_empty_sheets_are_named(forge: Any) -> None:
    """A hidden sheet and an empty one are both listed."""
    book = forge.read(
        {"S": forge.sheet({"A1": 1}), "T": forge.sheet({})}, states={"S": "veryHidden"}
    )
    assert seen(book) == {("HIDDEN_SHEET", ""), ("EMPTY_SHEET", "")}


def test_areas_that_cost_too_much_are_refused(forge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Merges and array formulas over everything, again and again, are refused."""
    monkeypatch.setattr("helpers.intake.sheets.EFFORT_LIMIT", 3)
    cells = {"A1": 1, "A2": 2}
    merged = forge.sheet(cells, merges=["A1:B2", "A1:B3"])
    assert seen(forge.read({"S": merged})) == {("BOMB", "")}
    cells |= {"C1": ("", '<f t="array" ref="A1:C9">1</f><v>1</v>')}
    cells |= {"C2": ("", '<f t="array" ref="A1:C9">1</f><v>1</v>')}
    assert seen(forge.read({"S": forge.sheet(cells)})) == {("BOMB", "")}
