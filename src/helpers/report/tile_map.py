"""Which regions won what over the years, on a map of tiles: one tile a region, all of one size."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Rectangle

from helpers.records.words import say
from helpers.report.digest import SeasonDigest
from helpers.report.drawing import GREY, INK, WIDTH, Figure, as_svg, style
from helpers.report.years import Years

TALL, GAP = 0.66, 0.08  # inches that a tile is high, and between two tiles
FIRST_FILL, TITLE_FILL, EMPTY_FILL = "#9fc5e8", "#e3eef8", "#ffffff"
FIRST_HATCH = "///"


@dataclass(frozen=True)
class Tile:
    """Where a region stands on the map, in columns from the west and rows from the north."""

    code: str
    column: int
    row: int
    short: str


@dataclass(frozen=True)
class Won:
    """What a region won: first places and titles over all years, and titles this year."""

    tile: Tile
    name: str
    firsts: int
    titles: int
    now: int


@cache
def tiles() -> tuple[Tile, ...]:
    """The regions with their places on the map, in the order of ``region_tiles.csv``."""
    text = (files("helpers.report") / "region_tiles.csv").read_text(encoding="utf-8")
    return tuple(
        Tile(row["code"], int(row["column"]), int(row["row"]), row["short"])
        for row in csv.DictReader(text.splitlines())
    )


def draw_tile_map(digest: SeasonDigest, years: Years, language: str) -> Figure | None:
    """The map; None where the regions of the rule book are not those that the map knows."""
    known = {region.code: region.name for region in digest.rules.regions or ()}
    if not years.rows or set(known) != {tile.code for tile in tiles()}:
        return None
    first = {one.rules.titles[0] for one in digest.categories if one.rules.titles}
    won = tuple(
        Won(
            tile,
            known[tile.code],
            firsts=sum(row.title in first for row in years.of(tile.code)),
            titles=len(years.of(tile.code)),
            now=len(years.of(tile.code, years.now)),
        )
        for tile in tiles()
    )
    span = _span(years)
    header = tuple(
        say(f"annual.{head}", language, year=years.now)
        for head in ("map_region", "map_firsts", "map_titles", "map_now")
    )
    return Figure(
        name="tile-map",
        caption=say("annual.map_caption", language, span=span),
        svg=_draw(won, years.now, language),
        alt=_describe(won, span, years.now, language),
        header=header,
        rows=tuple((w.name, str(w.firsts), str(w.titles), str(w.now)) for w in won),
    )


def _span(years: Years) -> str:
    known = years.years
    return known[0] if len(known) == 1 else f"{known[-1]}–{known[0]}"


def _describe(won: tuple[Won, ...], span: str, now: str, language: str) -> str:
    lead = say("annual.map_alt", language, span=span)
    with_titles = sorted(won, key=lambda one: (-one.firsts, -one.titles, one.tile.code))
    told = [
        say(
            "annual.map_alt_one", language, region=one.name, firsts=one.firsts, titles=one.titles,
            now=one.now, year=now,
        )
        for one in with_titles
        if one.titles
    ]  # fmt: skip
    without = [one.name for one in with_titles if not one.titles]
    rest = say("annual.map_alt_none", language, regions=", ".join(without)) if without else ""
    return " ".join(part for part in (lead, "; ".join(told) + "." if told else "", rest) if part)


def _draw(won: tuple[Won, ...], now: str, language: str) -> bytes:
    columns = max(one.tile.column for one in won) + 1
    rows = max(one.tile.row for one in won) + 1
    wide = (WIDTH - GAP * (columns - 1)) / columns
    height = rows * (TALL + GAP)
    with style():
        drawing = Drawing(figsize=(WIDTH, height))
        panel = drawing.add_axes((0, 0, 1, 1))
        panel.set_xlim(-0.02, WIDTH + 0.02)
        panel.set_ylim(height, -0.02)
        panel.axis("off")
        for one in won:
            corner = (one.tile.column * (wide + GAP), one.tile.row * (TALL + GAP))
            _draw_tile(panel, one, corner, wide, now, language)
        return as_svg(drawing)


def _draw_tile(
    panel: Axes, one: Won, corner: tuple[float, float], wide: float, now: str, language: str
) -> None:
    """A tile: first places have a fill, a hatched strip and a thick frame; all is in its words."""
    left, top = corner
    fill = FIRST_FILL if one.firsts else TITLE_FILL if one.titles else EMPTY_FILL
    line, thick = (INK, 1.6) if one.firsts else (GREY, 0.8)
    tile = Rectangle(corner, wide, TALL, facecolor=fill, edgecolor=line, linewidth=thick)
    panel.add_patch(tile)
    if one.firsts:
        strip = Rectangle(corner, 0.12, TALL, facecolor="white", hatch=FIRST_HATCH, edgecolor=INK)
        panel.add_patch(strip)
    start = left + 0.2
    panel.text(start, top + 0.17, one.tile.short, fontsize=9, weight="bold", va="center")
    key = "map_tile" if one.titles else "map_tile_none"
    told = say(f"annual.{key}", language, firsts=one.firsts, titles=one.titles)
    panel.text(start, top + 0.36, told, fontsize=7.5, va="center")
    if one.now:
        told = say("annual.map_tile_now", language, year=now, count=one.now)
        panel.text(start, top + 0.53, told, fontsize=7.5, va="center")
