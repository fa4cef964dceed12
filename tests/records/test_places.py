"""Where things lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.records.places import SEASON_NAME, places


def test_raw_data_and_results_may_lie_apart() -> None:
    """Raw and sealed data are in the home folder, results where the output goes."""
    there = places(Path("rumah"), "contoh-2024", Path("draf"))
    assert there.rules == Path("rumah/data/raw/contoh-2024/rules.yaml")
    assert there.sealed == Path("rumah/data/sealed/contoh-2024")
    assert there.forms == Path("rumah/data/forms/contoh-2024")
    assert there.processed == Path("draf/data/processed/contoh-2024")
    assert there.reports == Path("draf/reports/contoh-2024")


def test_results_go_home_by_default() -> None:
    """Without another place, results lie in the home folder."""
    there = places(Path("rumah"), "contoh-2024")
    assert there.output == there.home


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("contoh-2024", True),
        ("../etc", False),
        ("ab", False),
        ("Musim 2024", False),
        ("x" * 41, False),
    ],
)
def test_season_names_are_plain(name: str, good: bool) -> None:
    """A season's name can be a folder anywhere and nothing else."""
    assert bool(SEASON_NAME.fullmatch(name)) is good
