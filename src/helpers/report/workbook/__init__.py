"""``rekapitulasi.xlsx``: the recap with live formulas, their computed values and check columns."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter import Workbook

from helpers.records.undated import UNDATED
from helpers.report.digest import SeasonDigest
from helpers.report.workbook.contest import Contest
from helpers.report.workbook.front import (
    front_names,
    speaker,
    write_changes,
    write_contents,
    write_cover,
    write_notes,
)
from helpers.report.workbook.jurors import JurorTotals, write_juror_totals
from helpers.report.workbook.marks import write_marks
from helpers.report.workbook.panel import write_panel
from helpers.report.workbook.result import write_result, write_undecided
from helpers.report.workbook.stages import write_stages
from helpers.report.workbook.tables import Book
from helpers.report.workbook.weights import write_weights

__all__ = ["write_workbook"]

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def write_workbook(digest: SeasonDigest, path: Path, language: str = "") -> None:
    """Write the recap of a season.

    Per category: weights, raw marks with their cells, the panel side by side, the jurors' totals,
    the stages, the result. Every step is a formula whose stored value was computed here, from the
    raw marks, in fractions; beside it stands the package's value, and a check that must read 0.

    Parameters
    ----------
    language
        ``id`` or ``en``; the rule book's unless given.
    """
    language = language or digest.rules.language
    names = front_names(language)
    with Workbook(str(path), OPTIONS) as workbook:
        workbook.set_properties(_properties(digest))
        workbook.set_calc_mode("auto")
        book = Book(workbook, speaker(language)("note_word"))
        for name in names.values():
            workbook.add_worksheet(name)
        changed = [
            _write_category(book, Contest(digest, category, number, language))
            for number, category in enumerate(digest.categories, start=1)
        ]
        sheets = [
            (digest.categories[int(sheet.name.split()[0]) - 1].rules.name, sheet)
            for sheet in book.sheets
        ]
        write_changes(book, digest, language)
        write_notes(book, digest, language)
        write_cover(book, digest, write_contents(book, sheets, language), changed, language)
        for sheet in book.sheets:
            if sheet.name == names["contents"]:
                sheet.link_to(names["cover"], speaker(language)("to_cover"))
            elif sheet.name != names["cover"]:
                sheet.link_to(names["contents"], speaker(language)("to_contents"))


def _properties(digest: SeasonDigest) -> dict[str, object]:
    return {
        "title": digest.rules.title,
        "subject": digest.fingerprint,
        "author": digest.rules.office.name,
        "created": UNDATED,
    }


def _write_category(book: Book, contest: Contest) -> str:
    """The sheets of one category; returns where the changes of its weights are counted."""
    weights = write_weights(book, contest)
    marks = write_marks(book, contest)
    if not contest.category.decided or not contest.stages:
        write_undecided(book, contest)
        return weights.changed
    panel = write_panel(book, contest, weights, marks)
    by_total = contest.by_total
    jurors = write_juror_totals(book, contest, panel) if by_total else JurorTotals()
    stages = write_stages(book, contest, panel, jurors)
    write_result(book, contest, weights, panel, stages)
    return weights.changed
