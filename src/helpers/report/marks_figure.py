"""The jurors' totals of a stage for each participant, against the mean of the panel."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes

from helpers.examine.jurors import JurorTable
from helpers.records.numbers import show
from helpers.records.words import say
from helpers.report.drawing import (
    BESIDE,
    FILLS,
    HEAD,
    INK,
    MOST_ROWS,
    ROW,
    Figure,
    as_svg,
    lay_out,
    name_rows,
    style,
    width_of,
)
from helpers.report.steps import written

MARKERS = "osD^vP*X<>hd"
Sign = tuple[str, str]  # marker and fill
LEGEND = 0.25  # inches above the panel for the legend


def draw_marks(table: JurorTable, stage: str, language: str = "id") -> Figure | None:
    """Each participant a row, each juror a sign of its own, the panel's mean a stroke.

    None where the stage has no totals. A page holds ``MOST_ROWS`` rows; the table holds all.
    """
    if not table.participants or not table.jurors:
        return None
    shown = table.participants[:MOST_ROWS]
    with style():
        drawing, (panel,) = lay_out([len(shown)], shown, HEAD + LEGEND)
        for seat, juror in enumerate(table.jurors):
            rows = [row for row in range(len(shown)) if table.present[row, seat]]
            totals = [float(table.totals.fraction_at(row, seat)) for row in rows]
            sign = MARKERS[seat % len(MARKERS)], FILLS[seat % len(FILLS)]
            _plot_signs(panel, totals, rows, sign)
            _name_sign(panel, juror, (seat + 0.5) / len(table.jurors), len(shown), sign)
        means = [_mean(table, row) for row in range(len(shown))]
        panel.plot(list(map(float, means)), range(len(shown)), "|", color=INK, markersize=13)
        name_rows(panel, shown, language)
        svg = as_svg(drawing)
    return Figure(
        name=f"marks-{table.stage}",
        caption=say("steps.marks_caption", language, stage=stage),
        svg=svg,
        alt=_describe(table, stage, language),
        header=(say("worked.participant", language), *table.jurors),
        rows=tuple(
            (name, *(written(value, language) for value in _row(table, row)))
            for row, name in enumerate(table.participants)
        ),
    )


def _plot_signs(
    panel: Axes, across: Sequence[float], down: Sequence[float], sign: Sign, **how: Any
) -> None:
    marker, fill = sign
    panel.plot(
        across,
        down,
        marker,
        color=fill,
        markeredgecolor=INK,
        markeredgewidth=0.4,
        markersize=5,
        **how,
    )


def _name_sign(panel: Axes, juror: str, place: float, rows: int, sign: Sign) -> None:
    """A juror's sign and name above the panel, at a share of its width."""
    above = 1 + LEGEND / (ROW * rows)
    _plot_signs(panel, [place], [above], sign, transform=panel.transAxes, clip_on=False)
    beside = place + BESIDE * 2 / width_of(panel)
    panel.text(beside, above, juror, transform=panel.transAxes, va="center", fontsize=7)


def _row(table: JurorTable, row: int) -> list[Fraction | None]:
    seats = range(len(table.jurors))
    return [table.totals.fraction_at(row, s) if table.present[row, s] else None for s in seats]


def _mean(table: JurorTable, row: int) -> Fraction:
    values = [value for value in _row(table, row) if value is not None]
    return sum(values, Fraction()) / max(1, len(values))


def _describe(table: JurorTable, stage: str, language: str) -> str:
    """Where the jurors agree least, in a sentence."""
    spans = {}
    for row, name in enumerate(table.participants):
        values = [value for value in _row(table, row) if value is not None]
        if values:
            spans[name] = max(values) - min(values)
    widest = max(spans, key=lambda name: (spans[name], name))
    return say(
        "steps.marks_alt",
        language,
        stage=stage,
        participants=len(table.participants),
        jurors=len(table.jurors),
        widest=widest,
        span=show(spans[widest], 2, language),
    )
