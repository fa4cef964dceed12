"""The words of messages and documents: gettext catalogues ``words/<language>/LC_MESSAGES``.

Each room has a catalogue of its own; the key of a sentence stands where gettext has the original.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType

LANGUAGES = ("id", "en")


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

    A value that ends in a full stop brings the one that ends the sentence: "... atas Lisda, S.Sos."

    Raises
    ------
    KeyError
        There is no such sentence, or a value it names was not given.
    """
    room, _, name = key.partition(".")
    sentence = sentences(room, language)[name]
    said = sentence.format(**values)
    return _with_one_stop(sentence, values) if ".." in said else said


def _with_one_stop(sentence: str, values: Mapping[str, object]) -> str:
    """The sentence filled, without each full stop that a value before it has brought.

    What a value says stays as it is: a cell that reads ``85..`` is told so.
    """
    filler, said = Formatter(), ""
    for text, field, form, conversion in filler.parse(sentence):
        ends = text[:1] == "." and (text[1:2].isspace() or (text == "." and field is None))
        said += text[1:] if ends and said.endswith(".") else text
        if field is not None:
            shown = f"{{{field}{f'!{conversion}' if conversion else ''}:{form or ''}}}"
            said += filler.vformat(shown, (), values)
    return said
