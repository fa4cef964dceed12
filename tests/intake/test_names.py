"""Participants by id, name or region: exactly, or not at all."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.intake.names import Register, mixed_scripts, register
from helpers.intake.vocabulary import key
from helpers.records.tables import Participant
from helpers.rules import RuleBook
from helpers.rules.regions import built_in, spellings

RULES = runpy.run_path(str(Path(__file__).with_name("conftest.py")))["RULES"]
BOOK = RuleBook.model_validate(RULES | {"regions": built_in("kalimantan-selatan")})

PEOPLE = (
    Participant("KT-01", "kt", "63.03", "Tunas Muda"),
    Participant("KT-02", "kt", "63.06", "Nur'aini"),
    Participant("KT-03", "kt", "63.10", "SDN 1"),
)


@pytest.fixture
def known(season: Any) -> Register:
    """A register of three participants, with one approved spelling."""
    return register(season.book, "kt", PEOPLE, [("T. Muda", "KT-01")])


@pytest.mark.parametrize(
    ("kind", "text", "whose"),
    [
        ("id", "kt-01", "KT-01"), ("id", " KT-01 ", "KT-01"), ("id", "KT-1", ""),
        ("name", "TUNAS  muda", "KT-01"), ("name", "T. Muda", "KT-01"),
        ("name", "Nur’aini", "KT-02"),
        ("name", "Nuraini", ""), ("name", "SDN 2", ""), ("name", "HSS", "KT-02"),
        ("region", "Kab. Hulu Sungai Selatan", "KT-02"), ("region", "HST", ""),
        ("region", "Banjar", "KT-01"), ("region", "Banjarmasin", ""), ("region", "6310", "KT-03"),
    ],
)  # fmt: skip
def test_only_exact_spellings_find_somebody(
    known: Register, kind: str, text: str, whose: str
) -> None:
    """Case, blanks and apostrophes aside, a spelling is exact, approved, or nobody's."""
    assert known.by(kind, text) == whose


def test_a_name_of_two_is_nobodys(season: Any) -> None:
    """A name that two participants bear finds neither; their ids still do."""
    twins = (Participant("A", "kt", "63.03", "Siti"), Participant("B", "kt", "63.06", "SITI"))
    found = register(season.book, "kt", twins, [])
    assert (found.by("name", "Siti"), found.by("id", "b")) == ("", "B")


def test_regions_are_keys_only_where_each_sends_one(season: Any) -> None:
    """Without per_region: 1 a region names nobody."""
    season.with_category(per_region=None)
    assert register(season.book, "kt", PEOPLE, []).by("region", "HSS") == ""


def test_likely_names_are_proposals(known: Register) -> None:
    """The nearest names come first, and proposing is all that they are for."""
    assert known.likely("Nuraini")[0].id == "KT-02"
    assert known.by("name", "Nuraini") == ""


def test_look_alike_letters_are_found() -> None:
    """A Cyrillic letter in a Latin name is named, one script alone is not."""
    assert mixed_scripts("Ahmad Kаtо") == ("а", "о")
    assert mixed_scripts("Ahmad Kató") == ()


NEAR = (
    "Tunas Muda", "Tunas Muda II", "SDN 1", "SDN 2", "SDN 12", "Nur Aini", "Nuraini", "Nur'aini",
    "Rizki", "Rizky", "Siti Aminah", "Siti Amanah",
)  # fmt: skip


@pytest.fixture(scope="module")
def alike() -> Register:
    """A register of names that are near each other, each from another region or from none."""
    people = {f"N-{n}": Participant(f"N-{n}", "kt", "", name) for n, name in enumerate(NEAR)}
    return Register(
        "kt", people, names={key(name): id_ for id_, name in zip(people, NEAR, strict=True)}
    )


CASES = st.sampled_from((str.upper, str.lower, str.title))


@given(st.sampled_from(NEAR), CASES, st.booleans())
def test_names_that_are_near_stay_apart(alike: Register, name: str, case: Any, wide: bool) -> None:
    """However a name is cased and spaced it finds its own bearer, and never one of a near name."""
    text = case(name).replace(" ", "  " if wide else "\N{NO-BREAK SPACE}")
    found = alike.by("name", text)
    assert alike.participants[found].name == name


@given(st.sampled_from(NEAR), st.integers(0, 20), st.sampled_from("aeiou 12I'"))
def test_a_slip_in_a_name_is_proposed_and_never_matched(
    alike: Register, name: str, at: int, sign: str
) -> None:
    """A sign more makes another name: it is nobody's or exactly that of another bearer."""
    text = name[:at] + sign + name[at:]
    found = alike.by("name", text)
    assert not found or key(alike.participants[found].name) == key(text)
    assert len(alike.likely(text)) == 3


@given(st.data())
def test_regions_find_their_own_participant(data: st.DataObject) -> None:
    """Each spelling of each kabupaten and kota leads to the one who was sent from there."""
    regions = built_in("kalimantan-selatan")
    people = [Participant(f"P-{one.code}", "kt", one.code, f"Contoh {one.code}") for one in regions]
    known = register(BOOK, "kt", people, [])
    region = data.draw(st.sampled_from(regions))
    text = data.draw(st.sampled_from(sorted(spellings(region))))
    assert known.by("region", text.upper()) == f"P-{region.code}"
    assert known.by("name", text) == f"P-{region.code}"
