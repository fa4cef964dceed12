"""The auditor's working paper: drawn cells with what was read, and room for what the paper says."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook as Writer
from xlsxwriter.worksheet import Worksheet

from helpers.intake.marks import shortest
from helpers.intake.reader import read_workbook
from helpers.intake.workbook import Sheet
from helpers.records.numbers import show
from helpers.records.tables import Score
from helpers.records.undated import UNDATED
from helpers.records.words import say
from helpers.report.workbook.looks import count_lines
from helpers.rules import RuleBook
from helpers.seal.checks import cell_address

LINE = 15  # points
A4 = 9  # as Excel counts paper
WIDE = 90  # signs in a line of the second sheet
HEADER = 7  # the row of the column heads, counted from 0
COLUMNS = (
    ("number", 5), ("file", 34), ("sheet", 14), ("cell", 7), ("participant", 26),
    ("criterion", 26), ("juror", 22), ("read", 9), ("paper", 11), ("match", 11), ("initials", 9),
    ("notes", 30),
)  # fmt: skip
PLACES = {name: place for place, (name, _) in enumerate(COLUMNS)}
FILLED = ("paper", "initials", "notes")
# What the second sheet says of the draw; the keys are read back.
KEYS = ("season", "seed", "count", "population", "fingerprint", "scores")
DRAW, HOW = "Kertas kerja", "Pengambilan"
# How anyone draws the same cells again, in the folder that holds data/.
LINES = (
    "import csv, hashlib",
    'rows = list(csv.DictReader(open("data/processed/{season}/scores.csv", encoding="utf-8")))',
    'text = lambda row: "|".join(({seed}, row["file"], row["sheet"], row["cell"]))',
    "rows.sort(key=lambda row: hashlib.sha256(text(row).encode()).hexdigest())",
    'for row in rows[:{count}]: print(row["file"], row["sheet"], row["cell"], sep=" | ")',
)
FONT = {"font_name": "Arial", "font_size": 10}
LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "sample": {"bold": True, "font_color": "#9C1C1C"},
    "head": {"bold": True, "text_wrap": True, "bg_color": "#E3F0ED", "border": 1},
    "text": {"text_wrap": True, "border": 1, "valign": "top"},
    "number": {"border": 1, "valign": "top", "num_format": "General", "align": "right"},
    "open": {"border": 1, "valign": "top", "text_wrap": True, "bg_color": "#FDF3DC", "locked": 0},
    "plain": {"text_wrap": True, "valign": "top"},
}


class NoPaper(Exception):
    """The file is no working paper; the message says why."""


@dataclass(frozen=True)
class Draw:
    """How cells were drawn, and of which result."""

    season: str
    seed: str
    count: int
    population: int
    fingerprint: str
    scores: str  # SHA-256 of scores.csv


@dataclass(frozen=True)
class PaperRow:
    """One line as it came back: the cell, what was read, and what the examiner wrote."""

    file: str
    sheet: str
    cell: str
    read: str
    paper: str
    initials: str
    notes: str

    @property
    def address(self) -> str:
        """Where the cell is, as people read it."""
        return cell_address(self.file, self.sheet, self.cell)


@dataclass(frozen=True)
class Paper:
    """A working paper as it came back."""

    draw: Draw
    examiner: str
    rows: tuple[PaperRow, ...]


def working_paper(
    book: RuleBook, draw: Draw, cells: Sequence[Score], names: Mapping[str, str], language: str
) -> bytes:
    """The workbook to print or to fill in; the same draw gives the same bytes.

    Parameters
    ----------
    names
        The participants' names by their id.
    """
    buffer = io.BytesIO()
    with Writer(buffer, {"in_memory": True, "default_format_properties": FONT}) as workbook:
        workbook.set_properties({"author": book.office.name, "created": UNDATED})
        looks = {name: workbook.add_format(look) for name, look in LOOKS.items()}
        _write_head(sheet := workbook.add_worksheet(DRAW), looks, book, draw, language)
        for row, cell in enumerate(cells, HEADER + 1):
            _write_row(sheet, looks, row, _texts(book, cell, names), cell)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        _write_draw(workbook.add_worksheet(HOW), looks, draw, language)
    return buffer.getvalue()


def _write_head(
    sheet: Worksheet, looks: Mapping[str, Any], book: RuleBook, draw: Draw, language: str
) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)
    sheet.freeze_panes(HEADER + 1, 0)
    sheet.write_string(0, 0, say("seal.paper_title", language), looks["title"])
    sheet.write_string(1, 0, book.title)
    numbers = {name: show(getattr(draw, name), 0, language) for name in ("count", "population")}
    told = {**numbers, "seed": draw.seed}
    sheet.write_string(2, 0, say("seal.paper_about", language, **told))
    sheet.write_string(3, 0, say("seal.paper_fill", language))
    if book.sample:
        sheet.write_string(4, 0, say("documents.cover.sample", language), looks["sample"])
    sheet.write_string(5, 0, say("seal.paper_examiner", language))
    sheet.merge_range(5, 4, 5, 6, "", looks["open"])
    sheet.set_row(HEADER, 2 * LINE)
    for place, (name, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(HEADER, place, say(f"seal.paper_{name}", language), looks["head"])


def _texts(book: RuleBook, cell: Score, names: Mapping[str, str]) -> dict[str, str]:
    stage = book.categories[cell.category].stages[cell.stage]
    juror = book.jurors.get(cell.juror)
    return {
        "file": cell.file,
        "sheet": cell.sheet,
        "cell": cell.cell,
        "participant": f"{cell.participant} · {names.get(cell.participant, '')}".rstrip(" ·"),
        "criterion": f"{stage.name}: {stage.criteria[cell.criterion].name}",
        "juror": f"{cell.juror} · {juror.name}" if juror else cell.juror,
        "notes": cell.correction,
    }


def _write_row(
    sheet: Worksheet, looks: Mapping[str, Any], row: int, texts: Mapping[str, str], cell: Score
) -> None:
    widths = dict(COLUMNS)
    lines = max(count_lines(text, widths[name]) for name, text in texts.items())
    sheet.set_row(row, LINE * max(lines, 2))  # room to write by hand
    sheet.write_number(row, PLACES["number"], row - HEADER, looks["number"])
    for name, text in texts.items():
        look = looks["open" if name in FILLED else "text"]
        sheet.write_string(row, PLACES[name], text, look)
    sheet.write_number(row, PLACES["read"], float(cell.score), looks["number"])
    for name in ("paper", "initials"):
        sheet.write_blank(row, PLACES[name], None, looks["open"])
    read, paper = (f"{chr(65 + PLACES[name])}{row + 1}" for name in ("read", "paper"))
    formula = f'=IF({paper}="","",IF({paper}={read},"✓","≠"))'
    sheet.write_formula(row, PLACES["match"], formula, looks["text"], "")


def _write_draw(sheet: Worksheet, looks: Mapping[str, Any], draw: Draw, language: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, WIDE)
    for row, key in enumerate(KEYS):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, str(getattr(draw, key)))
    told = {"seed": json.dumps(draw.seed), "count": draw.count, "season": draw.season}
    again = say("seal.paper_again", language)
    sheet.set_row(len(KEYS) + 1, LINE * count_lines(again, WIDE))
    sheet.write_string(len(KEYS) + 1, 1, again, looks["plain"])
    for row, line in enumerate(LINES, len(KEYS) + 2):
        sheet.write_string(row, 1, line.format(**told))
    sheet.protect("")


def read_paper(path: Path) -> Paper:
    """Read a working paper that came back.

    Raises
    ------
    NoPaper
        The file cannot be read, or is no working paper.
    """
    book = read_workbook(path)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    if book.refused or not {DRAW, HOW} <= sheets.keys():
        raise NoPaper(path.name)
    said = {_text(sheets[HOW], row, 0): _text(sheets[HOW], row, 1) for row in range(len(KEYS))}
    try:
        counts = {key: int(said[key]) for key in ("count", "population")}
        draw = Draw(**{key: said[key] for key in KEYS} | counts)  # type: ignore[arg-type]  # KEYS are the fields of Draw
    except (KeyError, ValueError) as failure:
        raise NoPaper(f"{path.name}: {failure}") from failure
    sheet = sheets[DRAW]
    last = max((row for row, _ in sheet.cells), default=0)
    rows = (
        PaperRow(*(
            _text(sheet, row, PLACES[name])
            for name in ("file", "sheet", "cell", "read", "paper", "initials", "notes")
        ))
        for row in range(HEADER + 1, last)
    )  # fmt: skip
    return Paper(draw, _text(sheet, 5, 4), tuple(row for row in rows if row.file))


def _text(sheet: Sheet, row: int, column: int) -> str:
    """What stands in a cell, counted from 0; a number as the shortest decimal that it means."""
    cell = sheet.cells.get((row + 1, column + 1))
    if cell is None:
        return ""
    if cell.kind == "number":
        return str(shortest(cell.literal)[0])
    return cell.literal.strip()
