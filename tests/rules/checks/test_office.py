"""The office, its officers, the words for absence, and the regions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Refuse = Callable[..., Any]


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ("timezone: Asia/Makassar", "timezone: Asia/Banjarbaru"),
            "Asia/Banjarbaru",
            "tulis Asia/Makassar",
        ),
        (
            ("role: approval", "role: entry"),
            "second_person:",
            "salah satunya dengan role: approval",
        ),
        (
            (", {name: CONTOH Petugas Dua, role: approval}", ""),
            "second_person:",
            "sedikitnya dua petugas",
        ),
    ],
)
def test_the_office_is_one_there_can_be(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """A time zone exists, and a second person is asked for only where there is one."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (("[tidak hadir, TH]", "[tidak hadir, 0]"), "absent_words", "“0” terbaca sebagai bilangan"),
        (
            ("[juri berhalangan]", "[th]"),
            "absent_words",
            "“th” dipakai untuk peserta dan juga untuk juri",
        ),
    ],
)
def test_an_absence_word_says_one_thing(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """A word for absence is no number and means either the participant or the juror."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ('region: "63.03"', "region: 63.1"),
            "region: 63.1",
            'Tulis di antara tanda kutip, misalnya "63.10"',
        ),
        (
            ('region: "63.03"', "region: Banjarmasi"),
            "region: Banjarmasi",
            "Wilayah “Banjarmasi” tidak ada dalam daftar",
        ),
        (
            (
                "regions: kalimantan-selatan",
                "regions: [{code: 63.1, name: Tanah Bumbu}, {code: 63.03, name: Banjar}] #",
                "finalists: 5",
                "finalists: 2",
            ),
            "regions:",
            "Kode wilayah tertulis 63.1",
        ),
        (
            (
                "regions: kalimantan-selatan",
                "regions: [{code: 63.03, name: Satu}, {code: 6303, name: Dua}] #",
                'region: "63.03"',
                "region: Satu",
                "finalists: 5",
                "finalists: 2",
            ),
            "regions:",
            "“Dua” dan “Satu” memakai kode atau sebutan yang sama",
        ),
        (
            ("regions: kalimantan-selatan", "regions: kalimantan-barat"),
            "regions:",
            "Daftar wilayah “kalimantan-barat” tidak ada",
        ),
        (
            ("regions: kalimantan-selatan", "# regions"),
            "per_region:",
            "Tambahkan regions: kalimantan-selatan",
        ),
    ],
)
def test_a_region_is_written_so_that_it_means_one(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """A code keeps its zero, a name is known, and no spelling means two regions."""
    refuse(*changes).must_say(at, words)
