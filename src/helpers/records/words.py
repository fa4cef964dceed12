"""The words of messages and documents: gettext catalogues ``words/<language>/LC_MESSAGES``.

Each room has a catalogue of its own; the key of a sentence stands where gettext has the original.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

LANGUAGES = ("id", "en")
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?=\s|$)")


class _Catalogue(gettext.GNUTranslations):
    """A compiled catalogue whose sentences can be listed."""

    _catalog: dict[str, str]

    def sentences(self) -> Mapping[str, str]:
        return MappingProxyType({key: text for key, text in self._catalog.items() if key})


@cache
def sentences(room: str, language: str) -> Mapping[str, str]:
    """All sentences of a room in one language, by key."""
    catalogue = files("helpers.records") / "words" / language / "LC_MESSAGES" / f"{room}.mo"
    with catalogue.open("rb") as compiled:
        return _Catalogue(compiled).sentences()


def say(key: str, language: str, /, **values: object) -> str:
    """The sentence ``key`` (``room.name``) in a language, its fields filled with ``values``.

    Two full stops before a blank or the end, where a value ends in one, become one.

    Raises
    ------
    KeyError
        There is no such sentence, or a value it names was not given.
    """
    room, _, name = key.partition(".")
    said = sentences(room, language)[name].format(**values)
    # A name may bring its own full stop to the end of a sentence: "... atas Lisda, S.Sos."
    return _TWO_STOPS.sub(".", said) if ".." in said else said
