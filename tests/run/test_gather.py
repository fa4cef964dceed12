"""The tables of the categories become the season's tables."""

from __future__ import annotations

import pytest

from helpers.records.tables import read_table
from helpers.run import gather, parts
from helpers.run.workspace import Workspace


def test_no_row_is_lost_and_the_parts_are_gone(draft: Workspace) -> None:
    """Every table holds the rows of all categories, in the order of the rule book."""
    parts.ensure_parts(draft)
    expected = gather.count_parts(draft)
    assert gather.gather_categories(draft) == expected
    assert not (draft.places.processed / "parts").exists()
    placings = read_table(draft.places.processed, "rankings.csv")
    assert len(placings) == expected["rankings.csv"]
    assert list(dict.fromkeys(one.category for one in placings)) == list(draft.rules.categories)


@pytest.mark.slow
def test_findings_of_intake_stay_first(draft: Workspace) -> None:
    """The findings of the ranking are added to those of the intake, none is replaced."""
    parts.ensure_parts(draft)
    before = read_table(draft.places.processed, "findings.csv")
    gather.gather_categories(draft)
    assert read_table(draft.places.processed, "findings.csv")[: len(before)] == before
