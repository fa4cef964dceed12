"""The words of messages and documents, from ``words/<room>.csv`` with columns key, id, en."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

LANGUAGES = ("id", "en")


@cache
def _sentences(room: str) -> dict[str, dict[str, str]]:
    text = (files("helpers.records") / "words" / f"{room}.csv").read_text(encoding="utf-8")
    return {row["key"]: row for row in csv.DictReader(text.splitlines())}


def say(key: str, language: str, **values: object) -> str:
    """The sentence ``key`` (``room.name``) in a language, its fields filled with ``values``.

    Raises
    ------
    KeyError
        There is no such sentence, or a value it names was not given.
    """
    room, _, name = key.partition(".")
    return _sentences(room)[name][language].format(**values)


def sentences(room: str, language: str) -> dict[str, str]:
    """All sentences of a room in one language, by key."""
    return {key: row[language] for key, row in _sentences(room).items()}
