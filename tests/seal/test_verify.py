"""Ways to cheat or to slip, each caught with its address."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from helpers.proof.datapackage import write_datapackage
from helpers.proof.sums import write_sums
from helpers.records.places import Places, places
from helpers.rules import load
from helpers.seal import verify as verify_module
from helpers.seal.checks import CheckRow, skip
from helpers.seal.verify import verify

pytestmark = pytest.mark.slow

SEASON = "contoh-2024"
JUROR = "scores/karang taruna/22 juli/KT administrasi - Juri 1.xlsx"
CELL = f"{JUROR} › Penilaian › E11"


@pytest.fixture
def where(sample_report: Path, tmp_path: Path) -> Places:
    """A copy of the sample's report, to do anything with."""
    for part in ("data/raw", "data/processed", "reports"):
        shutil.copytree(sample_report / part / SEASON, tmp_path / part / SEASON)
    return places(tmp_path, SEASON)


@pytest.fixture
def rows(where: Places, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, CheckRow]]:
    """Verify without LibreOffice and without running again; gives the rows by their check."""

    def run() -> dict[str, CheckRow]:
        monkeypatch.setattr(verify_module, "find_program", str)
        monkeypatch.setattr(verify_module, "check_rerun", lambda *_: skip("rerun", "id"))
        return {row.check: row for row in verify(where, load(where.rules), "id").rows}

    return run


def replace_text(path: Path, was: str, becomes: str) -> None:
    """Change the first occurrence of a text in a file."""
    text = path.read_bytes().decode()
    assert was in text
    path.write_bytes(text.replace(was, becomes, 1).encode())


def cover_up(where: Places) -> None:
    """Do what an insider can: make the hashes of the tables and the sums of the report anew."""
    write_datapackage(where.processed, where.season, load(where.rules))
    write_sums(where.reports)


# --- What someone does to the files; the last two words of each name the check that sees it


def mark_in_a_raw_file(where: Places) -> None:
    """Change a mark in a juror's workbook."""
    workbook = load_workbook(where.raw / JUROR)
    workbook["Penilaian"]["E11"] = 99
    workbook.save(where.raw / JUROR)


def mark_in_the_scores(where: Places) -> None:
    """Change a mark in the clean table, with its literal and in the ledger, and cover it up."""
    was, becomes = f"85,{JUROR},Penilaian,E11,85,", f"99,{JUROR},Penilaian,E11,99,"
    replace_text(where.processed / "scores.csv", was, becomes)
    ledger = where.processed / "ledger.csv"
    [line] = [one for one in ledger.read_text("utf-8").splitlines() if f"{JUROR},"  in one
              and ",Penilaian,E11," in one]  # fmt: skip
    replace_text(ledger, line, line.replace(",85,", ",99,"))
    cover_up(where)


def mark_without_its_literal(where: Places) -> None:
    """Change only the mark, and leave what stood in the cell."""
    was, becomes = f"85,{JUROR},Penilaian,E11,85,", f"95,{JUROR},Penilaian,E11,85,"
    replace_text(where.processed / "scores.csv", was, becomes)
    cover_up(where)


def table_without_covering_up(where: Places) -> None:
    """Change a table and leave its hash."""
    replace_text(where.processed / "steps.csv", "karang-taruna", "karang-tarunb")


def title_in_the_rankings(where: Places) -> None:
    """Give the first title to another, and cover it up."""
    rankings = where.processed / "rankings.csv"
    replace_text(rankings, "Juara II,", "Juara X,")
    replace_text(rankings, "Juara I,", "Juara II,")
    cover_up(where)


def category_left_open(where: Places) -> None:
    """Say that a category waits for a decision, though nothing stops it."""
    rankings = where.processed / "rankings.csv"
    lines = rankings.read_text("utf-8").splitlines(keepends=True)
    rankings.write_text(
        "".join(
            f"{line.rstrip()}undecided\n"
            if ",psm," in line and line.rstrip().endswith(",")
            else line
            for line in lines
        ),
        encoding="utf-8",
    )
    cover_up(where)


def page_of_the_report(where: Places) -> None:
    """Change a number on the page."""
    replace_text(where.reports / "index.html", "<title>", "<title>Lain ")


def file_added_to_the_report(where: Places) -> None:
    """Put another announcement beside the real one."""
    (where.reports / "publik" / "pengumuman (2).html").write_text("<p>", encoding="utf-8")


def file_taken_from_the_report(where: Places) -> None:
    """Take the minutes away."""
    (where.reports / "berita-acara" / "lks.docx").unlink()


def another_recount(where: Places) -> None:
    """Put a recount program that always agrees into the evidence."""
    (where.reports / "bukti" / "recount.py").write_text("print('0 lines differ')\n")
    cover_up(where)


def ledger_row_deleted(where: Places) -> None:
    """Take a row out of the ledger."""
    ledger = where.processed / "ledger.csv"
    lines = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(b"".join(lines[:20] + lines[21:]))
    cover_up(where)


def weight_changed_afterwards(where: Places) -> None:
    """Change a weight in the rule book after the report."""
    text = where.rules.read_text("utf-8")
    where.rules.write_text(text.replace("version: 1", "version: 2", 1), encoding="utf-8")


def workbook_added_afterwards(where: Places) -> None:
    """Let another version of a sheet turn up in the season's folder."""
    shutil.copyfile(where.raw / JUROR, where.raw / "scores" / "nilai baru.xlsx")


def broken_table(where: Places) -> None:
    """Make a table unreadable."""
    replace_text(where.processed / "rankings.csv", "season,", "musim,")


@dataclass(frozen=True)
class Tamper:
    """What is done, which check sees it, and the address that its sentence names."""

    does: Callable[[Places], None]
    check: str
    address: str


TAMPERS = [
    Tamper(mark_in_a_raw_file, "inputs", JUROR),
    Tamper(mark_in_a_raw_file, "marks", f"{CELL}: 85 / 99"),
    Tamper(mark_in_a_raw_file, "cells", f"{CELL}: 85 / 99"),
    Tamper(mark_in_the_scores, "marks", f"{CELL}: 99 / 85"),
    Tamper(mark_in_the_scores, "cells", f"{CELL}: 99 / 85"),
    Tamper(mark_without_its_literal, "marks", f"{CELL}: 95 / 85"),
    Tamper(table_without_covering_up, "tables", "steps.csv"),
    Tamper(title_in_the_rankings, "recount", "gelar: diterbitkan Juara II, hitung ulang Juara I."),
    Tamper(category_left_open, "recount", "psm"),
    Tamper(page_of_the_report, "sums", "index.html"),
    Tamper(file_added_to_the_report, "sums", "publik/pengumuman (2).html"),
    Tamper(file_taken_from_the_report, "sums", "berita-acara/lks.docx"),
    Tamper(another_recount, "evidence", "bukti/recount.py"),
    Tamper(ledger_row_deleted, "conservation", "scores/"),
    Tamper(weight_changed_afterwards, "inputs", "rules.yaml"),
    Tamper(weight_changed_afterwards, "evidence", "bukti/rules.json"),
    Tamper(workbook_added_afterwards, "inputs", "scores/nilai baru.xlsx"),
    Tamper(broken_table, "tables", "rankings.csv"),
]


@pytest.mark.parametrize("tamper", TAMPERS, ids=lambda one: f"{one.does.__name__}-{one.check}")
def test_tampering_is_seen(
    tamper: Tamper, where: Places, rows: Callable[[], dict[str, CheckRow]]
) -> None:
    """Each way to cheat or to slip fails its check, which names the address."""
    tamper.does(where)
    row = rows()[tamper.check]
    assert row.state == "failed"
    assert tamper.address in row.sentence


def test_names_exchanged_in_the_tables(where: Places) -> None:
    """Two names exchanged in the clean table, and covered up, come out when it is made again."""
    participants = where.processed / "participants.csv"
    lines = participants.read_text("utf-8").splitlines()
    first, second = lines[1].rpartition(","), lines[2].rpartition(",")
    lines[1], lines[2] = f"{first[0]},{second[2]}", f"{second[0]},{first[2]}"
    participants.write_text("\n".join([*lines, ""]), encoding="utf-8")
    cover_up(where)
    row = verify_module.check_rerun(where, load(where.rules), "id")
    assert row.state == "failed"
    assert "participants.csv" in row.sentence


def test_stored_value_in_the_workbook(where: Places, soffice: str) -> None:
    """A stored value changed in the recap comes out when LibreOffice recalculates it."""
    assert soffice
    recap = where.reports / "rekapitulasi.xlsx"
    workbook = load_workbook(recap, data_only=False)
    sheet = next(one for one in workbook if any(c.data_type == "f" for r in one for c in r))
    formula = next(c for r in sheet for c in r if c.data_type == "f")
    formula.value = 12345
    workbook.save(recap)
    row = verify_module.check_workbook(where, "id")
    assert row.state == "failed"


def test_a_recap_that_is_no_workbook(where: Places, soffice: str) -> None:
    """A recap that is no workbook any more fails its check, and the program goes on."""
    assert soffice
    (where.reports / "rekapitulasi.xlsx").write_bytes(b"PK bukan buku kerja")
    assert verify_module.check_workbook(where, "id").state == "failed"


def test_a_run_that_breaks_is_no_agreement(where: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tables cannot be made again at all, that check fails and says why."""

    def fail(_: object) -> None:
        raise ValueError("rusak")

    monkeypatch.setattr(verify_module, "ensure_parts", fail)
    row = verify_module.check_rerun(where, load(where.rules), "id")
    assert row.state == "failed"
    assert "ValueError: rusak" in row.sentence


def test_command_verifies_the_sample(sample_report: Path) -> None:
    """The command ends with 0 on a whole report, and says what it did not check."""
    command = [sys.executable, "-m", "helpers.cli", "verify", SEASON, "--home", str(sample_report)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=sample_report)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1311 nilai di scores.csv" in done.stdout
    assert "Tanda tangan tidak diperiksa" in done.stdout


def test_command_ends_with_1_on_tampering(where: Places) -> None:
    """The command ends with 1, and its sentence names what was changed."""
    page_of_the_report(where)
    home = str(where.home)
    command = [sys.executable, "-m", "helpers.cli", "verify", SEASON, "--home", home]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=home)
    assert done.returncode == 1
    assert "index.html" in done.stdout
