"""Agreement, components and own regions: tables, sentences and checks for the notebook."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from helpers.examine.category import Examination, diagnostics, measure_category
from helpers.examine.panel_study import PanelMeasures
from helpers.records.facts import SeasonFacts
from helpers.report.steps import CheckFailed, check
from helpers.report.worked_panel import WorkedPanel, concordance, cronbach, own_effect
from helpers.rules import RuleBook
from helpers.run import bench_examination

pytestmark = pytest.mark.slow

Seasons = tuple[tuple[RuleBook, SeasonFacts, Examination], ...]


@pytest.fixture(scope="module")
def panels(examined_seasons: Seasons) -> list[WorkedPanel]:
    """Every category of the sample seasons."""
    return [WorkedPanel(*one) for one in examined_seasons]


def test_every_check_holds(panels: list[WorkedPanel]) -> None:
    """Both ways to each coefficient agree in every category, and there are coefficients."""
    for one in panels:
        for pairs in (one.agreement_pairs(), one.design_pairs(), one.favour_pairs()):
            check(pairs, one.rule.name)
    assert all(list(one.agreement_pairs()) and list(one.design_pairs()) for one in panels)


def test_a_wrong_coefficient_is_found(panels: list[WorkedPanel]) -> None:
    """The check compares: with one coefficient a little off it fails."""
    worked = panels[0]
    stage = worked.study.stages[0]
    wrong = tuple(
        replace(one, value=one.value + Fraction(1, 1000))
        if one.measure == "icc_ck" and one.value is not None
        else one
        for one in stage.estimates
    )
    study = replace(worked.study, stages=(replace(stage, estimates=wrong),), whole=None)
    off = replace(worked, examined=replace(worked.examined, panels=study))
    with pytest.raises(CheckFailed, match=r"ICC\(C,k\)"):
        check(off.agreement_pairs(), "agreement")


def test_the_six_forms_by_the_other_way() -> None:
    """Shrout and Fleiss 1979: ICC(C,k) is .9093, reached as Cronbach's alpha."""
    table = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
    columns = [[Fraction(row[seat]) for row in table] for seat in range(4)]
    assert round(float(cronbach(columns)), 4) == 0.9093


def test_concordance_counts_ties() -> None:
    """Two jurors with the same order agree completely, ties or not; opposite orders not at all."""
    column = [Fraction(mark) for mark in (3, 1, 1, 2)]
    assert concordance([column, column]) == 1
    assert concordance([column, [4 - mark for mark in column]]) == 0


def test_tables_have_a_column_for_each_panel(panels: list[WorkedPanel]) -> None:
    """The tables are as wide as their headings, and name every measure in words."""
    for one in panels:
        for rows in (one.agreement_rows(), one.component_rows()):
            assert {len(row) for row in rows} == {1 + len(one.panel_names())}
        assert {len(row) for row in one.design_rows()} == {1 + len(one.design_names())}


def test_limits_stand_beside_the_coefficient(panels: list[WorkedPanel]) -> None:
    """An intraclass correlation is shown with its 95 % limits."""
    rows = {str(row[0]): row for row in panels[0].agreement_rows()}
    assert str(rows["ICC(C,k)"][1]).endswith(")")
    assert " s.d. " in str(rows["ICC(C,k)"][1])


def test_three_jurors_are_warned_of(panels: list[WorkedPanel]) -> None:
    """Where three jurors sat, the sentences say that nothing is said of a single one."""
    for one in panels:
        three = any(len(stage.panel.points.jurors) == 3 for stage in one.study.stages)
        assert three == any("Hanya tiga juri" in told for told in one.agreement_sentences())


def test_unknown_regions_are_said(panels: list[WorkedPanel]) -> None:
    """Without the region of any juror it says that nothing can be concluded."""
    without = [one for one in panels if not one.favour_rows()]
    assert without
    for one in without:
        assert "tidak ada yang dapat disimpulkan" in one.favour_sentences()[0]


def test_own_region_is_told_where_it_can_be_tested() -> None:
    """Two of thirteen come from the region of a juror who scores them: tables, rows, check say so.

    In the sample seasons each region sends one, so that nothing can be tested there.
    """
    book, facts = bench_examination.panel()
    seats = dict(book.jurors)
    seats["J1"] = seats["J1"].model_copy(update={"region": "63.01"})
    book = book.model_copy(update={"jurors": seats})
    own = ("P00", "P01")
    people = tuple(
        replace(one, region="63.01" if one.id in own else "63.99") for one in facts.participants
    )
    scores = tuple(
        replace(one, score=Decimal(100)) if one.juror == "J1" and one.participant in own else one
        for one in facts.scores
    )
    facts = replace(facts, participants=people, scores=scores)
    examined = measure_category(book, "k", facts)
    worked = WorkedPanel(book, facts, examined)
    [row] = worked.favour_rows()
    assert row[1:3] == ["J1", 2]
    assert row[4] is not None
    assert row[4] == row[5]  # one juror is tested: Holm changes nothing
    assert "jarang terjadi karena kebetulan saja" in worked.favour_sentences()[0]
    assert [one == other for _, one, other in worked.favour_pairs()] == [True]
    told = {one.measure: one for one in diagnostics(book, examined) if one.id == "J1"}
    assert Decimal(told["favour"].value) > 10
    assert Decimal(told["favour_p"].value) == Decimal(told["favour_p_holm"].value) < 1


def test_the_effect_of_the_own_region_by_hand(panels: list[WorkedPanel]) -> None:
    """A juror's distance from the others over the own region, less that over the rest."""
    measures: PanelMeasures = panels[2].study.stages[0]
    table = measures.panel.points
    regions = {
        name: "own" if place < 3 else "else" for place, name in enumerate(table.participants)
    }
    effect = own_effect(table, table.jurors[0], regions, "own")
    shifted = replace(table, totals=table.totals.times(2))
    assert own_effect(shifted, table.jurors[0], regions, "own") == 2 * effect
    assert effect != 0


def test_a_number_that_is_not_there_has_its_reason(panels: list[WorkedPanel]) -> None:
    """Where no error in points is told, the sentences of the same step say why."""
    for one in panels:
        missing = any(
            row[0] == "Galat baku nilai panel" and None in row for row in one.agreement_rows()
        )
        told = any("tidak merata-ratakan" in text for text in one.agreement_sentences())
        assert missing == told
    assert any("tidak merata-ratakan" in str(one.agreement_sentences()) for one in panels)
