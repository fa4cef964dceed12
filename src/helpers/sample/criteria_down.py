"""The other table of a form: criteria down, participants across."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from helpers.sample.page import Page, write_marks, write_total, write_weight
from helpers.sample.sheets import Draft

FIXED = ("number", "criterion", "weight")


def write_across(draft: Draft, page: Page, top: int) -> int:
    """Write the table from row ``top`` on; the first row after its end."""
    _write_header(draft, page, top)
    first = top + 2
    for row, column in enumerate(page.columns, start=first):
        draft.put((row, 0), Decimal(row - first + 1), "centre")
        draft.put((row, 1), column.name, "text", known_as=("column", "", column.criterion))
        write_weight(draft, page, (row, 2), column)
    bottom = first + len(page.columns)
    draft.merge((bottom, 0, bottom, 2), page.layout["words"]["sum"], "summary")
    for left, entrant in enumerate(page.entrants, start=len(FIXED)):
        spots = [(row, left) for row in range(first, bottom)]
        write_marks(draft, page, entrant, spots)
        text = f"=SUM({xl_rowcol_to_cell(first, left)}:{xl_rowcol_to_cell(bottom - 1, left)})"
        write_total(draft, page, entrant, (bottom, left), text, [Decimal(1)] * len(page.columns))
    return bottom + 1


def _write_header(draft: Draft, page: Page, top: int) -> None:
    """Write the words of the first columns, and each participant's id over its name."""
    words, widths = page.layout["words"], page.layout["widths"]
    for column, part in enumerate(FIXED):
        draft.widths[column] = widths[part]
        draft.merge((top, column, top + 1, column), words[part], "header")
    for column, entrant in enumerate(page.entrants, start=len(FIXED)):
        draft.widths[column] = widths["marks"]
        draft.put((top, column), entrant.id, "header", known_as=("id", entrant.id, ""))
        draft.put((top + 1, column), entrant.name, "header", known_as=("name", entrant.id, ""))
