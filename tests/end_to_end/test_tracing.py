"""trace after a real run: through the front door, from the report back to the cells."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Command

pytestmark = pytest.mark.slow
SEASON = "kecil-2024"


def test_report_leads_back_to_its_cells(small_report: Path, command: Command) -> None:
    """(88 x 60% + 90 x 40% + ...) / 3 = 88,53, each mark with its file, sheet and cell."""
    done = command(small_report, "telusuri", SEASON, "lks-1")
    assert done.returncode == 0, done.stdout + done.stderr
    for line in (
        "Peringkat: 1 · Juara I",
        "= 100% × 88,5333… = 88,5333… → 88,53",
        "= (88,8 + 88 + 88,8) / 3 = 88,5333…",
        "= 60% × 88 + 40% × 90 = 88,8",
        "scores/lks J1.xlsx › Nilai",
        "Isi paparan: 88  C7 “88”",
        "Dihitung ulang dari 6 nilai",
    ):
        assert line in done.stdout
    assert "\x1b" not in done.stdout


def test_margin_of_the_report_is_explained(small_report: Path, command: Command) -> None:
    """The lines add up to the margin that the ranking publishes: 5.40."""
    done = command(small_report, "trace", SEASON, "Kenanga", "--against", "Melati", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert sum(Fraction(line["points"]) for line in told["lines"]) == Fraction("5.4")
    assert (told["ahead"]["name"], told["behind"]["name"]) == ("Melati", "Kenanga")
    assert len(told["lines"]) == 6


def test_report_is_out_of_date_after_a_change(reported_season: Path, command: Command) -> None:
    """Once a raw file has changed, trace says so with 1, until the report is made again."""
    path = reported_season / "data" / "raw" / SEASON / "participants.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Mawar", "Mawar Merah"), "utf-8")
    done = command(reported_season, "trace", SEASON, "lks-1")
    assert done.returncode == 1
    assert "participants.csv" in done.stdout
