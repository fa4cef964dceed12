"""Decisions and deductions in the words of the documents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpers.report.rulings import describe_points, describe_ruling, with_basis


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("lot", "KT-07>KT-02", "undian: KT-07 mendahului KT-02"),
        ("finalists", "KT-01; KT-02;KT-03", "penetapan finalis: KT-01, KT-02, KT-03"),
        ("not_sent", "Kabupaten Balangan", "tidak mengirim peserta: Kabupaten Balangan"),
        ("withdrawn", "", "mengundurkan diri"),
    ],
)
def test_a_decision_is_said_and_not_quoted(kind: str, value: str, words: str) -> None:
    """What an officer types with marks of order is said as people would."""
    assert describe_ruling(kind, value) == words


def test_a_lot_in_english() -> None:
    """The order of a lot is said in the reader's language."""
    assert describe_ruling("lot", "A > B > C", "en") == "lot: A ahead of B ahead of C"


def test_points_are_taken_off_or_added() -> None:
    """A deduction below zero adds, and says so."""
    assert describe_points(Decimal("0.5")) == "dikurangi 0,5"
    assert describe_points(Decimal("-1")) == "ditambah 1"


@pytest.mark.parametrize(
    ("reason", "basis", "words"),
    [
        ("Terlambat.", "Pasal 9", "Terlambat. Dasar: Pasal 9."),
        ("Terlambat", "Pasal 9.", "Terlambat. Dasar: Pasal 9."),
        ("Terlambat.", "", "Terlambat."),
        ("", "Pasal 9", "Pasal 9"),
    ],
)
def test_a_reason_ends_before_its_basis(reason: str, basis: str, words: str) -> None:
    """Reason and basis are two sentences, each with one full stop."""
    assert with_basis(reason, basis) == words
