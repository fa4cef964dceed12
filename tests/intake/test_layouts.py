"""Every layout that an office uses gives the same marks."""

from __future__ import annotations

from typing import Any


def marks(cleaned: Any) -> dict[tuple[str, ...], Any]:
    """The marks of the first stage, without where they stand."""
    return {
        (one.juror, one.participant, one.criterion): one.score
        for one in cleaned.facts.scores
        if one.stage == "administrasi"
    }


def test_every_layout_gives_the_same_marks(season: Any, layout: Any, drawn: Any) -> None:
    """Whatever the layout, each juror's marks come out as from the usual form."""
    season.drawn(layout)
    cleaned = season.clean(through="administrasi")
    assert marks(cleaned) == drawn["MARKS"]
    told = {(one.level, one.code) for one in cleaned.findings}
    told -= {("info", "SHEET_TAKEN_FOR"), ("info", "SUMMARY_ROW")}
    assert told == set(), [one.message for one in cleaned.findings]
