"""Which region a written name means, exactly or not at all."""

from __future__ import annotations

import pytest

from helpers.rules import Region, find_region
from helpers.rules.regions import built_in, spellings

REGIONS = built_in("kalimantan-selatan")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("63.10", "63.10"), ("6310", "63.10"), (" 63.10 ", "63.10"),
        ("Kabupaten Tanah Bumbu", "63.10"), ("Tanah Bumbu", "63.10"), ("Tanah Bumu", "63.10"),
        ("KAB. TANAH BUMBU", "63.10"), ("Tanbu", "63.10"),
        ("Kotabaru", "63.02"), ("Kota Baru", "63.02"), ("Kab. Kota Baru", "63.02"),
        ("HSS", "63.06"), ("HST", "63.07"), ("HSU", "63.08"), ("kab hss", "63.06"),
        ("Hulu Sungai Tengah", "63.07"), ("Hulu Sei Utara", "63.08"),
        ("Batola", "63.04"), ("Barito-Kuala", "63.04"), ("Tala", "63.01"), ("Tanahlaut", "63.01"),
        ("Banjar", "63.03"), ("Kabupaten Banjar", "63.03"),
        ("Banjarmasin", "63.71"), ("Kota Banjarmasin", "63.71"), ("BJM", "63.71"),
        ("Banjarbaru", "63.72"), ("Banjar Baru", "63.72"), ("Kota Banjar Baru", "63.72"),
    ],
)  # fmt: skip
def test_a_known_spelling_is_found(written: str, code: str) -> None:
    """Codes with and without the dot, names with and without their kind, usual short forms."""
    found = find_region(written, REGIONS)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "written",
    [
        "63.1", "631", "", " ", "Banjarmasi", "Kota Banjar", "Kab. Banjarbaru", "Kab. Banjar Baru",
        "Kota Tanah Laut", "Hulu Sungai", "HS", "Tanah", "Martapura", "63", "Banjar Masin Utara",
    ],
)  # fmt: skip
def test_what_is_not_exact_is_not_guessed(written: str) -> None:
    """A letter too few, a wrong kind, a capital or half a name is nobody's."""
    assert find_region(written, REGIONS) is None


def test_no_spelling_means_two_regions() -> None:
    """The thirteen regions share no spelling, so that each is found by all of its own."""
    assert len(REGIONS) == 13
    assert sum(len(spellings(region)) for region in REGIONS) == len(
        frozenset().union(*map(spellings, REGIONS))
    )
    for region in REGIONS:
        for written in (region.code, region.name, *region.also):
            assert find_region(written, REGIONS) == region


def test_a_spelling_of_two_regions_is_nobodys() -> None:
    """Where a list of the office's own lets two regions share a name, neither is chosen."""
    twins = (Region(code="1", name="Utara"), Region(code="2", name="UTARA"))
    assert find_region("utara", twins) is None
