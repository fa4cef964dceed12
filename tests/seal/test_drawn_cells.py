"""Cells are drawn so that anyone can draw them again, and what they support is exact."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest

from helpers.records.tables import Score
from helpers.seal.drawn_cells import draw, most_wrong

SCORES = tuple(
    Score(
        "s", "psm", "paparan", "isi", f"P{n}", "J1", Decimal(80), "a.xlsx", "Nilai", f"C{n}", "80"
    )
    for n in range(1, 31)
)


def test_anyone_draws_the_same_cells() -> None:
    """The smallest SHA-256 over seed, file, sheet and cell are drawn, whatever their order."""
    keys = {one.cell: hashlib.sha256(f"apel|a.xlsx|Nilai|{one.cell}".encode()) for one in SCORES}
    expected = sorted(keys, key=lambda cell: keys[cell].hexdigest())[:5]
    assert [one.cell for one in draw(SCORES, 5, "apel")] == expected
    assert draw(reversed(SCORES), 5, "apel") == draw(SCORES, 5, "apel")
    assert draw(SCORES, 5, "jeruk") != draw(SCORES, 5, "apel")


def test_more_cells_keep_those_drawn_before() -> None:
    """A larger draw by the same seed holds the smaller one."""
    assert draw(SCORES, 9, "apel")[:5] == draw(SCORES, 5, "apel")


@pytest.mark.parametrize(
    ("population", "drawn", "wrong"), [(1311, 59, 0), (1311, 30, 0), (200, 20, 1), (50, 50, 2)]
)
def test_bound_is_the_largest_that_stays_plausible(population: int, drawn: int, wrong: int) -> None:
    """With the bound, so few wrong ones show in over 5 percent of draws; with one more, not."""

    def chance(truly: int) -> Fraction:
        ways = sum(
            comb(truly, few) * comb(population - truly, drawn - few) for few in range(wrong + 1)
        )
        return Fraction(ways, comb(population, drawn))

    most = most_wrong(population, drawn, wrong)
    assert chance(most) > Fraction(1, 20)
    assert most == population - drawn + wrong or chance(most + 1) <= Fraction(1, 20)


def test_bound_agrees_with_the_rule_of_three() -> None:
    """Sixty of very many without an error: about 5 percent at most, as the rule of three says."""
    assert most_wrong(100_000, 60, 0) / 100_000 == pytest.approx(3 / 60, rel=0.03)


def test_everything_looked_at_leaves_nothing_open() -> None:
    """Where every mark was examined, no more are wrong than were found."""
    assert most_wrong(40, 40, 3) == 3
