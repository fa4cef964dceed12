"""The title across categories (Juara Umum), as the documents show it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from helpers.records.tables import RegionStanding
from helpers.report.digest import SeasonDigest
from helpers.scoring.overall import stand_regions


@dataclass(frozen=True)
class RegionRow:
    """One region: its rank, its points, and how many it won of each title that brings points."""

    region: str
    rank: int
    points: Decimal
    titles: tuple[tuple[str, int], ...]
    title: str


@dataclass(frozen=True)
class OverallStanding:
    """The standing of the regions; not decided while a category is open or a tie is left."""

    rows: tuple[RegionRow, ...]

    @property
    def winners(self) -> tuple[RegionRow, ...]:
        """The regions that hold the title; none while nothing is decided."""
        return tuple(row for row in self.rows if row.title)

    @property
    def decided(self) -> bool:
        """Whether somebody holds the title."""
        return bool(self.winners)


def stand_season(digest: SeasonDigest) -> tuple[RegionStanding, ...]:
    """The rows of ``overall.csv``, from the categories that are decided."""
    placings = [row for one in digest.categories if one.decided for row in one.winners]
    complete = all(one.decided for one in digest.categories) and not digest.through
    return stand_regions(digest.rules.overall, placings, complete)


def stand_overall(digest: SeasonDigest) -> OverallStanding | None:
    """The standing of the regions; None where the rule book has no such title."""
    overall = digest.rules.overall
    if overall is None:
        return None
    won = [(row.region, row.title) for one in digest.categories for row in one.winners]
    return OverallStanding(
        tuple(
            RegionRow(
                row.region,
                row.rank,
                row.points,
                tuple((title, won.count((row.region, title))) for title in overall.points),
                row.title,
            )
            for row in stand_season(digest)
        )
    )
