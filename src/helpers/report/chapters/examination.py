"""BAB IV: how sure the results are, beside them and never inside them; then earlier years."""

from __future__ import annotations

from helpers.records.words import say
from helpers.report.blocks import (
    Block,
    Bullets,
    Chapter,
    Column,
    Heading,
    Paragraph,
    Table,
    join_chapters,
    show_figure,
)
from helpers.report.chapters.office_words import office_words
from helpers.report.chapters.results import MOST_DRAWN
from helpers.report.chapters.years import tell_years
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.drawing import Figure
from helpers.report.figures import draw_jurors, draw_ranges
from helpers.report.judged import (
    lookup,
    say_agreement,
    say_examined,
    say_favour,
    say_strictness,
)
from helpers.report.wording import NOTHING, ranked_of, show_percent, show_value

MOST_JURORS = 9  # the figure of more jurors stands in no one's head; the annex has them all


def examine(digest: SeasonDigest, language: str) -> Chapter:
    """Margins, chance, what if, jurors and own regions, category by category; earlier years."""
    opening: list[Block] = [
        Heading(
            say("documents.annual.examination", language),
            number=say("documents.annual.chapter", language, number="IV"),
        ),
        Paragraph(say("documents.annual.examination_text", language)),
        Paragraph(say(f"annual.examination_{digest.rules.publish.examination}", language)),
        *office_words(digest, "pemeriksaan", language),
    ]
    parts = [
        _category(digest, category, place, language)
        for place, category in enumerate(digest.categories, start=1)
    ]
    years = tell_years(digest, len(parts) + 1, language)
    return join_chapters((Chapter(tuple(opening)), *parts, years))


def _category(digest: SeasonDigest, category: CategoryDigest, place: int, language: str) -> Chapter:
    blocks: list[Block] = [
        Heading(category.rules.name, 2, f"4.{place}"),
        Bullets(tuple(say_examined(digest, category, language))),
    ]
    figures: list[Figure] = []
    if not category.decided:
        return Chapter(tuple(blocks))
    table = _titles(category, language)
    blocks += [table] if table.rows else []
    ranges = draw_ranges(digest, category.key, language)
    if ranges:
        figures.append(ranges)
        blocks.append(show_figure(ranges, 80))
    jurors = [d for d in category.diagnostics if d.subject == "juror" and d.measure == "severity"]
    if jurors:
        told = (
            *say_strictness(digest, category, language),
            *say_agreement(category, language),
            *say_favour(digest, category, language),
        )
        blocks.append(Paragraph(say("annual.on_jurors", language)))
        blocks.append(Bullets(told))
    many = len(digest.categories) > MOST_DRAWN or len({d.id for d in jurors}) > MOST_JURORS
    severity = None if many else draw_jurors(digest, category.key, language)
    if severity:
        figures.append(severity)
        blocks.append(show_figure(severity, 80))
    return Chapter(tuple(blocks), tuple(figures))


def _titles(category: CategoryDigest, language: str) -> Table:
    """Every title with its margin, whether it is close, its range and the chance of rank one."""
    held = lookup(category)
    rows = []
    for placing in ranked_of(category):
        if not placing.title:
            continue
        who = placing.participant
        close, low, high, first = (
            held.get(("participant", "", who, measure))
            for measure in ("margin_close", "rank_low", "rank_high", "p_first")
        )
        span = NOTHING
        if low and high and low.value:
            span = low.value if low.value == high.value else f"{low.value}–{high.value}"
        rows.append(
            (
                placing.title,
                placing.name,
                show_value(placing.margin, category.rules.rounding.total, language),
                say(f"steps.{close.value}", language) if close and close.value else NOTHING,
                span,
                show_percent(first.value if first else "", language),
            )
        )
    columns = (("title", 0), ("participant", 1), ("margin", 0))
    return Table(
        caption=say("annual.titles_caption", language, category=category.rules.name),
        columns=(
            *(
                Column(say(f"documents.column.{name}", language), width, name == "margin")
                for name, width in columns
            ),
            Column(say("annual.column_close", language)),
            Column(say("annual.column_range", language), right=True),
            Column(say("annual.column_first", language), right=True),
        ),
        rows=tuple(rows),
    )
