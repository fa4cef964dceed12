"""What is around the table of a form: head, rubrics, signature; and how it is kept and printed."""

from __future__ import annotations

from babel.dates import format_date
from xlsxwriter.utility import xl_range

from helpers.forms.looks import LINE
from helpers.forms.paper import (
    CATEGORY,
    FIRST_LINE,
    FIRST_MARK,
    HEADER,
    HEADING,
    ID,
    INSTRUCTION,
    JUROR,
    NAME,
    OFFICE,
    RANGE,
    REGION,
    STAGE,
    TITLE,
    Paper,
)
from helpers.forms.pen import Pen
from helpers.forms.scores import listed
from helpers.records.words import say
from helpers.rules.canonical import SHORT

A4 = 9  # the number of the paper
SIDE, BOTTOM = 0.5, 0.75  # inches
WIDTH, HEIGHT = 11.69 - 2 * SIDE, 8.27 - SIDE - BOTTOM  # inches; what is printed on
DIGIT = 5.25  # points; what widths of columns are measured in
ROW = 15.0  # points; a row of no height of its own
NEARLY_ONE = 1.4  # pages
GAP = 2  # rows
SIGNATURE = 3  # rows


def write_head(pen: Pen) -> None:
    """Office, season, category, stage and juror, and how to fill the sheet in."""
    paper, book = pen.paper, pen.paper.book
    heading = "heading_entry" if paper.entry else "heading"
    sample = say("documents.cover.sample", paper.language) if book.sample else ""
    pen.text(OFFICE, 0, " · ".join(filter(None, (book.office.name, sample))), "office")
    pen.text(TITLE, 0, book.title, "title")
    pen.text(HEADING, 0, paper.say(heading, entry=paper.entry), "heading")
    pen.height(HEADING, 1.5 * LINE)
    labelled = {
        CATEGORY: ("category", paper.category.name),
        STAGE: ("stage", _stage_and_day(paper)),
        JUROR: ("marker" if paper.by_committee else "juror", _who(paper)),
    }
    for row, (label, value) in labelled.items():
        pen.text(row, 0, paper.say(label), "label")
        pen.text(row, NAME, value, "value")
    pen.paragraph(INSTRUCTION, _instruction(paper), "instruction")


def _stage_and_day(paper: Paper) -> str:
    if paper.stage.date is None:
        return paper.stage.name
    return f"{paper.stage.name}, {format_date(paper.stage.date, 'd MMMM y', paper.language)}"


def _who(paper: Paper) -> str:
    if paper.by_committee:
        return paper.say("committee")
    return f"{paper.book.jurors[paper.due.juror].name} ({paper.due.juror})"


def _instruction(paper: Paper) -> str:
    """How to fill the sheet in, as the rule book has it."""
    words = paper.book.absent_words
    said = [
        paper.say("fill_entry" if paper.entry else "fill"),
        paper.say("use_comma" if paper.book.decimal_mark == "," else "use_point"),
    ]
    if words.participant:
        said.append(
            paper.say("absent_participant", words=listed(words.participant, paper.language))
        )
    if words.juror and not paper.by_committee:
        said.append(paper.say("absent_juror", words=listed(words.juror, paper.language)))
    if paper.last_column > paper.check:
        said.append(paper.say("not_marked"))
    return " ".join(said)


def write_foot(pen: Pen) -> int:
    """Rubrics and signature below the table; the last row."""
    return _write_signature(pen, _write_rubrics(pen, pen.paper.last_line + 1 + GAP))


def _write_rubrics(pen: Pen, row: int) -> int:
    """What each criterion asks for, as far as the rule book says; the next free row."""
    told = [f"{one.name}: {one.rubric}" for one in pen.paper.criteria if one.rubric]
    if not told:
        return row
    pen.text(row, 0, pen.paper.say("rubric"), "label")
    for below, text in enumerate(told, row + 1):
        pen.paragraph(below, text, "rubric")
    return row + len(told) + GAP


def _write_signature(pen: Pen, row: int) -> int:
    """Place, date, signature and name.

    In the column of regions a city alone would name its participant: it never stands alone.
    """
    paper = pen.paper
    own = not paper.entry and not paper.by_committee
    who = "typist" if paper.entry else "juror" if own else "committee"
    name = paper.book.jurors[paper.due.juror].name if own else "." * 40
    pen.text(row, REGION, paper.say("place", city=paper.book.office.city), "value")
    pen.text(row + 1, REGION, paper.say(f"signs_{who}"), "value")
    pen.text(row + 1 + SIGNATURE, REGION, name, "label")
    return row + 1 + SIGNATURE


def protect(pen: Pen) -> None:
    """Only marks can be typed; the head of the table and the names stay in sight."""
    sheet, paper = pen.sheet, pen.paper
    sheet.protect("", {"format_columns": True, "format_rows": True})
    ids = xl_range(FIRST_LINE, ID, paper.last_line, NAME)
    sheet.ignore_errors({"number_stored_as_text": ids})
    sheet.freeze_panes(FIRST_LINE, NAME + 1)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(paper.colour.dark)
    first = next(iter(paper.marked_rows), FIRST_LINE)
    sheet.set_selection(first, FIRST_MARK, first, FIRST_MARK)


def set_up_print(pen: Pen, last_row: int) -> None:
    """A4 across, as wide as the page, the head of the table on each, whose it is below.

    What is little more than a page becomes one, so that nobody signs a page without marks.
    """
    sheet, paper = pen.sheet, pen.paper
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1 if _pages(pen, last_row) <= NEARLY_ONE else 0)
    sheet.set_margins(left=SIDE, right=SIDE, top=SIDE, bottom=BOTTOM)
    sheet.repeat_rows(HEADER, RANGE)
    sheet.print_area(0, 0, last_row, paper.last_column)
    due = paper.due
    who = paper.say("committee") if paper.by_committee else due.juror
    whose = [paper.season, due.category, due.stage, who]
    if paper.entry:
        whose.append(paper.say("entry", entry=paper.entry))
    rules = paper.say("rules", fingerprint=paper.rules[:SHORT])
    pages = paper.say("pages", page="&P", pages="&N")
    sheet.set_footer(f"&L{' · '.join(whose)}&C{rules}&R{pages}")


def _pages(pen: Pen, last_row: int) -> float:
    """How many pages the sheet takes where it is as wide as the page, or narrower."""
    height = sum(pen.heights.get(row, ROW) for row in range(last_row + 1))
    shrunk = max(1.0, DIGIT * sum(pen.paper.widths) / (72 * WIDTH))
    return height / (72 * HEIGHT * shrunk)
