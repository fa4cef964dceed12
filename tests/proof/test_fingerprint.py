"""The short fingerprint on the documents that people sign."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.proof.fingerprint import result_fingerprint, short
from helpers.records.tables import SourceFile, write_table
from helpers.rules import load

BOOK = load(Path(__file__).parents[2] / "data" / "raw" / "contoh-2024" / "rules.yaml")


@pytest.fixture
def processed(tmp_path: Path) -> Path:
    """A season with one input file and an empty ranking."""
    write_table(tmp_path, "files.csv", [SourceFile("a.xlsx", "ab" * 32, 1, "workbook", "read")])
    write_table(tmp_path, "rankings.csv", [])
    return tmp_path


def test_inputs_rules_and_rankings_all_count(processed: Path) -> None:
    """A changed file, rule or ranking gives another fingerprint; the same gives the same."""
    first = result_fingerprint(processed, BOOK)
    assert result_fingerprint(processed, BOOK) == first
    assert result_fingerprint(processed, BOOK.model_copy(update={"version": 2})) != first
    write_table(processed, "files.csv", [SourceFile("a.xlsx", "cd" * 32, 1, "workbook", "read")])
    assert result_fingerprint(processed, BOOK) != first


def test_short_form_can_be_read_aloud() -> None:
    """Sixteen digits in groups of four."""
    assert short("3f2a90c177b0e4d5" + "0" * 48) == "3F2A-90C1-77B0-E4D5"
