"""Participants by id, name or region: exactly, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.intake.names import Register, register
from helpers.records.tables import Participant

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
