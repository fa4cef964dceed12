"""BAB II: the rules, category by category, as the rule book has them; the conduct follows."""

from __future__ import annotations

from helpers.records.numbers import show
from helpers.records.words import say
from helpers.report.blocks import Block, Chapter, Column, Heading, Paragraph, Table, Terms
from helpers.report.chapters.office_words import office_words
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.rules import Scale, clauses, short_fingerprint


def quote_rules(digest: SeasonDigest, language: str) -> Chapter:
    """For every category its stages, criteria and weights, and its clauses as sentences."""
    book = digest.rules
    blocks: list[Block] = [
        Heading(
            say("documents.annual.rules", language),
            number=say("documents.annual.chapter", language, number="II"),
        ),
        Paragraph(
            say(
                "documents.annual.rules_text",
                language,
                version=book.version,
                fingerprint=short_fingerprint(book),
            )
        ),
    ]
    blocks += office_words(digest, "aturan", language)
    for place, category in enumerate(digest.categories, start=1):
        blocks += [
            Heading(category.rules.name, 2, f"2.{place}"),
            _weights(category, language),
            Terms(
                tuple(
                    (say(f"documents.topic.{topic}", language), text)
                    for topic, text in clauses(book, category.key, language).items()
                    if topic != "overall"
                )
            ),
        ]
    return Chapter(tuple(blocks))


def _weights(category: CategoryDigest, language: str) -> Table:
    """Stages and criteria, one row a criterion; the stage stands in its first row."""
    rules = category.rules
    unit = "%" if rules.weights == "percent" else ""
    rows = []
    for stage, part in rules.stages.items():
        for place, (criterion, entry) in enumerate(part.criteria.items()):
            committee = rules.from_committee(stage, criterion)
            rows.append(
                (
                    None if place else part.name,
                    None if place else show(rules.stage_weight(stage), None, language) + unit,
                    entry.name,
                    show(entry.weight, None, language) + unit,
                    show_scale(rules.criterion_scale(stage, criterion), language),
                    say(f"documents.annual.by_{'committee' if committee else 'jurors'}", language),
                )
            )
    columns = ("stage", "stage_weight", "criterion", "weight", "scale", "marked_by")
    widths = (3, 0, 4, 0, 0, 0)
    return Table(
        caption=say("documents.annual.weights_caption", language, category=rules.name),
        columns=tuple(
            Column(say(f"documents.column.{name}", language), width, name.endswith("weight"))
            for name, width in zip(columns, widths, strict=True)
        ),
        rows=tuple(rows),
    )


def show_scale(scale: Scale, language: str) -> str:
    """The scale from its least to its greatest mark: ``0–100``."""
    return f"{show(scale.min, None, language)}–{show(scale.max, None, language)}"
