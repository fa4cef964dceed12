"""Findings and their vocabulary."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from helpers.records.findings import LEVELS, address, find, levels, stops
from helpers.records.words import sentences

CODES = sorted(levels())


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_level_and_sentences(code: str) -> None:
    """A code has a level and says what was seen and what to do."""
    assert levels()[code] in LEVELS
    for part in ("message", "advice"):
        assert sentences("findings", "id")[f"{code}.{part}"].strip()


def test_every_sentence_belongs_to_a_code() -> None:
    """No sentence is left of a code that is gone."""
    assert {key.rpartition(".")[0] for key in sentences("findings", "id")} == set(levels())


def test_codes_stand_once_in_order() -> None:
    """No code stands twice in the vocabulary, and each is found by the alphabet."""
    table = (files("helpers.records") / "finding_levels.csv").read_text("utf-8")
    written = [line.partition(",")[0] for line in table.splitlines()[1:]]
    assert written == CODES


def test_the_vocabulary_of_the_specification_is_whole(shared: Path) -> None:
    """Every code that the manifest of the outside set names is in the vocabulary."""
    rows = json.loads((shared / "hostile" / "manifest.json").read_text())
    wanted = {code for row in rows for code in row["codes"]}
    assert wanted <= set(levels())


def test_a_finding_says_where_and_what() -> None:
    """The sentences are filled with the address, the literal and the values."""
    found = find(
        "DATE_IN_SCORE", "id", category="kt", file="a.xlsx", sheet="S", cell="E12",
        literal="45481", format="d-mmm", readings="8,7 / 87",
    )  # fmt: skip
    assert found.message.startswith("a.xlsx › S › E12: ")
    assert "45481" in found.message
    assert found.level == "block"
    assert stops(found)
    assert address(found) == "a.xlsx › S › E12"


def test_a_level_may_be_given() -> None:
    """Where the specification gives two levels the finding has the one that is meant."""
    found = find("FORMULA_IN_SCORE", "en", level="warn", formula="90-5")
    assert found.level == "warn"
    assert not stops(found)


def test_an_unknown_code_or_a_missing_value_is_an_error() -> None:
    """A code outside the vocabulary, or a sentence without its value, never goes out."""
    with pytest.raises(KeyError):
        find("NO_SUCH_CODE", "id")
    with pytest.raises(KeyError):
        find("DATE_IN_SCORE", "id")
