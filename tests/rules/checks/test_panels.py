"""Who judges, and who replaces whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Refuse = Callable[..., Any]


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ("replaces: J2, from: 2024-07-24", "replaces: J2"),
            "J6: {",
            "Juri pengganti J6 belum memiliki from",
        ),
        (("replaces: J2, from", "replaces: J9, from"), "J6: {", "menggantikan “J9” yang tidak ada"),
        (("replaces: J2, from", "from"), "J6: {", "memakai from tanpa replaces"),
        (("replaces: J2, from", "replaces: J6, from"), "J6: {", "menggantikan dirinya sendiri"),
        (
            ("categories:\n", "  J7: {name: x, replaces: J2, from: 2024-07-24}\ncategories:\n"),
            "J7: {",
            "menggantikan juri yang sama sejak hari yang sama",
        ),
        (
            (
                "jurors: [J1, J3, J4], finalists: 5, date: 2024-07-24,",
                "jurors: [J1, J2, J3], finalists: 5,",
            ),
            "lapangan: {name",
            "Tambahkan date supaya jelas siapa yang bertugas",
        ),
        (
            ("jurors: [J1, J3, J4], finalists", "jurors: [J1, J2, J6], finalists"),
            "lapangan: {name",
            "Juri J6 menduduki dua kursi",
        ),
    ],
)
def test_a_replacement_is_complete(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """A replacement names a juror there is and the day from which it holds."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ("[J1, J2, J3, J4, J5]", "[J1, J2, J3, J4, J9]"),
            "[J1, J2, J3, J4, J9]",
            "Juri “J9” di kategori karang-taruna tidak ada dalam jurors",
        ),
        (("[J1, J3, J4]", "[J1, J3, J8]"), "[J1, J3, J8]", "Juri “J8”"),
        (
            ("[J1, J2, J3, J4, J5]", "[J1, J2, J3, J4, J4]"),
            "[J1, J2, J3, J4, J4]",
            "Juri J4 disebut dua kali",
        ),
        (
            ("    jurors: [J1, J2, J3, J4, J5]\n", ""),
            "administrasi:",
            "Tahap administrasi di kategori karang-taruna tidak memiliki juri",
        ),
    ],
)
def test_a_panel_is_of_jurors_there_are(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """Each stage of jurors has known jurors, each of them once."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ("source: committee ", "source: committee\n        jurors: [J1, J2, J3]"),
            "jurors: [J1, J2, J3]",
            "dinilai panitia (source: committee), jadi jurors tidak berlaku",
        ),
        (
            (
                "tes: {name: Tes tertulis, weight: 100,",
                "tes: {name: Tes tertulis, source: jurors, weight: 100,",
            ),
            "criteria: {tes:",
            "Hapus source: committee dari tahap",
        ),
    ],
)
def test_the_committee_has_no_jurors(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """What the committee marks is not asked of jurors."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            (
                "recusal: same_region ",
                "recusal: [{juror: J9, participant: kt-01, reason: saudara}] ",
            ),
            "recusal:",
            "Juri “J9”",
        ),
        (
            (
                "  J6: {",
                "  J7: {name: x}\n  J6: {",
                "recusal: same_region ",
                "recusal: [{juror: J7, participant: kt-01, reason: saudara}] ",
            ),
            "recusal:",
            "Juri J7 tidak menilai di kategori karang-taruna",
        ),
        (
            (
                "recusal: same_region ",
                "recusal:\n"
                "      - {juror: J1, participant: a, reason: x}\n"
                "      - {juror: J1, participant: a, reason: y}\n",
            ),
            "reason: y",
            "Recusal juri J1 untuk peserta a tercatat dua kali",
        ),
    ],
)
def test_a_recusal_concerns_a_juror_who_judges(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """A recusal names a juror of the category, once for each participant."""
    refuse(*changes).must_say(at, words)
