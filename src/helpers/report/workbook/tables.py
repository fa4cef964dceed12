"""One table a sheet: title in A1, one header row, its checks counted for the contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from helpers.records.numbers import round_half_up
from helpers.report.workbook.formulas import Formula, Placed, Wording
from helpers.report.workbook.looks import FORMATS, WIDTHS, count_lines, number_look

HEADER = 4  # the row of the header, counted from 1; the table follows without a gap
NOTHING = "–"
LINE = 15  # points a line of text takes
PAGE = 260  # characters that a printed page holds in its width and that one can still read
HEADING = 255  # characters that the head of a printed page may have, with its codes
UNROUNDED = 8  # decimals at which values are compared that no rule rounds
# The notes in their order: what explains a column is referred to by its number here.
NOTES = (
    "live", "change", "check", "whole", "clean", "rank", "words", "names", "recalculated"
)  # fmt: skip
NOTE_OF_KIND = {"input": "change", "check": "check", "whole": "whole"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``kind`` is text, number, input, whole, exact or check; ``decimals`` as shown.

    ``note`` is the key of the note that explains it; the kinds input, whole and check have theirs.
    """

    key: str
    header: str
    kind: str = "text"
    decimals: int = 2
    width: float = 0
    note: str = ""

    @property
    def explained(self) -> str:
        """The key of the note that explains it, or ''."""
        return self.note or NOTE_OF_KIND.get(self.kind, "")

    @property
    def wide(self) -> float:
        """The width in characters."""
        return self.width or WIDTHS[self.kind]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another sheet of the workbook."""

    sheet: str
    words: str


@dataclass(frozen=True, slots=True)
class Check:
    """A check column: its area, how many cells it checks, and how many are not zero."""

    where: str
    cells: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Signed:
    """A number with the sign of what a person changed in it; the number stays a number."""

    value: Formula | Fraction | Decimal | int
    sign: str


Value = Signed | Formula | Wording | Link | Fraction | Decimal | int | str | None


def compared_at(decimals: int | None) -> int:
    """The decimals at which a value is held against the package's; None: it is not rounded."""
    return UNROUNDED if decimals is None else decimals


class Book:
    """The workbook with its formats, and the checks that its sheets report."""

    def __init__(self, workbook: Workbook, note_word: str) -> None:
        self.workbook = workbook
        self.note_word = note_word
        self.formats = {name: workbook.add_format(look) for name, look in FORMATS.items()}
        self.sheets: list[TableSheet] = []

    def number_format(self, kind: str, decimals: int, sign: str = "") -> Any:
        """The format of a number, with a sign behind it; made once for each look."""
        name = f"{kind}{decimals}{sign}"
        if name not in self.formats:
            self.formats[name] = self.workbook.add_format(number_look(kind, decimals, sign))
        return self.formats[name]

    def headers(self, columns: Sequence[Column]) -> list[str]:
        """The headers with the number of their note. In a table no two may be the same."""
        met: Counter[str] = Counter()
        found: list[str] = []
        for column in columns:
            met[column.header.casefold()] += 1
            same = met[column.header.casefold()]
            number = NOTES.index(column.explained) + 1 if column.explained else 0
            again = f" ({same})" if same > 1 else ""
            note = f" [{self.note_word} {number}]" if number else ""
            found.append(f"{column.header}{again}{note}")
        return found


def page_heading(title: str, about: str) -> str:
    """The title above a printed page, and below it the sentences of ``about`` that have room."""
    heading = f"&L&B{title.replace('&', '&&')}"
    below = "&B\n&8"
    for sentence in re.split(r"(?<=[.;]) ", about.replace("&", "&&")):
        if len(heading) + len(below) + len(sentence) > HEADING:
            break
        heading, below = f"{heading}{below}{sentence}", " "
    return heading[:HEADING]


@dataclass
class TableSheet:
    """A sheet with one table. Rows are written from the top; addresses are known beforehand."""

    book: Book
    name: str
    title: str
    about: str
    columns: Sequence[Column]
    rows: int
    freeze: int = 0
    written: int = 0
    checks: list[Check] = field(default_factory=list)
    _checked: dict[str, list[Fraction | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        workbook = self.book.workbook
        # The sheets in front are there before they can be filled.
        self.sheet = workbook.get_worksheet_by_name(self.name) or workbook.add_worksheet(self.name)
        self.letters = {c.key: xl_col_to_name(i) for i, c in enumerate(self.columns)}
        self.sheet.write_string("A1", self.title, self.book.formats["title"])
        self.sheet.write_string("A2", self.about, self.book.formats["about"])
        self._head()
        self._prepare_print()
        self.book.sheets.append(self)

    def _head(self) -> None:
        for place, column in enumerate(self.columns):
            self.sheet.set_column(place, place, column.wide)
        headers = self.book.headers(self.columns)
        widths = [column.wide - 1 for column in self.columns]
        self._set_height(HEADER, list(zip(headers, widths, strict=True)))
        last = HEADER + max(self.rows, 1)
        self.sheet.add_table(
            HEADER - 1, 0, last - 1, len(self.columns) - 1,
            {
                "name": f"tabel_{len(self.book.sheets) + 1}",
                "autofilter": False,
                "style": None,
                "columns": [
                    {"header": header, "header_format": self.book.formats["header"]}
                    for header in headers
                ],
            },
        )  # fmt: skip
        self.sheet.freeze_panes(HEADER, self.freeze)

    def _prepare_print(self) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        across = ceil(sum(column.wide for column in self.columns) / PAGE)
        self.sheet.fit_to_pages(across, 0)
        self.sheet.repeat_rows(HEADER - 1)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer("&L&A&R&P / &N")
        if across > 1 and self.freeze:
            # Beside repeated columns a title would be cut off: it stands above every page instead.
            self.sheet.repeat_columns(0, self.freeze - 1)
            last = HEADER + max(self.rows, 1)
            self.sheet.print_area(HEADER - 1, 0, last - 1, len(self.columns) - 1)
            self.sheet.set_margins(left=0.4, right=0.4, top=0.9, bottom=0.6)
            self.sheet.set_header(page_heading(self.title, self.about))

    def link_to(self, sheet: str, words: str) -> None:
        """A link in A3 to another sheet."""
        self.sheet.write_url("A3", f"internal:'{sheet}'!A1", self.book.formats["link"], words)

    def colour_words(self, key: str, row: int, alarm: str) -> None:
        """Show a cell as good, or as an alarm where the formula ``alarm`` holds."""
        cell = f"{self.letters[key]}{HEADER + row}"
        for criteria, look in ((alarm, "alarm"), (f"NOT({alarm})", "good")):
            self.sheet.conditional_format(
                cell,
                {"type": "formula", "criteria": f"={criteria}", "format": self.book.formats[look]},
            )

    def here(self, key: str) -> str:
        """The address, on this sheet, of a column in the row that is written next."""
        return f"{self.letters[key]}{self.next_row}"

    @property
    def next_row(self) -> int:
        """The row that is written next, counted from 1."""
        return HEADER + 1 + self.written

    def whole_column(self, key: str, first: int = 1, last: int = 0) -> str:
        """The fixed address of a column, from the ``first`` to the ``last`` of its rows."""
        letter = self.letters[key]
        return f"${letter}${HEADER + first}:${letter}${HEADER + (last or self.rows)}"

    def add(self, cells: Mapping[str, Value]) -> dict[str, Placed]:
        """Write one row; returns where its numbers stand. What is left out is written as a dash."""
        row = self.next_row
        placed = {}
        for place, column in enumerate(self.columns):
            value = cells.get(column.key)
            number = self._write(row - 1, place, column, value)
            if column.kind == "check":
                self._checked.setdefault(column.key, []).append(number)
            if number is not None:
                placed[column.key] = Placed(self.name, self.letters[column.key], row, number)
        texts = ((cells.get(c.key), c.wide) for c in self.columns)
        self._set_height(row, [(text, wide) for text, wide in texts if isinstance(text, str)])
        self.written += 1
        return placed

    def _set_height(self, row: int, texts: Sequence[tuple[str, float]]) -> None:
        """Make a row as high as its longest text needs; not every program does so by itself."""
        lines = max((count_lines(text, wide) for text, wide in texts), default=1)
        if lines > 1:
            self.sheet.set_row(row - 1, LINE * lines)

    def _write(self, row: int, place: int, column: Column, value: Value) -> Fraction | None:
        sign, value = (value.sign, value.value) if isinstance(value, Signed) else ("", value)
        look = (
            self.book.formats["text"]
            if column.kind == "text"
            else self.book.number_format(column.kind, column.decimals, sign)
        )
        if value is None or value == "":
            self.sheet.write_string(row, place, NOTHING, self.book.formats["nothing"])
            return None
        if isinstance(value, str):
            # A text of the season never becomes a formula, a link or a number.
            self.sheet.write_string(row, place, value, self.book.formats["text"])
            return None
        if isinstance(value, Link):
            address = f"internal:'{value.sheet}'!A1"
            self.sheet.write_url(row, place, address, self.book.formats["link"], value.words)
            return None
        if isinstance(value, Wording):
            self.sheet.write_formula(row, place, f"={value.text}", look, value.value)
            return None
        if isinstance(value, Formula):
            self.sheet.write_formula(row, place, f"={value.text}", look, float(value.value))
            return value.value
        self.sheet.write_number(row, place, float(value), look)
        return Fraction(value)

    def check(
        self, key: str, own: Fraction, package: Decimal | int | None, decimals: int | None
    ) -> dict[str, Value]:
        """The package's value beside the column ``key``, and the difference, which must be 0.

        ``decimals`` is the precision at which the value is published; None: it is not rounded.
        """
        if package is None:
            return {}
        precision = compared_at(decimals)
        text = f"ROUND({self.here(key)}-{self.here(f'{key}_package')},{precision})"
        difference = round_half_up(own - Fraction(package), precision)
        return {f"{key}_package": package, f"{key}_check": Formula(text, difference)}

    def formula(self, key: str, value: Fraction) -> Formula:
        """A reference to a column in the row that is written next."""
        return Formula(self.here(key), value)

    def finish(self) -> None:
        """Count the check columns, and mark in colour what is not zero.

        A table without rows has one of dashes, so that no cell of it is empty.
        """
        if not self.written:
            self.add({})
        for column in self.columns:
            if column.kind != "check" or not self.rows:
                continue
            cells = self._checked.get(column.key, [])
            where = self.whole_column(column.key)
            self.checks.append(
                Check(
                    where=f"'{self.name}'!{where}",
                    cells=sum(cell is not None for cell in cells),
                    wrong=sum(bool(cell) for cell in cells),
                )
            )
            first = f"{self.letters[column.key]}{HEADER + 1}"
            self.sheet.conditional_format(
                where.replace("$", ""),
                {
                    "type": "formula",
                    "criteria": f'=AND({first}<>0,{first}<>"{NOTHING}")',
                    "format": self.book.formats["alarm"],
                },
            )
