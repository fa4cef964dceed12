"""The annual report as PDF/A-3a and PDF/UA-1, laid out by typst from plain data."""

from __future__ import annotations

from collections.abc import Mapping
from mimetypes import guess_type
from pathlib import Path

from helpers.records.words import say
from helpers.report.blocks import Chapter, as_data, join_chapters
from helpers.report.chapters.closing import annex, close
from helpers.report.chapters.conduct import tell_conduct
from helpers.report.chapters.examination import examine
from helpers.report.chapters.introduction import introduce
from helpers.report.chapters.results import tell_results
from helpers.report.chapters.revisions import tell_revisions
from helpers.report.chapters.scoring_rules import quote_rules
from helpers.report.chapters.summary import summarise
from helpers.report.digest import SeasonDigest
from helpers.report.spoken_numbers import month
from helpers.report.typesetting import typeset
from helpers.report.wording import describe_status, report_day

TEMPLATES = ("annual-report.typ", "blocks.typ")


def write_annual_report(
    digest: SeasonDigest, path: Path, attachments: Mapping[str, bytes], language: str = ""
) -> None:
    """Write ``laporan-tahunan.pdf``.

    Parameters
    ----------
    attachments
        Files to lie inside the PDF, by name.
    language
        ``id`` or ``en``; left out, that of the rule book.
    """
    language = language or digest.rules.language
    report = compose(digest, attachments, language)
    data = report_data(digest, report, attachments, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = {
        **{f"{figure.name}.svg": figure.svg for figure in report.figures},
        **{told.name: told.photograph for told in digest.narrative if told.photograph},
        **{f"attachments/{n}": attachments[name] for n, name in enumerate(sorted(attachments))},
    }
    path.write_bytes(typeset(TEMPLATES, data, beside))


def compose(digest: SeasonDigest, attachments: Mapping[str, bytes], language: str) -> Chapter:
    """The whole report as blocks, in the order of its pages."""
    return join_chapters(
        (
            summarise(digest, language),
            introduce(digest, language),
            quote_rules(digest, language),
            tell_conduct(digest, language),
            tell_results(digest, language),
            tell_revisions(digest, language),
            examine(digest, language),
            close(digest, language),
            annex(digest, attachments, language),
        )
    )


def report_data(
    digest: SeasonDigest, report: Chapter, attachments: Mapping[str, bytes], language: str
) -> dict[str, object]:
    """Everything the template prints, as JSON data: the cover, the blocks, the attachments."""
    book = digest.rules
    day = report_day(book)
    return {
        "language": language,
        "words": {
            name: say(f"documents.cover.{name}", language)
            for name in (
                "kind", "internal", "sample", "contents", "tables", "figures", "table", "figure",
                "category", "status", "state", "fingerprint", "page",
            )
        },
        "title": book.title,
        "office": book.office.name,
        "place": f"{book.office.city}, {month(day, language)} {day.year}",
        "date": [day.year, day.month, day.day],
        "sample": book.sample,
        "fingerprint": digest.fingerprint,
        "through": _through(digest, language),
        "statuses": [
            [
                category.rules.name,
                describe_status(category, language),
                say(f"documents.cover.{'decided' if category.decided else 'open'}", language),
            ]
            for category in digest.categories
        ],
        "blocks": as_data(report.blocks),
        "attachments": [
            {"name": name, "kind": guess_type(name)[0] or "application/octet-stream"}
            for name in sorted(attachments)
        ],
    }  # fmt: skip


def _through(digest: SeasonDigest, language: str) -> str:
    if not digest.through:
        return ""
    names = {
        stage: part.name
        for category in digest.rules.categories.values()
        for stage, part in category.stages.items()
    }
    return say("documents.cover.through", language, stage=names.get(digest.through, digest.through))
