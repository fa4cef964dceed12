"""The note that says what lies where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from helpers.report.digest import SeasonDigest
from helpers.report.reader_note import write_reader_note


def read_note(digest: SeasonDigest, folder: Path, language: str = "") -> str:
    """The note as it was written."""
    write_reader_note(digest, folder, language)
    return (folder / "BACA-DULU.txt").read_bytes().decode()


def test_the_note_names_every_part_in_about_ten_lines(digest: SeasonDigest, tmp_path: Path) -> None:
    """Each file and folder of the report has its line, and the note stays short."""
    note = read_note(digest, tmp_path)
    for part in (
        "index.html", "laporan-tahunan.pdf", "rekapitulasi.xlsx", "berita-acara/", "publik/",
        "notebooks/", "bukti/", "SHA256SUMS",
    ):  # fmt: skip
        assert sum(line.startswith(part) for line in note.splitlines()) == 1
    assert len(note.splitlines()) < 16


def test_the_sheet_for_the_head_is_named_where_it_is(digest: SeasonDigest, tmp_path: Path) -> None:
    """A document that was not made is not promised."""
    assert "lembar-pimpinan.pdf" not in read_note(digest, tmp_path)
    (tmp_path / "lembar-pimpinan.pdf").touch()
    assert "lembar-pimpinan.pdf" in read_note(digest, tmp_path)


def test_the_note_says_what_may_be_shown_and_whether_to_trust_it(
    digest: SeasonDigest, tmp_path: Path
) -> None:
    """INTERN, CONTOH, the fingerprint and the recount stand at the top."""
    head = read_note(digest, tmp_path).split("\n\n")[0]
    for words in ("INTERN", "CONTOH", digest.fingerprint, "sesuai, tanpa selisih"):
        assert words in head
    assert "TIDAK SESUAI" in read_note(replace(digest, recounted=False), tmp_path)


def test_the_note_speaks_english(digest: SeasonDigest, tmp_path: Path) -> None:
    """The same in English."""
    assert "What may be announced" not in read_note(digest, tmp_path)
    assert "Start here" in read_note(digest, tmp_path, "en")
