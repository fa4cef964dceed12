"""forms: what is written, what is kept, and what is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from helpers.cli import main

SEASON = "contoh-2024"


def run(home: Path, *words: str) -> Any:
    """The command on the sample season."""
    return CliRunner().invoke(main, ["formulir", SEASON, "--home", str(home), *words])


def test_each_juror_has_a_form_and_the_next_step_is_said(sample_home: Path) -> None:
    """One line for each workbook, where they lie, who is not known yet, and what to do next."""
    done = run(sample_home)
    assert done.exit_code == 0, done.output
    folder = sample_home / "data" / "forms" / SEASON
    assert {one.name for one in folder.iterdir()} == {
        *(f"formulir-juri-J{n}.xlsx" for n in range(1, 7)),
        "formulir-panitia.xlsx",
    }
    assert "formulir-juri-J6.xlsx: Lailatul Andaiani, M.Kesos. (J6), 2 lembar" in done.output
    assert "finalisnya belum diketahui" in done.output
    assert "data/raw/contoh-2024/scores" in done.output


@pytest.mark.slow
def test_a_form_that_differs_is_kept(sample_home: Path) -> None:
    """A second run changes nothing; a form filled in meanwhile stays, and --replace keeps it."""
    run(sample_home)
    path = sample_home / "data" / "forms" / SEASON / "formulir-juri-J2.xlsx"
    path.write_bytes(b"terisi")
    done = run(sample_home)
    assert done.exit_code == 1
    assert "SUDAH ADA dengan isi lain" in done.output
    assert done.output.count("sudah ada, tidak berubah") == 6
    assert path.read_bytes() == b"terisi"
    done = run(sample_home, "--replace")
    assert done.exit_code == 0
    assert [one.read_bytes() for one in (path.parent / "lama").iterdir()] == [b"terisi"]


@pytest.mark.slow
def test_after_a_stage_only_finalists_are_asked_for(sample_home: Path) -> None:
    """With --through the marks of the stages held name the finalists of the next."""
    done = run(sample_home, "--through", "tes", "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert "formulir-juri-J1-setelah-tes.xlsx" in [one["file"] for one in answer["forms"]]
    workbook = load_workbook(Path(answer["folder"]) / "formulir-juri-J1-setelah-tes.xlsx")
    sheet = workbook["1 karang-taruna wawancara"]
    lines = [row[1].value for row in sheet.iter_rows(min_row=11) if row[1].value]
    assert len(lines) == 5
    assert all(line.startswith("KT-") for line in lines)


@pytest.mark.slow
def test_entries_come_in_twos(sample_home: Path) -> None:
    """With --entry each juror and the committee have two forms, and both people are told how."""
    done = run(sample_home, "--entry")
    names = [one.name for one in (sample_home / "data" / "forms" / SEASON).iterdir()]
    assert len(names) == 14
    assert {"ketikan-1-panitia.xlsx", "ketikan-2-juri-J3.xlsx"} <= set(names)
    assert "tanpa saling melihat" in done.output


def test_a_stage_that_no_category_has_is_wrong_usage(sample_home: Path) -> None:
    """A stage that is nowhere in the rule book ends with 2, before anything is written."""
    done = run(sample_home, "--through", "nirwana")
    assert done.exit_code == 2, done.output
    assert "nirwana" in done.output
    assert not (sample_home / "data" / "forms").exists()


def test_a_register_that_cannot_be_believed_stops(sample_home: Path) -> None:
    """Without a sound table of participants no form is written."""
    table = sample_home / "data" / "raw" / SEASON / "participants.csv"
    table.write_text(table.read_text(encoding="utf-8-sig") + "KT-01;karang-taruna;63.01;Dua\n")
    done = run(sample_home)
    assert done.exit_code == 1
    assert "perbaiki dulu daftar peserta" in done.output
    table.unlink()
    assert run(sample_home).exit_code == 1
    assert not (sample_home / "data" / "forms").exists()
