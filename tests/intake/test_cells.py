"""The cells of a sheet: small in memory, and a mapping like any other."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.intake.cells import Cells, place_of, position_of
from helpers.intake.workbook import LAST_COLUMN, LAST_ROW, Area, Cell, Position, Run

POSITIONS = st.tuples(st.integers(1, 60), st.integers(1, 40))


def filled(positions: list[Position]) -> Cells:
    """Cells at positions, each with its own address as literal."""
    cells = Cells()
    for row, column in positions:
        cells.places.append(place_of(row, column))
        cells.kinds.append("text")
        cells.literals.append(f"{row}/{column}")
        cells.styles.append(row)
    return cells


@pytest.mark.parametrize("position", [(1, 1), (1, LAST_COLUMN), (LAST_ROW, 1), (2, 16_383)])
def test_a_place_is_a_position(position: Position) -> None:
    """Row and column come out of a place as they went in, to the corners of a sheet."""
    assert position_of(place_of(*position)) == position


@given(st.lists(POSITIONS, unique=True, max_size=60), st.randoms())
def test_cells_are_a_mapping_in_order(positions: list[Position], shuffled: random.Random) -> None:
    """Whatever the order in which cells came, they are found, counted and walked in order."""
    shuffled.shuffle(positions)
    cells = filled(positions)
    cells.sort()
    assert list(cells) == sorted(positions)
    assert len(cells) == len(positions)
    assert list(cells.items()) == [(one, cells[one]) for one in sorted(positions)]
    assert [cell.position for cell in cells.values()] == sorted(positions)
    assert all(cells[one].literal == f"{one[0]}/{one[1]}" for one in positions)
    assert all((one in cells) == (one in positions) for one in [(1, 1), (7, 3), (60, 40)])


@given(st.lists(POSITIONS, unique=True, max_size=80), POSITIONS, POSITIONS)
def test_the_cells_of_an_area_are_found(
    positions: list[Position], one: Position, other: Position
) -> None:
    """The cells within an area are those that it covers."""
    (top, bottom), (left, right) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    area = Area(top, left, bottom, right)
    cells = filled(sorted(positions))
    assert list(cells.within(area)) == [at for at in sorted(positions) if area.covers(at)]


def test_a_cell_is_made_of_all_that_is_kept() -> None:
    """Formula, runs and how a formula came there belong to the cell of their place."""
    cells = filled([(1, 1), (2, 1)])
    place = place_of(2, 1)
    cells.formulas[place], cells.derived[place] = "A1*2", "array"
    cells.runs[place] = (Run("75", struck=True, raised=False),)
    assert cells[1, 1] == Cell(1, 1, "text", "1/1", "", 1, (), "")
    assert cells[2, 1] == Cell(2, 1, "text", "2/1", "A1*2", 2, cells.runs[place], "array")


def test_what_is_not_there_is_not_found() -> None:
    """A position without a cell is no key, and neither is anything else."""
    cells = filled([(1, 1)])
    assert cells.get((1, 2)) is None
    assert "A1" not in cells
    with pytest.raises(KeyError):
        cells[2, 1]


def test_the_extent_is_known() -> None:
    """First and last row, the columns in use, and the last cells are told without a search."""
    cells = filled([(3, 2), (3, 9), (7, 2)])
    assert cells.rows() == (3, 7)
    assert cells.columns() == {2, 9}
    assert cells.last(2) == [(3, 9), (7, 2)]
