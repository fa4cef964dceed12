"""The words of messages and documents."""

from __future__ import annotations

import csv
import string
from importlib.resources import files

import pytest

from helpers.records.words import LANGUAGES, say, sentences

ROOMS = sorted(
    path.name.removesuffix(".csv")
    for path in (files("helpers.records") / "words").iterdir()
    if path.name.endswith(".csv") and path.name != "findings.csv"
)


def test_a_sentence_is_filled() -> None:
    """A sentence is said in its language with its values."""
    assert say("intake.perhaps", "id", readings="85") == " Mungkin 85."
    assert say("intake.perhaps", "en", readings="85") == " Perhaps 85."


def test_a_missing_sentence_or_value_is_an_error() -> None:
    """No message goes out with a hole in it."""
    with pytest.raises(KeyError):
        say("intake.no_such_sentence", "id")
    with pytest.raises(KeyError):
        say("intake.perhaps", "id")


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_is_there_in_both_languages(room: str) -> None:
    """Keys stand once, and both languages name the same values."""
    text = (files("helpers.records") / "words" / f"{room}.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(row[language]) if name is not None}
            for language in LANGUAGES
        ]
        assert fields[0] == fields[1], row["key"]


def test_all_sentences_of_a_room_are_given() -> None:
    """A room's sentences come by key in one language."""
    assert sentences("intake", "en")["committee"] == "The committee"
