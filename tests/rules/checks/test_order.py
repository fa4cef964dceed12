"""Finalists, ties, titles, and the title across categories."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Refuse = Callable[..., Any]


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ("date: 2024-07-22\n", "date: 2024-07-22\n        finalists: 5\n"),
            "finalists: 5",
            "belum ada peringkat untuk memilih finalis",
        ),
        (
            ("finalists: 5", "finalists: 14"),
            "lapangan: {name",
            "meminta 14 finalis, padahal paling banyak 13",
        ),
        (
            ("source: committee ", "finalists: 3\n        source: committee "),
            "lapangan: {name",
            "meminta 5 finalis, padahal paling banyak 3",
        ),
    ],
)
def test_finalists_are_some_of_those_before(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """Finalists are chosen after a stage was held, and are not more than were there."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            (
                "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]",
                "ties: [stage: wawancara, shared]",
            ),
            "ties:",
            "Tahap “wawancara” tidak ada",
        ),
        (
            (
                "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]",
                "ties: [criterion: inovasi, shared]",
            ),
            "ties:",
            "Tulis tahap.kriteria; yang ada: administrasi.legalitas, administrasi.program",
        ),
        (
            (
                "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]",
                "ties: [criterion: lapangan.inovasii, shared]",
            ),
            "ties:",
            "Kriteria “lapangan.inovasii” tidak ada",
        ),
        (
            (
                "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]",
                "ties: [shared, stage: lapangan]",
            ),
            "ties:",
            "“stage: lapangan” dalam ties karang-taruna tidak pernah tercapai",
        ),
        (
            (
                "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]",
                "ties:\n      - lot\n      - juror_majority",
            ),
            "- juror_majority",
            "karena lot di depannya",
        ),
        (
            (
                "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]",
                "ties: [stage: lapangan, stage: lapangan]",
            ),
            "ties:",
            "“stage: lapangan” sudah ada lebih awal",
        ),
        (
            (
                "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]",
                "ties: [firsts, shared]",
            ),
            "ties:",
            "firsts hanya berlaku untuk juara umum",
        ),
        (
            (
                "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]",
                "ties: [umur, shared]",
            ),
            "ties:",
            "“umur” di categories.karang-taruna.ties.0 bukan cara memutus nilai sama",
        ),
    ],
)
def test_a_chain_splits_by_what_there_is(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """Every link names what there is, stands once, and can be reached."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ("Harapan II, Harapan III", "Harapan II, Harapan II"),
            "titles:",
            "Gelar “Harapan II” ditulis dua kali",
        ),
        (
            ("Juara III: 1}", "Juara IV: 1}"),
            "overall:",
            "Gelar “Juara IV” dalam overall.points tidak diberikan",
        ),
        (
            ("Juara III: 1}", "Juara III: -1}"),
            "overall:",
            "Poin untuk gelar “Juara III” di bawah nol",
        ),
        (
            ("ties: [firsts, shared]", "ties: [stage: lapangan, shared]"),
            "overall:",
            "tidak berlaku untuk juara umum",
        ),
        (
            ("ties: [firsts, shared]", "ties: [firsts, shared, firsts]"),
            "overall:",
            "“firsts” sudah ada lebih awal dalam ties Juara Umum",
        ),
        (
            ("ties: [firsts, shared]", "ties: [shared, firsts]"),
            "overall:",
            "“firsts” dalam ties Juara Umum tidak pernah tercapai",
        ),
    ],
)
def test_titles_are_told_apart(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """No title stands twice, and points are for titles that are given."""
    refuse(*changes).must_say(at, words)
