"""What a later revision changed: only where a result was sealed before and is another now."""

from __future__ import annotations

from helpers.records.words import say
from helpers.report.blocks import Block, Bullets, Chapter, Heading, Paragraph
from helpers.report.comparison import tell_changes
from helpers.report.digest import SeasonDigest


def tell_revisions(digest: SeasonDigest, language: str) -> Chapter:
    """A section for each category whose result is not its first sealed one."""
    blocks: list[Block] = []
    for category in digest.categories:
        compared = category.revised
        if compared is None:
            continue
        told = {"category": category.rules.name, "before": compared.one, "after": compared.other}
        blocks.append(Heading(say("documents.annual.revision", language, **told), 2))
        blocks.append(Paragraph(say("documents.annual.revision_lead", language, **told)))
        if compared.same:
            blocks.append(Paragraph(say("documents.annual.revision_same", language)))
        for changes in tell_changes(compared, language):
            blocks += [Paragraph(f"{changes.heading}:"), Bullets(changes.lines)]
    return Chapter(tuple(blocks))
