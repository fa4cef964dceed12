"""The title across categories: points, ties, and when nobody holds it yet."""

from __future__ import annotations

from decimal import Decimal

from helpers.records.tables import Placing, RegionStanding
from helpers.rules.models import Overall, TieLink
from helpers.scoring.overall import stand_regions

POINTS = {"Juara I": Decimal(5), "Juara II": Decimal(3), "Juara III": Decimal(1)}
OVERALL = Overall(name="Juara Umum", points=POINTS)


def won(*titles: tuple[str, str]) -> list[Placing]:
    """Placings with these titles, each a title and a region."""
    return [
        Placing("s", "psm", 1, f"P{place}", "", region, None, None, None, title, "", "")
        for place, (title, region) in enumerate(titles)
    ]


def told(rows: tuple[RegionStanding, ...]) -> list[tuple[str, Decimal, int, str, str]]:
    """Region, points, rank, what decided and the title of each row."""
    return [(row.region, row.points, row.rank, row.decided_by, row.title) for row in rows]


def test_points_are_summed_by_region() -> None:
    """Each region gets the points of every title it won; a title without points brings none."""
    placings = won(("Juara I", "63.03"), ("Juara II", "63.71"), ("Harapan I", "63.05"),
                   ("Juara II", "63.03"), ("Juara III", "63.71"), ("Juara I", ""))  # fmt: skip
    assert told(stand_regions(OVERALL, placings, complete=True)) == [
        ("63.03", Decimal(8), 1, "", "Juara Umum"),
        ("63.71", Decimal(4), 2, "", ""),
    ]


def test_firsts_break_a_tie() -> None:
    """Of two regions with equal points the one with more of the top title is ahead."""
    placings = won(("Juara I", "63.71"), ("Juara III", "63.71"), *[("Juara II", "63.03")] * 2)
    assert told(stand_regions(OVERALL, placings, complete=True)) == [
        ("63.71", Decimal(6), 1, "firsts", "Juara Umum"),
        ("63.03", Decimal(6), 2, "firsts", ""),
    ]


def test_firsts_count_only_where_the_chain_names_them() -> None:
    """Without the link, regions with equal points share, whatever titles brought them."""
    shared = OVERALL.model_copy(update={"ties": (TieLink(kind="shared"),)})
    placings = won(("Juara I", "63.71"), ("Juara III", "63.71"), *[("Juara II", "63.03")] * 2)
    rows = stand_regions(shared, placings, complete=True)
    assert [(row.rank, row.firsts, row.decided_by, row.title) for row in rows] == [
        (1, 0, "shared", "Juara Umum"),
        (1, 1, "shared", "Juara Umum"),
    ]


def test_shared_first_place() -> None:
    """Equal regions hold the title together, and the next rank is left out."""
    placings = won(("Juara I", "63.03"), ("Juara I", "63.71"), ("Juara III", "63.72"))
    rows = stand_regions(OVERALL, placings, complete=True)
    assert [(row.rank, row.title, row.decided_by) for row in rows] == [
        (1, "Juara Umum", "shared"),
        (1, "Juara Umum", "shared"),
        (3, "", ""),
    ]


def test_tie_without_shared_is_undecided() -> None:
    """A first place left tied gives nobody the title; a tie below it does not matter."""
    firsts = OVERALL.model_copy(update={"ties": (TieLink(kind="firsts"),)})
    both = won(("Juara II", "63.03"), ("Juara II", "63.71"))
    assert [row.title for row in stand_regions(firsts, both, complete=True)] == ["", ""]
    ahead = won(("Juara I", "63.72"), ("Juara II", "63.03"), ("Juara II", "63.71"))
    rows = stand_regions(firsts, ahead, complete=True)
    assert [row.title for row in rows] == ["Juara Umum", "", ""]


def test_incomplete_season_has_points_and_no_title() -> None:
    """While something is open the points so far stand, and nobody holds the title."""
    [row] = stand_regions(OVERALL, won(("Juara I", "63.03")), complete=False)
    assert (row.rank, row.points, row.title) == (1, Decimal(5), "")


def test_no_such_title() -> None:
    """A rule book without a title across categories has no standing."""
    assert stand_regions(None, won(("Juara I", "63.03")), complete=True) == ()
