"""What a Word document says as it would be printed: paragraphs, tables, headers and footers.

Split runs are put together; of tracked changes the accepted view is read, and they are counted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from helpers.records.damaged import DAMAGED_PACKAGE
from helpers.report.letters.template import LARGEST

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # what Word calls strict
)
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
TAKEN_OUT = ("del", "moveFrom")
PUT_IN = ("ins", "moveTo")
OFF = ("0", "false", "off")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BODY = re.compile(r"word/document\d*\.xml")
_MARGIN = re.compile(r"word/(header|footer)\d*\.xml")


class NotWord(Exception):
    """The file is no Word document that can be read."""


@dataclass(frozen=True)
class Row:
    """One row of a table: its number from 1, and the texts of its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table of the body: its number from 1, and its rows."""

    number: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph outside the tables that is not empty: its number from 1, and its text."""

    number: int
    text: str


@dataclass(frozen=True)
class Reading:
    """A document as it would be printed, and how many tracked changes it holds."""

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    margins: tuple[str, ...]
    tracked: int

    @property
    def text(self) -> str:
        """Everything, one line for each paragraph and cell."""
        cells = (cell for table in self.tables for row in table.rows for cell in row.cells)
        return "\n".join((*(one.text for one in self.paragraphs), *cells, *self.margins))


def read_document(content: bytes) -> Reading:
    """Read a ``.docx``.

    Raises
    ------
    NotWord
        It is none, or larger than any minutes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(member.file_size for member in package.infolist()) > LARGEST:
                raise NotWord("too large")
            names = package.namelist()
            body = [_read_part(package.read(name)) for name in names if _BODY.fullmatch(name)]
            margins = [_read_part(package.read(name)) for name in names if _MARGIN.fullmatch(name)]
    except DAMAGED_PACKAGE as failure:
        raise NotWord(str(failure)) from failure
    except expat.ExpatError as failure:
        raise NotWord(str(failure)) from failure
    if not body:
        raise NotWord("word/document.xml")
    told = [text for part in body for text in part.texts if text.strip()]
    return Reading(
        tuple(Paragraph(number, text) for number, text in enumerate(told, start=1)),
        tuple(table for part in body for table in part.tables),
        tuple(text for part in margins for text in part.all_texts() if text.strip()),
        sum(part.tracked for part in (*body, *margins)),
    )


@dataclass
class _OpenTable:
    rows: list[Row] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    number: int = 0
    gone: bool = False


class _Part:
    """Collects one part of the package while the parser walks through it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.tables: list[Table] = []
        self.tracked = 0
        self._path: list[str] = []
        self._open: list[_OpenTable] = []
        self._paragraphs: list[list[str]] = []
        self._hidden_run = False

    def all_texts(self) -> list[str]:
        """The paragraphs, then the cells of the tables."""
        cells = [cell for table in self.tables for row in table.rows for cell in row.cells]
        return [*self.texts, *cells]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        tag = _tag(name)
        above = self._path[-1] if self._path else ""
        self._path.append(tag)
        if tag in (*TAKEN_OUT, *PUT_IN):
            self.tracked += 1
            if above == "trPr" and tag == "del" and self._open:
                self._open[-1].gone = True
        elif tag == "tbl":
            self._open.append(_OpenTable())
        elif tag == "tr" and self._open:
            one = self._open[-1]
            one.number, one.cells, one.gone = one.number + 1, [], False
        elif tag == "tc" and self._open:
            self._open[-1].lines = []
        elif tag == "p":
            self._paragraphs.append([])
        elif tag == "r":
            self._hidden_run = False
        elif tag == "vanish" and "r" in self._path:
            value = next((text for key, text in attributes.items() if _tag(key) == "val"), "1")
            self._hidden_run = value not in OFF
        elif tag in _SIGNS and above == "r":
            self._add(_SIGNS[tag])

    def data(self, text: str) -> None:
        """Text between two elements."""
        if self._path and self._path[-1] == "t":
            self._add(text)

    def end(self, _name: str) -> None:
        """An element ends."""
        tag = self._path.pop()
        if tag == "p" and self._paragraphs:
            self._finish_paragraph("".join(self._paragraphs.pop()))
        elif tag == "tc" and self._open:
            self._open[-1].cells.append("\n".join(self._open[-1].lines))
        elif tag == "tr" and self._open:
            one = self._open[-1]
            if not one.gone:
                one.rows.append(Row(one.number, tuple(one.cells)))
        elif tag == "tbl" and self._open:
            self._finish_table(self._open.pop())

    def _add(self, text: str) -> None:
        skipped = self._hidden_run or any(tag in self._path for tag in (*TAKEN_OUT, FALLBACK))
        if self._paragraphs and not skipped:
            self._paragraphs[-1].append(text)

    def _finish_paragraph(self, text: str) -> None:
        if FALLBACK in self._path:
            return
        if self._open:
            self._open[-1].lines.append(text)
        else:
            self.texts.append(text)

    def _finish_table(self, one: _OpenTable) -> None:
        if self._open:  # a table in a cell is read as the text of that cell
            self._open[-1].lines += [cell for row in one.rows for cell in row.cells]
        else:
            self.tables.append(Table(len(self.tables) + 1, tuple(one.rows)))


def _tag(name: str) -> str:
    """The element's own name where it is Word's, else its full name."""
    space, _, own = name.rpartition(" ")
    return own if space in WORD else name


def _read_part(content: bytes) -> _Part:
    part = _Part()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = part.start
    parser.EndElementHandler = part.end
    parser.CharacterDataHandler = part.data
    parser.Parse(content, True)
    return part
