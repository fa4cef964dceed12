"""The sheet for the head of the office: one page that says what was decided and by whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from helpers.report.digest import SeasonDigest
from helpers.report.leadership_sheet import brief, sheet_data, write_leadership_sheet


@pytest.fixture(scope="module")
def text(digest: SeasonDigest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of the sheet of the made-up season, which has one page."""
    folder = tmp_path_factory.mktemp("sheet")
    write_leadership_sheet(digest, folder)
    (page,) = pypdf.PdfReader(folder / "lembar-pimpinan.pdf").pages
    return " ".join(page.extract_text().split())


def test_winners_with_margins_and_status(text: str) -> None:
    """Each category stands there with its winner, margin and status, the open one as open."""
    for part in (
        "Karang Taruna Bina Muda & Rekan", "90,23", "SEMENTARA", "BELUM DAPAT DITETAPKAN",
        "9F2C-41D7-08AB-E6B3", "CONTOH: data rekaan",
    ):  # fmt: skip
        assert part in text


def test_changes_name_who_approved(text: str) -> None:
    """Corrections, deductions and decisions are counted, with who entered and approved them."""
    assert "Koreksi sel: 1; pengurangan nilai: 1; keputusan: 1." in text
    assert "Disetujui oleh: CONTOH Petugas Dua." in text
    assert "KT-06: dikurangi 0,5 poin" in text
    assert "mengundurkan diri" in text


def test_weak_spots_and_objections(text: str) -> None:
    """What stops a category, on whom the winner hangs, and the objections with their answers."""
    assert "belum dapat ditetapkan; yang menahan: 1. Nilai LKS-02" in text
    assert "pemenang tetap sama pada 4 dari 5 pengulangan" in text
    assert "Sanggahan: 1; belum dijawab: 0." in text
    assert "Jawaban: Nilai sama; aturan mendahulukan" in text


def test_open_balance_is_not_defended(digest: SeasonDigest) -> None:
    """Where cells are missing, the answer is not that nothing was lost."""
    broken = replace(digest, balance=replace(digest.balance, used=1))
    assert "belum seimbang" in str(sheet_data(broken, "id"))
    assert "Tidak. Dari" in str(sheet_data(digest, "id"))


def test_two_sheets_are_the_same(digest: SeasonDigest, tmp_path: Path) -> None:
    """Writing the sheet again gives the same bytes; in English it is English."""
    for name in ("one", "two"):
        write_leadership_sheet(digest, tmp_path / name)
    one, two = ((tmp_path / name / "lembar-pimpinan.pdf").read_bytes() for name in ("one", "two"))
    assert one == two
    assert "Weak spots to know of" in str(sheet_data(digest, "en"))


def test_long_texts_are_cut_between_words() -> None:
    """What others wrote is shortened between words, and left alone where it is short."""
    assert brief("satu dua tiga", 8) == "satu dua \u2026"
    assert brief(" satu  dua ", 8) == "satu dua"
