"""The words of score sheets and officers' tables, from ``vocabulary.csv``: data, not branches."""

from __future__ import annotations

import csv
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02bb\u0060\u00b4\u2032", "'"))


@lru_cache(maxsize=1 << 14)
def key(text: str) -> str:
    """What two spellings of one word share: case, blanks, apostrophes and composition aside.

    Nothing else is folded, so a letter too few or of another script makes another word.
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_APOSTROPHES)
    return " ".join(folded.split())


@cache
def _words() -> dict[str, dict[str, str]]:
    text = (files("helpers.intake") / "vocabulary.csv").read_text(encoding="utf-8")
    places: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(text.splitlines()):
        places.setdefault(row["place"], {})[row["word"]] = row["meaning"]
    return places


def meaning(place: str, text: str) -> str:
    """What a word means at a place (header, row, label, use, ...); '' where it means nothing."""
    return _words()[place].get(key(text).strip(" .:*"), "")
