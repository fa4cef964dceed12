"""Whom a juror does not judge: by the rule on recusal, or because a decision leaves them out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from helpers.records.tables import Decision, Participant
from helpers.rules.models import RuleBook


class Spared(NamedTuple):
    """Why a juror has no marks to give: ``kind`` is same_region, named or left_out.

    ``detail`` is the reason that the rule book gives, or the id of the decision.
    """

    kind: str
    detail: str = ""


def recused(
    book: RuleBook, category: str, juror: str, participants: Iterable[Participant]
) -> dict[str, Spared]:
    """The participants, by id, that recusal keeps a juror from judging."""
    rule = book.categories[category].recusal
    if not isinstance(rule, str):
        named = {one.participant: Spared("named", one.reason) for one in rule if one.juror == juror}
        return {one.id: named[one.id] for one in participants if one.id in named}
    home = book.jurors[juror].region if juror in book.jurors else None
    if rule != "same_region" or home is None:
        return {}
    return {one.id: Spared("same_region") for one in participants if one.region == home}


def left_out(
    decisions: Iterable[Decision],
    category: str,
    stage: str,
    juror: str,
    participants: Iterable[Participant],
) -> dict[str, Spared]:
    """The participants, by id, for whom a decision leaves a juror out of a stage."""
    mine = [
        one
        for one in decisions
        if (one.kind, one.category, one.juror) == ("juror_left_out", category, juror)
        and one.stage in ("", stage)
    ]
    return {
        person.id: Spared("left_out", one.id)
        for person in participants
        for one in mine
        if one.participant in ("", person.id)
    }
