"""What is written when a sealed winner changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from helpers.report.digest import SeasonDigest
from helpers.report.letters.erratum import write_errata

KEY = "karang-taruna"


def test_a_changed_winner_has_three_letters(
    revised: SeasonDigest, tmp_path: Path, read: Any
) -> None:
    """The erratum, the minutes of change and the list of certificates name what changed and why."""
    assert write_errata(revised, KEY, tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        f"{KEY}-{one}.docx" for one in ("berita-acara", "penarikan-piagam", "pengumuman")
    ]
    for name in names:
        text = read(tmp_path / name)
        assert "revisi 1" in text
        assert "revisi 2 pada 29 Juli 2024 oleh CONTOH Petugas Satu" in text or "ralat" in text
        assert "Karang Taruna <b>Saijaan</b>" in text
    minutes = read(tmp_path / f"{KEY}-berita-acara.docx")
    for said in ("Koreksi K-1: Salah ketik: tertulis 95.", "90,90", "87,01", "CONTOH Petugas Satu",
                 "Terlambat. (CONTOH Petugas Dua)"):  # fmt: skip
        assert said in minutes


def test_only_those_who_lost_a_title_give_certificates_back(
    revised: SeasonDigest, tmp_path: Path, read: Any
) -> None:
    """Every certificate of a title that somebody no longer holds is to be withdrawn."""
    write_errata(revised, KEY, tmp_path)
    text = read(tmp_path / f"{KEY}-penarikan-piagam.docx")
    assert text.count("Karang Taruna Bina Muda & Rekan") == 2
    assert "Piagam yang ditarik" in text


def test_nothing_changed_nothing_is_written(revised: SeasonDigest, tmp_path: Path) -> None:
    """Without an earlier revision, with the same titles, or undecided, there is no erratum."""
    category = revised.category(KEY)
    assert category.revised is not None
    same = replace(category.revised, places=())
    for one in (replace(category, revised=None), replace(category, revised=same)):
        season = replace(revised, categories=(one, *revised.categories[1:]))
        assert not write_errata(season, KEY, tmp_path)
    stopped = replace(category, findings=revised.category("lks").findings)
    season = replace(revised, categories=(stopped, *revised.categories[1:]))
    assert not write_errata(season, KEY, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_english(revised: SeasonDigest, tmp_path: Path, read: Any) -> None:
    """The errata come in English too."""
    write_errata(revised, KEY, tmp_path, "en")
    assert "ERRATUM TO THE ANNOUNCEMENT" in read(tmp_path / f"{KEY}-pengumuman.docx")
