"""What must hold for intake whatever the sheets look like."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

ROWS = (7, 8, 9)


def marks(cleaned: Any) -> set[tuple[str, ...]]:
    """The marks, without where they stand."""
    return {
        (one.participant, one.juror, one.criterion, str(one.score)) for one in cleaned.facts.scores
    }


@pytest.mark.parametrize("order", list(permutations(ROWS)))
def test_the_order_of_rows_changes_no_mark(
    season: Any, forge: Any, form_of: Any, order: tuple[int, ...]
) -> None:
    """Rows in any order give the same marks."""
    season.form("a.xlsx", "J1")
    before = marks(season.clean())
    cells = form_of("J1")
    moved = {at: value for at, value in cells.items() if int(at[1:]) not in ROWS}
    for old, new in zip(ROWS, order, strict=True):
        moved |= {f"{at[0]}{new}": v for at, v in cells.items() if at[1:] == str(old)}
    season.score("a.xlsx", {"Penilaian": forge.sheet(moved)})
    assert marks(season.clean()) == before


@pytest.mark.parametrize("order", list(permutations("BCDEF"))[::13])
def test_the_order_of_columns_changes_no_mark(
    season: Any, forge: Any, form_of: Any, order: tuple[str, ...]
) -> None:
    """Columns in any order give the same marks."""
    cells = form_of("J1")
    season.form("a.xlsx", "J1")
    before = marks(season.clean())
    table = {at: value for at, value in cells.items() if 6 <= int(at[1:]) <= 9}
    moved = {at: value for at, value in cells.items() if at not in table}
    new = dict(zip("BCDEF", order, strict=True))
    moved |= {f"{new.get(at[0], at[0])}{at[1:]}": value for at, value in table.items()}
    season.score("a.xlsx", {"Penilaian": forge.sheet(moved)})
    assert marks(season.clean()) == before


def test_no_cell_can_change_unseen(season: Any, form_of: Any) -> None:
    """Whichever filled cell of a form changes, the marks, the ledger or the findings change."""
    season.form("a.xlsx", "J1")
    before = season.clean()
    for cell in form_of("J1"):
        season.form("a.xlsx", "J1", **{cell: 55 if cell[0] in "ADEF" else "lain"})
        after = season.clean()
        assert after.ledger != before.ledger, cell
        assert len(after.ledger) == len(before.ledger)


def test_every_mark_comes_from_a_used_cell(season: Any) -> None:
    """Each mark's cell is used in the ledger with the mark's value, and no other cell is."""
    season.complete()
    cleaned = season.clean()
    used = {
        (row.file, row.sheet, row.cell, row.value) for row in cleaned.ledger if row.fate == "used"
    }
    scores = {(one.file, one.sheet, one.cell, str(one.score)) for one in cleaned.facts.scores}
    assert used == scores
