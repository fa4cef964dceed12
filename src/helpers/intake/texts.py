"""Texts as stored: plain or in runs, with what is struck through or raised kept apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.intake.package import Attributes, Package, Shape, main, parse
from helpers.intake.styles import is_on
from helpers.intake.workbook import RefusedError, Run

STRING_LIMIT = 1_000_000
LENGTH_LIMIT = 32_767
ELEMENT_LIMIT = 6_000_000
ITEM_DEPTH = 2

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
    """The text with ``_x000D_`` and the like turned into the characters they stand for.

    Half a surrogate pair stands for no character: such a text stays as it is stored.
    """
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    try:
        return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return text


class TextCollector:
    """Collects one text while the parser passes; phonetic hints are left out.

    Parameters
    ----------
    pieces
        Where the parser puts the pieces of whatever text it meets.
    """

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.reset()

    def reset(self) -> None:
        """Begin another text."""
        self.plain: list[str] = []
        self.runs: list[Run] = []
        self.open = False
        self.commented = False
        self._phonetic = False
        self._in_properties = False
        self._struck = self._raised = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == _PIECE:
            self.pieces.clear()
            self.open = not self._phonetic
        elif name == _RUN:
            self._end_run()
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
            if self.open:
                self.plain += self.pieces
                self.open = False
        elif name == _RUN:
            self._end_run()
        elif name == _PROPERTIES:
            self._in_properties = False
        elif name == _PHONETIC:
            self._phonetic = False

    def _end_run(self) -> None:
        """Close a run, or what stands before the first one."""
        if self.plain:
            self.runs.append(Run(unescape("".join(self.plain)), self._struck, self._raised))
        self.plain = []
        self._struck = self._raised = False

    def comment(self, _text: str) -> None:
        self.commented = self.commented or self.open

    def result(self) -> RichText:
        """The text that was collected.

        Raises
        ------
        RefusedError
            It is longer than a cell can hold.
        """
        if self.runs:
            self._end_run()
            text = "".join(run.text for run in self.runs)
        else:
            text = unescape("".join(self.plain))
        check_length(text)
        return RichText(text, tuple(self.runs), self.commented)


def check_length(text: str) -> None:
    """Refuse what is longer than a cell can hold.

    Raises
    ------
    RefusedError
        It is.
    """
    if len(text) > LENGTH_LIMIT:
        raise RefusedError("BOMB", detail=f"{len(text)}")


def settle(pieces: list[str], reading: bool) -> None:
    """Bound what the parser has put aside, between two pieces of a stream.

    Parameters
    ----------
    reading
        Whether it stands inside a text, which then must not grow too long; the blanks between
        elements are dropped.

    Raises
    ------
    RefusedError
        The text is longer than a cell can hold.
    """
    if reading:
        pieces[:] = ["".join(pieces)]
        check_length(pieces[0])
    else:
        pieces.clear()


class _Table:
    """The handlers of the parser for the table of texts."""

    def __init__(self, part: str) -> None:
        self.shape = Shape(part, most=ELEMENT_LIMIT)
        self.found: list[RichText] = []
        self.pieces: list[str] = []
        self.text = TextCollector(self.pieces)

    def start(self, name: str, attributes: Attributes) -> None:
        self.shape.enter(attributes)
        if name == _ITEM:
            if self.shape.depth != ITEM_DEPTH:
                raise RefusedError("FOREIGN_ELEMENT")
            self.text.reset()
            if len(self.found) >= STRING_LIMIT:
                raise RefusedError("TOO_MANY_STRINGS", limit=STRING_LIMIT)
        else:
            self.text.start(name, attributes)

    def end(self, name: str) -> None:
        self.shape.leave(name)
        if name == _ITEM:
            self.found.append(self.text.result())
        else:
            self.text.end(name)


def read_shared_texts(package: Package, part: str) -> tuple[RichText, ...]:
    """The workbook's table of texts; the counts it declares are not believed.

    Raises
    ------
    RefusedError
        There are too many texts, or one is too long.
    """
    table = _Table(part)
    parse(
        package,
        part,
        table.start,
        table.end,
        table.pieces.append,
        table.text.comment,
        lambda: settle(table.pieces, table.text.open),
    )
    return tuple(table.found)
