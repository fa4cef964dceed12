"""The sheets in front: cover, contents and notes."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.records.words import say
from helpers.report.digest import SeasonDigest
from helpers.report.workbook.formulas import Formula, Wording, quoted
from helpers.report.workbook.tables import HEADER, NOTHING, Book, Check, Column, TableSheet, Value
from helpers.rules import clauses

NOTES = (
    "live", "change", "check", "package", "whole", "clean", "rank", "words", "names", "program"
)  # fmt: skip


def front_names(language: str) -> dict[str, str]:
    """The names of the sheets in front."""
    return {
        key: say(f"workbook.sheet_{key}", language) for key in ("cover", "contents", "notes")
    }


def write_cover(book: Book, digest: SeasonDigest, language: str, sheets: int) -> TableSheet:
    """The season, its status and fingerprint, and one cell that says whether all checks are 0."""
    categories = digest.categories
    rows: list[tuple[str, Value]] = [
        (say("workbook.season", language), digest.season),
        (say("workbook.office", language), digest.rules.office.name),
        (say("workbook.basis", language), digest.rules.basis),
        (say("workbook.fingerprint", language), digest.fingerprint),
        (say("workbook.recount", language), _recount(digest, language)),
        *(
            (say("workbook.status_of", language, category=c.rules.name), _status(c.decided, c.status, language))
            for c in categories
        ),
        (say("workbook.all_checks", language), None),
    ]  # fmt: skip
    if digest.rules.sample:
        rows.insert(0, (say("workbook.sample", language), say("workbook.sample_about", language)))
    sheet = TableSheet(
        book, front_names(language)["cover"], digest.rules.title,
        say("workbook.cover_about", language),
        [
            Column("what", say("workbook.column_what", language), width=44),
            Column("says", say("workbook.column_says", language), width=80),
        ],
        len(rows),
    )  # fmt: skip
    for what, says in rows[:-1]:
        sheet.add({"what": what, "says": says})
    return sheet


def _recount(digest: SeasonDigest, language: str) -> str:
    return say("workbook.recount_agrees" if digest.recounted else "workbook.recount_differs", language)


def _status(decided: bool, status: str, language: str) -> str:
    return status if decided else say("workbook.undecided", language)
