"""The severity of the jurors, stage by stage, as a figure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from matplotlib.axes import Axes

from helpers.records.tables import Diagnostic
from helpers.records.words import say
from helpers.report.coded import code_of
from helpers.report.digest import SeasonDigest
from helpers.report.drawing import (
    BLUE,
    GREY,
    MOST_ROWS,
    Figure,
    as_svg,
    draw_once,
    headings,
    lay_out,
    name_rows,
    style,
    width_of,
)
from helpers.report.sureness import repeats
from helpers.report.wording import show_signed

LABEL = 1.6  # inches that the numbers beside the points take, left and right together


@draw_once
def draw_jurors(digest: SeasonDigest, key: str, language: str = "id") -> Figure | None:
    """How many points each juror marks above or below the others, stage by stage.

    None where the tables hold no severity.
    """
    category = digest.category(key)
    stages = {
        stage: rows
        for stage in ("", *category.rules.stages)
        if (
            rows := [
                d
                for d in category.diagnostics
                if _is_severity(d, stage) and not repeats(category, d)
            ]
        )
    }
    if not stages:
        return None
    names = {"": say("documents.figure.all_stages", language)} | {
        stage: part.name for stage, part in category.rules.stages.items()
    }
    rows = [row for stage_rows in stages.values() for row in stage_rows]
    furthest = max(abs(float(row.value)) for row in rows) or 1.0
    columns = min(-(-len(rows) // MOST_ROWS), 3)
    with style():
        codes = [code_of(digest, digest.category(key), row.id, language) for row in rows]
        drawing, panels = lay_out([len(some) for some in stages.values()], codes, columns=columns)
        for panel, (stage, stage_rows) in zip(panels, stages.items(), strict=True):
            panel.set_title(names[stage], loc="left", fontsize=9 - columns, fontweight="bold")
            reach = furthest * (1 + LABEL / width_of(panel))
            panel.set_xlim(-reach, reach)
            _plot_severities(panel, digest, key, stage_rows, language)
        drawing.supxlabel(say("documents.figure.severity_axis", language), fontsize=8)
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
            strictest=code_of(digest, digest.category(key), strictest.id, language),
            low=show_signed(strictest.value, language),
            low_stage=names[strictest.stage],
            mildest=code_of(digest, digest.category(key), mildest.id, language),
            high=show_signed(mildest.value, language),
            high_stage=names[mildest.stage],
        ),
        header=headings(language, "stage", "juror", "severity"),
        rows=tuple(
            (
                names[row.stage],
                code_of(digest, digest.category(key), row.id, language),
                show_signed(row.value, language),
            )
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
    name_rows(
        panel, [code_of(digest, digest.category(key), row.id, language) for row in rows], language
    )
