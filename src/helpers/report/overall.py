"""The title across categories (Juara Umum): points for titles, summed by region."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from helpers.report.digest import SeasonDigest


@dataclass(frozen=True)
class RegionStanding:
    """One region: its points, how many titles of each kind it won, its rank and what decided."""

    region: str
    points: Decimal
    titles: tuple[tuple[str, int], ...]
    rank: int = 0
    decided_by: str = ""


@dataclass(frozen=True)
class OverallStanding:
    """The standing of the regions; not ``decided`` while a category is open or a tie is left."""

    rows: tuple[RegionStanding, ...]
    decided: bool

    @property
    def winners(self) -> tuple[RegionStanding, ...]:
        """The regions that hold the title; none while nothing is decided."""
        return tuple(row for row in self.rows if row.rank == 1) if self.decided else ()


def stand_overall(digest: SeasonDigest) -> OverallStanding | None:
    """Sum the points of the titles by region and rank the regions, most points first.

    Ties follow the chain of the rule book: ``firsts`` (more of the title that brings the most
    points) and ``shared``. A tie that the chain does not end leaves the title undecided. None
    where the rule book has no such title.
    """
    overall = digest.rules.overall
    if overall is None:
        return None
    rows = _count_titles(digest, overall.points)
    kinds = [link.kind for link in overall.ties]
    highest = max(overall.points, key=lambda title: overall.points[title], default="")

    def firsts(row: RegionStanding) -> int:
        return dict(row.titles).get(highest, 0) if "firsts" in kinds else 0

    rows.sort(key=lambda row: (-row.points, -firsts(row), row.region))
    ranked: list[RegionStanding] = []
    for _, tied in groupby(rows, key=lambda row: row.points):
        group = list(tied)
        start = len(ranked) + 1
        for row in group:
            rank = start + sum(firsts(other) > firsts(row) for other in group)
            equal = sum(firsts(other) == firsts(row) for other in group)
            decided_by = "" if len(group) == 1 else "shared" if equal > 1 else "firsts"
            ranked.append(replace(row, rank=rank, decided_by=decided_by))
    at_top = sum(row.rank == 1 for row in ranked)
    complete = all(category.decided for category in digest.categories) and not digest.through
    return OverallStanding(
        rows=tuple(ranked), decided=complete and at_top > 0 and (at_top == 1 or "shared" in kinds)
    )


def _count_titles(digest: SeasonDigest, points: dict[str, Decimal]) -> list[RegionStanding]:
    """Points and titles of every region that won a title with points."""
    won: dict[str, dict[str, int]] = {}
    for category in digest.categories:
        for placing in category.winners if category.decided else ():
            if placing.title in points and placing.region:
                titles = won.setdefault(placing.region, dict.fromkeys(points, 0))
                titles[placing.title] += 1
    return [
        RegionStanding(
            region=region,
            points=sum((points[title] * count for title, count in titles.items()), Decimal(0)),
            titles=tuple(titles.items()),
        )
        for region, titles in won.items()
    ]
