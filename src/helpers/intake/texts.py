"""Texts as stored: plain or in runs, with what is struck through or raised kept apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.intake.package import Attributes, Shape, main, parse
from helpers.intake.styles import is_on
from helpers.intake.workbook import RefusedError, Run

STRING_LIMIT = 200_000
LENGTH_LIMIT = 32_767
ELEMENT_LIMIT = 2_000_000

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ITEM, _PIECE, _RUN = main("si"), main("t"), main("r")
_PROPERTIES, _PHONETIC = main("rPr"), main("rPh")
_STRIKE, _RAISED = main("strike"), main("vertAlign")


class RichText(NamedTuple):
    """One text; ``runs`` only where it is stored in pieces."""

    text: str
    runs: tuple[Run, ...] = ()
    commented: bool = False


def unescape(text: str) -> str:
    """The text with ``_x000D_`` and the like turned into the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class TextCollector:
    """Collects the pieces of one text while the parser passes; phonetic hints are left out."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.runs: list[Run] = []
        self.open = False
        self.commented = False
        self._phonetic = False
        self._in_properties = False
        self._struck = self._raised = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == _PIECE:
            self.open = not self._phonetic
        elif name == _RUN:
            self.plain = []
            self._struck = self._raised = False
        elif name == _PROPERTIES:
            self._in_properties = True
        elif name == _PHONETIC:
            self._phonetic = True
        elif self._in_properties and name == _STRIKE:
            self._struck = is_on(attributes)
        elif self._in_properties and name == _RAISED:
            self._raised = attributes.get("val") == "superscript"

    def end(self, name: str) -> None:
        if name == _PIECE:
            self.open = False
        elif name == _RUN:
            self.runs.append(Run(unescape("".join(self.plain)), self._struck, self._raised))
        elif name == _PROPERTIES:
            self._in_properties = False
        elif name == _PHONETIC:
            self._phonetic = False

    def text(self, piece: str) -> None:
        if self.open:
            self.plain.append(piece)

    def comment(self, _text: str) -> None:
        self.commented = self.commented or self.open

    def result(self) -> RichText:
        """The text that was collected.

        Raises
        ------
        RefusedError
            It is longer than a cell can hold.
        """
        runs = tuple(self.runs)
        text = "".join(run.text for run in runs) if runs else unescape("".join(self.plain))
        if len(text) > LENGTH_LIMIT:
            raise RefusedError("BOMB", detail=f"{len(text)}")
        return RichText(text, runs, self.commented)


def read_shared_texts(part: str, data: bytes) -> tuple[RichText, ...]:
    """The workbook's table of texts; the counts it declares are not believed.

    Raises
    ------
    RefusedError
        There are too many texts, or one is too long.
    """
    shape = Shape(part, most=ELEMENT_LIMIT)
    found: list[RichText] = []
    collector = TextCollector()

    def start(name: str, attributes: Attributes) -> None:
        nonlocal collector
        shape.enter(attributes)
        if name == _ITEM:
            collector = TextCollector()
            if len(found) >= STRING_LIMIT:
                raise RefusedError("TOO_MANY_STRINGS", limit=STRING_LIMIT)
        else:
            collector.start(name, attributes)

    def end(name: str) -> None:
        shape.leave(name)
        if name == _ITEM:
            found.append(collector.result())
        else:
            collector.end(name)

    parse(
        part,
        data,
        start,
        end,
        lambda piece: collector.text(piece),
        lambda text: collector.comment(text),
    )
    return tuple(found)
