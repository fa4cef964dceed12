"""Margins: how far each title place is ahead of the next."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from helpers.records.tables import Placing
from helpers.rules.models import Category
from helpers.scoring import CategoryResult


@dataclass(frozen=True)
class TitleMargin:
    """A title place, and the distance to who comes next.

    ``margin`` is in points, or in places under rank_sum. Where there is none, ``reason`` says why:
    ``last`` (nobody is behind) or ``line`` (the next ones were no finalists).
    """

    placing: Placing
    margin: Decimal | None
    behind: tuple[Placing, ...]
    reason: str = ""


def title_margins(rule: Category, result: CategoryResult) -> tuple[TitleMargin, ...]:
    """The margin of every participant whose rank carries a title, best first."""
    ranked = [line for line in result.placings if line.rank is not None]
    return tuple(
        _margin_of(line, ranked)
        for line in ranked
        if line.rank is not None and line.rank <= len(rule.titles)
    )


def _margin_of(line: Placing, ranked: list[Placing]) -> TitleMargin:
    later = [other for other in ranked if (other.rank or 0) > (line.rank or 0)]
    behind = tuple(other for other in later if other.rank == later[0].rank)
    if not behind:
        return TitleMargin(line, None, (), "last")
    return TitleMargin(line, line.margin, behind, "" if line.margin is not None else "line")
