"""Tables, sentences and independent checks of an examination."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.examine.category import measure_category
from helpers.intake import clean
from helpers.report.steps import check
from helpers.report.worked_examination import WorkedExamination
from helpers.rules import load

pytestmark = pytest.mark.slow

RAW = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture(scope="module", params=["contoh-2023", "contoh-2024"])
def examined(request: pytest.FixtureRequest) -> list[WorkedExamination]:
    """Every category of a sample season, examined."""
    book = load(RAW / request.param / "rules.yaml")
    facts = clean(RAW / request.param, book).facts
    return [
        WorkedExamination(rule, measure_category(book, key, facts.of(key)))
        for key, rule in book.categories.items()
    ]


def test_every_check_of_the_notebook_holds(examined: list[WorkedExamination]) -> None:
    """Margins, severities that cancel, shares that add up to one, every juror tried once."""
    for one in examined:
        for pairs in (one.margin_pairs(), one.severity_pairs(), one.influence_pairs()):
            check(pairs, one.rule.name)
        check(one.left_out_pairs(), one.rule.name)
    assert any(list(one.influence_pairs()) for one in examined)


def test_every_picture_says_what_it_shows(examined: list[WorkedExamination]) -> None:
    """Each picture has an alternative text of its own, made from its data."""
    pictures = [picture for one in examined for picture in one.pictures()]
    assert pictures
    assert all("Para juri paling berjauhan pada" in picture.alt for picture in pictures)


def test_jurors_have_a_column_for_each_stage(examined: list[WorkedExamination]) -> None:
    """The tables of jurors are as wide as there are stages that jurors scored."""
    for one in examined:
        for measure in ("severity", "spread", "influence"):
            assert {len(row) for row in one.juror_rows(measure)} == {1 + len(one.stage_names())}
            assert len(one.juror_sentences(measure)) == len(one.stage_names())
