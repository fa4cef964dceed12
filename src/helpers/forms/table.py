"""The table of a form: its header, a line for each participant, and what is filled in."""

from __future__ import annotations

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from helpers.forms.due import Line
from helpers.forms.looks import LINE, ROOM, header_height, lines_of, mark_look
from helpers.forms.paper import (
    FIRST_LINE,
    FIRST_MARK,
    HEADER,
    ID,
    NAME,
    NUMBER,
    RANGE,
    REGION,
    WEIGHT,
)
from helpers.forms.pen import Pen
from helpers.forms.scores import filled, validation
from helpers.records.form_data import NOT_DUE
from helpers.records.numbers import show
from helpers.rules import RuleBook


def write_table(pen: Pen) -> None:
    """Write the table from its header to the line that counts."""
    for column, width in enumerate(pen.paper.widths):
        pen.sheet.set_column(column, column, width)
    _write_header(pen)
    _write_weights_and_ranges(pen)
    for row, line in enumerate(pen.paper.due.lines, FIRST_LINE):
        _write_line(pen, row, line)
    _open_marks(pen)
    _write_total(pen)


def _write_header(pen: Pen) -> None:
    paper = pen.paper
    parts = {
        NUMBER: "number", ID: "id", NAME: "name",
        REGION: "region" if paper.book.regions else "origin",
        paper.last_column: "note",
        paper.check: "check",  # after the notes: it may be the last column itself
    }  # fmt: skip
    for column, part in parts.items():
        pen.text(HEADER, column, paper.say(f"column_{part}"), "header")
    names = [criterion.name for criterion in paper.criteria]
    for column, name in enumerate(names, FIRST_MARK):
        pen.text(HEADER, column, name, "upright" if paper.upright else "header")
    widths = paper.widths[FIRST_MARK : paper.check]
    pen.height(HEADER, header_height(names, widths, paper.upright))


def _write_weights_and_ranges(pen: Pen) -> None:
    paper = pen.paper
    percent = "%" if paper.category.weights == "percent" else ""
    for row, key in ((WEIGHT, "weight"), (RANGE, "range")):
        pen.line(row, "fact")
        pen.text(row, REGION, paper.say(key), "side")
    columns = zip(paper.criteria, paper.scales, strict=True)
    for column, (criterion, scale) in enumerate(columns, FIRST_MARK):
        low = show(scale.min, language=paper.language)
        pen.number(WEIGHT, column, criterion.weight, after=percent)
        pen.number(RANGE, column, scale.max, before=f"{low}–")


def _write_line(pen: Pen, row: int, line: Line) -> None:
    paper, person = pen.paper, line.participant
    texts = {ID: person.id, NAME: person.name, REGION: _region_name(paper.book, person.region)}
    if line.spared:
        note = paper.say(f"spared_{line.spared.kind}", detail=line.spared.detail)
        texts[paper.last_column] = note
        for column in range(FIRST_MARK, paper.check + 1):
            pen.text(row, column, NOT_DUE, "spared")
    else:
        marks = xl_range(row, FIRST_MARK, row, paper.check - 1)
        pen.count(row, filled(paper.book, marks), len(paper.criteria))
        if paper.last_column > paper.check:
            texts[paper.last_column] = ""
    pen.sheet.write_number(row, NUMBER, row - FIRST_LINE + 1, pen.formats["number"])
    for column, text in texts.items():
        pen.text(row, column, text, "text")
    lines = max(lines_of(text, paper.widths[column] - 2) for column, text in texts.items())
    pen.height(row, max(ROOM, LINE * lines + 4))


def _region_name(book: RuleBook, code: str) -> str:
    return next((one.name for one in book.regions or () if one.code == code), code)


def _open_marks(pen: Pen) -> None:
    """The cells that marks are due in: open, and checked while they are typed."""
    paper = pen.paper
    for column, scale in enumerate(paper.scales, FIRST_MARK):
        shown = pen.workbook.add_format(mark_look(paper.colour, scale.decimals))
        for row in paper.marked_rows:
            pen.sheet.write_blank(row, column, None, shown)
        rule = validation(paper.book, scale, xl_rowcol_to_cell(FIRST_LINE, column), paper.language)
        pen.sheet.data_validation(FIRST_LINE, column, paper.last_line, column, rule)


def _write_total(pen: Pen) -> None:
    """The line at the foot that says whether the whole sheet is filled in."""
    paper, row = pen.paper, pen.paper.last_line + 1
    pen.line(row, "fact")
    pen.text(row, REGION, paper.say("filled"), "side")
    counts = xl_range(FIRST_LINE, paper.check, paper.last_line, paper.check)
    pen.count(row, f"=SUM({counts})", len(paper.marked_rows) * len(paper.criteria))
    pen.height(row, ROOM)
