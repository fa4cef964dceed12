"""The map of tiles: every region once, readable in words and without colour."""

from __future__ import annotations

from dataclasses import replace

from helpers.report.digest import SeasonDigest
from helpers.report.tile_map import draw_tile_map, tiles
from helpers.report.years import gather_years
from tests.report.conftest import REGIONS


def test_every_region_has_a_place_of_its_own() -> None:
    """The 13 regions lie on 13 places, Tabalong in the north and Tanah Laut in the south."""
    assert {tile.code for tile in tiles()} == {code for code, _ in REGIONS}
    assert len({(tile.column, tile.row) for tile in tiles()}) == 13
    by_row = sorted(tiles(), key=lambda tile: tile.row)
    assert (by_row[0].short, by_row[-1].short) == ("Tabalong", "Tanah Laut")


def test_map_says_in_words_what_it_shows(digest: SeasonDigest) -> None:
    """The alternative text has the counts of every region with a title, and those without."""
    figure = draw_tile_map(digest, gather_years(digest), "id")
    assert figure is not None
    assert "2021\u20132024" in figure.alt
    assert "Kabupaten Tanah Bumbu: 1 kali pertama, 1 gelar, 0 di antaranya tahun 2024" in figure.alt
    assert "Kabupaten Tanah Laut: 1 kali pertama, 1 gelar, 1 di antaranya tahun 2024" in figure.alt
    assert "Belum meraih gelar: " in figure.alt
    assert len(figure.rows) == 13


def test_other_regions_have_no_map(digest: SeasonDigest) -> None:
    """A rule book with other regions, or none, gets no map."""
    for regions in (None, (digest.rules.regions or ())[:5]):
        book = digest.rules.model_copy(update={"regions": regions})
        other = replace(digest, rules=book)
        assert draw_tile_map(other, gather_years(other), "id") is None
