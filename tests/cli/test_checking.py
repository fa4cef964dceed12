"""check: what the system sees, before anything is ranked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cli import main


def test_sample_is_ready_for_its_report(sample_home: Path) -> None:
    """The sample is messy but nothing waits: the next step is the report, and the code is 0."""
    done = CliRunner().invoke(main, ["periksa", "contoh-2024", "--home", str(sample_home)])
    assert done.exit_code == 0, done.output
    assert "425 untuk 95 × 5; seharusnya 475" in done.output
    assert "jalankan laporan contoh-2024" in done.output


@pytest.mark.slow
def test_notes_are_shown_where_asked_for(sample_home: Path) -> None:
    """Notes are counted, and listed with --all."""
    command = ["check", "contoh-2024", "--home", str(sample_home)]
    brief = CliRunner().invoke(main, command).output
    whole = CliRunner().invoke(main, [*command, "--all"]).output
    assert "tampilkan dengan --all" in brief
    assert len(whole.splitlines()) > len(brief.splitlines()) + 50


def test_program_can_read_the_answer(sample_home: Path) -> None:
    """With --json the answer is one JSON document: findings, expected sheets, whether it stops."""
    command = ["check", "contoh-2024", "--home", str(sample_home), "--json"]
    answer = json.loads(CliRunner().invoke(main, command).stdout)
    assert answer["stops"] is False
    assert {row["category"] for row in answer["expected"]} == {
        "karang-taruna", "lks", "psm", "tksk"
    }  # fmt: skip
    assert {"JUROR_ARITHMETIC"} <= {row["code"] for row in answer["findings"]}


def test_missing_sheet_stops_and_is_named(sample_home: Path) -> None:
    """A juror's sheet that has not come ends with 1, and its place in the matrix says so."""
    scores = sample_home / "data/raw/contoh-2024/scores"
    next(scores.rglob("PSM Juri 2.xlsx")).unlink()
    done = CliRunner().invoke(main, ["check", "contoh-2024", "--home", str(sample_home)])
    assert done.exit_code == 1
    assert "BELUM diterima" in done.output
    assert "Langkah berikutnya: minta lembar nilai dari Hj. Noor Umpamasari" in done.output


@pytest.mark.slow
def test_questions_are_put_into_a_workbook(sample_home: Path) -> None:
    """check leaves perbaikan.xlsx beside the tables, and the answer for programs has its rows."""
    command = ["check", "contoh-2024", "--home", str(sample_home)]
    CliRunner().invoke(main, command)
    workbook = sample_home / "data/raw/contoh-2024/perbaikan.xlsx"
    before = workbook.read_bytes()
    answer = json.loads(CliRunner().invoke(main, [*command, "--json", "--lang", "en"]).stdout)
    assert workbook.read_bytes() == before
    assert answer["next"]["step"] == "next_warned"
    assert {row["status"] for row in answer["repairs"]} == {"waiting"}
    assert all(row["actions"] for row in answer["repairs"])


@pytest.mark.slow
def test_an_open_workbook_is_said(sample_home: Path) -> None:
    """While somebody has perbaikan.xlsx open, the screen says so and the rest goes on."""
    (sample_home / "data/raw/contoh-2024/~$perbaikan.xlsx").write_bytes(b"A")
    done = CliRunner().invoke(main, ["check", "contoh-2024", "--home", str(sample_home)])
    assert done.exit_code == 0
    assert "sedang terbuka" in done.output
