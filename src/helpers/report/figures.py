"""The figures of the documents, each drawn once for the PDF, the pages and the notebooks.

Nothing in a figure is told by colour alone: every mark carries its number, titles have their own
shape and stages their own hatch. Positions are floats, numbers that people read never are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from helpers.records.numbers import show
from helpers.records.tables import Diagnostic, Placing
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.drawing import (
    BLUE,
    FILLS,
    GREY,
    HATCHES,
    INK,
    ROW,
    WIDTH,
    Figure,
    as_svg,
    label,
    style,
    write_axis,
)
from helpers.report.wording import (
    NOTHING,
    deductions_of,
    describe_rank,
    show_signed,
    show_total,
    show_value,
    stage_contributions,
)

__all__ = [
    "Figure", "draw_figures", "draw_jurors", "draw_ranking", "draw_stage_contributions"
]  # fmt: skip


def draw_figures(digest: SeasonDigest, key: str, language: str = "id") -> tuple[Figure, ...]:
    """Every figure that the tables of a category allow, in the order of the documents."""
    draws: tuple[Callable[[SeasonDigest, str, str], Figure | None], ...] = (
        draw_ranking, draw_stage_contributions, draw_jurors
    )  # fmt: skip
    drawn = (draw(digest, key, language) for draw in draws)
    return tuple(figure for figure in drawn if figure is not None)


def draw_ranking(digest: SeasonDigest, key: str, language: str = "id") -> Figure | None:
    """Each ranked participant's total as a point, with the distance to the next one between.

    Those outside the finals stand in a panel of their own, since their totals hold fewer stages.
    None where the category has no ranking.
    """
    category = digest.category(key)
    ranked = _ranked(category)
    if not ranked:
        return None
    groups = [
        (say(f"documents.figure.{name}", language), group)
        for name, group in (
            ("finalists", [p for p in ranked if p.note != "not_finalist"]),
            ("not_finalists", [p for p in ranked if p.note == "not_finalist"]),
        )
        if group
    ]
    with style():
        height = 0.75 * len(groups) + ROW * len(ranked)
        drawing = Drawing(figsize=(WIDTH, height), layout="constrained")
        heights = [len(group) + 1 for _, group in groups]
        panels = drawing.subplots(len(groups), 1, squeeze=False, height_ratios=heights)[:, 0]
        for panel, (heading, group) in zip(panels, groups, strict=True):
            if len(groups) > 1:
                panel.set_title(heading, loc="left", fontsize=8, fontweight="bold")
            _plot_totals(panel, digest, category, group, language)
        panels[-1].set_xlabel(say(f"documents.figure.{_direction(category)}", language))
        svg = as_svg(drawing)
    columns = ("rank", "participant", "region", "total", "margin", "title")
    return Figure(
        name=f"{key}-peringkat",
        caption=say("documents.figure.ranking", language, category=category.rules.name),
        svg=svg,
        alt=_describe_ranking(category, ranked, language),
        header=tuple(say(f"documents.column.{column}", language) for column in columns),
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


def _ranked(category: CategoryDigest) -> list[Placing]:
    return [p for p in category.placings if p.rank is not None and p.total is not None]


def _direction(category: CategoryDigest) -> str:
    return "low_wins" if category.rules.combine.jurors == "rank_sum" else "high_wins"


def _plot_totals(
    panel: Axes,
    digest: SeasonDigest,
    category: CategoryDigest,
    group: Sequence[Placing],
    language: str,
) -> None:
    totals = [float(placing.total or 0) for placing in group]
    spread = (max(totals) - min(totals)) or 1.0
    panel.set_xlim(min(totals) - 0.12 * spread, max(totals) + 0.36 * spread)
    panel.set_ylim(len(group) - 0.4, -0.6)
    _mark_margins(panel, category, group, totals, language)
    for row, (placing, total) in enumerate(zip(group, totals, strict=True)):
        titled = bool(placing.title)
        panel.plot(
            total, row, marker="o" if titled else "s", markersize=6.5 if titled else 5,
            color=BLUE if titled else "white", markeredgecolor=BLUE if titled else GREY,
        )  # fmt: skip
        number = show_total(placing, category, language)
        panel.annotate(
            f"{number}   {placing.title}" if titled else number, (total, row), xytext=(8, 0),
            textcoords="offset points", va="center", fontweight="bold" if titled else "normal",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
        )  # fmt: skip
    panel.set_yticks(range(len(group)), [label(digest, placing, language) for placing in group])
    write_axis(panel, language)


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


def draw_stage_contributions(digest: SeasonDigest, key: str, language: str = "id") -> Figure | None:
    """Each ranked participant's total as a bar made of what each stage gave to it.

    None where the category has no ranking, or sums ranks (a long bar would then look good).
    """
    category = digest.category(key)
    ranked = _ranked(category)
    if not ranked or category.rules.combine.jurors == "rank_sum":
        return None
    gifts = stage_contributions(category)
    stages = [stage for stage in category.rules.stages if any(stage in g for g in gifts.values())]
    taken = deductions_of(category)
    with style():
        drawing = Drawing(figsize=(WIDTH, 0.95 + ROW * len(ranked)), layout="constrained")
        panel = drawing.subplots()
        ends = _stack_stages(panel, category, ranked, stages, gifts, language)
        for row, (placing, end) in enumerate(zip(ranked, ends, strict=True)):
            number = show_total(placing, category, language)
            if placing.participant in taken:
                number += f" ({show_signed(str(-taken[placing.participant]), language)})"
            panel.annotate(
                number, (end, row), xytext=(5, 0), textcoords="offset points", va="center",
                fontweight="bold",
            )  # fmt: skip
        panel.set_xlim(0, max(ends) * 1.12)
        panel.set_ylim(len(ranked) - 0.4, -0.6)
        panel.set_yticks(range(len(ranked)), [label(digest, p, language) for p in ranked])
        panel.set_xlabel(say("documents.figure.contribution_axis", language))
        write_axis(panel, language)
        drawing.legend(loc="outside upper left", ncols=min(3, len(stages)), frameon=False)
        svg = as_svg(drawing)
    first, decimals = ranked[0], category.rules.rounding.total
    return Figure(
        name=f"{key}-tahap",
        caption=say("documents.figure.contributions", language, category=category.rules.name),
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
            say("documents.column.participant", language),
            *(category.rules.stages[stage].name for stage in stages),
            say("documents.column.deduction", language),
            say("documents.column.total", language),
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
    longest = max(float(sum(gifts[p.participant].values())) for p in ranked) or 1.0
    for place, stage in enumerate(stages):
        given = [gifts[placing.participant].get(stage, Fraction(0)) for placing in ranked]
        panel.barh(
            range(len(ranked)), [float(value) for value in given], left=ends, height=0.74,
            color=FILLS[place % len(FILLS)], hatch=HATCHES[place % len(HATCHES)],
            edgecolor="white", label=category.rules.stages[stage].name,
        )  # fmt: skip
        for row, value in enumerate(given):
            if float(value) > 0.06 * longest:
                panel.annotate(
                    show(value, category.rules.rounding.total, language),
                    (ends[row] + float(value) / 2, row), ha="center", va="center", fontsize=6.5,
                    color=INK, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
                )  # fmt: skip
        ends = [end + float(value) for end, value in zip(ends, given, strict=True)]
    return ends


def draw_jurors(digest: SeasonDigest, key: str, language: str = "id") -> Figure | None:
    """How many points each juror marks above or below the others, stage by stage.

    None where the tables hold no severity.
    """
    category = digest.category(key)
    stages = {
        stage: rows
        for stage in ("", *category.rules.stages)
        if (rows := [d for d in category.diagnostics if _is_severity(d, stage)])
    }
    if not stages:
        return None
    names = {"": say("documents.figure.all_stages", language)} | {
        stage: part.name for stage, part in category.rules.stages.items()
    }
    rows = [row for stage_rows in stages.values() for row in stage_rows]
    furthest = max(abs(float(row.value)) for row in rows) or 1.0
    with style():
        height = 0.4 + sum(0.35 + ROW * len(stage_rows) for stage_rows in stages.values())
        drawing = Drawing(figsize=(WIDTH, height), layout="constrained")
        heights = [len(stage_rows) for stage_rows in stages.values()]
        panels = drawing.subplots(len(stages), 1, squeeze=False, sharex=True, height_ratios=heights)
        for panel, (stage, stage_rows) in zip(panels[:, 0], stages.items(), strict=True):
            panel.set_title(names[stage], loc="left", fontsize=8, fontweight="bold")
            panel.set_xlim(-1.35 * furthest, 1.35 * furthest)
            _plot_severities(panel, digest, key, stage_rows, language)
        panels[-1, 0].set_xlabel(say("documents.figure.severity_axis", language))
        svg = as_svg(drawing)
    strictest, mildest = (pick(rows, key=lambda row: Decimal(row.value)) for pick in (min, max))
    return Figure(
        name=f"{key}-juri",
        caption=say("documents.figure.jurors", language, category=category.rules.name),
        svg=svg,
        alt=say(
            "documents.figure.jurors_alt",
            language,
            category=category.rules.name,
            strictest=digest.juror_code(key, strictest.id),
            low=show_signed(strictest.value, language),
            low_stage=names[strictest.stage],
            mildest=digest.juror_code(key, mildest.id),
            high=show_signed(mildest.value, language),
            high_stage=names[mildest.stage],
        ),
        header=tuple(
            say(f"documents.column.{column}", language) for column in ("stage", "juror", "severity")
        ),
        rows=tuple(
            (names[row.stage], digest.juror_code(key, row.id), show_signed(row.value, language))
            for row in rows
        ),
    )


def _is_severity(diagnostic: Diagnostic, stage: str) -> bool:
    return (diagnostic.subject, diagnostic.measure, diagnostic.stage) == (
        "juror", "severity", stage
    )  # fmt: skip


def _plot_severities(
    panel: Axes, digest: SeasonDigest, key: str, rows: Sequence[Diagnostic], language: str
) -> None:
    panel.axvline(0, color=GREY, linewidth=0.8)
    for place, row in enumerate(rows):
        value = float(row.value)
        panel.plot([0, value], [place, place], color=BLUE, linewidth=1.5)
        panel.plot(value, place, marker="o", markersize=6, color=BLUE)
        panel.annotate(
            show_signed(row.value, language), (value, place), va="center", fontsize=7,
            xytext=(7 if value >= 0 else -7, 0), textcoords="offset points",
            ha="left" if value >= 0 else "right",
        )  # fmt: skip
    panel.set_ylim(len(rows) - 0.4, -0.6)
    panel.set_yticks(range(len(rows)), [digest.juror_code(key, row.id) for row in rows])
    write_axis(panel, language)
