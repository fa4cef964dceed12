"""The ledger and its law."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from helpers.intake.ledger import ConservationError, conservation, write_ledger


def test_every_non_empty_cell_is_there_once(season: Any) -> None:
    """The ledger has one row for every cell that the reader counted."""
    season.complete()
    cleaned = season.clean()
    places = [(row.file, row.sheet, row.cell) for row in cleaned.ledger]
    assert len(places) == len(set(places)) == sum(one.cells for one in cleaned.files)


def test_a_lost_cell_stops_the_run(season: Any) -> None:
    """A ledger with a row too few, or a fate that is none, is an error of the program."""
    season.complete()
    cleaned = season.clean()
    with pytest.raises(ConservationError):
        conservation(cleaned.ledger[1:], cleaned.files)
    odd = (replace(cleaned.ledger[0], fate="lost"), *cleaned.ledger[1:])
    with pytest.raises(ConservationError):
        conservation(odd, cleaned.files)


def test_a_cell_without_a_fate_stops_the_run(forge: Any) -> None:
    """No ledger is written while a cell has no fate."""
    book = forge.read({"S": forge.sheet({"A1": 1})})
    with pytest.raises(ConservationError):
        write_ledger([book], {})


def test_an_added_cell_is_counted(season: Any) -> None:
    """One more cell anywhere is one more row."""
    season.complete()
    before = len(season.clean().ledger)
    season.form("j1.xlsx", "J1", Z99="catatan")
    assert len(season.clean().ledger) == before + 1


def test_sheets_without_a_table_are_counted(season: Any, forge: Any, form_of: Any) -> None:
    """Instructions and form data are cells with a reason, too."""
    season.score(
        "a.xlsx",
        {
            "Petunjuk": forge.sheet({"A1": "Isi angka"}),
            "Penilaian": forge.sheet(form_of("J1")),
            "_meta": forge.sheet({"A1": "form", "B1": "1"}),
        },
        states={"_meta": "veryHidden"},
    )
    reasons = {row.sheet: row.reason for row in season.clean().ledger if row.cell == "A1"}
    assert reasons == {
        "Petunjuk": "sheet_without_table",
        "Penilaian": "above_table",
        "_meta": "form_data",
    }


def test_numbers_outside_the_table_are_reported(season: Any) -> None:
    """A number beside or below the table that could be a mark is not passed over."""
    season.form("a.xlsx", "J1", I8=99, D12=45)
    outside = [one.cell for one in season.clean().findings if one.code == "OUTSIDE_TABLE"]
    assert sorted(outside) == ["D12", "I8"]
