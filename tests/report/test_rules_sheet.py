"""The sheet that the jury signs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from helpers.report.rules_sheet import rules_sheet, sheet_data
from helpers.rules import load

DAY = date(2024, 7, 1)


def test_same_rules_give_the_same_bytes(root: Path) -> None:
    """The sheet holds no clock and no chance."""
    book = load(root / "data" / "raw" / "contoh-2023" / "rules.yaml")
    assert rules_sheet(book, "AAAA", DAY) == rules_sheet(book, "AAAA", DAY)


def test_every_topic_has_its_heading(root: Path) -> None:
    """Every rule that is in force stands under a heading, in both languages."""
    book = load(root / "data" / "raw" / "contoh-2024" / "rules.yaml")
    for language in ("id", "en"):
        categories = sheet_data(book, "AAAA", DAY, language)["categories"]
        assert isinstance(categories, list)
        for category in categories:
            assert all(heading and sentences for heading, sentences in category["rules"])


def test_replacements_sign_too(root: Path) -> None:
    """A juror who replaces another from a later date stands among those who sign."""
    book = load(root / "data" / "raw" / "contoh-2024" / "rules.yaml")
    categories = sheet_data(book, "AAAA", DAY, "id")["categories"]
    assert isinstance(categories, list)
    replacing = {juror.name for juror in book.jurors.values() if juror.replaces}
    assert replacing
    assert replacing & set(categories[0]["jurors"])


def test_a_sample_is_marked_in_the_language_of_the_reader(root: Path) -> None:
    """The mark across the page of a sample is CONTOH, in English SAMPLE."""
    book = load(root / "data" / "raw" / "contoh-2024" / "rules.yaml")
    told = [sheet_data(book, "AAAA", DAY, language)["words"] for language in ("id", "en")]
    assert [words["sample"] for words in told if isinstance(words, dict)] == ["CONTOH", "SAMPLE"]
