"""How each juror marks: the table and the sentences of the notebook."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpers.examine.category import Examination, measure_category
from helpers.records.facts import SeasonFacts
from helpers.report.worked_habits import WorkedHabits
from helpers.rules import RuleBook

pytestmark = pytest.mark.slow

Seasons = tuple[tuple[RuleBook, SeasonFacts, Examination], ...]


def test_a_line_for_each_juror(examined_seasons: Seasons) -> None:
    """Every juror of every stage has a line with a number under each heading."""
    for book, _, examined in examined_seasons:
        worked = WorkedHabits(book, examined)
        seats = sum(len(one.jurors[0].values) for one in examined.panels.stages if one.jurors)
        assert len(worked.rows()) == seats
        assert {len(row) for row in worked.rows()} <= {2 + len(worked.names())}
        assert all(str(share).endswith("%") for row in worked.rows() for share in row[4:6])


@pytest.mark.parametrize(("limit", "said"), [("15", "15%"), ("2.5", "2,5%")])
def test_the_limit_is_the_rule_books(examined_seasons: Seasons, limit: str, said: str) -> None:
    """A lower limit of the rule book lists more marks, and the sentence names it."""
    book, facts, before = examined_seasons[0]
    examination = book.examination.model_copy(update={"deviation": Decimal(limit)})
    other = book.model_copy(update={"examination": examination})
    examined = measure_category(other, before.official.category, facts)
    counts = [sum(len(s.deviations) for s in one.panels.stages) for one in (before, examined)]
    assert (counts[1] > counts[0]) is (limit != "15")
    sentences = WorkedHabits(other, examined).sentences()
    assert any(f"lebih dari {said} skala" in sentence for sentence in sentences)
