"""What a form says about itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.records.form_data import (
    BrokenFormData,
    FormData,
    SheetData,
    form_rows,
    participants_digest,
    read_form_rows,
)
from helpers.records.tables import Participant

DATA = FormData(
    season="2024",
    juror="J1",
    rules="ab" * 32,
    entry="2",
    absent_words=("TH", "tidak hadir"),
    sheets=(SheetData("1 kt tes", "kt", "tes", "cd" * 32), SheetData("2 kt a", "kt", "a", "ef")),
)


@pytest.mark.parametrize("data", [DATA, replace(DATA, entry="", absent_words=())])
def test_what_is_written_can_be_read(data: FormData) -> None:
    """Reading the lines gives what was written, whichever entry it is."""
    assert read_form_rows(form_rows(data)) == data


def test_a_sheet_is_found_by_its_name() -> None:
    """A sheet that the form does not know of is none."""
    found = DATA.sheet("1 kt tes")
    assert found is not None
    assert found.stage == "tes"
    assert DATA.sheet("Sheet1") is None


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([], "form"),
        ([("form", "1"), ("season", "2024")], "juror"),
        ([*form_rows(DATA), ("juror", "J2")], "juror"),
        ([("form", "9"), *form_rows(DATA)[1:]], "form"),
        ([*form_rows(DATA)[:4], ("entry", "3"), *form_rows(DATA)[5:]], "entry"),
        (form_rows(DATA)[:-2], "sheet"),
        ([*form_rows(DATA), ("sheet", "3 kt b")], "sheet"),
        ([*form_rows(DATA), ("warna", "biru")], "warna"),
    ],
)
def test_a_broken_form_says_where(rows: list[tuple[str, ...]], line: str) -> None:
    """What is missing, doubled, too short or unknown is named by its key."""
    with pytest.raises(BrokenFormData, match=f"^{line}$"):
        read_form_rows(rows)


def test_the_order_of_participants_does_not_matter() -> None:
    """The digest changes with an id, a name or a region, and not with the order."""
    one, other = Participant("A", "kt", "63.01", "Satu"), Participant("B", "kt", "63.02", "Dua")
    digest = participants_digest([one, other])
    assert participants_digest([other, one]) == digest
    assert participants_digest([one]) != digest
    assert participants_digest([one, replace(other, name="Tiga")]) != digest
