"""The workbook of one juror: a sheet for each stage, and what the form says about itself."""

from __future__ import annotations

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from helpers.forms.due import DueSheet
from helpers.forms.looks import FONT
from helpers.forms.paper import Paper
from helpers.forms.pen import Pen
from helpers.forms.scores import ABSENT_NAME, absent_words
from helpers.forms.surroundings import protect, set_up_print, write_foot, write_head
from helpers.forms.table import write_table
from helpers.records.form_data import (
    ABSENT_WORD,
    META_SHEET,
    FormData,
    SheetData,
    form_rows,
    participants_digest,
)
from helpers.records.undated import UNDATED
from helpers.rules import RuleBook, fingerprint

LONGEST_NAME = 31  # characters of a sheet's name


def form_workbook(
    book: RuleBook, season: str, sheets: Sequence[DueSheet], entry: str = "", language: str = ""
) -> bytes:
    """The form of one juror, or of the committee; the same input gives the same bytes.

    Parameters
    ----------
    season
        The season's folder name.
    sheets
        What the juror has to mark; all of the same juror.
    entry
        '' for the form that the juror fills in, else which of the two entries from paper it is.
    language
        ``id`` or ``en``; the rule book's unless given.
    """
    buffer = io.BytesIO()
    data = _form_data(book, season, sheets, entry)
    # The font measures the columns too. XlsxWriter writes into what it is given: a copy.
    options = {"in_memory": True, "default_format_properties": dict(FONT)}
    with Workbook(buffer, options) as workbook:
        workbook.set_properties(
            {"title": book.title, "author": book.office.name, "created": UNDATED}
        )
        workbook.set_calc_mode("auto")
        for due, said in zip(sheets, data.sheets, strict=True):
            paper = Paper(book, season, due, entry, language or book.language, data.rules)
            _write_sheet(Pen(workbook, workbook.add_worksheet(said.name), paper))
        _write_data(workbook, data)
    return buffer.getvalue()


def _form_data(book: RuleBook, season: str, sheets: Sequence[DueSheet], entry: str) -> FormData:
    described = (
        SheetData(
            f"{number} {due.category} {due.stage}"[:LONGEST_NAME].rstrip(),
            due.category,
            due.stage,
            participants_digest(line.participant for line in due.lines),
        )
        for number, due in enumerate(sheets, 1)
    )
    juror = sheets[0].juror
    return FormData(season, juror, fingerprint(book), entry, absent_words(book), tuple(described))


def _write_sheet(pen: Pen) -> None:
    write_head(pen)
    write_table(pen)
    last_row = write_foot(pen)
    protect(pen)
    set_up_print(pen, last_row)


def _write_data(workbook: Workbook, data: FormData) -> None:
    """The sheet out of sight; the marks' validation looks up its words of absence there."""
    sheet = workbook.add_worksheet(META_SHEET)
    sheet.very_hidden()
    rows = form_rows(data)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
    if words := [row for row, (key, *_) in enumerate(rows, 1) if key == ABSENT_WORD]:
        area = f"$B${words[0]}:$B${words[-1]}"
        workbook.define_name(ABSENT_NAME, f"={META_SHEET}!{area}")
