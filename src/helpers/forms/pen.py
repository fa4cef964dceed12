"""What writes on a sheet: texts stay texts, whatever they look like."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from helpers.forms.looks import HIGHEST, LINE, count_look, fact_look, lines_of, looks
from helpers.forms.paper import Paper


@dataclass(frozen=True)
class Pen:
    """A sheet of a workbook, and what it is to show; ``heights`` of rows are in points."""

    workbook: Workbook
    sheet: Worksheet
    paper: Paper
    heights: dict[int, float] = field(default_factory=dict)

    @cached_property
    def formats(self) -> dict[str, Format]:
        """The formats of the sheet by name."""
        found = looks(self.paper.colour)
        return {name: self.workbook.add_format(look) for name, look in found.items()}

    def text(self, row: int, column: int, text: str, look: str) -> None:
        """Write a text that is never a formula, a number or a link."""
        self.sheet.write_string(row, column, text, self.formats[look])

    def number(
        self, row: int, column: int, number: Decimal, before: str = "", after: str = ""
    ) -> None:
        """Write a number of the rule book, with what is shown before and after it."""
        look = fact_look(self.paper.colour, number, before, after)
        self.sheet.write_number(row, column, float(number), self.workbook.add_format(look))

    def line(self, row: int, look: str) -> None:
        """Give a whole line of the table one look."""
        for column in range(self.paper.last_column + 1):
            self.sheet.write_blank(row, column, None, self.formats[look])

    def height(self, row: int, points: float) -> None:
        """Make a row as high as its text needs, as far as a spreadsheet allows."""
        self.heights[row] = min(points, HIGHEST)
        self.sheet.set_row(row, self.heights[row])

    def paragraph(self, row: int, text: str, look: str) -> None:
        """Write a text across the whole width, on as many lines as it takes."""
        self.sheet.merge_range(row, 0, row, self.paper.last_column, "", self.formats[look])
        self.text(row, 0, text, look)
        self.height(row, LINE * lines_of(text, sum(self.paper.widths)) + 3)

    def count(self, row: int, formula: str, due: int) -> None:
        """Write how much of what is due is filled in, in the column that counts."""
        column = self.paper.check
        shown = self.workbook.add_format(count_look(self.paper.colour, due))
        self.sheet.write_formula(row, column, formula, shown, 0)
        full = {"type": "cell", "criteria": "==", "value": due, "format": self.formats["full"]}
        self.sheet.conditional_format(row, column, row, column, full)
