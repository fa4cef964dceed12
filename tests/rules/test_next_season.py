"""The draft of the next rule book: what stays, what is left open, what falls away."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.rules.entries import read_entries
from helpers.rules.next_season import draft_rules, find_open_places

BOOK = """# Catatan petugas: bobot dari SK 12
season: "2024"
version: 3
title: Seleksi Tahun 2024
basis: SK 12 Tahun 2024
jurors:
  J1: {name: Ahmad, decree: SK 7}
  J2: {name: Budi, replaces: J1, from: 2024-07-01, decree: SK 8}
categories:
  lks:
    weights: percent  # tetap
    recusal: [{juror: J1, participant: L1, reason: saudara}]
    stages:
      adm: {name: Adm, date: 2024-07-02, deadline: 2024-07-30, weight: 33.10}
"""


def test_only_what_was_decided_for_a_year_is_open() -> None:
    """The basis, decrees, days and recusals by name are open; the rest stays as it was written."""
    text = draft_rules(BOOK, "2025", "id", sample=False)
    assert text.startswith("# Catatan petugas: bobot dari SK 12\n")
    assert "weights: percent  # tetap" in text
    assert "weight: 33.10" in text
    assert "title: Seleksi Tahun 2025" in text
    assert "version: 1\n" in text
    assert "J1: {name: Ahmad," in text
    assert "Budi" not in text
    root, _ = read_entries(text)
    told = {str(fault.values["what"]).split()[0] for fault in find_open_places(root)}
    assert told == {"nomor", "tanggal", "batas", "siapa"}
    assert len(find_open_places(root)) == 5


def test_a_season_without_a_year_is_named_as_its_folder() -> None:
    """Where the folder's name has no year, it is the season."""
    assert 'season: "uji-coba"' in draft_rules(BOOK, "uji-coba", "id", sample=False)


def test_open_places_have_their_lines() -> None:
    """Each open place is told with the line on which it stands, in mappings and in lists."""
    root, _ = read_entries('a: "ISI: satu"\nb:\n  - x\n  - "ISI: dua"\nc: bukan ISI\n')
    assert [(fault.line, fault.values["what"]) for fault in find_open_places(root)] == [
        (1, "satu"), (4, "dua"),
    ]  # fmt: skip


@pytest.mark.parametrize("season", ["contoh-2023", "contoh-2024"])
def test_the_samples_draft_to_a_book_that_reads(root: Path, season: str) -> None:
    """The sample rule books, drafted for a real season, hold neither CONTOH nor the old year."""
    text = (root / "data" / "raw" / season / "rules.yaml").read_text("utf-8")
    draft = draft_rules(text, "2031", "id", sample=False)
    assert not read_entries(draft)[1]
    assert "contoh" not in draft.casefold()
    assert season[-4:] not in draft
