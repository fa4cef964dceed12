"""What minutes should say, and when two texts say the same."""

from __future__ import annotations

import pytest

from helpers.report.digest import SeasonDigest
from helpers.report.letters.expecting import alike, bare, expect_minutes, held_in, stands_in


@pytest.mark.parametrize(
    ("value", "text", "stands"),
    [
        ("87,50", "nilai 87,50†.", True),
        ("7,50", "nilai 87,50", False),
        ("87,5", "nilai 87,50", False),
        ("13", "diikuti 13 (tiga belas) peserta", True),
        ("1", "peringkat 11", False),
        ("tiga", "ketiga", False),
        ("Karang Taruna", "KATEGORI KARANG TARUNA", True),
        ("2.180,07", "sama-sama bernilai 2.180,07, yang menentukan", True),
    ],
)
def test_a_value_stands_as_a_whole(value: str, text: str, *, stands: bool) -> None:
    """A value stands in a text only as a whole number, word or name."""
    assert stands_in(value, text) is stands


def test_what_word_changes_by_itself_makes_no_difference() -> None:
    """Curly quotes, hard blanks, long dashes and signs of corrections are alike."""
    assert (
        alike("Mu\u2019minin  \u201cAmandit\u201d \u2013 87,50†") == 'Mu\'minin "Amandit" - 87,50'
    )


def test_every_held_value_is_marked(digest: SeasonDigest) -> None:
    """Each figure, name, rank and title is marked with its field; venue and office are not."""
    expected = expect_minutes(digest, "karang-taruna", "", "id", None)
    first = expected.reading.tables[1].rows[1]
    assert [held_in(cell)[0].field for cell in first.cells] == [
        "peringkat", "nama", "daerah", "nilai", "terbilang", "gelar"
    ]  # fmt: skip
    assert bare(first.cells[0]) == "1"
    text = expected.reading.text
    assert {one.field for one in held_in(text)} >= {"jumlah_peserta", "sidik_aturan", "nilai_sama"}
    assert "¦Dinas Sosial" not in text
