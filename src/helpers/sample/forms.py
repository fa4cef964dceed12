"""A juror's form as a sheet: a title block that says whose it is, a table, and a signature."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from helpers.sample.cards import PARTS, write_cards
from helpers.sample.criteria_down import FIXED, write_across
from helpers.sample.page import Page
from helpers.sample.participants_down import write_down
from helpers.sample.sheets import Draft, Sheet

NOTE = "Catatan: nilai 0 - {most}, gunakan koma untuk desimal; isi TH bila peserta tidak hadir."
TABLES = {"down": write_down, "across": write_across, "cards": write_cards}


def lay_out(page: Page) -> Sheet:
    """The sheet of a form."""
    draft = Draft(page.form.sheet, page.font)
    width = _width(page)
    top = _write_heading(draft, page, width)
    bottom = TABLES[page.layout["direction"]](draft, page, top)
    _write_footer(draft, page, bottom + 1, max(1, width - 3))
    return draft.finished()


def long_day(day: date) -> str:
    """The day as a form writes it: Senin, 22 Juli 2024."""
    return format_date(day, "EEEE, d MMMM y", locale="id")


def _width(page: Page) -> int:
    """The number of columns that the form takes."""
    if page.layout["direction"] == "across":
        return len(FIXED) + len(page.entrants)
    if page.layout["direction"] == "cards":
        return len(PARTS)
    return sum(page.span(part) for part in page.layout["columns"])


def _write_heading(draft: Draft, page: Page, width: int) -> int:
    """Write the title and who marks what; the row where the table begins."""
    row = 0
    for line in page.heading["title"]:
        draft.merge((row, 0, row, width - 1), line.format(**page.words), "title")
        row += 1
    row += 1
    for line in page.heading["identity"]:
        for column, text in line.items():
            draft.put((row, int(column)), text.format(**page.words), "identity")
        row += 1
    return row + 1


def _write_footer(draft: Draft, page: Page, row: int, column: int) -> None:
    draft.put((row, 0), NOTE.format(most=page.most), "footer")
    place = f"{page.city}, {format_date(page.day, 'd MMMM y', locale='id')}"
    for offset, line in enumerate((place, *page.signature)):
        if line:
            draft.put((row + 2 + offset, column), line, "footer")
