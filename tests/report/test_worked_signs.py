"""The signs in the tables of a ranking."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from helpers.records.facts import SeasonFacts
from helpers.records.tables import Decision, Deduction, Score
from helpers.report.steps import SignedNumber, table, written
from helpers.report.worked_signs import WorkedSigns


def facts() -> SeasonFacts:
    """One corrected mark, one deduction off the total, one juror left out of a stage."""
    score = Score("s", "psm", "adm", "isi", "P1", "J1", Decimal(80), "f", "S", "C5", "8 0", "K-1")
    plain = Score("s", "psm", "adm", "isi", "P1", "J2", Decimal(80), "f", "S", "C5", "80")
    off = Deduction("psm", "P2", "", Decimal(1), "", "telat", "A", "2024-07-24", "B")
    out = Decision("D1", "psm", "wcr", "P3", "J1", "juror_left_out", *[""] * 7)
    return SeasonFacts("s", (), (score, plain), (), (off,), (out,))


def sign(value: object) -> str:
    """The sign of a value, '' where it has none."""
    return value.sign if isinstance(value, SignedNumber) else ""


def test_a_corrected_mark_is_followed_to_the_total() -> None:
    """The juror's total, the stage and the total carry the dagger, and no other figure does."""
    signs = WorkedSigns(facts())
    one = Fraction(80)
    assert sign(signs.show(one, "P1", "adm", "J1")) == "†"
    assert sign(signs.show(one, "P1", "adm", "J2")) == ""
    assert sign(signs.show(one, "P1", "adm")) == "†"
    assert sign(signs.show(one, "P1", "wcr")) == ""
    assert sign(signs.show(one, "P1")) == "†"
    assert sign(signs.show(one, "P9")) == ""


def test_deductions_and_jurors_left_out_have_their_own_sign() -> None:
    """Where they touch a figure it carries the double dagger."""
    signs = WorkedSigns(facts())
    one = Fraction(80)
    assert sign(signs.show(one, "P2")) == "‡"
    assert sign(signs.show(one, "P2", "adm")) == ""
    assert sign(signs.show(one, "P3", "wcr")) == "‡"
    assert sign(signs.show(one, "P3", "wcr", "J2")) == ""
    assert signs.show(None, "P3") is None


def test_a_signed_number_is_written_as_a_number() -> None:
    """It stands to the right like any other, with its sign behind it."""
    signed = SignedNumber(Decimal("80.5"), "†")
    assert written(signed) == "80,5†"
    assert "class=number" in table([["P1", signed]], ["a", "b"], "c").html


def test_without_facts_nothing_is_signed() -> None:
    """Tables that know no facts show plain numbers."""
    assert WorkedSigns().show(Decimal(1), "P1") == Decimal(1)
