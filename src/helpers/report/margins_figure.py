"""The margin at each title place, beside what a single mark can move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.axes import Axes

from helpers.records.numbers import show
from helpers.records.words import say
from helpers.report.drawing import (
    FILLS,
    GREY,
    HATCHES,
    INK,
    Figure,
    as_svg,
    caption,
    headings,
    lay_out,
    name_rows,
    reach_beside,
    style,
    write_beside,
)
from helpers.report.wording import NOTHING


@dataclass(frozen=True, slots=True)
class TitleGap:
    """A title place, who holds it, and how far ahead of the next it is.

    Where there is no margin, ``reason`` says why.
    """

    title: str
    name: str
    behind: str
    margin: Fraction | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ruler:
    """How much a single mark moves a total: ``change`` says what is changed about it."""

    change: str
    length: Fraction


def draw_margins(
    key: str,
    category: str,
    gaps: Sequence[TitleGap],
    ruler: Ruler,
    decimals: int = 2,
    language: str = "id",
) -> Figure | None:
    """A bar for each title place, the ruler above them and its end drawn down through all.

    A bar that does not reach the line could be turned by a single mark, and is hatched otherwise.
    None where there are no title places.
    """
    if not gaps:
        return None
    labels = [ruler.change, *(f"{gap.title}: {gap.name}" for gap in gaps)]
    lengths = [ruler.length, *(gap.margin or Fraction() for gap in gaps)]
    told = [
        show(ruler.length, decimals, language),
        *(_tell(gap, ruler, decimals, language) for gap in gaps),
    ]
    with style():
        drawing, (panel,) = lay_out([len(labels)], labels)
        panel.set_xlim(0, reach_beside(panel, map(float, lengths), told))
        _plot_bars(panel, lengths)
        name_rows(panel, labels, language)
        for row, (length, text) in enumerate(zip(lengths, told, strict=True)):
            write_beside(panel, float(length), row, text, bold=row > 0)
        panel.set_xlabel(say("documents.figure.margins_axis", language))
        svg = as_svg(drawing)
    return Figure(
        name=f"{key}-selisih",
        caption=caption("margins", category, len(gaps), len(gaps), language),
        svg=svg,
        alt=_describe(category, gaps, ruler, decimals, language),
        header=headings(language, "title", "participant", "next", "margin"),
        rows=tuple(
            (gap.title, gap.name, gap.behind or NOTHING, _number(gap, decimals, language))
            for gap in gaps
        ),
    )


def within(gap: TitleGap, ruler: Ruler) -> bool:
    """Whether a single mark could make up the margin."""
    return gap.margin is not None and gap.margin <= ruler.length


def _plot_bars(panel: Axes, lengths: Sequence[Fraction]) -> None:
    """The ruler, and the bars with those within it hatched another way."""
    ruler, *bars = lengths
    panel.barh(0, float(ruler), height=0.3, color=INK)
    for row, length in enumerate(bars, start=1):
        kind = 1 if length <= ruler else 0
        panel.barh(
            row, float(length), height=0.62, color=FILLS[kind], hatch=HATCHES[kind],
            edgecolor="white",
        )  # fmt: skip
    panel.axvline(float(ruler), color=GREY, linewidth=0.9, linestyle=(0, (4, 3)), zorder=3)


def _number(gap: TitleGap, decimals: int, language: str) -> str:
    return gap.reason if gap.margin is None else show(gap.margin, decimals, language)


def _tell(gap: TitleGap, ruler: Ruler, decimals: int, language: str) -> str:
    """The margin, and that a single mark could make it up; or why there is none."""
    text = _number(gap, decimals, language)
    if within(gap, ruler):
        return f"{text}  {say('documents.figure.margins_within', language)}"
    return text


def _describe(
    category: str, gaps: Sequence[TitleGap], ruler: Ruler, decimals: int, language: str
) -> str:
    """The narrowest margin, the ruler, and which title places a single mark could turn."""
    known = [gap for gap in gaps if gap.margin is not None]
    text = say(
        "documents.figure.margins_alt",
        language,
        category=category,
        count=len(gaps),
        change=ruler.change,
        length=show(ruler.length, decimals, language),
    )
    if not known:
        return text
    closest = min(known, key=lambda gap: gap.margin or Fraction())
    close = [gap.title for gap in known if within(gap, ruler)]
    key = "margins_close" if close else "margins_clear"
    told = say(
        f"documents.figure.{key}",
        language,
        title=closest.title,
        margin=_number(closest, decimals, language),
        titles=", ".join(close),
    )
    return f"{text} {told}"
