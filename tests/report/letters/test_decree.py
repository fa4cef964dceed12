"""The draft of the decree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from helpers.report.digest import SeasonDigest
from helpers.report.letters.decree import write_decree


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("id", ("TENTANG", "Menimbang", "Mengingat", "Menetapkan", "KESATU", "KEDUA", "KETIGA",
                "KEEMPAT", "No.")),
        ("en", ("CONCERNING", "Considering", "In view of", "FIRST", "SECOND", "FOURTH", "No.")),
    ],
)  # fmt: skip
def test_form_of_the_decree(
    digest: SeasonDigest, tmp_path: Path, language: str, parts: tuple[str, ...], read: Any
) -> None:
    """The parts stand in their order, and what the office types is left open."""
    write_decree(digest, tmp_path / "sk.docx", language)
    text = read(tmp_path / "sk.docx")
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert text.count("......") >= 8
    assert "SEMENTARA" in text
    assert "CONTOH" in text
    assert "9F2C-41D7-08AB-E6B3" in text


def test_last_dictum_promises_to_correct_errors(
    digest: SeasonDigest, tmp_path: Path, read: Any
) -> None:
    """The last dictum says that errors will be corrected."""
    write_decree(digest, tmp_path / "sk.docx")
    text = read(tmp_path / "sk.docx")
    assert "apabila di kemudian hari terdapat kekeliruan" in text[text.index("KEEMPAT") :]


def test_the_annex_holds_the_winners_and_names_what_is_open(
    digest: SeasonDigest, tmp_path: Path, read: Any
) -> None:
    """Winners stand with title and total in figures and words; a stopped category is named."""
    write_decree(digest, tmp_path / "sk.docx")
    text = read(tmp_path / "sk.docx")
    for said in (
        "Karang Taruna Bina Muda & Rekan",
        "{{7*7}}",
        "90,23 (sembilan puluh koma dua tiga)",
        "Kategori Lembaga Kesejahteraan Sosial (LKS): BELUM DAPAT DITETAPKAN.",
        "Pemenang kategori Lembaga Kesejahteraan Sosial (LKS) BELUM DAPAT DITETAPKAN",
    ):
        assert said in text
    assert "Panti Asuhan Budi Mulia" not in text


def test_the_annex_breaks_between_categories(digest: SeasonDigest, tmp_path: Path) -> None:
    """Each row of a category stays with the next, but the last."""
    write_decree(digest, tmp_path / "sk.docx")
    letter = docx.Document(str(tmp_path / "sk.docx"))
    table = next(one for one in letter.tables if one.rows[0].cells[0].text == "No.")
    kept = [bool(row.cells[1].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert len(kept) > 3
    assert kept == [True] * (len(kept) - 1) + [False]
