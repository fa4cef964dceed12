"""Worked examples and independent checks of a stage, for every way of combining."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from helpers.intake import clean
from helpers.report.steps import CheckFailed, check
from helpers.report.worked import WorkedStage
from helpers.rules import load
from helpers.scoring import score_category

RAW = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture(scope="module", params=["contoh-2023", "contoh-2024"])
def stages(request: pytest.FixtureRequest) -> list[WorkedStage]:
    """Every stage of every category of a sample season."""
    book = load(RAW / request.param / "rules.yaml")
    facts = clean(RAW / request.param, book).facts
    return [
        WorkedStage(rule, one)
        for key, rule in book.categories.items()
        for one in score_category(book, key, facts.of(key)).stage_results.values()
    ]


def test_jurors_are_shown_where_they_mark(stages: list[WorkedStage]) -> None:
    """A stage that only the committee marks has no juror to show, and says so of itself."""
    assert any(stage.judged for stage in stages)
    for stage in stages:
        assert stage.judged == any(len(row) > 1 for row in stage.juror_rows())


def test_every_value_is_reckoned_twice(stages: list[WorkedStage]) -> None:
    """Totals, combined values, places and stage values agree with the second way, one by one."""
    for stage in stages:
        for pairs in (stage.juror_pairs(), stage.combined_pairs(), stage.stage_pairs()):
            check(pairs, stage.title)
        check(stage.rank_pairs(), stage.title)
    assert sum(len(list(stage.combined_pairs())) for stage in stages) > 40


def test_a_wrong_value_would_be_seen(stages: list[WorkedStage]) -> None:
    """The check is no formality: one value changed by a hundredth stops the notebook."""
    pairs = list(stages[0].combined_pairs())
    name, value, again = pairs[3]
    pairs[3] = (name, value + Fraction(1, 100), again)
    with pytest.raises(CheckFailed, match=name):
        check(pairs, "Gabungan")


def test_examples_put_this_seasons_numbers_in(stages: list[WorkedStage]) -> None:
    """Each example is an equation with the participant's own marks, ending in its value."""
    for stage in stages:
        for text in (stage.juror_example(), stage.combined_example(), stage.stage_example()):
            assert " = " in text or text == "Tidak ada peserta yang bernilai pada tahap ini."


def test_tables_have_as_many_columns_as_headings(stages: list[WorkedStage]) -> None:
    """No table of a step has a cell without a heading."""
    for stage in stages:
        assert {len(row) for row in stage.stage_rows()} <= {len(stage.stage_columns())}
        assert {len(row) for row in stage.combined_rows()} <= {1 + len(stage.part_names())}
        assert {len(row) for row in stage.juror_rows()} <= {1 + len(stage.result.jurors)}
