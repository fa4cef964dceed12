"""Many small changes of one mark each."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.examine.reruns import with_mark, with_same_finalists
from helpers.examine.variations import Varied
from helpers.scoring import score_category


def test_marks_that_count(scoring: Any) -> None:
    """Absent marks and those of who is not ranked are not varied; each knows its scale."""
    rule = {"missing": {"participant_absent": "not_ranked", "juror_absent": "mean_of_present"}}
    result = scoring.rank("A: 80 JB 70.5\nB: TH TH TH", rule)
    first, second = Varied(result.contest.rule, result).marks()
    assert (first.participant, first.juror, first.steps) == ("A", "J1", 8000)
    assert (second.juror, str(second.value(second.steps))) == ("J3", "70.50")
    assert (second.lowest, second.highest) == (0, 10000)


@settings(max_examples=12, derandomize=True, deadline=None)
@given(number=st.integers(0, 10**6))
def test_a_variation_is_the_official_scoring(scoring: Any, small_seasons: Any, number: int) -> None:
    """Each variation has the value that the official scoring gives with the mark changed."""
    book, facts = small_seasons(number, combine={"jurors": "median", "at": "criterion"})
    official = score_category(book, scoring.category, facts)
    if not official.decided:
        return
    varied = Varied(official.contest.rule, official)
    held = with_same_finalists(facts, official)
    for mark in list(varied.marks())[::3]:
        steps = mark.highest if mark.steps < mark.highest else mark.lowest
        made = varied.vary([mark], np.array([steps]))
        slot = (mark.stage, mark.criterion, mark.participant, mark.juror)
        changed = with_mark(held, *slot, mark.value(steps))
        again = score_category(book, scoring.category, changed)
        assert again.totals is not None
        exact = (
            again.totals.value if official.contest.rule.rank_by == "total" else again.totals.exact
        )
        assert made.value.fraction_at(0) == exact.fraction_at(mark.who)
        assert bool(made.alive[0]) == (not again.below[mark.who])
