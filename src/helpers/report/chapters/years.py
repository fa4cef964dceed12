"""The comparison with earlier seasons: who won what over the years, as a table and as a map."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.records.words import say
from helpers.report.blocks import (
    Block,
    Bullets,
    Chapter,
    Column,
    Heading,
    Paragraph,
    Table,
    show_figure,
)
from helpers.report.digest import SeasonDigest, YearWinner
from helpers.report.tile_map import draw_tile_map
from helpers.report.wording import NOTHING, list_names, region_label
from helpers.report.years import RECORD, Years, brief_category, gather_years

COLUMNS = 4  # years with a column of their own; those before share one


def tell_years(digest: SeasonDigest, place: int, language: str) -> Chapter:
    """Earlier winners beside this year's, by category and by region, with the map."""
    years = gather_years(digest)
    blocks: list[Block] = [Heading(say("annual.years", language), 2, f"4.{place}")]
    if not years.rows:
        return Chapter((*blocks, Paragraph(say("documents.annual.no_history", language))))
    blocks.append(Paragraph(say("annual.years_text", language)))
    blocks += _repeated(digest, years, language)
    figure = draw_tile_map(digest, years, language)
    if figure:
        blocks.append(Paragraph(say("annual.map_text", language), leads=True))
        blocks.append(show_figure(figure, 70))
    regions = _by_region(digest, years, language)
    blocks += [regions] if regions.rows else []
    firsts = _firsts(digest, years, language)
    blocks += [firsts] if firsts.rows else []
    return Chapter(tuple(blocks), (figure,) if figure else ())


def _repeated(digest: SeasonDigest, years: Years, language: str) -> tuple[Block, ...]:
    """For each category, who was first the last time and where that region stands now."""
    items = []
    for category in digest.categories:
        mine = [row for row in years.rows if row.category == category.key]
        before = [row for row in mine if row.year < years.now]
        if not before or not category.rules.titles:
            continue
        last = before[0].year
        top = category.rules.titles[0]
        holders = [row for row in before if row.year == last and row.title == top]
        now = [row for row in mine if row.year == years.now and row.title == top]
        if not holders or not now:
            continue
        same = {row.region for row in holders} & {row.region for row in now}
        items.append(
            say(
                f"annual.years_{'same' if same else 'other'}",
                language,
                category=category.rules.name,
                title=top,
                year=last,
                before=_regions(digest, holders, language),
                now=_regions(digest, now, language),
            )
        )
    return (Bullets(tuple(items)),) if items else ()


def _regions(digest: SeasonDigest, rows: Sequence[YearWinner], language: str) -> str:
    names = dict.fromkeys(digest.region_name(row.region) or row.name for row in rows)
    return list_names(list(names), language)


def _won(row: YearWinner) -> str:
    return f"{row.title} {brief_category(row.category, row.category_name)}"


def _by_region(digest: SeasonDigest, years: Years, language: str) -> Table:
    """A row a region, a column a year; the regions of the rule book all stand in it."""
    own = years.years[:COLUMNS]
    older = years.years[COLUMNS:]
    listed = [region.code for region in digest.rules.regions or ()]
    codes = dict.fromkeys((*listed, *(row.region for row in years.rows if row.region)))
    rows = []
    for code in codes:
        fields = [region_label(digest, code, language)]
        fields += ["; ".join(map(_won, years.of(code, year))) or NOTHING for year in own]
        if older:
            told = [f"{_won(row)} ({row.year})" for row in years.of(code) if row.year in older]
            fields.append("; ".join(told) or NOTHING)
        rows.append(tuple(fields))
    heads = [*own, *([say("annual.years_before", language, year=own[-1])] if older else [])]
    names = {
        brief_category(row.category, row.category_name): row.category_name
        for row in sorted(years.rows, key=lambda row: row.year)
    }
    shortened = "; ".join(f"{short}: {name}" for short, name in names.items() if short != name)
    sources = _sources(years, language)
    return Table(
        caption=say("annual.by_region_caption", language),
        columns=(
            Column(say("documents.column.region", language), 3),
            *(Column(head, 3) for head in heads),
        ),
        rows=tuple(rows),
        notes=tuple(note for note in (f"{shortened}." if shortened else "", sources) if note),
    )


def _sources(years: Years, language: str) -> str:
    """Where each year's winners come from: the record, or a result of this program."""
    told: list[str] = []
    for year in years.years:
        found = dict.fromkeys(row.source for row in years.rows if row.year == year)
        names = [say("annual.of_record", language) if s == RECORD else s for s in found]
        told.append(f"{year}: {', '.join(names)}")
    return say("annual.years_sources", language, sources="; ".join(told))


def _firsts(digest: SeasonDigest, years: Years, language: str) -> Table:
    """The winners before this season by name, newest first."""
    columns = (("year", 0), ("category", 3), ("title", 0), ("region", 3), ("name", 4))
    return Table(
        caption=say("documents.annual.history_caption", language),
        columns=tuple(
            Column(say(f"documents.column.{name}", language), width) for name, width in columns
        ),
        rows=tuple(
            (
                row.year,
                row.category_name,
                row.title,
                region_label(digest, row.region, language) or NOTHING,
                row.name or NOTHING,
            )
            for row in years.rows
            if row.year < years.now and row.title in _top_titles(digest)
        ),
    )


def _top_titles(digest: SeasonDigest) -> frozenset[str]:
    return frozenset(title for one in digest.categories for title in one.rules.titles[:3])
