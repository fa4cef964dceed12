"""The juror's own arithmetic."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest


def told(cleaned: Any, code: str = "JUROR_ARITHMETIC") -> dict[str, str]:
    """The messages of a code by cell."""
    return {one.cell: one.message for one in cleaned.findings if one.code == code}


def test_right_sums_are_not_mentioned(season: Any) -> None:
    """Where the juror added up rightly nothing is said."""
    season.form("a.xlsx", "J1")
    assert told(season.clean()) == {}


def test_a_wrong_sum_is_told_with_the_right_one(season: Any) -> None:
    """One wrong total among right ones is told with its calculation."""
    season.form("a.xlsx", "J1", F8=154)
    message = told(season.clean())["F8"]
    assert "154 untuk 70 + 75; seharusnya 145" in message


@pytest.mark.parametrize(
    "totals",
    [
        ("83.3", "73", "93"),  # weighted by percent
        ("82.75", "72.5", "92.5"),  # the mean
        ("83", "73", "93"),  # weighted and rounded
        ("8330", "7300", "9300"),  # weighted and not divided
    ],
)
def test_a_total_may_mean_several_things(season: Any, totals: tuple[str, ...]) -> None:
    """What a total means is taken from what most lines agree with."""
    cells = {f"F{row}": Decimal(total) for row, total in zip((7, 8, 9), totals, strict=True)}
    season.form("a.xlsx", "J1", **cells)
    assert told(season.clean()) == {}
    season.form("a.xlsx", "J1", **(cells | {"F9": 1}))
    assert set(told(season.clean())) == {"F9"}


def test_a_wrong_product_is_told(season: Any, forge: Any) -> None:
    """425 for 95 x 5 is told as 475, and the total that it spoils too."""
    season.with_category(
        weights="factor",
        stages={
            "administrasi": {
                "name": "Administrasi",
                "criteria": {
                    "legalitas": {"name": "Legalitas", "weight": 5},
                    "program": {"name": "Program kerja", "weight": 3},
                },
            }
        },
    )
    cells = {
        "A1": "Juri : J1", "A3": "Kode", "B3": "Legalitas", "D3": "Program kerja", "F3": "Total",
        "B4": "Nilai", "C4": "Nilai x 5", "D4": "Nilai", "E4": "Nilai x 3",
        "A5": "KT-01", "B5": 95, "C5": 425, "D5": 80, "E5": 240, "F5": 665,
        "A6": "KT-02", "B6": 90, "C6": 450, "D6": 70, "E6": 210, "F6": 660,
    }  # fmt: skip
    season.score("a.xlsx", {"S": forge.sheet(cells, merges=["B3:C3", "D3:E3", "A3:A4", "F3:F4"])})
    messages = told(season.clean())
    assert set(messages) == {"C5", "F5"}
    assert "425 untuk 95 × 5; seharusnya 475" in messages["C5"]
    assert "seharusnya 715" in messages["F5"]


def test_a_stale_result_is_told_as_such(season: Any) -> None:
    """A formula whose stored result is old is told from a juror's slip."""
    season.form("a.xlsx", "J1", F8=("", "<f>SUM(D8:E8)</f><v>99.9</v>"))
    cleaned = season.clean()
    assert "99,9" in told(cleaned, "STALE_CACHE")["F8"]
    assert told(cleaned) == {}


def test_a_formula_that_leaves_out_a_mark_is_a_wrong_sum(season: Any) -> None:
    """A formula that is up to date and wrong is the juror's arithmetic."""
    season.form("a.xlsx", "J1", F8=("", "<f>SUM(D8:D8)</f><v>70</v>"))
    assert set(told(season.clean())) == {"F8"}


def test_binary_noise_in_a_total_is_no_mistake(season: Any) -> None:
    """A stored total that differs by noise only is right."""
    season.form("a.xlsx", "J1", F7=Decimal("165.50000000000003"))
    assert told(season.clean()) == {}
