"""The ranks with their ranges: where each participant stands, and where it could have stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from helpers.records.words import say
from helpers.report.drawing import (
    BLUE,
    GREY,
    INK,
    MOST_ROWS,
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

MOST_TICKS = 15
THICK = 5  # points that the line of a range is wide


@dataclass(frozen=True, slots=True)
class RankRange:
    """The official rank of a participant, and the lowest and highest that it could have had.

    ``brief`` is how the picture names it, where its name is too long for one.
    """

    name: str
    rank: int
    low: int
    high: int
    brief: str = ""

    @property
    def shown(self) -> str:
        """``3 (2–5)``, or ``3`` where no other rank is possible."""
        return str(self.rank) if self.low == self.high else f"{self.rank} ({self.low}–{self.high})"


def draw_ranges(
    key: str, category: str, ranges: Sequence[RankRange], language: str = "id"
) -> Figure | None:
    """Each participant a row, its range a line, its official rank a point; None of none.

    Parameters
    ----------
    key, category
        The key of the category and its name.
    ranges
        In the order of the ranking. A page holds ``MOST_ROWS`` rows; the table holds all.
    """
    if not ranges:
        return None
    shown = ranges[:MOST_ROWS]
    with style():
        labels = [one.brief or one.name for one in shown]
        drawing, (panel,) = lay_out([len(shown)], labels)
        last = max(one.high for one in shown)
        ends, texts = [one.high - 1 for one in shown], [one.shown for one in shown]
        span = reach_beside(panel, ends, texts)
        panel.set_xlim(1 - 0.05 * span, 1 + span)
        for row, one in enumerate(shown):
            _plot_range(panel, row, one)
        name_rows(panel, labels, language)
        panel.set_xticks(range(1, last + 1, -(-last // MOST_TICKS)))
        panel.set_xlabel(say("documents.figure.ranges_axis", language))
        svg = as_svg(drawing)
    return Figure(
        name=f"{key}-rentang",
        caption=caption("ranges", category, len(shown), len(ranges), language),
        svg=svg,
        alt=_describe(category, ranges, language),
        header=headings(language, "participant", "rank", "rank_low", "rank_high"),
        rows=tuple((one.name, str(one.rank), str(one.low), str(one.high)) for one in ranges),
    )


def _plot_range(panel: Axes, row: int, one: RankRange) -> None:
    panel.plot(
        [one.low, one.high], [row, row], color=GREY, linewidth=THICK, alpha=0.45,
        solid_capstyle="butt",
    )  # fmt: skip
    panel.plot([one.low, one.high], [row, row], "|", color=INK, markersize=9)
    panel.plot(one.rank, row, "o", color=BLUE, markeredgecolor="white", markersize=7)
    write_beside(panel, one.high, row, one.shown)


def _describe(category: str, ranges: Sequence[RankRange], language: str) -> str:
    """The first with its range, the widest range, and how many could only have one rank."""
    widest = max(ranges, key=lambda one: one.high - one.low)
    fixed = sum(one.low == one.high for one in ranges)
    return say(
        "documents.figure.ranges_alt",
        language,
        category=category,
        count=len(ranges),
        first=ranges[0].name,
        first_low=ranges[0].low,
        first_high=ranges[0].high,
        widest=widest.name,
        low=widest.low,
        high=widest.high,
        fixed=fixed,
    )
