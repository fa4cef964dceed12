"""Whom a juror does not judge."""

from __future__ import annotations

from typing import Any

from helpers.records.tables import Decision, Participant
from helpers.rules.models import RuleBook
from helpers.rules.recusal import Spared, left_out, recused

PEOPLE = (Participant("P1", "kt", "63.01", "Satu"), Participant("P2", "kt", "63.02", "Dua"))


def book(recusal: Any) -> RuleBook:
    """A rule book with one category; the first juror comes from a region, the second does not."""
    return RuleBook.model_validate({
        "season": "2024", "title": "T", "basis": "B", "office": {"name": "O", "city": "C"},
        "jurors": {"J1": {"name": "A", "region": "63.02"}, "J2": {"name": "B"}},
        "categories": {"kt": {
            "name": "KT", "jurors": ["J1", "J2"], "scale": {"max": 100}, "recusal": recusal,
            "stages": {"s": {"name": "S", "weight": 100, "criteria": {
                "c": {"name": "C", "weight": 100}}}},
        }},
    })  # fmt: skip


def decision(participant: str = "", stage: str = "", juror: str = "J1") -> Decision:
    """A decision that leaves a juror out."""
    return Decision(
        "D1", "kt", stage, participant, juror, "juror_left_out", "", "r", "", "a", "", "", ""
    )


def test_a_juror_does_not_judge_the_own_region() -> None:
    """Under same_region the participants of the juror's region are spared, and only these."""
    assert recused(book("same_region"), "kt", "J1", PEOPLE) == {"P2": Spared("same_region")}
    assert recused(book("same_region"), "kt", "J2", PEOPLE) == {}
    assert recused(book("none"), "kt", "J1", PEOPLE) == {}


def test_a_named_recusal_gives_its_reason() -> None:
    """A pair that the rule book names is spared, with the reason that it gives."""
    rule = [{"juror": "J2", "participant": "P1", "reason": "kerabat"}]
    assert recused(book(rule), "kt", "J2", PEOPLE) == {"P1": Spared("named", "kerabat")}
    assert recused(book(rule), "kt", "J1", PEOPLE) == {}


def test_a_decision_leaves_a_juror_out() -> None:
    """Left out for one participant or for all, in one stage or in all."""
    assert set(left_out([decision("P1")], "kt", "s", "J1", PEOPLE)) == {"P1"}
    assert set(left_out([decision()], "kt", "s", "J1", PEOPLE)) == {"P1", "P2"}
    assert left_out([decision(stage="t")], "kt", "s", "J1", PEOPLE) == {}
    assert left_out([decision()], "kt", "s", "J2", PEOPLE) == {}
