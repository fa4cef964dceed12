"""The title across categories as documents show it."""

from __future__ import annotations

from dataclasses import replace

from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.overall import OverallStanding, stand_overall


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


def test_titles_are_counted_by_region(digest: SeasonDigest) -> None:
    """Each region shows how many it won of every title that brings points."""
    both = (("Juara I", "63.03"), ("Juara II", "63.71"))
    standing = stand(season(digest, both, (("Juara I", "63.03"), ("Harapan I", "63.71"))))
    assert [row.region for row in standing.winners] == ["63.03"]
    assert [(row.region, dict(row.titles)) for row in standing.rows] == [
        ("63.03", {"Juara I": 2, "Juara II": 0, "Juara III": 0}),
        ("63.71", {"Juara I": 0, "Juara II": 1, "Juara III": 0}),
    ]


def test_open_category_leaves_it_open(digest: SeasonDigest) -> None:
    """While a category is undecided there are points so far, and no winner."""
    standing = stand(digest)
    assert not standing.decided
    assert standing.rows[0].points == 5


def test_no_such_title(digest: SeasonDigest) -> None:
    """A rule book without a title across categories has no standing."""
    book = digest.rules.model_copy(update={"overall": None})
    assert stand_overall(replace(digest, rules=book)) is None
