"""Who would win under which rule: a small matrix, rules down and participants across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.records.words import say
from helpers.report.drawing import (
    BLUE,
    CHARACTER,
    GREY,
    INK,
    PALE,
    Figure,
    as_svg,
    caption,
    headings,
    label_rows,
    lay_out,
    reach_beside,
    style,
)
from helpers.report.wording import NOTHING, list_names

MOST_COLUMNS = 12  # participants that a page holds side by side
TILTED = 40  # degrees by which the names above the columns lean
MOST_BESIDE = 24  # characters that fit beside a row
NO_BRIEFS: Mapping[str, str] = MappingProxyType({})
SLANT = 0.75  # height of a leaning name for its length


@dataclass(frozen=True, slots=True)
class RuleRanks:
    """The ranks under one rule, by participant; where it gives none, ``reason`` says why."""

    rule: str
    ranks: Mapping[str, int]
    reason: str = ""

    @property
    def winners(self) -> tuple[str, ...]:
        """Those of rank 1."""
        return tuple(name for name, rank in self.ranks.items() if rank == 1)


def draw_rules(
    key: str,
    category: str,
    official: RuleRanks,
    others: Sequence[RuleRanks],
    titles: int,
    language: str = "id",
    briefs: Mapping[str, str] = NO_BRIEFS,
) -> Figure | None:
    """The official ranks in the first row, those under other rules below; None without ranks.

    The winner stands in a filled square, who has a title in a hatched one; beside each row it says
    whether the winner stays. Across stand those who have a title under some rule, in the official
    order; the table holds everyone.

    Parameters
    ----------
    titles
        How many ranks carry a title.
    briefs
        How the picture names participants whose names are too long for one.
    """
    rows = (official, *others)
    everyone = sorted(official.ranks, key=lambda name: official.ranks[name])
    titled = [n for n in everyone if any(one.ranks.get(n, titles + 1) <= titles for one in rows)]
    if not titled:
        return None
    shown = titled[:MOST_COLUMNS]
    above = [briefs.get(name, name) for name in shown]
    with style():
        head = 0.35 + CHARACTER * max(map(len, above)) * SLANT
        drawing, (panel,) = lay_out([len(rows)], [one.rule for one in rows], head)
        told = [_tell_beside(one, official, briefs, language) for one in rows]
        panel.set_xlim(-0.5, reach_beside(panel, [len(shown) - 0.5] * len(rows), told))
        panel.set_ylim(len(rows) - 0.5, -0.5)
        for row, one in enumerate(rows):
            for column, name in enumerate(shown):
                _plot_rank(panel, row, column, one.ranks.get(name), titles)
            panel.annotate(told[row], (len(shown) - 0.3, row), va="center")
        label_rows(panel, [one.rule for one in rows])
        panel.set_xticks(range(len(shown)), above, rotation=TILTED, ha="left", color=INK)
        panel.tick_params(axis="x", top=False, bottom=False, labeltop=True, labelbottom=False)
        panel.spines["bottom"].set_visible(False)
        svg = as_svg(drawing)
    return Figure(
        name=f"{key}-aturan-lain",
        caption=caption("rules", category, len(shown), len(titled), language),
        svg=svg,
        alt=_describe(category, official, others, language),
        header=(*headings(language, "rule"), *everyone, *headings(language, "remark")),
        rows=tuple(
            (
                one.rule,
                *(str(one.ranks.get(name, NOTHING)) for name in everyone),
                _tell_winner(one, official, NO_BRIEFS, language),
            )
            for one in rows
        ),
    )


def _plot_rank(panel: Axes, row: int, column: int, rank: int | None, titles: int) -> None:
    """A square with the rank: filled for the winner, hatched for a title, empty for the others."""
    won, titled = rank == 1, rank is not None and rank <= titles
    panel.add_patch(
        Rectangle(
            (column - 0.42, row - 0.4), 0.84, 0.8,
            facecolor=BLUE if won else "white",
            edgecolor=BLUE if won else GREY if titled else PALE,
            hatch="////" if titled and not won else "",
            linewidth=0.8,
        )
    )  # fmt: skip
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.9} if titled and not won else None
    panel.text(
        column, row, NOTHING if rank is None else str(rank), ha="center", va="center",
        color="white" if won else INK if titled else GREY,
        fontweight="bold" if titled else "normal", bbox=box,
    )  # fmt: skip


def _tell_beside(
    one: RuleRanks, official: RuleRanks, briefs: Mapping[str, str], language: str
) -> str:
    """Beside a row: what the table says, or that in short where it would not fit."""
    told = _tell_winner(one, official, briefs, language)
    if len(told) <= MOST_BESIDE:
        return told
    key = "rules_another" if one.ranks else "rules_none"
    return say(f"documents.figure.{key}", language)


def _tell_winner(
    one: RuleRanks, official: RuleRanks, briefs: Mapping[str, str], language: str
) -> str:
    """Whether the winner stays, who else it would be, or why there is none."""
    if one is official:
        return say("documents.figure.rules_official", language)
    if not one.ranks:
        return one.reason
    if set(one.winners) == set(official.winners):
        return say("documents.figure.rules_same", language)
    winners = list_names([briefs.get(name, name) for name in one.winners], language)
    return say("documents.figure.rules_other", language, winners=winners)


def _describe(
    category: str, official: RuleRanks, others: Sequence[RuleRanks], language: str
) -> str:
    """Who wins officially, under how many rules that stays, and who would win under the others."""
    asked = [one for one in others if one.ranks]
    moved = [one for one in asked if set(one.winners) != set(official.winners)]
    text = say(
        "documents.figure.rules_alt",
        language,
        category=category,
        winners=list_names(official.winners, language),
        same=len(asked) - len(moved),
        count=len(asked),
    )
    told = "; ".join(f"{one.rule}: {list_names(one.winners, language)}" for one in moved)
    return f"{text} {say('documents.figure.rules_moved', language, told=told)}" if moved else text
