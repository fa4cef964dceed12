"""The words of score sheets."""

from __future__ import annotations

import pytest

from helpers.intake.vocabulary import key, meaning


@pytest.mark.parametrize(
    ("place", "word", "means"),
    [
        ("header", " No. ", "number"), ("header", "KODE", "id"), ("header", "Kab/Kota", "region"),
        ("row", "Rata-rata", "summary"), ("row", "dst.", "summary"),
        ("label", "Nama Juri:", "juror"),
        ("use", "YA", "yes"), ("action", "abaikan", "ignore"), ("header", "Legalitas", ""),
    ],
)  # fmt: skip
def test_words_have_a_meaning_at_their_place(place: str, word: str, means: str) -> None:
    """A word means something at its place, whatever its case and final signs."""
    assert meaning(place, word) == means


def test_keys_fold_only_what_does_not_matter() -> None:
    """Case, blanks, apostrophes and composition are folded; letters never are."""
    assert key("Nur\u2019aini  SITI") == key("nur'aini siti")
    assert key("Jose\u0301") == key("José")
    assert key("Rizki") != key("Rizky")
