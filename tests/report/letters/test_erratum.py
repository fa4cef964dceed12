"""What is written when a sealed winner changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx

from helpers.proof.comparing import MarkChange
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
                 "Terlambat.", "CONTOH Petugas Dua", "dikurangi 0,5"):  # fmt: skip
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
    """Without other titles sealed before, or with stages to be held, there is no erratum."""
    category = revised.category(KEY)
    assert category.announced is not None
    same = replace(category.announced, places=())
    for one in (replace(category, announced=None), replace(category, announced=same)):
        season = replace(revised, categories=(one, *revised.categories[1:]))
        assert not write_errata(season, KEY, tmp_path)
    assert not write_errata(replace(revised, through="administrasi"), KEY, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_category_that_is_open_again_takes_its_announcement_back(
    revised: SeasonDigest, tmp_path: Path, read: Any
) -> None:
    """Undecided after it was sealed: the titles are withdrawn, and the minutes say what is open."""
    category = revised.category(KEY)
    assert category.announced is not None
    lost = tuple(
        replace(one, title_after="", rank_after=None, total_after=None)
        for one in category.announced.places
    )
    stopped = replace(
        category,
        findings=revised.category("lks").findings,
        announced=replace(category.announced, places=lost),
        standing=replace(category.standing, state="differs", status="RANCANGAN"),
    )
    season = replace(revised, categories=(stopped, *revised.categories[1:]))
    assert write_errata(season, KEY, tmp_path)
    told = read(tmp_path / f"{KEY}-pengumuman.docx")
    assert told.count("penetapan dicabut, menunggu keputusan") == 2
    assert "Penetapan hasil tersebut dicabut" in told
    letter = docx.Document(str(tmp_path / f"{KEY}-pengumuman.docx"))
    rows = [[cell.text for cell in row.cells[:2]] for row in letter.tables[1].rows[1:]]
    assert rows == [[title, "menunggu keputusan"] for title in category.rules.titles]
    assert "Nilai LKS-02 untuk Legalitas" in read(tmp_path / f"{KEY}-berita-acara.docx")
    withdrawn = read(tmp_path / f"{KEY}-penarikan-piagam.docx")
    assert withdrawn.count("Karang Taruna Bina Muda & Rekan") == 1


def test_english(revised: SeasonDigest, tmp_path: Path, read: Any) -> None:
    """The errata come in English too."""
    write_errata(revised, KEY, tmp_path, "en")
    assert "ERRATUM TO THE ANNOUNCEMENT" in read(tmp_path / f"{KEY}-pengumuman.docx")


def test_no_table_of_certificates_that_nobody_gets(
    revised: SeasonDigest, tmp_path: Path, read: Any
) -> None:
    """Where nobody holds a title now, the list names those to withdraw and no replacement."""
    category = revised.category(KEY)
    assert category.announced is not None
    lost = tuple(replace(one, title_after="") for one in category.announced.places)
    taken = replace(category, announced=replace(category.announced, places=lost))
    write_errata(replace(revised, categories=(taken, *revised.categories[1:])), KEY, tmp_path)
    text = read(tmp_path / f"{KEY}-penarikan-piagam.docx")
    assert "Piagam pengganti" not in text
    assert "DAN DIGANTI" not in text
    assert "tanpa gelar" in read(tmp_path / f"{KEY}-pengumuman.docx")


def test_who_signs_the_change_signs_below_a_sentence(revised: SeasonDigest, tmp_path: Path) -> None:
    """The closing sentence stays on the page of those who sign."""
    write_errata(revised, KEY, tmp_path)
    letter = docx.Document(str(tmp_path / f"{KEY}-berita-acara.docx"))
    closing = next(one for one in letter.paragraphs if one.text.startswith("Demikian"))
    assert closing.paragraph_format.keep_with_next
    signing = letter.tables[3]
    assert signing.rows[0].cells[1].text == "Tim juri"
    assert all(
        cell.paragraphs[0].paragraph_format.keep_with_next
        for row in signing.rows
        for cell in row.cells
    )


def test_a_file_that_went_is_one_cause(revised: SeasonDigest, tmp_path: Path) -> None:
    """Marks that came or went with their file are counted in one line; others stand one by one."""
    category = revised.category(KEY)
    assert category.announced is not None
    gone = tuple(
        MarkChange(
            KEY, "tes", "tes", f"KT-{place:02}", "J3", Decimal(80), None,
            f"scores/nilai J3.xlsx › Tes › C{place}",
        )
        for place in range(1, 9)
    )  # fmt: skip
    marks = (*category.announced.marks, *gone)
    changed = replace(category, announced=replace(category.announced, marks=marks))
    write_errata(replace(revised, categories=(changed, *revised.categories[1:])), KEY, tmp_path)
    letter = docx.Document(str(tmp_path / f"{KEY}-berita-acara.docx"))
    rows = [[cell.text for cell in row.cells[:3]] for row in letter.tables[2].rows]
    assert ["8 nilai J3 pada tahap Tes tertulis (scores/nilai J3.xlsx)", "ada", "tidak ada"] in rows
    assert sum("KT-0" in row[0] or "Nilai " in row[0] for row in rows) == len(
        category.announced.marks
    )
