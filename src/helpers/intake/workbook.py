"""What the reader hands on: a workbook as it is stored, with nothing interpreted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

Position = tuple[int, int]  # row and column, both from 1

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def column_letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column from its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def address(position: Position) -> str:
    """The address of a cell, such as ``E12``."""
    return f"{column_letters(position[1])}{position[0]}"


def read_address(text: str) -> Position | None:
    """The position that an upper-case address names, or None where it is not one."""
    match = _REFERENCE.fullmatch(text)
    return (int(match[2]), column_number(match[1])) if match else None


class Area(NamedTuple):
    """A rectangle of cells, borders included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first = address((self.top, self.left))
        last = address((self.bottom, self.right))
        return first if first == last else f"{first}:{last}"

    def covers(self, position: Position) -> bool:
        """Whether a position lies inside."""
        row, column = position
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def size(self) -> int:
        """How many cells it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


def read_area(text: str) -> Area | None:
    """The area of ``B2:D4`` or of a single address, or None where it is neither."""
    first, _, last = text.partition(":")
    start, end = read_address(first), read_address(last or first)
    if not start or not end or start[0] > end[0] or start[1] > end[1]:
        return None
    return Area(*start, *end)


class Run(NamedTuple):
    """A piece of rich text with the two marks that change what it means."""

    text: str
    struck: bool
    raised: bool


class Cell(NamedTuple):
    """One stored cell; a tuple, because a season holds tens of thousands of them.

    ``kind`` is number, text, bool, error or date; ``literal`` is what is stored, to the letter.
    ``derived`` names how a formula reached the cell where it was not typed there: array, shared,
    dataTable or spill.
    """

    row: int
    column: int
    kind: str
    literal: str
    formula: str = ""
    style: int = 0
    runs: tuple[Run, ...] = ()
    derived: str = ""

    @property
    def position(self) -> Position:
        return (self.row, self.column)

    @property
    def address(self) -> str:
        return address((self.row, self.column))

    @property
    def calculated(self) -> bool:
        """Whether a formula, not a person, put the value there."""
        return bool(self.formula or self.derived)


class Note(NamedTuple):
    """A note or a reply of a thread at a cell; ``author`` as the file names him or her."""

    position: Position
    text: str
    author: str = ""
    threaded: bool = False


class Validation(NamedTuple):
    """A rule for what may be typed into cells; the program that wrote them may not have kept it."""

    areas: tuple[Area, ...]
    kind: str
    operator: str
    first: str
    second: str


class DefinedName(NamedTuple):
    """A name that formulas may use; ``sheet`` is the number of the only one that knows it."""

    name: str
    formula: str
    sheet: str = ""
    hidden: bool = False


class Style(NamedTuple):
    """How a cell is shown: its number format, the class of that format, and what may hide it."""

    code: str = "General"
    kind: str = "general"
    struck: bool = False
    white: bool = False
    filled: bool = False


@dataclass(frozen=True)
class Word:
    """A value of a notice that is a sentence of ``words/intake.csv``, to be said later."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """Something seen in a file, before it is known whose file it is; becomes a finding.

    ``values`` fill its sentences; ``about`` are ids of what it is about, see ``Finding``.
    """

    code: str
    sheet: str = ""
    cell: str = ""
    literal: str = ""
    level: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """The file or the sheet cannot be trusted; ``notice`` says why."""

    def __init__(self, code: str, sheet: str = "", cell: str = "", **values: object) -> None:
        super().__init__(code)
        self.notice = Notice(code, sheet=sheet, cell=cell, values=values)

    def at_sheet(self, sheet: str) -> RefusedError:
        """The same refusal with the sheet it happened in."""
        return RefusedError(
            self.notice.code, sheet=sheet, cell=self.notice.cell, **self.notice.values
        )


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells by position, and what hides, merges, comments or guards them.

    ``hidden_rows`` and ``hidden_columns`` include those without height or width; ``collapsed``
    are the rows at which hidden ones are folded away. ``formula_areas`` are what array formulas
    and data tables fill, with the kind of each. ``typed``: the file tells numbers from texts, which
    a .csv does not.
    """

    name: str
    state: str = "visible"
    cells: Mapping[Position, Cell] = field(default_factory=dict)
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    notes: tuple[Note, ...] = ()
    collapsed: frozenset[int] = frozenset()
    formula_areas: tuple[tuple[str, Area], ...] = ()
    validations: tuple[Validation, ...] = ()
    filter_area: str = ""
    protected: bool = False
    typed: bool = True

    @cached_property
    def comments(self) -> Mapping[Position, str]:
        """What notes and threads say at each cell; several are joined by " | "."""
        said: dict[Position, list[str]] = {}
        for note in self.notes:
            said.setdefault(note.position, []).append(note.text)
        return {position: " | ".join(texts) for position, texts in said.items()}

    def column_hidden(self, column: int) -> bool:
        """Whether a column is hidden or has no width."""
        return column in self.all_hidden_columns

    @cached_property
    def all_hidden_columns(self) -> frozenset[int]:
        """Every column that is hidden or has no width."""
        found: set[int] = set()
        done = 0
        for first, last in sorted(self.hidden_columns):
            found.update(range(max(first, done + 1), min(last, LAST_COLUMN) + 1))
            done = max(done, last)
        return frozenset(found)

    def merge_at(self, position: Position) -> Area | None:
        """The merged area that covers a position, if one does."""
        return next((area for area in self.merges if area.covers(position)), None)


@dataclass(frozen=True)
class Workbook:
    """One file as read: its sheets, or, where it was refused, a notice that says why.

    ``saved`` is when the file itself says it was last saved; None where it does not.
    ``from_1904``: its days are counted from 1904; ``linked``: the other workbooks it refers to.
    """

    file: str
    sha256: str
    size: int
    sheets: tuple[Sheet, ...] = ()
    styles: tuple[Style, ...] = ()
    notices: tuple[Notice, ...] = ()
    refused: bool = False
    saved: datetime | None = None
    from_1904: bool = False
    linked: tuple[str, ...] = ()
    names: tuple[DefinedName, ...] = ()

    @property
    def cells(self) -> int:
        """How many non-empty cells the reader counted."""
        return sum(len(sheet.cells) for sheet in self.sheets)

    def style(self, cell: Cell) -> Style | None:
        """The style of a cell, or None where the file has none of that number."""
        return self.styles[cell.style] if 0 <= cell.style < len(self.styles) else None
