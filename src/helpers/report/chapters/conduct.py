"""BAB II, after the rules: the days, the jurors, the files that came, what was mended in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from helpers.records.findings import LEVELS
from helpers.records.numbers import show
from helpers.records.tables import Finding
from helpers.records.words import say
from helpers.report.blocks import Block, Bullets, Chapter, Column, Heading, Paragraph, Table
from helpers.report.chapters.office_words import office_words
from helpers.report.coded import coded_place
from helpers.report.digest import SeasonDigest
from helpers.report.spoken_numbers import write_weekday
from helpers.report.wording import NOTHING, describe_level, juror_role, jurors_of, sat_in_order


def tell_conduct(digest: SeasonDigest, language: str) -> Chapter:
    """Stages with their days, the jury, the files received, corrections and findings."""
    blocks: list[Block] = []
    for place, (title, section) in enumerate(
        (
            ("days", _days(digest, language)),
            ("jury", _jury(digest, language)),
            ("files", _files(digest, language)),
            ("mended", _mended(digest, language)),
            ("findings", _findings(digest, language)),
        ),
        start=len(digest.categories) + 1,
    ):
        blocks.append(Heading(say(f"documents.annual.{title}", language), 2, f"2.{place}"))
        blocks += section
        if title == "days":
            blocks += office_words(digest, "pelaksanaan", language)
    return Chapter(tuple(blocks))


def _days(digest: SeasonDigest, language: str) -> tuple[Block, ...]:
    rows = []
    for category in digest.categories:
        for place, (stage, part) in enumerate(category.rules.stages.items()):
            jurors = len(digest.rules.due_jurors(category.key, stage))
            by = "n_jurors" if jurors else "by_committee"
            rows.append(
                (
                    None if place else category.rules.name,
                    part.name,
                    write_weekday(part.date, language) if part.date else NOTHING,
                    say(f"documents.annual.{by}", language, count=jurors),
                )
            )
    columns = ("category", "stage", "day", "marked_by")
    return (
        Table(
            caption=say("documents.annual.days_caption", language),
            columns=tuple(
                Column(say(f"documents.column.{name}", language), width)
                for name, width in zip(columns, (3, 3, 3, 0), strict=True)
            ),
            rows=tuple(rows),
        ),
    )


def _jury(digest: SeasonDigest, language: str) -> tuple[Block, ...]:
    book = digest.rules
    sat = {category.key: jurors_of(book, category.key) for category in digest.categories}
    everywhere = say("documents.annual.all_categories", language)
    rows = []
    for key in sat_in_order(book, frozenset().union(*sat.values())):
        juror = book.jurors[key]
        where = [c.rules.name for c in digest.categories if key in sat[c.key]]
        rows.append(
            (
                juror.name,
                juror_role(juror.role, language),
                juror.institution or NOTHING,
                everywhere if len(where) == len(digest.categories) else ", ".join(where),
            )
        )
    columns = ("name", "role", "institution", "category")
    return (
        Table(
            caption=say("documents.annual.jury_caption", language),
            columns=tuple(
                Column(say(f"documents.column.{name}", language), width)
                for name, width in zip(columns, (4, 0, 4, 4), strict=True)
            ),
            rows=tuple(rows),
        ),
    )


def _files(digest: SeasonDigest, language: str) -> tuple[Block, ...]:
    outcomes = Counter(file.outcome for file in digest.files)
    if not outcomes:
        return (Paragraph(say("documents.annual.no_files", language)),)
    return (
        Paragraph(say("documents.annual.files_text", language, count=len(digest.files))),
        Table(
            caption=say("documents.annual.files_caption", language),
            columns=(
                Column(say("documents.column.outcome", language), 1),
                Column(say("documents.column.count", language), right=True),
            ),
            rows=tuple(
                (say(f"documents.outcome.{outcome}", language), show(count, 0, language))
                for outcome, count in sorted(outcomes.items())
            ),
        ),
        *_typed(digest, language),
    )


def _typed(digest: SeasonDigest, language: str) -> Iterator[Paragraph]:
    """Which marks were typed from paper forms, and whether by two people."""
    entries = digest.typed_files
    marks = sum(
        row.file in entries
        for category in digest.categories
        for rows in (category.scores, category.absences)
        for row in rows
    )
    first = [file for file, entry in entries.items() if entry == "1"]
    second = [file for file, entry in entries.items() if entry == "2"]
    counted = show(marks, 0, language)
    for key, files in (("typed_text", first or second), ("typed_second", second if first else [])):
        if files:
            names = "; ".join(coded_place(digest, file, "", "", language) for file in files)
            yield Paragraph(say(f"documents.annual.{key}", language, marks=counted, files=names))


def _mended(digest: SeasonDigest, language: str) -> tuple[Block, ...]:
    counts = (
        ("corrections", len(digest.corrections)),
        ("deductions", len(digest.deductions)),
        ("decisions", len(digest.decisions)),
        ("objections", len(digest.objections)),
    )
    second = "second_person" if digest.rules.second_person else "one_person"
    return (
        Paragraph(say("documents.annual.mended_text", language)),
        Bullets(
            tuple(
                say(f"documents.annual.n_{name}", language, count=show(count, 0, language))
                for name, count in counts
            )
        ),
        Paragraph(say(f"documents.annual.{second}", language)),
    )


def _findings(digest: SeasonDigest, language: str) -> tuple[Block, ...]:
    if not digest.findings:
        return (Paragraph(say("documents.annual.no_findings", language)),)
    return (
        Paragraph(say("documents.annual.findings_text", language)),
        Table(
            caption=say("documents.annual.findings_caption", language),
            columns=(
                Column(say("documents.column.level", language)),
                Column(say("documents.column.count", language), right=True),
                Column(say("documents.column.code", language), 1),
            ),
            rows=tuple(_levels(digest, language)),
        ),
    )


def _levels(digest: SeasonDigest, language: str) -> Iterator[tuple[str, str, str]]:
    """A row a level: how many findings, and how often each code."""
    counted = count_findings(digest.findings)
    for level in dict.fromkeys(level for (level, _), _ in counted):
        own = [(code, count) for (of, code), count in counted if of == level]
        codes = ", ".join(f"{code} ({show(count, 0, language)})" for code, count in own)
        total = sum(count for _, count in own)
        yield describe_level(level, language), show(total, 0, language), codes


def count_findings(findings: tuple[Finding, ...]) -> list[tuple[tuple[str, str], int]]:
    """How often each code came, the gravest level first."""
    counts = Counter((finding.level, finding.code) for finding in findings)
    return sorted(counts.items(), key=lambda item: (LEVELS.index(item[0][0]), item[0][1]))
