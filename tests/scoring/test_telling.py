"""Findings, told with the names that people know."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.records.words import sentences


def test_every_sentence_has_both_languages() -> None:
    """Every sentence of this room exists in Indonesian and in English."""
    assert sentences("scoring", "id").keys() == sentences("scoring", "en").keys()
    assert all(sentences("scoring", "en").values())


@pytest.mark.parametrize("policy", ["participant_absent", "juror_absent"])
def test_an_absence_that_stops_says_who(scoring: Any, policy: str) -> None:
    """An absence that must be decided first names the participant, the juror and the rule."""
    word = {"participant_absent": "TH", "juror_absent": "JB"}[policy]
    result = scoring.rank(f"A: 80 {word} 80", {"missing": {policy: "stop"}})
    [finding] = result.findings
    assert finding.code == "ABSENCE_WORD"
    for name in ("Nama A (A)", "Juri J2 (J2)", f"{policy}: stop"):
        assert name in finding.message
