"""Which region a written name means, exactly or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


TRAPS = [
    ("Banjar", "Banjarmasin"), ("Banjar", "Banjarbaru"), ("Banjarmasin", "Banjarbaru"),
    ("HSS", "HST"), ("HST", "HSU"), ("HSS", "HSU"), ("Kota Banjarbaru", "Kab. Banjar"),
    ("Kotabaru", "Banjarbaru"), ("Tanah Laut", "Tanah Bumbu"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TRAPS)
def test_names_that_are_near_are_never_taken_for_each_other(one: str, other: str) -> None:
    """Regions whose names begin or sound alike are found apart, each as its own."""
    found = [find_region(text, REGIONS) for text in (one, other)]
    assert None not in found
    assert found[0] != found[1]


def written(region: Region) -> list[str]:
    """The ways in which people write a region: its spellings with and without its kind."""
    kind, _, bare = region.name.partition(" ")
    kinds = ["", *({"Kabupaten": ("Kab. ", "KAB ", "Kabupaten ")}.get(kind, ("Kota ", "KOTA ")))]
    return [f"{kind}{name}" for kind in kinds for name in (bare, *region.also)]


@given(st.data())
def test_every_way_to_write_a_region_finds_it_and_no_other(data: st.DataObject) -> None:
    """Case, blanks, dots and hyphens aside, each spelling of each region finds that region."""
    region = data.draw(st.sampled_from(REGIONS))
    text = data.draw(st.sampled_from(written(region)))
    case = data.draw(st.sampled_from((str.upper, str.lower, str.title, str)))
    between = data.draw(st.sampled_from((" ", "  ", "-", "\N{NO-BREAK SPACE}", ". ", "")))
    assert find_region(between.join(case(text).split(" ")), REGIONS) == region


@given(st.data())
def test_a_slip_in_a_name_never_finds_another_region(data: st.DataObject) -> None:
    """A letter more, less or other in the name of a region finds nobody, or still that region."""
    region = data.draw(st.sampled_from(REGIONS))
    text = data.draw(st.sampled_from((region.name, region.name.partition(" ")[2])))
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    middle, rest = data.draw(st.sampled_from(((letter, at), (letter, at + 1), ("", at + 1))))
    assert find_region(text[:at] + middle + text[rest:], REGIONS) in (None, region)
