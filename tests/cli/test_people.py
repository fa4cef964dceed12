"""Which participant a person means."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.cli.people import find_people, likely_people
from helpers.records.tables import Participant
from helpers.rules import load

PEOPLE = (
    Participant("KT-01", "kt", "63.03", "Karang Taruna Melati"),
    Participant("KT-02", "kt", "63.72", "Karang Taruna Kenanga"),
    Participant("LKS-01", "lks", "63.03", "LKS Melati"),
    Participant("LKS-02", "lks", "63.71", "LKS Melati"),
)


@pytest.fixture(scope="module")
def book(root: Any) -> Any:
    """The rule book of the sample, which knows the regions."""
    return load(root / "data/raw/contoh-2024/rules.yaml")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kt 01", ["KT-01"]),
        ("KT-01", ["KT-01"]),
        ("karang taruna  MELATI", ["KT-01"]),
        ("LKS Melati", ["LKS-01", "LKS-02"]),
        ("Kota Banjarbaru", ["KT-02"]),
        ("Banjar", ["KT-01", "LKS-01"]),
        ("63.71", ["LKS-02"]),
        ("Melati", []),
        ("63.09", []),
    ],
)
def test_id_then_name_then_region(book: Any, text: str, found: list[str]) -> None:
    """An id is found before a name, a name before a region; nothing is guessed."""
    assert [one.id for one in find_people(book, PEOPLE, text)] == found


def test_proposals() -> None:
    """Where nobody is meant, the nearest are proposed."""
    assert likely_people(PEOPLE, "kenangga")[0].id == "KT-02"
