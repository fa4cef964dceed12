"""What each stage gave to the totals, as a figure of stacked bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from matplotlib.axes import Axes

from helpers.records.numbers import show
from helpers.records.tables import Placing
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.drawing import (
    FILLS,
    HATCHES,
    HEAD,
    INK,
    MOST_ROWS,
    Figure,
    as_svg,
    caption,
    draw_once,
    headings,
    label,
    lay_out,
    name_rows,
    reach_beside,
    style,
    width_of,
    write_beside,
)
from helpers.report.wording import (
    NOTHING,
    deductions_of,
    ranked_of,
    show_signed,
    show_total,
    show_value,
    stage_contributions,
)

LEGEND_COLUMNS = 3
LABEL = 0.45  # inches of a bar that a number inside it needs


@draw_once
def draw_stage_contributions(digest: SeasonDigest, key: str, language: str = "id") -> Figure | None:
    """Each ranked participant's total as a bar made of what each stage gave to it.

    None where the category has no ranking, or sums ranks (a long bar would then look good).
    """
    category = digest.category(key)
    ranked = ranked_of(category)
    if not ranked or category.rules.combine.jurors == "rank_sum":
        return None
    shown = ranked[:MOST_ROWS]
    gifts = stage_contributions(category)
    stages = [stage for stage in category.rules.stages if any(stage in g for g in gifts.values())]
    taken = deductions_of(category)
    with style():
        labels = [label(digest, placing, language) for placing in shown]
        lines = -(-len(stages) // LEGEND_COLUMNS)
        drawing, (panel,) = lay_out([len(shown)], labels, HEAD * lines)
        numbers = [_write_total(placing, category, taken, language) for placing in shown]
        sums = [float(sum(gifts[placing.participant].values())) for placing in shown]
        panel.set_xlim(0, reach_beside(panel, sums, numbers))
        ends = _stack_stages(panel, category, shown, stages, gifts, language)
        for row, (number, end) in enumerate(zip(numbers, ends, strict=True)):
            write_beside(panel, end, row, number)
        name_rows(panel, labels, language)
        panel.set_xlabel(say("documents.figure.contribution_axis", language))
        drawing.legend(loc="upper left", ncols=LEGEND_COLUMNS, frameon=False)
        svg = as_svg(drawing)
    first, decimals = ranked[0], category.rules.rounding.total
    return Figure(
        name=f"{key}-tahap",
        caption=caption("contributions", category.rules.name, len(shown), len(ranked), language),
        svg=svg,
        alt=say(
            "documents.figure.contributions_alt",
            language,
            category=category.rules.name,
            first=first.name,
            total=show_total(first, category, language),
            parts="; ".join(
                f"{category.rules.stages[stage].name} {show(value, decimals, language)}"
                for stage, value in gifts[first.participant].items()
            ),
        ),
        header=(
            *headings(language, "participant"),
            *(category.rules.stages[stage].name for stage in stages),
            *headings(language, "deduction", "total"),
        ),
        rows=tuple(
            (
                placing.name,
                *(
                    show(gifts[placing.participant][stage], decimals, language)
                    if stage in gifts[placing.participant]
                    else NOTHING
                    for stage in stages
                ),
                show_value(taken.get(placing.participant), decimals, language),
                show_total(placing, category, language),
            )
            for placing in ranked
        ),
    )


def _write_total(
    placing: Placing, category: CategoryDigest, taken: Mapping[str, Decimal], language: str
) -> str:
    """The total, and in brackets what a deduction took off the bar."""
    number = show_total(placing, category, language)
    if placing.participant not in taken:
        return number
    return f"{number} ({show_signed(str(-taken[placing.participant]), language)})"


def _stack_stages(
    panel: Axes,
    category: CategoryDigest,
    ranked: Sequence[Placing],
    stages: Sequence[str],
    gifts: Mapping[str, Mapping[str, Fraction]],
    language: str,
) -> list[float]:
    """Draw the stages side by side; returns where each bar ends."""
    ends = [0.0] * len(ranked)
    longest = panel.get_xlim()[1]
    for place, stage in enumerate(stages):
        given = [gifts[placing.participant].get(stage, Fraction(0)) for placing in ranked]
        panel.barh(
            range(len(ranked)), [float(value) for value in given], left=ends, height=0.74,
            color=FILLS[place % len(FILLS)], hatch=HATCHES[place % len(HATCHES)],
            edgecolor="white", label=category.rules.stages[stage].name,
        )  # fmt: skip
        for row, value in enumerate(given):
            if float(value) / longest * width_of(panel) > LABEL:
                panel.annotate(
                    show(value, category.rules.rounding.total, language),
                    (ends[row] + float(value) / 2, row), ha="center", va="center", fontsize=6.5,
                    color=INK, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
                )  # fmt: skip
        ends = [end + float(value) for end, value in zip(ends, given, strict=True)]
    return ends
