"""All letters of a season together."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.records.places import places
from helpers.records.words import LANGUAGES
from helpers.report.digest import SeasonDigest
from helpers.report.letters.folder import write_letters
from helpers.report.letters.reading import read_document

AGAIN = """
import sys
from pathlib import Path
from helpers.records.places import places
from helpers.report.digest import read_numbers
from helpers.report.letters.folder import write_letters
from helpers.rules import load
where = places(Path(sys.argv[1]), "contoh-2024")
digest = read_numbers(where.processed, where.season, load(where.rules), "")
write_letters(digest, Path(sys.argv[2]), where.raw)
"""


def letters(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.docx")
    }


def test_the_letters_of_a_season(digest: SeasonDigest, tmp_path: Path) -> None:
    """The minutes of result and stages, decree, script and certificates are there, no erratum."""
    write_letters(digest, tmp_path, tmp_path / "raw")
    assert sorted(letters(tmp_path)) == [
        "berita-acara/karang-taruna-administrasi.docx",
        "berita-acara/karang-taruna-lapangan.docx",
        "berita-acara/karang-taruna-tes.docx",
        "berita-acara/karang-taruna.docx",
        "berita-acara/lks-administrasi.docx",
        "berita-acara/lks-tes.docx",
        "berita-acara/lks.docx",
        "naskah-pembawa-acara.docx",
        "piagam/karang-taruna.docx",
        "sk-penetapan.docx",
    ]


@pytest.mark.slow
def test_same_bytes_in_another_place(
    sample_digest: SeasonDigest, counted_home: Path, tmp_path: Path
) -> None:
    """Another process, time zone and hash seed give the same bytes."""
    write_letters(sample_digest, tmp_path / "one", places(counted_home, "contoh-2024").raw)
    surroundings = {**os.environ, "TZ": "America/Lima", "PYTHONHASHSEED": "77"}
    subprocess.run(
        [sys.executable, "-c", AGAIN, str(counted_home), str(tmp_path / "two")],
        env=surroundings, check=True,
    )  # fmt: skip
    assert letters(tmp_path / "one") == letters(tmp_path / "two")


@pytest.mark.slow
def test_libreoffice_opens_every_letter(
    revised: SeasonDigest, tmp_path: Path, soffice: str
) -> None:
    """LibreOffice turns every letter, with names that bite, into pages."""
    write_letters(revised, tmp_path / "made", tmp_path / "raw")
    made = sorted((tmp_path / "made").rglob("*.docx"))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text",
         "--outdir", str(tmp_path / "out"), *map(str, made)],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    names = {path.stem for path in made}
    assert {path.stem for path in (tmp_path / "out").glob("*.txt")} == names
    text = (tmp_path / "out" / "sk-penetapan.txt").read_text(encoding="utf-8-sig")
    assert "Karang Taruna {{7*7}} Barakat" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_says_category_or_stage_twice(
    revised: SeasonDigest, tmp_path: Path, language: str
) -> None:
    """A category named Kategori ..., a stage named Tahap ...: the word stands once."""
    first = revised.category("karang-taruna")
    stages = {
        key: part.model_copy(update={"name": f"Tahap {part.name}"})
        for key, part in first.rules.stages.items()
    }
    rules = first.rules.model_copy(update={"name": "Kategori Penggerak", "stages": stages})
    season = replace(revised, categories=(replace(first, rules=rules), *revised.categories[1:]))
    write_letters(season, tmp_path, tmp_path / "raw", language)
    letters = sorted(tmp_path.rglob("*.docx"))
    assert len(letters) > 8
    for path in letters:
        text = read_document(path.read_bytes()).text
        again = re.search(r"\b(kategori|category|tahap|stage) (kategori|tahap)\b", text, re.I)
        assert again is None, (path.name, again)
