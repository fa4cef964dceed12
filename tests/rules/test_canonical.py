"""The rule book as JSON: stable, complete, and equal to what the YAML says."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from helpers.rules import RuleBook, as_json, fingerprint, load, short_fingerprint
from helpers.rules.canonical import SHORT

EXAMPLE = Path(__file__).with_name("design-example.yaml")
SHORT_FORMS = ("ties", "regions")  # written shorter in YAML than in JSON, and compared by hand


def assert_same(written: Any, said: Any, way: str = "") -> None:
    """Every value of the YAML, read by another reader, stands in the JSON."""
    if isinstance(written, dict):
        for key in written.keys() - set(SHORT_FORMS):
            assert_same(written[key], said[key], f"{way}.{key}")
    elif isinstance(written, list):
        assert len(written) == len(said), way
        for one, other in zip(written, said, strict=True):
            assert_same(one, other, way)
    elif isinstance(written, bool) or written is None or isinstance(said, int):
        assert written == said, way
    elif isinstance(written, int | float):
        assert Decimal(str(written)) == Decimal(said), way
    else:
        assert str(written) == said, way


def test_the_json_says_what_the_yaml_says(example: str) -> None:
    """Read by a plain YAML reader, the rule book holds nothing that its JSON does not hold."""
    said = json.loads(as_json(load(EXAMPLE)))
    assert_same(YAML(typ="safe", pure=True).load(example), said)
    assert [link["kind"] for link in said["categories"]["karang-taruna"]["ties"]] == [
        "stage", "criterion", "shared"
    ]  # fmt: skip
    assert len(said["regions"]) == 13
    assert "63.10" in {region["code"] for region in said["regions"]}


def test_the_json_is_the_whole_book() -> None:
    """The JSON read back is the same rule book, and its JSON the same text."""
    book = load(EXAMPLE)
    again = RuleBook.model_validate(json.loads(as_json(book)))
    assert again == book
    assert as_json(again) == as_json(book)
    assert as_json(book).endswith("}\n")


def test_writing_does_not_change_the_fingerprint(
    load_text: Callable[[str], RuleBook], example: str
) -> None:
    """Comments, order of keys, idle zeros and quotes are no rules."""
    other = example.replace("version: 1\n", "").replace("season:", "# catatan\nversion: 1\nseason:")
    other = other.replace("weight: 60}", "weight: '60.00'}")
    assert other != example
    assert fingerprint(load_text(other)) == fingerprint(load_text(example))


def test_a_rule_changes_the_fingerprint(load_text: Callable[[str], RuleBook], example: str) -> None:
    """Another weight, another title and another order of the stages are other rules."""
    seen = {fingerprint(load_text(example))}
    stages = example.replace("      tes:", "      ujian:").replace(
        "stage: lapangan", "stage: ujian"
    )
    for other in (example.replace("at_least: 3", "at_least: 2"), stages):
        seen.add(fingerprint(load_text(other)))
    swapped = load_text(example).model_dump(by_alias=True)
    category = swapped["categories"]["karang-taruna"]
    category["stages"] = dict(reversed(category["stages"].items()))
    seen.add(fingerprint(RuleBook.model_validate(swapped)))
    assert len(seen) == 4


def test_the_short_fingerprint_begins_the_long_one() -> None:
    """What stands on a form can be found in the full fingerprint."""
    book = load(EXAMPLE)
    assert fingerprint(book).startswith(short_fingerprint(book))
    assert len(short_fingerprint(book)) == SHORT


@pytest.mark.slow
@given(st.decimals(min_value=0, max_value=100, places=4))
def test_weights_keep_every_digit(weight: Decimal) -> None:
    """A weight goes through the JSON without losing a digit."""
    data = json.loads(as_json(load(EXAMPLE)))
    data["categories"]["karang-taruna"]["stages"]["tes"]["weight"] = f"{weight:f}"
    book = RuleBook.model_validate(data)
    said = json.loads(as_json(book))["categories"]["karang-taruna"]["stages"]["tes"]["weight"]
    assert Decimal(said) == weight
    assert "E" not in said
