"""Kendall's W, and each juror with the rest."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product
from typing import Any

import pytest

from helpers.examine.concordance import kendall, rho_rest, smallest_telling_rho


def test_against_other_programs(table_of: Any, mixed: str, against: str) -> None:
    """W, chi-square and p are those of scipy 1.16's friedmanchisquare, ties corrected."""
    for table, (value, chi2, p) in (
        (mixed, (0.8959854, 17.9197080, 0.0030487)),
        (against, (0.0787879, 0.9454545, 0.9179510)),
    ):
        found = [float(one.value or 0) for one in kendall(table_of(table), "")]
        assert found[:3] == pytest.approx([value, chi2, p], abs=1e-6)


def test_rho_against_another_program(table_of: Any, mixed: str) -> None:
    """Each juror's correlation is that of scipy 1.16's spearmanr with the mean of the others."""
    values = rho_rest(table_of(mixed)).values
    expected = [1, 0.8857143, 0.75, 0.9276337]
    assert [float(value) for value in values.values()] == pytest.approx(expected, abs=1e-6)


def test_the_same_order_for_all(table_of: Any) -> None:
    """W is 1 and every rho is 1 where all jurors have the same order, however strict they are."""
    table = table_of("A: 90 50 99\nB: 80 40 98\nC: 10 30 97")
    assert kendall(table, "")[0].value == 1
    assert set(rho_rest(table).values.values()) == {1}


def test_chance_counted_one_by_one(table_of: Any) -> None:
    """With few orders the probability is the share of all of them that agree as much."""
    table = table_of("A: 3 3 2\nB: 2 1 3\nC: 1 2 1")
    orders = list(permutations((1, 2, 3)))
    apart = [
        sum((sum(places) - 6) ** 2 for places in zip((1, 2, 3), b, c, strict=True))
        for b, c in product(orders, repeat=2)
    ]
    own = sum((sum(places) - 6) ** 2 for places in ((1, 1, 2), (2, 3, 1), (3, 2, 3)))
    reached = Fraction(sum(one >= own for one in apart), len(apart))
    assert kendall(table, "")[3].value == reached


def test_chance_drawn_is_the_same_every_time(table_of: Any, mixed: str) -> None:
    """The same marks give the same probability, near that of chi-square where that is good."""
    first, second = (kendall(table_of(mixed), "")[3].value for _ in range(2))
    assert first == second
    assert 0 < float(first or 0) < 0.003


def test_a_juror_who_gave_all_the_same(table_of: Any) -> None:
    """A flat juror has no rho, and leaves that of the others as it is told."""
    found = rho_rest(table_of("A: 80 70 50\nB: 80 60 40\nC: 80 90 30"))
    assert found.reasons == {"J1": "all_equal"}
    assert set(found.values) == {"J2", "J3"}


def test_no_order_at_all(table_of: Any) -> None:
    """Where every juror gave all the same there is neither W nor rho."""
    table = table_of("A: 80 70 60\nB: 80 70 60\nC: 80 70 60")
    assert {one.reason for one in kendall(table, "")} == {"no_spread"}
    assert rho_rest(table).reason == "all_equal"


def test_two_participants_have_no_rho(table_of: Any) -> None:
    """Two participants are always in the same order or the opposite one."""
    assert rho_rest(table_of("A: 80 70 50\nB: 70 60 40")).reason == "few_ranked"


def test_places_count_under_rank_sum(panel_of: Any) -> None:
    """Under rank_sum a juror is compared with the mean place that the others gave, not the mark."""
    marks = "A: 90 10 60\nB: 50 20 70\nC: 10 99 40"
    rule = {"combine": {"jurors": "rank_sum"}}
    assert rho_rest(panel_of(marks, rule).standing).values["J1"] == Fraction(-1, 2)
    assert rho_rest(panel_of(marks).standing).values["J1"] == -1


def test_smallest_telling_rho() -> None:
    """Among 13 a correlation below 0.55 may be chance; among three any may."""
    assert float(smallest_telling_rho(13) or 0) == pytest.approx(0.5529, abs=1e-4)
    assert smallest_telling_rho(3) is None
