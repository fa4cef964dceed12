"""Mistakes in words: every sentence is used, and every fault has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.records.words import sentences
from helpers.rules.mistakes import Fault, Mistake, refusal

ROOM = Path(__file__).parents[2] / "src" / "helpers" / "rules"


def test_every_sentence_is_used() -> None:
    """No sentence stands in the table that no check says."""
    code = "".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py"))
    told_apart = {"criteria_short", "criteria_over", "stages_short", "stages_over"}
    unused = [key for key in sentences("rules", "id") if f'"{key}"' not in code]
    assert set(unused) == told_apart


def test_mistakes_come_in_the_order_of_lines_and_once() -> None:
    """What was found twice is said once, and the reader goes through the file from its top."""
    path = Path("data/raw/contoh-2024/rules.yaml")
    faults = [Fault(9, "tab"), Fault(2, "alias"), Fault(9, "tab")]
    error = refusal(path, "en", faults)
    assert [mistake.line for mistake in error.mistakes] == [2, 9]
    assert str(error).startswith("contoh-2024/rules.yaml:2: Anchors")


def test_a_mistake_of_the_whole_file_has_no_line() -> None:
    """Where the file as a whole is meant, no line is made up."""
    assert str(Mistake("a/rules.yaml", 0, "Kosong.")) == "a/rules.yaml: Kosong."


def test_every_mistake_says_what_to_do() -> None:
    """Every sentence tells the remedy: what to write, add, delete, check, or what is allowed."""
    remedy = re.compile(
        r"\b(Tulis|Tambah\w*|Hapus|Isi|Pakai|Periksa|Simpan|Ganti|Apit|Lengkapi|Ketik|Pindahkan"
        r"|Turunkan|Naikkan|Perbaiki|Ubah|Bedakan|Beri|Tutup|Buka|Bandingkan|Pertahankan|Mulai"
        r"|Keluarkan|Mungkin maksudnya|Yang (boleh|dikenal|tersedia)|Tempatnya|Paling (kecil|besar)"
        r"|harus|yang ada)\b",
        re.IGNORECASE,
    )  # fmt: skip
    assert [key for key, text in sentences("rules", "id").items() if not remedy.search(text)] == []
