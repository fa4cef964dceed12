"""The title across categories: points, ties, and when nothing is decided yet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.overall import OverallStanding, stand_overall
from helpers.rules import TieLink


def season(digest: SeasonDigest, *winners: tuple[tuple[str, str], ...]) -> SeasonDigest:
    """A season whose categories have these winners, each a title and a region."""
    base = digest.category("karang-taruna")
    categories: list[CategoryDigest] = []
    for place, won in enumerate(winners):
        placings = tuple(
            replace(base.placings[0], title=title, region=region) for title, region in won
        )
        categories.append(replace(base, key=f"c{place}", placings=placings, findings=()))
    return replace(digest, categories=tuple(categories))


def stand(digest: SeasonDigest) -> OverallStanding:
    """The standing, which the made-up rule book has."""
    standing = stand_overall(digest)
    assert standing is not None
    return standing


def test_points_are_summed_by_region(digest: SeasonDigest) -> None:
    """Each region gets the points of every title it won, over all categories."""
    standing = stand(
        season(
            digest,
            (("Juara I", "63.03"), ("Juara II", "63.71"), ("Harapan I", "63.05")),
            (("Juara II", "63.03"), ("Juara III", "63.71")),
        )
    )
    assert [(row.region, row.points, row.rank) for row in standing.rows] == [
        ("63.03", Decimal(8), 1),
        ("63.71", Decimal(4), 2),
    ]
    assert [row.region for row in standing.winners] == ["63.03"]


def test_firsts_break_a_tie(digest: SeasonDigest) -> None:
    """Of two regions with equal points the one with more first titles is ahead."""
    two = (("Juara II", "63.71"), ("Juara II", "63.71"), ("Juara III", "63.72"))
    standing = stand(season(digest, (("Juara I", "63.03"), *two), (("Juara III", "63.03"),)))
    assert [(row.region, row.points, row.rank, row.decided_by) for row in standing.rows[:2]] == [
        ("63.03", Decimal(6), 1, "firsts"),
        ("63.71", Decimal(6), 2, "firsts"),
    ]


def test_shared_first_place(digest: SeasonDigest) -> None:
    """Where the chain ends in shared, equal regions hold the title together."""
    both = (("Juara I", "63.03"), ("Juara I", "63.71"), ("Juara III", "63.72"))
    standing = stand(season(digest, both))
    assert [row.region for row in standing.winners] == ["63.03", "63.71"]
    assert [row.rank for row in standing.rows] == [1, 1, 3]


def test_tie_without_shared_is_undecided(digest: SeasonDigest) -> None:
    """A tie that the chain does not end gives no winner."""
    overall = digest.rules.overall
    assert overall is not None
    firsts = overall.model_copy(update={"ties": (TieLink(kind="firsts"),)})
    book = digest.rules.model_copy(update={"overall": firsts})
    both = (("Juara I", "63.03"), ("Juara I", "63.71"))
    standing = stand(replace(season(digest, both), rules=book))
    assert not standing.decided
    assert standing.winners == ()


def test_open_category_leaves_it_open(digest: SeasonDigest) -> None:
    """While a category is undecided there are points so far, and no winner."""
    standing = stand(digest)
    assert not standing.decided
    assert standing.rows[0].points == 5


def test_no_such_title(digest: SeasonDigest) -> None:
    """A rule book without a title across categories has no standing."""
    book = digest.rules.model_copy(update={"overall": None})
    assert stand_overall(replace(digest, rules=book)) is None
