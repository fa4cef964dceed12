"""The figures of the documents, each drawn once for the PDF, the pages and the notebooks.

Nothing in a figure is told by colour alone: every mark carries its number, titles have their own
shape and stages their own hatch. Positions are floats, numbers that people read never are.
"""

from __future__ import annotations

from helpers.report.digest import SeasonDigest
from helpers.report.drawing import Figure
from helpers.report.examined_figures import draw_margins, draw_ranges, draw_rules
from helpers.report.jurors_figure import draw_jurors
from helpers.report.ranking_figure import draw_ranking
from helpers.report.stages_figure import draw_stage_contributions

__all__ = [
    "Figure", "draw_examination", "draw_figures", "draw_jurors", "draw_margins", "draw_ranges",
    "draw_ranking", "draw_rules", "draw_stage_contributions",
]  # fmt: skip


def draw_figures(digest: SeasonDigest, key: str, language: str = "id") -> tuple[Figure, ...]:
    """Every figure that the tables of a category allow, in the order of the documents."""
    draws = (draw_ranking, draw_stage_contributions, draw_jurors)
    drawn = (draw(digest, key, language) for draw in draws)
    return tuple(figure for figure in drawn if figure is not None)


def draw_examination(digest: SeasonDigest, key: str, language: str = "id") -> tuple[Figure, ...]:
    """How sure the result is, as figures: the ranges of the ranks, other rules, the margins."""
    draws = (draw_ranges, draw_rules, draw_margins)
    drawn = (draw(digest, key, language) for draw in draws)
    return tuple(figure for figure in drawn if figure is not None)
