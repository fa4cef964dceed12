"""The ranking as a figure: totals as points, the margins as steps between them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from matplotlib.axes import Axes

from helpers.records.tables import Placing
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.drawing import (
    BLUE,
    GREY,
    MOST_ROWS,
    Figure,
    as_svg,
    caption,
    draw_once,
    headings,
    label,
    lay_out,
    name_rows,
    share_beside,
    style,
    write_beside,
)
from helpers.report.wording import (
    NOTHING,
    describe_rank,
    ranked_of,
    show_total,
    show_value,
)


@draw_once
def draw_ranking(digest: SeasonDigest, key: str, language: str = "id") -> Figure | None:
    """Each ranked participant's total as a point, with the distance to the next one between.

    Those outside the finals stand in a panel of their own, since their totals hold fewer stages.
    None where the category has no ranking.
    """
    category = digest.category(key)
    ranked = ranked_of(category)
    if not ranked:
        return None
    shown = ranked[:MOST_ROWS]
    groups = [
        (say(f"documents.figure.{name}", language), group)
        for name, group in (
            ("finalists", [p for p in shown if p.note != "not_finalist"]),
            ("not_finalists", [p for p in shown if p.note == "not_finalist"]),
        )
        if group
    ]
    with style():
        labels = [label(digest, placing, language) for placing in shown]
        drawing, panels = lay_out([len(group) for _, group in groups], labels)
        for panel, (heading, group) in zip(panels, groups, strict=True):
            if len(groups) > 1:
                panel.set_title(heading, loc="left", fontsize=8, fontweight="bold")
            _plot_totals(panel, category, group, language)
            name_rows(panel, [label(digest, placing, language) for placing in group], language)
        panels[-1].set_xlabel(say(f"documents.figure.{_direction(category)}", language))
        svg = as_svg(drawing)
    return Figure(
        name=f"{key}-peringkat",
        caption=caption("ranking", category.rules.name, len(shown), len(ranked), language),
        svg=svg,
        alt=_describe_ranking(category, ranked, language),
        header=headings(language, "rank", "participant", "region", "total", "margin", "title"),
        rows=tuple(
            (
                describe_rank(placing),
                placing.name,
                digest.region_name(placing.region),
                show_total(placing, category, language),
                show_value(placing.margin, category.rules.rounding.total, language),
                placing.title or NOTHING,
            )
            for placing in ranked
        ),
    )


def _direction(category: CategoryDigest) -> str:
    return "low_wins" if category.rules.combine.jurors == "rank_sum" else "high_wins"


def _plot_totals(
    panel: Axes, category: CategoryDigest, group: Sequence[Placing], language: str
) -> None:
    totals = [float(placing.total or 0) for placing in group]
    _make_room(panel, category, group, totals, language)
    _mark_margins(panel, category, group, totals, language)
    for row, (placing, total) in enumerate(zip(group, totals, strict=True)):
        titled = bool(placing.title)
        panel.plot(
            total, row, marker="o" if titled else "s", markersize=6.5 if titled else 5,
            color=BLUE if titled else "white", markeredgecolor=BLUE if titled else GREY,
        )  # fmt: skip
        number = show_total(placing, category, language)
        text = f"{number}   {placing.title}" if titled else number
        write_beside(panel, total, row, text, bold=titled)


def _make_room(
    panel: Axes,
    category: CategoryDigest,
    group: Sequence[Placing],
    totals: Sequence[float],
    language: str,
) -> None:
    """Set the axis so that a margin fits left of the least total, a label right of the greatest."""
    texts = (f"{show_total(p, category, language)}   {p.title}" for p in group)
    taken = min(0.1 + max(share_beside(panel, text) for text in texts), 0.8)
    span = ((max(totals) - min(totals)) or 1.0) / (1 - taken)
    start = min(totals) - 0.1 * span
    panel.set_xlim(start, start + span)


def _mark_margins(
    panel: Axes,
    category: CategoryDigest,
    group: Sequence[Placing],
    totals: Sequence[float],
    language: str,
) -> None:
    """A step from each total down to the next one, with the distance written on it."""
    for row, placing in enumerate(group[:-1]):
        if placing.margin is None or group[row + 1].rank == placing.rank:
            continue
        here, below, middle = totals[row], totals[row + 1], row + 0.5
        panel.plot(
            [here, here, below, below], [row, middle, middle, row + 1], color=GREY, linewidth=0.7
        )
        panel.annotate(
            show_value(placing.margin, category.rules.rounding.total, language),
            (min(here, below), middle), xytext=(-3, 0), textcoords="offset points", fontsize=6.5,
            color=GREY, ha="right", va="center",
        )  # fmt: skip


def _describe_ranking(category: CategoryDigest, ranked: Sequence[Placing], language: str) -> str:
    margins = [p for p in ranked if p.margin is not None]
    text = say(
        "documents.figure.ranking_alt",
        language,
        category=category.rules.name,
        count=len(ranked),
        first=ranked[0].name,
        first_total=show_total(ranked[0], category, language),
        last=ranked[-1].name,
        last_total=show_total(ranked[-1], category, language),
    )
    if not margins:
        return text
    closest = min(margins, key=lambda placing: placing.margin or Decimal(0))
    decimals = category.rules.rounding.total
    return f"{text} " + say(
        "documents.figure.closest_alt",
        language,
        rank=describe_rank(closest),
        margin=show_value(closest.margin, decimals, language),
    )
