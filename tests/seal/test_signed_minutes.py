"""verify --minutes, and a changed sealed winner, at the front door."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from helpers.cli import main
from helpers.proof.announced import announced_since
from helpers.proof.comparing import revised_since
from helpers.proof.freezing import NOT_FROZEN
from helpers.proof.revisions import standing
from helpers.records.places import Places, places
from helpers.records.tables import Placing, read_table, write_table
from helpers.report.digest import read_season
from helpers.report.letters.folder import write_letters
from helpers.rules import load
from helpers.seal.sealing import SealRequest, seal

pytestmark = pytest.mark.slow

SEASON = "contoh-2024"


@pytest.fixture
def where(sample_report: Path, tmp_path: Path) -> Places:
    """A copy of the sample's report, to do anything with."""
    for part in ("data/raw", "data/processed", "reports"):
        shutil.copytree(sample_report / part / SEASON, tmp_path / part / SEASON)
    return places(tmp_path, SEASON)


def verify(where: Places, file: Path, *words: str) -> Result:
    """Run ``verifikasi --minutes``."""
    line = ["verifikasi", SEASON, "--home", str(where.home), "--minutes", str(file)]
    return CliRunner().invoke(main, [*line, *words])


def test_minutes_that_agree(where: Places) -> None:
    """All minutes that the report wrote agree with its tables."""
    for file in sorted((where.reports / "berita-acara").iterdir()):
        done = verify(where, file)
        assert done.exit_code == 0, done.output
        assert "sesuai" in done.output


def test_a_changed_figure_is_named_with_its_place(where: Places, tmp_path: Path) -> None:
    """A figure that somebody changed before signing is named with table, row and column."""
    document = docx.Document(str(where.reports / "berita-acara" / "psm.docx"))
    document.tables[1].rows[1].cells[3].text = "98,22"
    document.save(str(tmp_path / "ditandatangani.docx"))
    done = verify(where, tmp_path / "ditandatangani.docx")
    assert done.exit_code == 1
    assert (
        "tabel 2, baris 2, kolom “Nilai akhir”: nilai seharusnya “89,22”, tertulis “98,22”"
        in done.output
    )
    answer = json.loads(verify(where, tmp_path / "ditandatangani.docx", "--json").stdout)
    assert (answer["category"], answer["stage"]) == ("psm", "")
    assert [one["found"] for one in answer["differences"]] == ["98,22"]


def test_a_file_that_is_no_minutes(where: Places, tmp_path: Path) -> None:
    """Another letter and a file that is no Word document are refused in a sentence."""
    (tmp_path / "catatan.docx").write_text("catatan")
    for file in (where.reports / "sk-penetapan.docx", tmp_path / "catatan.docx"):
        done = verify(where, file)
        assert done.exit_code == 1
        assert f"{file.name}: bukan" in done.output


def test_a_sealed_winner_that_changed_has_its_errata(where: Places, tmp_path: Path) -> None:
    """When a sealed revision has other title holders, what to correct and withdraw is written."""
    book = load(where.rules)
    request = SealRequest("psm", "SEMENTARA", "CONTOH Petugas Satu")
    seal(where, book, request, date(2024, 7, 26))
    rows: tuple[Placing, ...] = read_table(where.processed, "rankings.csv")
    swapped = {"Juara I": "Juara II", "Juara II": "Juara I"}
    changed = [
        replace(row, title=swapped.get(row.title, row.title)) if row.category == "psm" else row
        for row in rows
    ]
    for name, placings in (("same", rows), ("changed", changed)):
        write_table(where.processed, "rankings.csv", placings)
        standings = {key: standing(where, book, key) for key in book.categories}
        digest = read_season(
            where.processed, SEASON, book, fingerprint="", through="", recounted=True,
            rules_state=NOT_FROZEN, standings=standings,
            revised=revised_since(where, standings, "id"),
            announced=announced_since(where, standings, "id"),
        )  # fmt: skip
        write_letters(digest, tmp_path / name, where.raw)
    assert not (tmp_path / "same" / "ralat").exists()
    made = sorted(path.name for path in (tmp_path / "changed" / "ralat").iterdir())
    assert made == ["psm-berita-acara.docx", "psm-penarikan-piagam.docx", "psm-pengumuman.docx"]
    withdrawn = docx.Document(str(tmp_path / "changed" / "ralat" / made[1]))
    names = [row.cells[1].text for row in withdrawn.tables[0].rows[1:]]
    assert names == ["Gusti Khayalan", "Hj. Siti Rekaan"]
