"""The title across categories (Juara Umum): points for titles, summed by region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from helpers.records.tables import Placing, RegionStanding
from helpers.rules.models import Overall


def stand_regions(
    overall: Overall | None, placings: Iterable[Placing], complete: bool
) -> tuple[RegionStanding, ...]:
    """Sum the points of the titles by region and rank the regions, most points first.

    Ties follow the chain of the rule book: ``firsts`` (more of the title that brings the most
    points) and ``shared`` (equal ranks). Regions that won no title with points are not listed.

    Parameters
    ----------
    overall
        The rule; without it nothing stands.
    placings
        The rankings of all categories.
    complete
        Whether every category is decided and every stage held. Until then there are points and
        ranks so far, and no title; nor is there one while a first place that the chain leaves
        tied is not to be shared.
    """
    if overall is None:
        return ()
    won: dict[str, list[Placing]] = defaultdict(list)
    for placing in placings:
        if placing.region and placing.title in overall.points:
            won[placing.region].append(placing)
    top = max(overall.points, key=lambda title: overall.points[title])
    points = {
        region: sum((overall.points[one.title] for one in titles), Decimal(0))
        for region, titles in won.items()
    }
    firsts = {region: sum(one.title == top for one in titles) for region, titles in won.items()}
    chain = [link.kind for link in overall.ties]
    # What a region is ranked by; the firsts only where the chain looks at them.
    worth = {region: (points[region], firsts[region] * ("firsts" in chain)) for region in won}
    rank = {
        region: 1 + sum(other > mine for other in worth.values()) for region, mine in worth.items()
    }
    alone = [*rank.values()].count(1) == 1
    title = overall.name if complete and (alone or "shared" in chain) else ""
    return tuple(
        RegionStanding(
            season=won[region][0].season,
            rank=rank[region],
            region=region,
            points=points[region],
            firsts=firsts[region],
            title=title if rank[region] == 1 else "",
            decided_by=_what_decided(worth, region),
        )
        for region in sorted(won, key=lambda region: (rank[region], region))
    )


def _what_decided(worth: dict[str, tuple[Decimal, int]], region: str) -> str:
    """The link that gave a region its rank; '' where its points did."""
    mine = worth[region]
    if sum(other[0] == mine[0] for other in worth.values()) == 1:
        return ""
    return "shared" if [*worth.values()].count(mine) > 1 else "firsts"
