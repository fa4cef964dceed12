"""Stages taken from a ranking made before: time is saved, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from helpers.records.facts import SeasonFacts
from helpers.records.tables import Absence, Deduction
from helpers.rules import RuleBook
from helpers.scoring import CategoryResult, score_category

Case = tuple[RuleBook, SeasonFacts]
CATEGORY = "psm"
JURORS = ("J1", "J2", "J3")


@pytest.fixture
def season(scoring: Any) -> Case:
    """Two stages of two criteria, three participants, three jurors, marks that all differ."""
    stages = {key: scoring.stage({"a": 40, "b": 60}, weight=50) for key in ("s", "t")}
    missing = {"at_least": 2, "juror_absent": "mean_of_present"}
    book = scoring.book({"stages": stages, "missing": missing}, JURORS)
    marks = {
        (stage, criterion, participant, juror): 50 + (7 * place) % 41
        for place, (stage, criterion, participant, juror) in enumerate(
            (s, c, p, j) for s in "st" for c in "ab" for p in ("P1", "P2", "P3") for j in JURORS
        )
    }
    return book, scoring.facts(marks)


def with_rule(case: Case, **changed: Any) -> Case:
    """The season with another rule."""
    book, facts = case
    rule = book.categories[CATEGORY].model_copy(update=changed)
    return book.model_copy(update={"categories": {CATEGORY: rule}}), facts


def other_mark(case: Case) -> Case:
    """Another mark in the first stage."""
    first, *rest = case[1].scores
    changed = replace(first, score=first.score + 1)
    return case[0], replace(case[1], scores=(changed, *rest))


def other_weight(case: Case) -> Case:
    """The stages weigh 30 and 70; nothing in them changes but what they count in the total."""
    stages = case[0].categories[CATEGORY].stages
    weights = {"s": Decimal(30), "t": Decimal(70)}
    made = {key: stages[key].model_copy(update={"weight": weights[key]}) for key in stages}
    return with_rule(case, stages=made)


def other_criteria(case: Case) -> Case:
    """The criteria of the first stage weigh otherwise."""
    stages = dict(case[0].categories[CATEGORY].stages)
    weights = {"a": Decimal(10), "b": Decimal(90)}
    criteria = {
        key: one.model_copy(update={"weight": weights[key]})
        for key, one in stages["s"].criteria.items()
    }
    stages["s"] = stages["s"].model_copy(update={"criteria": criteria})
    return with_rule(case, stages=stages)


def other_median(case: Case) -> Case:
    """The jurors are combined in another way."""
    combine = case[0].categories[CATEGORY].combine.model_copy(update={"jurors": "median"})
    return with_rule(case, combine=combine)


def higher_quorum(case: Case) -> Case:
    """More jurors must be there."""
    missing = case[0].categories[CATEGORY].missing.model_copy(update={"at_least": 3})
    return with_rule(case, missing=missing)


def lower_quorum(case: Case) -> Case:
    """Fewer jurors suffice."""
    missing = case[0].categories[CATEGORY].missing.model_copy(update={"at_least": 1})
    return with_rule(case, missing=missing)


def fewer_points(case: Case) -> Case:
    """A deduction in the first stage."""
    off = Deduction(CATEGORY, "P1", "s", Decimal(3), "-", "-", "-", "-", "-")
    return case[0], replace(case[1], deductions=(off,))


def lost_mark(case: Case) -> Case:
    """A mark of the first stage that is simply not there."""
    return case[0], replace(case[1], scores=case[1].scores[1:])


def away(case: Case) -> Case:
    """A juror who was not there in the first stage."""
    gone = [one for one in case[1].scores if (one.stage, one.juror) == ("s", "J1")]
    absences = tuple(
        Absence(one.season, one.category, one.stage, one.criterion, one.participant, one.juror,
                "juror_absent", one.file, one.sheet, one.cell, "JB")
        for one in gone
    )  # fmt: skip
    there = tuple(one for one in case[1].scores if one not in gone)
    return case[0], replace(case[1], scores=there, absences=absences)


def other_person(case: Case) -> Case:
    """A participant is registered under another name: what a stage tells names the people."""
    book, facts = case
    first, *rest = facts.participants
    people = (replace(first, name="Nama Lain"), *rest)
    return book, replace(facts, participants=people)


def one_less(case: Case) -> Case:
    """A participant who was never registered."""
    book, facts = case
    people = tuple(one for one in facts.participants if one.id != "P3")
    return book, replace(facts, participants=people)


def other_name(case: Case) -> Case:
    """A juror is spelt otherwise: what a stage tells names the jurors."""
    book, facts = case
    jurors = book.jurors | {"J1": book.jurors["J1"].model_copy(update={"name": "Juri Lain"})}
    return book.model_copy(update={"jurors": jurors}), facts


CHANGES: tuple[tuple[Callable[[Case], Case], str], ...] = (
    (other_mark, "t"),
    (other_weight, "st"),
    (other_criteria, "t"),
    (other_median, ""),
    (higher_quorum, ""),
    (lower_quorum, "st"),
    (fewer_points, "t"),
    (lost_mark, ""),
    (away, "t"),
    (other_person, ""),
    (one_less, ""),
    (other_name, ""),
)


@pytest.mark.parametrize(("change", "kept"), CHANGES, ids=lambda one: getattr(one, "__name__", one))
def test_only_what_is_untouched_is_kept(
    season: Case, change: Callable[[Case], Case], kept: str
) -> None:
    """A change makes the same ranking with and without the one before; other stages are kept."""
    known = score_category(season[0], CATEGORY, season[1])
    book, facts = change(season)
    again = score_category(book, CATEGORY, facts, known=known)
    assert told(again) == told(score_category(book, CATEGORY, facts))
    same = [stage for stage, one in again.stage_results.items()
            if one.marks is known.stage_results[stage].marks]  # fmt: skip
    assert "".join(same) == kept


def test_a_juror_left_out_of_one_stage_leaves_the_other(scoring: Any, season: Case) -> None:
    """A decision about one stage does not touch the other; one about all stages touches both."""
    book, facts = season
    known = score_category(book, CATEGORY, facts)
    for stage, kept in (("s", ["t"]), ("", [])):
        out = scoring.decision("juror_left_out", juror="J1", stage=stage)
        asked = replace(facts, decisions=(out,))
        again = score_category(book, CATEGORY, asked, known=known)
        assert told(again) == told(score_category(book, CATEGORY, asked))
        assert [
            key
            for key, one in again.stage_results.items()
            if one.marks is known.stage_results[key].marks
        ] == kept


def test_other_finalists_hold_their_stage_anew(scoring: Any, season: Case) -> None:
    """A stage is kept for those who took part in it, not for others with the same marks."""
    book, facts = season
    stages = dict(book.categories[CATEGORY].stages)
    stages["t"] = stages["t"].model_copy(update={"finalists": 2})
    book, facts = with_rule(season, stages=stages)
    first, second = (
        replace(facts, decisions=(scoring.decision("finalists", stage="t", value=value),))
        for value in ("P1; P2", "P1; P3")
    )
    known = score_category(book, CATEGORY, first)
    again = score_category(book, CATEGORY, second, known=known)
    assert told(again) == told(score_category(book, CATEGORY, second)) != told(known)


def test_another_withdrawal_holds_every_stage_anew(scoring: Any, season: Case) -> None:
    """Where somebody else withdrew, as many take part as before, and they are others."""
    book, facts = season
    first, second = (
        replace(facts, decisions=(scoring.decision("withdrawn", participant=one),))
        for one in ("P2", "P3")
    )
    known = score_category(book, CATEGORY, first)
    again = score_category(book, CATEGORY, second, known=known)
    assert told(again) == told(score_category(book, CATEGORY, second)) != told(known)


def test_a_stage_that_stopped_is_held_anew(season: Case) -> None:
    """Where a mark is missing there is nothing to keep, though nothing changed."""
    book, facts = lost_mark(season)
    known = score_category(book, CATEGORY, facts)
    again = score_category(book, CATEGORY, facts, known=known)
    assert told(again) == told(known)
    assert not again.decided


def told(result: CategoryResult) -> tuple[object, ...]:
    """Everything that a ranking says."""
    return result.decided, result.placings, result.stages, result.steps, result.findings
