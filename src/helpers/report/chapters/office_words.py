"""The office's own paragraphs and photographs, printed where their names say."""

from __future__ import annotations

from helpers.records.words import say
from helpers.report.blocks import Block, Paragraph, Picture
from helpers.report.digest import SeasonDigest


def office_words(digest: SeasonDigest, chapter: str, language: str) -> tuple[Block, ...]:
    """What ``narasi/`` holds for a chapter, in the order of the names."""
    blocks: list[Block] = []
    for told in digest.narrative:
        if told.chapter != chapter:
            continue
        blocks += [Paragraph(text) for text in told.paragraphs]
        if told.problem:
            blocks.append(Paragraph(say("annual.photograph_unread", language, file=told.file)))
        elif told.photograph:
            unnamed = say("annual.photograph_unnamed", language, file=told.file)
            caption = told.caption or unnamed
            blocks.append(Picture(told.name, caption, told.alt or unnamed))
    return tuple(blocks)
