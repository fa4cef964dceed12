"""The sheet that the jury signs before scoring: the rules in sentences, one page a category."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

import typst

from helpers.records.words import say
from helpers.report.spoken_numbers import write_date
from helpers.report.typesetting import FONTS, put_templates
from helpers.rules import RuleBook, clauses

TEMPLATE = "rules-sheet.typ"
SIZES = (10, 9.5, 9, 8.5, 8, 7.5, 7)  # points; the largest at which every category has one page
WORDS = (
    "heading", "basis", "rules", "version", "fingerprint", "agreed", "committee", "name",
    "signature", "page",
)  # fmt: skip


def rules_sheet(book: RuleBook, fingerprint: str, day: date, language: str = "") -> bytes:
    """The sheet as PDF; the same rules, fingerprint and day give the same bytes.

    Parameters
    ----------
    fingerprint
        The short fingerprint of rules and participants.
    day
        The day on which the rules are frozen.
    """
    data = sheet_data(book, fingerprint, day, language or book.language)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        put_templates(folder, [TEMPLATE])
        for size in SIZES:
            text = json.dumps({**data, "size": size}, ensure_ascii=False)
            (folder / "data.json").write_text(text, encoding="utf-8")
            if _pages(folder) == len(book.categories):
                break
        pdf = typst.compile(
            folder / TEMPLATE, root=folder, font_paths=list(FONTS), ignore_system_fonts=True,
            pdf_standards=["a-3a", "ua-1"],
        )  # fmt: skip
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no document")
    return pdf


def sheet_data(book: RuleBook, fingerprint: str, day: date, language: str) -> dict[str, object]:
    """Everything that the template prints."""
    names = {code: f"{juror.name} ({code})" for code, juror in book.jurors.items()}
    return {
        "language": language,
        "words": {word: say(f"documents.rules_sheet.{word}", language) for word in WORDS}
        | {"sample": say("cards.sample", language)},
        "title": book.title,
        "office": book.office.name,
        "basis": book.basis,
        "place": f"{book.office.city}, {write_date(day, language)}",
        "date": [day.year, day.month, day.day],
        "sample": book.sample,
        "version": book.version,
        "fingerprint": fingerprint,
        "head": _head(book),
        "categories": [
            {
                "name": category.name,
                "rules": [
                    [say(f"documents.rules_sheet.topic_{topic}", language), text]
                    for topic, text in clauses(book, key, language, names).items()
                ],
                "jurors": [book.jurors[code].name for code in _sitting(book, key)],
            }
            for key, category in book.categories.items()
        ],
    }


def _sitting(book: RuleBook, category: str) -> tuple[str, ...]:
    """The jurors of a category, replacements included, in the order of the rule book."""
    seats = {
        code
        for stage in book.categories[category].stages
        for code in (
            *book.categories[category].stage_jurors(stage), *book.due_jurors(category, stage)
        )
    }  # fmt: skip
    return tuple(code for code in book.jurors if code in seats)


def _head(book: RuleBook) -> list[str]:
    head = book.signatories.get("head")
    return [head.title, head.name] if head is not None else ["", ""]


def _pages(folder: Path) -> int:
    pages = typst.compile(
        folder / TEMPLATE,
        root=folder,
        font_paths=list(FONTS),
        ignore_system_fonts=True,
        format="svg",
    )
    return len(pages) if isinstance(pages, list) else 1
