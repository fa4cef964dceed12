"""The working paper at the front door: drawn, filled in, taken back, judged and kept."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from helpers.cli import main
from helpers.proof.journal import read_journal
from helpers.records.places import Places, places
from helpers.rules import load
from helpers.seal.archive import check_sealed
from helpers.seal.papers import check_papers

pytestmark = pytest.mark.slow

SEASON = "contoh-2024"
FIRST, READ, VALUE, INITIALS = 9, "H", "I", "K"


@pytest.fixture
def where(counted_home: Path, tmp_path: Path) -> Places:
    """A season that was counted; its report is no more than a folder here."""
    for part in ("data/raw", "data/processed"):
        shutil.copytree(counted_home / part / SEASON, tmp_path / part / SEASON)
    where = places(tmp_path, SEASON)
    where.reports.mkdir(parents=True)
    return where


def run(where: Places, *words: str) -> Result:
    """Run ``verifikasi``."""
    return CliRunner().invoke(main, ["verifikasi", SEASON, *words, "--home", str(where.home)])


def paper(where: Places, count: int = 20) -> Path:
    """Draw cells; the paper's path."""
    done = run(where, "--sample", str(count), "--seed", "apel Banjarbaru")
    assert done.exit_code == 0, done.output
    return where.forms / "pemeriksaan" / f"kertas-kerja-{count}-apel-banjarbaru.xlsx"


def fill(path: Path, rows: int = 20, **changed: Any) -> Path:
    """Fill in what was read, as an examiner would with a decimal comma; then change cells."""
    workbook = load_workbook(path)
    sheet: Worksheet = workbook.worksheets[0]
    sheet["E6"] = "CONTOH Pemeriksa, 1 Agustus 2024"
    for row in range(FIRST, FIRST + rows):
        sheet[f"{VALUE}{row}"] = str(sheet[f"{READ}{row}"].value).replace(".", ",")
        sheet[f"{INITIALS}{row}"] = "CP"
    for cell, value in changed.items():
        sheet[cell] = value
    filled = path.with_name("kembali.xlsx")
    workbook.save(filled)
    return filled


def test_five_lines_draw_the_same_cells(where: Places) -> None:
    """The lines that the paper and the guide print draw the same cells again."""
    sheet = load_workbook(paper(where)).worksheets[0]
    drawn = [tuple(sheet[f"{column}{row}"].value for column in "BCD") for row in range(9, 29)]
    table = where.processed / "scores.csv"
    rows = list(csv.DictReader(table.open(encoding="utf-8")))
    rows.sort(
        key=lambda row: hashlib.sha256(
            "|".join(("apel Banjarbaru", row["file"], row["sheet"], row["cell"])).encode()
        ).hexdigest()
    )
    assert drawn == [(row["file"], row["sheet"], row["cell"]) for row in rows[:20]]


def test_printed_lines_are_a_program(where: Places) -> None:
    """What the paper prints as the way to draw again runs, and prints the cells of the paper."""
    workbook = load_workbook(paper(where, 5))
    code = "\n".join(str(workbook.worksheets[1][f"B{row}"].value) for row in range(9, 14))
    line = [sys.executable, "-I", "-X", "utf8", "-c", code]
    done = subprocess.run(line, cwd=where.home, capture_output=True, encoding="utf-8", check=True)
    sheet = workbook.worksheets[0]
    assert done.stdout.splitlines() == [
        " | ".join(str(sheet[f"{c}{row}"].value) for c in "BCD") for row in range(9, 14)
    ]


def test_paper_comes_back_into_the_evidence(where: Places) -> None:
    """A paper that agrees is kept, entered in the journal, and says what it supports."""
    done = run(where, "--sample-back", str(fill(paper(where))))
    assert done.exit_code == 0, done.output
    assert "20 dari 20 sel" in done.output
    assert "hipergeometrik" in done.output
    [line] = read_journal(where.sealed)
    assert (line.kind, line.marks, line.by) == (
        "cells_checked", 20, "CONTOH Pemeriksa, 1 Agustus 2024",
    )  # fmt: skip
    assert (check_papers(where, "id").state, check_papers(where, "id").count) == ("ok", 20)
    assert check_sealed(where, load(where.rules), "id").state == "ok"


def test_same_paper_is_kept_once(where: Places) -> None:
    """The same file a second time adds nothing."""
    filled = str(fill(paper(where)))
    run(where, "--sample-back", filled)
    assert "sudah tersimpan di" in run(where, "--sample-back", filled).output
    assert len(read_journal(where.sealed)) == 1


def test_mismatch_is_named_and_stays_until_it_is_corrected(where: Places) -> None:
    """A value on paper that differs ends with 1, with address and person, and fails verify."""
    done = run(where, "--sample-back", str(fill(paper(where), I12="12,5")), "--json")
    assert done.exit_code == 1
    answer = json.loads(done.stdout)
    assert answer["matching"] == 19
    [told] = answer["differing"]
    assert "› " in told
    assert "di kertas 12,5" in told
    row = check_papers(where, "id")
    assert (row.state, "di kertas 12,5" in row.sentence) == ("failed", True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"K10": None}, "setengah terisi"),
        ({"I10": None}, "setengah terisi"),
        ({"I10": None, "K10": None}, "belum diisi"),
    ],
)
def test_half_filled_rows_are_said(where: Places, changed: dict[str, Any], said: str) -> None:
    """A row without value or initials counts as open, and as wrong in what the paper supports."""
    done = run(where, "--sample-back", str(fill(paper(where), **changed)))
    assert done.exit_code == 1
    assert said in done.output
    assert "19 dari 20 sel" in done.output


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"D10": "Z99"}, "tidak terambil oleh kata kunci"),
        ({"H10": 1.5}, "Nilai terbaca diubah"),
        ({"D10": None}, "tidak ada di kertas kerja"),
    ],
)
def test_changed_paper_is_refused(where: Places, changed: dict[str, Any], said: str) -> None:
    """Another cell, another value read or a missing row is refused by name, and nothing is kept."""
    done = run(where, "--sample-back", str(fill(paper(where), **changed)))
    assert done.exit_code == 1
    assert said in done.output
    assert not where.sealed.exists()


def test_what_is_no_paper_is_refused(where: Places) -> None:
    """A juror's workbook is no working paper."""
    other = next(where.raw.glob("scores/**/*.xlsx"))
    done = run(where, "--sample-back", str(other))
    assert done.exit_code == 1
    assert "bukan kertas kerja" in done.output


def test_filled_paper_is_not_overwritten(where: Places) -> None:
    """Drawing again does not overwrite a paper that was filled in."""
    path = paper(where)
    fill(path).replace(path)
    done = run(where, "--sample", "20", "--seed", "apel Banjarbaru")
    assert done.exit_code == 1
    assert "tidak ditimpa" in done.output


@pytest.mark.parametrize("words", [("--sample", "0", "--seed", "x"), ("--sample", "5")])
def test_draw_needs_a_seed_and_a_count(where: Places, words: tuple[str, ...]) -> None:
    """A draw without seed, or of no cell, is wrong usage."""
    assert run(where, *words).exit_code == 2


def test_paper_of_a_sample_says_so_and_prints_whole(where: Places) -> None:
    """The paper is marked as a sample, counts in thousands, and both sheets are a page wide."""
    sheets = load_workbook(paper(where)).worksheets
    assert "CONTOH" in sheets[0]["A5"].value
    assert re.match(r"20 dari \d\.\d{3} nilai", sheets[0]["A3"].value)
    for sheet in sheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheets[1].row_dimensions[8].height > 15
