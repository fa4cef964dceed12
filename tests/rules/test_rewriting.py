"""The text of a rule book with new values: what is not changed stays as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.rules.entries import Entry, read_entries
from helpers.rules.rewriting import rewrite

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "raw").glob("contoh-*/rules.yaml"))
BOOK = """# Catatan petugas
season: "2024"
overall:
  points: {1: 5, 2: 3}  # juara I, juara II
categories:
  lks:
    # bobot dari SK 12
    weights: percent  # tetap
    stages:
      adm: {name: Adm, weight: 33.10}
      tes: {name: "Tes: tulis", weight: 66.90}
    titles: [Juara I, Juara II]
"""


def entries_of(text: str) -> Entry:
    """The entries of a text."""
    root, faults = read_entries(text)
    assert not faults
    return root


@pytest.mark.parametrize("text", [BOOK, *(file.read_text("utf-8") for file in SAMPLES)])
def test_nothing_changed_is_nothing_rewritten(text: str) -> None:
    """With its own entries, the text comes back to the last sign."""
    assert rewrite(text, entries_of(text)) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weight: 33.10", "weight: 33.2"),
        ("weight: 33.10", "weight: 0x1F"),
        ("weight: 33.10", "weight: '007'"),
        ("weight: 33.10", "weight: '+5'"),
        ("weight: 33.10", "weight: null"),
        ("name: Adm", 'name: "dua\\nbaris"'),
        ("name: Adm", "name: 'true: # no'"),
        ("name: Adm", "name: 'null'"),
        ("name: Adm", "name: ''"),
        ('"Tes: tulis"', "Tes"),
        ("{1: 5, 2: 3}", "{1: 5, 3: 1, 2: 4}"),
        ("[Juara I, Juara II]", "[Juara I]"),
        ("[Juara I, Juara II]", "[Juara I, Juara II, {a: [b, {}]}, []]"),
        ("weights: percent", "weights: {a: 2024-07-22, b: true}"),
        ("      adm: {name: Adm, weight: 33.10}\n", ""),
        ('"2024"', "2025\nnew: {a: {b: 1}}"),
    ],
)
def test_every_change_arrives(old: str, new: str) -> None:
    """The rewritten text holds exactly the wanted entries, in their order."""
    assert old in BOOK
    wanted = entries_of(BOOK.replace(old, new, 1))
    assert repr(entries_of(rewrite(BOOK, wanted)).plain()) == repr(wanted.plain())


def test_remarks_and_the_other_lines_stay() -> None:
    """One changed weight changes one line; the officer's remarks stay where they are."""
    wanted = entries_of(BOOK.replace("33.10", "40").replace("66.90", "60"))
    assert rewrite(BOOK, wanted) == BOOK.replace("33.10", "40").replace("66.90", "60")


def test_stages_can_change_their_order() -> None:
    """Groups stand in the order that is wanted."""
    adm, tes = (
        "      adm: {name: Adm, weight: 33.10}\n",
        '      tes: {name: "Tes: tulis", weight: 66.90}\n',
    )
    wanted = BOOK.replace(adm + tes, tes + adm)
    assert rewrite(BOOK, entries_of(wanted)) == wanted
