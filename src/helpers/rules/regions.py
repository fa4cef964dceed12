"""The kabupaten and kota: which region a written name or code means, exactly or not at all."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from helpers.rules.values import Rule, Text

BUILT_IN = ("kalimantan-selatan",)

_KIND = re.compile(r"(kabupaten|kab\.?|kota)\s+(.+)", re.IGNORECASE)
_KIND_WORDS = {"kabupaten": ("kabupaten", "kab"), "kab": ("kabupaten", "kab"), "kota": ("kota",)}


class Region(Rule):
    """A region that sends participants; ``also`` holds other ways to write it."""

    code: Text
    name: Text
    also: tuple[Text, ...] = ()


@cache
def built_in(name: str) -> tuple[Region, ...]:
    """The regions of a built-in list, as the file of that name beside this module holds them."""
    text = (files("helpers.rules") / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(
        Region(code=row["code"], name=row["name"], also=tuple(filter(None, row["also"].split("|"))))
        for row in csv.DictReader(text.splitlines())
    )


def fold(text: str) -> str:
    """The text without case, spaces and signs: what two ways of writing one name share."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


@lru_cache(maxsize=1 << 10)
def spellings(region: Region) -> frozenset[str]:
    """Every folded way to write a region: code, name, name without its kind, and ``also``.

    The kind (Kabupaten, Kab., Kota) may only be left out, never exchanged: "Kota Banjar" is nobody.
    """
    names = {fold(region.code), fold(region.name), *map(fold, region.also)}
    if match := _KIND.fullmatch(region.name):
        bare = {fold(match[2]), *map(fold, region.also)}
        kinds = _KIND_WORDS[fold(match[1])]
        names |= bare | {kind + name for kind in kinds for name in bare}
    return frozenset(names)


def find_region(text: str, regions: Iterable[Region]) -> Region | None:
    """The region that ``text`` names, or None where it names none or more than one.

    Nothing is guessed: a name with a letter too few stays unknown, and "Banjar" is never
    Banjarmasin or Banjarbaru.
    """
    wanted = fold(text)
    found = [region for region in regions if wanted in spellings(region)]
    return found[0] if len(found) == 1 else None
