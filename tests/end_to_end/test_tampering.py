"""What files alone cannot show, and the paper or signature that shows it."""

from __future__ import annotations

import hashlib
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


@pytest.mark.long
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


@pytest.mark.long
def test_archive_taken_away_changes_the_report(reported_season: Path, command: Command) -> None:
    """Without its archive, a report that says SEMENTARA does not come out again."""
    assert command(reported_season, *SEAL).returncode == 0
    assert command(reported_season, "report", SEASON).returncode == 0
    shutil.rmtree(reported_season / "data" / "sealed")
    done = command(reported_season, "verify", SEASON, "--without", "documents,workbook")
    assert done.returncode == 1
    assert "rankings.csv" in done.stdout


SECOND_PEOPLE = pytest.mark.parametrize(
    ("by", "approved_by", "counts"),
    [("Satu", "Dua", True), ("Satu", "", False), ("Satu", "Satu", False), ("Dua", "Satu", False)],
)


def approved(home: Path, table: str, text: str) -> Path:
    """A season with two officers of whom two are asked for, and one table of theirs."""
    raw = home / "data" / "raw" / SEASON
    people = "officers: [{name: Satu, role: entry}, {name: Dua, role: approval}]\n"
    (raw / "rules.yaml").write_text(f"{people}second_person: true\n{RULES}", encoding="utf-8")
    (raw / f"{table}.csv").write_text(text, encoding="utf-8")
    return raw


def named_in(command: Command, home: Path, table: str) -> tuple[int, list[str]]:
    """What check ends with, and the columns of a table in which something is told."""
    done = command(home, "check", SEASON, "--json")
    found = json.loads(done.stdout)["findings"]
    cells = [one["cell"] for one in found if one["file"] == f"{table}.csv"]
    return done.returncode, [cell.rstrip("0123456789") for cell in cells]


@SECOND_PEOPLE
def test_correction_counts_with_a_second_person(
    small_season: Path, command: Command, by: str, approved_by: str, counts: bool
) -> None:
    """A corrected mark is the corrected one only where another officer approved."""
    book = small_season / "data" / "raw" / SEASON / "scores" / "lks J1.xlsx"
    digest = hashlib.sha256(book.read_bytes()).hexdigest()
    head = "id,file,sha256,sheet,cell,was,action,value,reason,by,date,evidence,approved_by\n"
    row = f"P-1,lks J1.xlsx,{digest},Nilai,C7,88,set,89,salah ketik,{by},2024-07-23,"
    approved(small_season, "corrections", f"{head}{row}kertas,{approved_by}\n")
    code, columns = named_in(command, small_season, "corrections")
    assert bool(columns) is not counts
    assert (code == 0) is counts


@SECOND_PEOPLE
def test_decision_counts_with_a_second_person(
    small_season: Path, command: Command, by: str, approved_by: str, counts: bool
) -> None:
    """Who is disqualified is out only where another officer approved."""
    head = ("id,category,stage,participant,juror,kind,value,reason,basis,by,approved_by,date,"
            "evidence\n")  # fmt: skip
    row = f"K-1,lks,,lks-1,,disqualified,,tidak terdaftar,Pasal 7,{by},{approved_by},2024-07-23,BA"
    approved(small_season, "decisions", f"{head}{row}\n")
    code, columns = named_in(command, small_season, "decisions")
    assert bool(columns) is not counts
    assert (code == 0) is counts


def test_unapproved_changes_leave_the_result_undecided(
    small_season: Path, command: Command
) -> None:
    """The report does not go on as if the change were not there: the category waits."""
    head = ("id,category,stage,participant,juror,kind,value,reason,basis,by,approved_by,date,"
            "evidence\n")  # fmt: skip
    row = "K-1,lks,,lks-1,,disqualified,,tidak terdaftar,Pasal 7,Satu,{},2024-07-23,BA\n"
    raw = approved(small_season, "decisions", head + row.format(""))
    done = command(small_season, "report", SEASON)
    assert done.returncode == 1
    assert "BELUM DAPAT DITETAPKAN" in done.stdout
    assert "decisions.csv" in done.stdout
    (raw / "decisions.csv").write_text(head + row.format("Dua"), encoding="utf-8")
    assert command(small_season, "report", SEASON).returncode == 0
    table = small_season / "data" / "processed" / SEASON / "rankings.csv"
    out = [line for line in table.read_text(encoding="utf-8").splitlines() if ",lks-1," in line]
    assert len(out) == 1
    assert out[0].endswith(",disqualified")


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
    head = "category,participant,stage,points,article,reason,by,date,approved_by\n"
    row = f"lks,lks-1,paparan,1,Pasal 9,terlambat,{by},2024-07-23,{approved_by}\n"
    approved(small_season, "deductions", head + row)
    code, columns = named_in(command, small_season, "deductions")
    assert bool(columns) is not counts
    assert (code == 0) is counts
