"""What the tests at the front door share: a small season, and the command."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

RULES = """\
season: "2024"
sample: true
title: CONTOH Lomba Kecil Tahun 2024
basis: CONTOH. Musim kecil untuk pengujian.
office: {name: CONTOH Dinas, city: Banjarbaru}
absent_words: {participant: [TH], juror: [juri berhalangan]}
jurors:
  J1: {name: CONTOH Juri Satu}
  J2: {name: CONTOH Juri Dua}
  J3: {name: CONTOH Juri Tiga}
categories:
  lks:
    name: LKS
    jurors: [J1, J2, J3]
    scale: {min: 0, max: 100, decimals: 2}
    stages:
      paparan:
        name: Paparan
        date: 2024-07-23
        weight: 100
        criteria:
          isi: {name: Isi paparan, weight: 60}
          cara: {name: Cara penyampaian, weight: 40}
    ties: [criterion: paparan.isi, shared]
    titles: [Juara I, Juara II, Juara III]
"""
NAMES = ("Melati", "Kenanga", "Mawar", "Cempaka")
MARKS = {
    "J1": [(88, 90), (84, 80), (79, 85), (70, 72)],
    "J2": [(86, 91), (85, 83), (80, 82), (69, 75)],
    "J3": [(90, 87), (82, 84), (77, 81), (71, 70)],
}
Command = Callable[..., subprocess.CompletedProcess[str]]
Marks = Mapping[str, list[tuple[object, object]]]


def write_season(home: Path, category: str, marks: Marks, season: str = "kecil-2024") -> Path:
    """Add a category with one workbook per juror to a season; gives the season's folder."""
    raw = home / "data" / "raw" / season
    (raw / "scores").mkdir(parents=True, exist_ok=True)
    people = [(f"{category}-{n}", category, "", name) for n, name in enumerate(NAMES, start=1)]
    new = not (raw / "participants.csv").exists()
    with (raw / "participants.csv").open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("id", "category", "region", "name")] * new + people)
    for juror, rows in marks.items():
        with xlsxwriter.Workbook(raw / "scores" / f"{category} {juror}.xlsx") as book:
            book.set_properties({"created": datetime(2024, 7, 23, tzinfo=UTC)})
            sheet = book.add_worksheet("Nilai")
            sheet.write_column(0, 0, ["LEMBAR NILAI", f"Kategori: {category}", "Tahapan: Paparan"])
            sheet.write(3, 0, f"Juri: {juror}")
            sheet.write_row(5, 0, ["Kode", "Nama", "Isi paparan", "Cara penyampaian"])
            for line, (person, row) in enumerate(zip(people, rows, strict=True), start=6):
                sheet.write_row(line, 0, [person[0], person[3], *row])
    return raw


@pytest.fixture
def small_season(tmp_path: Path) -> Path:
    """A home with one small season, kecil-2024, of one category and three jurors."""
    return make_small_season(tmp_path / "home")


def make_small_season(home: Path) -> Path:
    """Write the small season into a home."""
    raw = write_season(home, "lks", MARKS)
    (raw / "rules.yaml").write_text(RULES, encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def command() -> Command:
    """Run a command of the product as its user does."""

    def run(home: Path, *words: str, **changed: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "helpers.cli", *words, "--home", str(home)]
        environment = {**os.environ, **changed}
        return subprocess.run(
            line, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
        )

    return run


@pytest.fixture(scope="session")
def small_report(tmp_path_factory: pytest.TempPathFactory, command: Command) -> Path:
    """A home in which the small season was reported. Read from it; change nothing in it."""
    home = make_small_season(tmp_path_factory.mktemp("small") / "home")
    done = command(home, "report", "kecil-2024")
    assert done.returncode == 0, done.stdout + done.stderr
    return home


@pytest.fixture
def reported_season(small_report: Path, tmp_path: Path) -> Path:
    """A home of its own with the small season and its report, to do anything with."""
    return Path(shutil.copytree(small_report, tmp_path / "home"))


def sums(home: Path, season: str = "kecil-2024") -> str:
    """The sums over the report of a season, or '' where there is none."""
    path = home / "reports" / season / "SHA256SUMS"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def is_whole(home: Path, season: str = "kecil-2024") -> bool:
    """Whether every file of the report is as its sums say."""
    program = shutil.which("sha256sum")
    assert program is not None
    folder = home / "reports" / season
    checked = subprocess.run(
        [program, "-c", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True, check=False
    )
    return checked.returncode == 0
