"""The short fingerprint that people sign."""

from __future__ import annotations

import re

from helpers.proof.fingerprint import result_fingerprint, short
from helpers.records.places import Places
from helpers.rules import RuleBook


def test_fingerprint_follows_the_result(where: Places, book: RuleBook) -> None:
    """It changes with the rankings and with the rules, and with nothing else."""
    first = result_fingerprint(where.processed, book)
    (where.processed / "steps.csv").write_text("")
    assert result_fingerprint(where.processed, book) == first
    assert result_fingerprint(where.processed, book.model_copy(update={"version": 2})) != first
    path = where.processed / "rankings.csv"
    path.write_text(path.read_text().replace("Juara I,", "Juara II,"))
    assert result_fingerprint(where.processed, book) != first


def test_short_form_can_be_read_aloud(where: Places, book: RuleBook) -> None:
    """Sixteen digits in four groups stand for the whole."""
    assert re.fullmatch(
        r"([0-9A-F]{4}-){3}[0-9A-F]{4}", short(result_fingerprint(where.processed, book))
    )
