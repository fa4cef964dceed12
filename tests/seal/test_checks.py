"""What the files say of each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from helpers.records.tables import Absence, LedgerEntry, Score, SourceFile
from helpers.seal.checks import Tables, check_conservation, skip, tell

FILE, SHEET = "scores/juri 1.xlsx", "Nilai"


def entry(cell: str, literal: str, fate: str = "used", role: str = "score") -> LedgerEntry:
    """One cell of the ledger."""
    return LedgerEntry(FILE, "0" * 64, SHEET, cell, literal, "", fate, role, "", literal)


@pytest.fixture
def tables() -> Tables:
    """One workbook with a title, two marks and an absence."""
    place = ("s", "psm", "paparan", "isi")
    return {
        "files.csv": (SourceFile(FILE, "0" * 64, 1, "workbook", "read", cells=4),),
        "ledger.csv": (
            entry("A1", "FORMULIR", "ignored", "title"),
            entry("C5", "85"),
            entry("C6", "79,5"),
            entry("C7", "TH"),
        ),
        "scores.csv": (
            Score(*place, "P1", "J1", Decimal(85), FILE, SHEET, "C5", "85"),
            Score(*place, "P2", "J1", Decimal("79.5"), FILE, SHEET, "C6", "79,5"),
        ),
        "absences.csv": (
            Absence(*place, "P3", "J1", "participant_absent", FILE, SHEET, "C7", "TH"),
        ),
    }


def test_a_balanced_ledger(tables: Tables) -> None:
    """Every cell once, every mark with its cell: the balance holds."""
    row = check_conservation(tables, "id")
    assert (row.state, row.count) == ("ok", 4)


def let_a_mark_wait(tables: Tables, literal: str = "8 5") -> None:
    """Let a fourth mark wait for a person: blank to the ranking, quarantined in the ledger."""
    place = ("s", "psm", "paparan", "isi")
    waits = Absence(*place, "P4", "J1", "blank", FILE, SHEET, "C8", literal)
    tables["files.csv"] = (replace(tables["files.csv"][0], cells=5),)
    tables["ledger.csv"] = (*tables["ledger.csv"], entry("C8", "8 5", "quarantined"))
    tables["absences.csv"] = (*tables["absences.csv"], waits)


def test_a_mark_that_waits_is_balanced(tables: Tables) -> None:
    """A cell that waits for a person is no fault of the balance, unless it says something else."""
    let_a_mark_wait(tables)
    assert check_conservation(tables, "id").state == "ok"


def change_what_waits(tables: Tables) -> None:
    """Say of a cell that waits what does not stand in it."""
    let_a_mark_wait(tables, "85")


def lose_a_row(tables: Tables) -> None:
    """Take a cell out of the ledger."""
    tables["ledger.csv"] = tables["ledger.csv"][1:]


def repeat_a_row(tables: Tables) -> None:
    """Let a cell end twice, in place of another."""
    tables["ledger.csv"] = (tables["ledger.csv"][1], *tables["ledger.csv"][1:])


def drop_a_mark(tables: Tables) -> None:
    """Take a mark out of the scores, its cell still said to be used."""
    tables["scores.csv"] = tables["scores.csv"][:1]


def invent_a_mark(tables: Tables) -> None:
    """Let a mark come from a title."""
    invented = replace(tables["scores.csv"][1], participant="P9", cell="A1", literal="90")
    tables["scores.csv"] = (*tables["scores.csv"], invented)


def mark_twice(tables: Tables) -> None:
    """Give one slot two marks."""
    again = replace(tables["scores.csv"][1], participant="P1")
    tables["scores.csv"] = (tables["scores.csv"][0], again)


@pytest.mark.parametrize(
    ("tamper", "address"),
    [
        (lose_a_row, f"{FILE}: 4 / 3"),
        (repeat_a_row, f"{FILE} › {SHEET} › C5"),
        (drop_a_mark, f"{FILE} › {SHEET} › C6"),
        (invent_a_mark, f"{FILE} › {SHEET} › A1"),
        (change_what_waits, f"{FILE} › {SHEET} › C8"),
        (mark_twice, "psm › paparan › isi › P1 › J1"),
    ],
)
def test_what_does_not_balance_is_named(tamper: Any, address: str, tables: Tables) -> None:
    """A lost, doubled or invented cell or mark is named with its address."""
    tamper(tables)
    row = check_conservation(tables, "id")
    assert row.state == "failed"
    assert address in row.sentence


def test_a_sentence_names_the_first_and_counts_the_rest() -> None:
    """Of many addresses the first five are named, the others counted."""
    row = tell("sums", "en", 50, [f"file {number}" for number in range(8)])
    assert row.sentence.endswith("file 0; file 1; file 2; file 3; file 4; and 3 more.")
    assert (row.state, row.count) == ("failed", 50)


def test_what_was_not_checked_says_why() -> None:
    """A check that could not be made has a reason and no count."""
    row = skip("workbook", "en")
    assert (row.state, row.count) == ("skipped", 0)
    assert "LibreOffice is not installed" in row.sentence
