"""Notices become findings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpers.intake.notices import stopping, to_finding
from helpers.intake.workbook import Notice, Word


@pytest.mark.parametrize(
    ("language", "said"), [("id", "Mungkin 8,5 / 85"), ("en", "Perhaps 8.5 / 85")]
)
def test_values_are_said_in_the_readers_language(language: str, said: str) -> None:
    """Numbers and proposals are written as the reader's language writes them."""
    values = {"value": Decimal("850"), "low": Decimal(0), "high": Decimal(100)}
    could = Word("perhaps", {"readings": (Decimal("8.5"), Decimal(85))})
    notice = Notice("OUT_OF_RANGE", "S", "E12", "850", values=values | {"proposal": could})
    finding = to_finding(notice, language, "scores/a.xlsx", "kt")
    assert said in finding.message
    assert finding.message.startswith("scores/a.xlsx › S › E12: ")
    assert (finding.category, finding.level) == ("kt", "block")


def test_words_are_looked_up() -> None:
    """A value that is a word of this room is said, not shown."""
    notice = Notice("WRONG_TYPE", values={"kind": Word("kind_pdf")})
    assert "PDF" in to_finding(notice, "id", "a.xlsx").message


def test_a_notice_may_have_a_level_of_its_own() -> None:
    """The level of a notice goes before that of its code."""
    assert stopping(Notice("FORMULA_IN_SCORE"))
    assert not stopping(Notice("FORMULA_IN_SCORE", level="warn"))
