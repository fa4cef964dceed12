"""BAB I: the basis, the purpose, who took part."""

from __future__ import annotations

from helpers.records.numbers import show
from helpers.records.words import say
from helpers.report.blocks import Block, Bullets, Chapter, Column, Heading, Paragraph, Table
from helpers.report.chapters.office_words import office_words
from helpers.report.digest import SeasonDigest
from helpers.report.wording import bare_category, list_names

# Laws that hold for such a report whatever the rule book names: facts, not the selection's basis.
LAWS = ("information", "archives", "personal_data")


def introduce(digest: SeasonDigest, language: str) -> Chapter:
    """Legal basis from the rule book, purpose, participants by category."""
    book = digest.rules
    blocks: list[Block] = [
        Heading(
            say("documents.annual.introduction", language),
            number=say("documents.annual.chapter", language, number="I"),
        ),
        Heading(say("documents.annual.basis", language), 2, "1.1"),
        Paragraph(
            say("documents.annual.basis_text", language, title=book.title, office=book.office.name)
        ),
        Bullets((book.basis,)),
        Paragraph(say("annual.law_text", language)),
        Bullets(tuple(say(f"annual.law_{name}", language) for name in LAWS)),
        Heading(say("documents.annual.purpose", language), 2, "1.2"),
        Paragraph(
            say(
                "documents.annual.purpose_text",
                language,
                count=len(digest.categories),
                categories=list_names([c.rules.name for c in digest.categories], language),
            )
        ),
        *office_words(digest, "pendahuluan", language),
        Heading(say("documents.annual.participants", language), 2, "1.3"),
        Paragraph(say("documents.annual.participants_text", language)),
        _participants(digest, language),
    ]
    absent = [d for d in digest.decisions if d.kind == "not_sent"]
    if absent:
        blocks.append(Paragraph(say("documents.annual.not_sent_text", language)))
        blocks.append(
            Bullets(
                tuple(
                    say(
                        "documents.annual.not_sent_item",
                        language,
                        region=digest.region_name(decision.value),
                        category=bare_category(digest.category(decision.category).rules.name),
                        reason=decision.reason,
                    )
                    for decision in absent
                )
            )
        )
    return Chapter(tuple(blocks))


def _participants(digest: SeasonDigest, language: str) -> Table:
    columns = ("category", "registered", "regions", "stages", "jurors")
    return Table(
        caption=say("documents.annual.participants_caption", language),
        columns=tuple(
            Column(say(f"documents.column.{name}", language), 0 if place else 1, place > 0)
            for place, name in enumerate(columns)
        ),
        rows=tuple(
            (
                category.rules.name,
                show(len(category.participants), 0, language),
                show(len({p.region for p in category.participants if p.region}), 0, language),
                show(len(category.rules.stages), 0, language),
                show(len(category.rules.jurors), 0, language),
            )
            for category in digest.categories
        ),
    )
