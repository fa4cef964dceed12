"""What verify says of a whole report, of one that cannot be read, and what it leaves out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.records.places import Places, places
from helpers.rules import load
from helpers.seal import remaking
from helpers.seal.verify import AFRESH, BARE, CHECKS, check_workbook, verify

pytestmark = pytest.mark.slow

SEASON = "contoh-2024"


@pytest.fixture
def where(sample_report: Path, tmp_path: Path) -> Places:
    """A copy of the sample's report, to do anything with."""
    for part in ("data/raw", "data/processed", "reports"):
        shutil.copytree(sample_report / part / SEASON, tmp_path / part / SEASON)
    return places(tmp_path, SEASON)


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run ``verify`` as its user does."""
    line = [sys.executable, "-m", "helpers.cli", "verify", SEASON, *words, "--home", str(home)]
    return subprocess.run(line, capture_output=True, encoding="utf-8", cwd=home, check=False)


def test_a_recap_that_is_no_workbook(where: Places, soffice: str) -> None:
    """A recap that is no workbook any more fails its check, and the program goes on."""
    assert soffice
    (where.reports / "rekapitulasi.xlsx").write_bytes(b"PK bukan buku kerja")
    assert check_workbook(where, "id").state == "failed"


def test_a_run_that_breaks_is_no_agreement(where: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tables cannot be made again at all, that check fails and says why."""

    def fail(_: object) -> None:
        raise ValueError("rusak")

    monkeypatch.setattr(remaking, "ensure_parts", fail)
    others = [name for name in CHECKS if name != "rerun"]
    row = verify(where, load(where.rules), "id", without=others).rows[0]
    assert row.state == "failed"
    assert "ValueError: rusak" in row.sentence


def test_what_needs_no_table_is_checked_without_them(where: Places) -> None:
    """Where a table cannot be read, what does not need it is checked, and the rest is said."""
    (where.processed / "rankings.csv").write_text("musim\n", encoding="utf-8")
    result = verify(where, load(where.rules), "id", without=("workbook",))
    checks = {row.check for row in result.rows}
    assert {*BARE} - {"workbook", "signature"} <= checks
    assert "rest" in checks
    assert checks.isdisjoint(AFRESH)


def test_without_the_raw_files_it_is_said(where: Places) -> None:
    """Where the raw files are not at hand, the fresh run is said to be missing."""
    book = load(where.rules)
    shutil.rmtree(where.raw)
    others = [name for name in CHECKS if name not in AFRESH]
    rows = [one for one in verify(where, book, "id", without=others).rows if one.check in AFRESH]
    assert [row.state for row in rows] == ["skipped", "skipped"]


def test_command_says_what_it_left_out(sample_report: Path) -> None:
    """The command ends with 0 on a whole report, says what it counted and what it left out."""
    done = run(sample_report, "--without", "documents,rerun")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1311 nilai di scores.csv" in done.stdout
    assert "Ditinggalkan atas permintaan: documents." in done.stdout
    assert "Tanda tangan tidak diperiksa" in done.stdout


def test_command_ends_with_1_on_tampering(where: Places) -> None:
    """The command ends with 1, and its answer for programs names what was changed."""
    page = where.reports / "index.html"
    page.write_bytes(page.read_bytes() + b" ")
    done = run(where.home, "--json", *(w for n in CHECKS if n != "sums" for w in ("--without", n)))
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert (answer["failed"], answer["not_checked"]) == (1, len(CHECKS) - 1)
    [failed] = [one for one in answer["checks"] if one["state"] == "failed"]
    assert "index.html" in failed["sentence"]


def test_unknown_check_is_wrong_usage(sample_report: Path) -> None:
    """A check that does not exist is named, with those that do."""
    done = run(sample_report, "--without", "dokumen")
    assert done.returncode == 2
    assert "dokumen" in done.stderr
    assert "documents" in done.stderr
