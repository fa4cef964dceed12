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

    Where there is no margin, ``reason`` says why. ``close`` is what the examination found; where it
    says nothing, the ruler decides. ``brief`` is how the picture names the holder, where its name
    is too long for one.
    """

    title: str
    name: str
    behind: str
    margin: Fraction | None
    reason: str = ""
    close: bool | None = None
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Ruler:
    """How much a single mark moves a total: ``change`` says what is changed about it."""

    change: str
    length: Fraction


def draw_margins(
    key: str,
    category: str,
    gaps: Sequence[TitleGap],
    ruler: Ruler | None,
    decimals: int = 2,
    language: str = "id",
) -> Figure | None:
    """A bar for each title place, the ruler above them and its end drawn down through all.

    Close places are hatched another way and say so. None where there are no title places.

    Parameters
    ----------
    ruler
        None where a single mark has no length of its own, as under sums of ranks.
    """
    if not gaps:
        return None
    labels = [f"{gap.title}: {gap.brief or gap.name}" for gap in gaps]
    lengths = [gap.margin or Fraction() for gap in gaps]
    told = [_tell(gap, ruler, decimals, language) for gap in gaps]
    if ruler:
        labels, lengths = [ruler.change, *labels], [ruler.length, *lengths]
        told = [show(ruler.length, decimals, language), *told]
    with style():
        drawing, (panel,) = lay_out([len(labels)], labels)
        panel.set_xlim(0, reach_beside(panel, map(float, lengths), told))
        _plot_bars(panel, gaps, ruler)
        name_rows(panel, labels, language)
        for row, (length, text) in enumerate(zip(lengths, told, strict=True)):
            write_beside(panel, float(length), row, text, bold=row > 0 or not ruler)
        axis = "margins_axis" if ruler else "margins_axis_bare"
        panel.set_xlabel(say(f"documents.figure.{axis}", language))
        svg = as_svg(drawing)
    return Figure(
        name=f"{key}-selisih",
        caption=caption("margins", category, len(gaps), len(gaps), language),
        svg=svg,
        alt=_describe(category, gaps, ruler, decimals, language),
        header=headings(language, "title", "participant", "next", "margin"),
        rows=(
            *(
                (gap.title, gap.name, gap.behind or NOTHING, _tell(gap, ruler, decimals, language))
                for gap in gaps
            ),
            *(
                (one.change, NOTHING, NOTHING, show(one.length, decimals, language))
                for one in (ruler,)
                if one
            ),
        ),
    )


def within(gap: TitleGap, ruler: Ruler | None) -> bool:
    """Whether a single mark could make up the margin."""
    return ruler is not None and gap.margin is not None and gap.margin <= ruler.length


def is_close(gap: TitleGap, ruler: Ruler | None) -> bool:
    """What the examination found; where it says nothing, whether the ruler reaches as far."""
    return within(gap, ruler) if gap.close is None else gap.close


def _plot_bars(panel: Axes, gaps: Sequence[TitleGap], ruler: Ruler | None) -> None:
    """The ruler, and the bars with the close ones hatched another way."""
    for row, gap in enumerate(gaps, start=1 if ruler else 0):
        kind = 1 if is_close(gap, ruler) else 0
        panel.barh(
            row, float(gap.margin or 0), height=0.62, color=FILLS[kind], hatch=HATCHES[kind],
            edgecolor="white",
        )  # fmt: skip
    if ruler:
        length = float(ruler.length)
        panel.barh(0, length, height=0.3, color=INK)
        panel.axvline(length, color=GREY, linewidth=0.9, linestyle=(0, (4, 3)), zorder=3)


def _number(gap: TitleGap, decimals: int, language: str) -> str:
    return gap.reason if gap.margin is None else show(gap.margin, decimals, language)


def _tell(gap: TitleGap, ruler: Ruler | None, decimals: int, language: str) -> str:
    """The margin, and that it is close; or why there is none."""
    text = _number(gap, decimals, language)
    if not is_close(gap, ruler):
        return text
    key = "margins_within" if gap.close is None else "margins_is_close"
    return f"{text}  {say(f'documents.figure.{key}', language)}"


def _describe(
    category: str, gaps: Sequence[TitleGap], ruler: Ruler | None, decimals: int, language: str
) -> str:
    """The ruler, the smallest margin, and which titles are close."""
    text = say("documents.figure.margins_alt", language, category=category, count=len(gaps))
    if ruler:
        length = show(ruler.length, decimals, language)
        measure = say(
            "documents.figure.margins_ruler", language, change=ruler.change, length=length
        )
        text = f"{text} {measure}"
    known = [gap for gap in gaps if gap.margin is not None]
    if not known:
        return text
    closest = min(known, key=lambda gap: gap.margin or Fraction())
    close = [gap for gap in known if is_close(gap, ruler)]
    examined = all(gap.close is not None for gap in known)
    ending = f"margins_{'close' if close else 'clear'}{'_examined' if examined else ''}"
    told = say(
        f"documents.figure.{ending}",
        language,
        title=closest.title,
        margin=_number(closest, decimals, language),
        titles=", ".join(gap.title for gap in close),
    )
    return f"{text} {told}"
