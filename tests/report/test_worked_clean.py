"""Tables and independent checks of cleaning a season."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from helpers.intake import CleanSeason, clean
from helpers.intake.season import expected_and_received
from helpers.report import worked_clean
from helpers.report.steps import CheckFailed, check
from helpers.rules import load

RAW = Path(__file__).parents[2] / "data" / "raw" / "contoh-2024"


@pytest.fixture(scope="module")
def season() -> CleanSeason:
    """The sample season, cleaned."""
    return clean(RAW, load(RAW / "rules.yaml"))


def test_every_check_of_the_notebook_holds(season: CleanSeason) -> None:
    """The balance of each file, each mark and each correction agree with the second way."""
    check(worked_clean.balance_pairs(season.files, season.ledger), "Neraca")
    check(worked_clean.mark_pairs(season.facts.scores), "Nilai")
    check(worked_clean.correction_pairs(season.corrections, season.ledger), "Koreksi")
    assert list(worked_clean.correction_pairs(season.corrections, season.ledger))


def test_lost_row_of_the_ledger_would_be_seen(season: CleanSeason) -> None:
    """A cell that vanished from the ledger is missed in its file."""
    pairs = worked_clean.balance_pairs(season.files, season.ledger[1:])
    with pytest.raises(CheckFailed, match=r"scores/.*\.xlsx"):
        check(pairs, "Neraca")


def test_changed_mark_would_be_seen(season: CleanSeason) -> None:
    """A mark that is not what its cell says is found by its address."""
    first, *rest = season.facts.scores
    wrong = replace(first, score=first.score + Decimal("0.01"))
    with pytest.raises(CheckFailed, match=first.cell):
        check(worked_clean.mark_pairs([wrong, *rest]), "Nilai")


def test_marks_written_otherwise_are_listed(season: CleanSeason) -> None:
    """Decimal commas and corrections are shown, plain numbers are not."""
    uneven = worked_clean.uneven_marks(season.facts.scores)
    assert any("," in one.literal for one in uneven)
    assert all(one.literal != f"{one.score:f}" for one in uneven)
    assert len(uneven) < len(season.facts.scores) / 2


def test_tables_speak_in_words(season: CleanSeason) -> None:
    """No code of a csv stands alone before a reader: outcomes, reasons, actions, levels, names."""
    book = load(RAW / "rules.yaml")
    outcomes = {row[1] for row in worked_clean.file_rows(season.files, season.ledger)}
    assert outcomes == {"dibaca", "dicatat, tidak dibaca", "sama dengan berkas lain"}
    assert ["nomor urut", "number", "row_number"] in [
        row[:3] for row in worked_clean.reason_rows(season.ledger)
    ]
    assert worked_clean.reason_rows(season.ledger, "en")[0][0] != "caption"
    assert {row[4] for row in worked_clean.correction_rows(season.corrections)} == {
        "nilai", "diterima apa adanya",
    }  # fmt: skip
    warned = worked_clean.finding_rows(season.findings, ("warn",))
    assert {row[1] for row in warned} == {"peringatan"}
    assert not any(str(row[3]).startswith(str(row[2])) for row in warned if row[2])
    rows = worked_clean.expected_rows(expected_and_received(book, season), book)
    assert ["Karang Taruna", "Tes tertulis", "Panitia"] in [row[:3] for row in rows]


def test_every_fate_of_a_file_is_counted(season: CleanSeason) -> None:
    """The columns of fates add up to the cells of the file."""
    for row in worked_clean.file_rows(season.files, season.ledger):
        _, _, cells, used, ignored, waiting, refused, _, _ = row
        assert cells == used + ignored + waiting + refused  # type: ignore[operator]


def test_a_form_typed_from_paper_says_which_entry(season: CleanSeason) -> None:
    """The table of files shows 1 or 2 where a paper form was typed, and nothing elsewhere."""
    first, *rest = season.files
    rows = worked_clean.file_rows([replace(first, entry="2"), *rest], season.ledger)
    assert [row[-2] for row in rows] == ["2", *("" for _ in rest)]
