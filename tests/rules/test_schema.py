"""The form of a rule book: keys and types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Refuse = Callable[..., Any]


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ("personal:", "personel:"),
            "personel:",
            "Kunci “personel” tidak dikenal di rules.yaml. Mungkin maksudnya “personal”",
        ),
        (("weights: percent", "weigths: percent"), "weigths:", "Mungkin maksudnya “weights”"),
        (
            (
                "legalitas: {name: Legalitas dan kepengurusan, weight",
                "legalitas: {name: Legalitas dan kepengurusan, catatan: x, weight",
            ),
            "legalitas: {",
            "administrasi.criteria.legalitas. Yang dikenal: name, weight",
        ),
        (("    titles:", "    gelar: [x]\n    titles:"), "gelar:", "Mungkin maksudnya “titles”"),
        (
            ("    titles:", "    at_least: 2\n    titles:"),
            "at_least: 2",
            "Tempatnya di bawah: missing",
        ),
        (
            ("version: 1", "version: 1\nrubric: x"),
            "rubric: x",
            "Tempatnya di bawah: categories.*.stages.*.criteria.*",
        ),
        (
            ("from: 2024", "from_date: 2024"),
            "J6: {",
            "Kunci “from_date” tidak dikenal di jurors.J6. Mungkin maksudnya “from”",
        ),
        (("at: total}", "att: total}"), "combine:", "Mungkin maksudnya “at”"),
        (
            ("recusal: same_region ", "recusal: [{juror: J1, participant: a, reason: x, by: y}] "),
            "recusal:",
            "Kunci “by” tidak dikenal di categories.karang-taruna.recusal.0",
        ),
    ],
)
def test_an_unknown_key_is_refused_with_the_right_one(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """The likeliest key is offered, by spelling, from Indonesian, or by where it belongs."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (("basis: ", "# basis: "), "season:", "Kunci “basis” belum ada di rules.yaml"),
        (
            ("    name: Karang Taruna\n", ""),
            "karang-taruna:",
            "Kunci “name” belum ada di categories.karang-taruna",
        ),
        (
            ("program: {name: Program kerja, weight: 60}", "program: {name: Program kerja}"),
            "program: {",
            "Kunci “weight” belum ada",
        ),
        (
            (
                "basis: CONTOH. Isi dengan nomor dan tanggal keputusan yang menetapkan aturan ini.",
                "basis:",
            ),
            "basis:",
            "Nilai basis kosong",
        ),
        (
            ("missing: {", "missing: # {"),
            "missing:",
            "Nilai categories.karang-taruna.missing kosong. Isi, atau hapus kuncinya",
        ),
        (("criteria: {tes", "criteria: {} #"), "criteria: {}", "tidak berisi apa pun"),
        (("title: ", 'title: " " #'), "title:", "Nilai title kosong"),
    ],
)
def test_a_missing_key_is_named(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """What is missing is named with the place where it is missing."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (("weight: 40,", "weight: 40%,"), "legalitas: {", "tertulis “40%”, bukan bilangan"),
        (("weight: 40,", 'weight: "40,5",'), "legalitas: {", "titik desimal, misalnya 12.5"),
        (("weight: 40,", "weight: 4e1,"), "legalitas: {", "tertulis “4e1”, bukan bilangan"),
        (("version: 1", "version: 1.5"), "version:", "tertulis “1.5”, bukan bilangan bulat"),
        (("version: 1", "version: 0"), "version:", "Paling kecil 1"),
        (("total: 2}", "total: 7}"), "rounding:", "Paling besar 6"),
        (("sample: true", "sample: ya"), "sample:", "Tulis true (ya) atau false (tidak)"),
        (("sample: true", "sample: no"), "sample:", "tertulis “no”"),
        (
            ("date: 2024-07-22", "date: 22/07/2024"),
            "date: 22",
            "Tulis tahun-bulan-tanggal, misalnya 2024-07-22",
        ),
        (
            ("date: 2024-07-22", "date: 2024-02-30"),
            "date: 2024-02-30",
            "tanggal itu tidak ada di kalender",
        ),
        (("language: id", "language: jv"), "language:", "Yang boleh: 'id', 'en'"),
        (("rank_by: exact", "rank_by: rounded"), "rank_by:", "Yang boleh: 'exact', 'total'"),
        (
            ("jurors: mean,", "jurors: average,"),
            "combine:",
            "Yang boleh: 'mean', 'median', 'sum', 'rank_sum'",
        ),
        (("jurors: mean,", "jurors: {trimmed: 0},"), "combine:", "Paling kecil 1"),
        (
            ("recusal: same_region ", "recusal: own "),
            "recusal:",
            "Yang boleh: 'same_region', 'none'",
        ),
        (
            ("personal: [nip, telepon]", "personal: nip"),
            "personal:",
            "di sini harus ada daftar. Tulis [nip]",
        ),
        (("[tidak hadir, TH]", "tidak hadir"), "absent_words:", "Tulis [tidak hadir]"),
        (
            ("scale: {min: 0, max: 100, decimals: 2}", "scale: 100"),
            "scale: 100",
            "di sini harus ada kunci-kunci",
        ),
        (
            ("name: Karang Taruna\n", "name: [Karang, Taruna]\n"),
            "name: [Karang",
            "harus teks biasa",
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """Each type says how it is written."""
    refuse(*changes).must_say(at, words)


def test_all_mistakes_are_said_at_once(refuse: Refuse) -> None:
    """Mistakes of form come together, in the order of the lines."""
    refusal = refuse(
        "ties: [firsts, shared]", "ties: [firsts, shared, umur]",
        "decimal_mark:", "desimal_mark:",
        "rank_by: exact", "rank_by: rounded",
    )  # fmt: skip
    assert [mistake.line for mistake in refusal.mistakes] == [
        refusal.line("desimal_mark"), refusal.line("rank_by"), refusal.line("overall:")
    ]  # fmt: skip


def test_what_is_unknown_does_not_hide_what_is_wrong(refuse: Refuse) -> None:
    """Beside an unknown key, weights that do not add up are found in the same go."""
    refusal = refuse("personal:", "personel:", "weight: 60}", "weight: 50}")
    assert [mistake.line for mistake in refusal.mistakes] == [
        refusal.line("personel"), refusal.line("criteria:\n          legalitas")
    ]  # fmt: skip


def test_a_wrong_category_does_not_hide_another(refuse: Refuse) -> None:
    """A mistake of form in one category leaves the meaning of the others to be looked at."""
    refusal = refuse(
        "categories:\n",
        "categories:\n  lks: {name: LKS, scale: {max: sepuluh}, stages: {a: {}}}\n",
        "weight: 60}", "weight: 50}",
        "Juara III: 1}", "Juara LKS: 1}",
    )  # fmt: skip
    assert [mistake.line for mistake in refusal.mistakes] == [
        *[refusal.line("lks: {")] * 3, refusal.line("criteria:\n          legalitas")
    ]  # fmt: skip


def test_a_key_taken_for_another_makes_no_second_mistake(refuse: Refuse) -> None:
    """A misspelt key is one mistake, not an unknown and a missing one."""
    refusal = refuse("program: {name: Program kerja, weight: 60}", "program: {nama: x, wieght: 60}")
    assert len(refusal.mistakes) == 2
    assert "Mungkin maksudnya “name”" in refusal.mistakes[0].message
    assert "Mungkin maksudnya “weight”" in refusal.mistakes[1].message
