"""What files alone cannot show, and the paper or signature that shows it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from docx import Document

from tests.end_to_end.conftest import RULES, Command
from tests.end_to_end.test_running import SEASON, change_one_mark

pytestmark = pytest.mark.slow
QUICK = ("--without", "documents,rerun,workbook")  # what the new run made is whole by construction
FINGERPRINT = re.compile(r"[0-9A-F]{4}(?:-[0-9A-F]{4}){3}")
SEAL = ("seal", SEASON, "--category", "lks", "--as", "sementara", "--by", "Petugas", "--json")


def signed_for(home: Path) -> set[str]:
    """The fingerprints on the minutes that people sign."""
    paper = Document(str(home / "reports" / SEASON / "berita-acara" / "lks.docx"))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    texts = [*(one.text for one in paper.paragraphs), *cells]
    texts += [one.text for part in paper.sections for one in part.footer.paragraphs]
    return {found for text in texts for found in FINGERPRINT.findall(text)}


def test_everything_made_anew_shows_on_the_signed_paper(
    reported_season: Path, command: Command
) -> None:
    """A changed mark with all files made anew passes verify; the signed fingerprint is another."""
    before = signed_for(reported_season)
    change_one_mark(reported_season)
    assert command(reported_season, "report", SEASON).returncode == 0
    done = command(reported_season, "verify", SEASON, *QUICK)
    assert done.returncode == 0, done.stdout
    after = signed_for(reported_season)
    assert before
    assert len(after - before) == 1


def test_unsigned_archive_made_anew_passes(reported_season: Path, command: Command) -> None:
    """An archive that is removed and sealed anew by another passes, since nothing was signed."""
    assert command(reported_season, *SEAL).returncode == 0
    sealed = reported_season / "data" / "sealed" / SEASON
    first = json.loads((sealed / "lks" / "1" / "penetapan.json").read_bytes())
    shutil.rmtree(sealed)
    again = [word if word != "Petugas" else "Orang Lain" for word in SEAL]
    assert command(reported_season, *again).returncode == 0
    assert json.loads((sealed / "lks" / "1" / "penetapan.json").read_bytes()) != first
    assert command(reported_season, "report", SEASON).returncode == 0
    done = command(reported_season, "verify", SEASON, *QUICK)
    assert done.returncode == 0, done.stdout
    assert "tidak ada revisi yang ditandatangani" in done.stdout


def test_archive_taken_away_changes_the_report(reported_season: Path, command: Command) -> None:
    """Without its archive, a report that says SEMENTARA does not come out again."""
    assert command(reported_season, *SEAL).returncode == 0
    assert command(reported_season, "report", SEASON).returncode == 0
    shutil.rmtree(reported_season / "data" / "sealed")
    done = command(reported_season, "verify", SEASON, "--without", "documents,workbook")
    assert done.returncode == 1
    assert "rankings.csv" in done.stdout


@pytest.mark.parametrize(
    ("by", "approved_by", "counts"),
    [
        ("Satu", "Dua", True),
        ("Satu", "  dua ", True),
        ("Satu", "", False),
        ("Satu", "Satu", False),
        ("Satu", "SATU ", False),
        ("Satu", "Orang Luar", False),
        ("Satu", "Duwa", False),
        ("Dua", "Satu", False),
        ("Orang Luar", "Dua", False),
    ],
)
def test_deduction_counts_with_a_second_person(
    small_season: Path, command: Command, by: str, approved_by: str, counts: bool
) -> None:
    """Only another officer who may approve makes a deduction count; else check names the field."""
    raw = small_season / "data" / "raw" / SEASON
    people = "officers: [{name: Satu, role: entry}, {name: Dua, role: approval}]\n"
    (raw / "rules.yaml").write_text(f"{people}second_person: true\n{RULES}", encoding="utf-8")
    (raw / "deductions.csv").write_text(
        "category,participant,stage,points,article,reason,by,date,approved_by\n"
        f"lks,lks-1,paparan,1,Pasal 9,terlambat,{by},2024-07-23,{approved_by}\n",
        encoding="utf-8",
    )
    done = command(small_season, "check", SEASON, "--json")
    found = json.loads(done.stdout)["findings"]
    named = [(one["code"], one["cell"][:1]) for one in found if one["file"] == "deductions.csv"]
    assert bool(named) is not counts, named
    assert (done.returncode == 0) is counts
