"""Which forms are due: who marks whom, for what, in which stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from helpers.records.tables import COMMITTEE, Decision, Participant
from helpers.rules import RuleBook
from helpers.rules.recusal import Spared, left_out, recused

Fields = Mapping[str, Mapping[str, Sequence[str]]]  # category -> stage -> ids of participants


@dataclass(frozen=True)
class Line:
    """A participant on a form; ``spared`` says why the juror has no marks to give, if so."""

    participant: Participant
    spared: Spared | None = None


@dataclass(frozen=True)
class DueSheet:
    """What one juror, or the committee, has to mark in one stage of one category."""

    category: str
    stage: str
    juror: str
    criteria: tuple[str, ...]
    lines: tuple[Line, ...]


def due_forms(
    book: RuleBook,
    participants: Iterable[Participant],
    decisions: Sequence[Decision],
    fields: Fields,
) -> dict[str, tuple[DueSheet, ...]]:
    """The sheets of each juror and of the committee, in the order of the rule book.

    Parameters
    ----------
    fields
        Who takes part in each stage that forms are wanted for.
    """
    registered = tuple(participants)
    forms: dict[str, list[DueSheet]] = {juror: [] for juror in (*book.jurors, COMMITTEE)}
    for category, stages in fields.items():
        for stage, ids in stages.items():
            inside = [one for one in registered if one.category == category and one.id in ids]
            for sheet in _stage_sheets(book, decisions, category, stage, inside):
                forms[sheet.juror].append(sheet)
    return {juror: tuple(sheets) for juror, sheets in forms.items() if sheets}


def _stage_sheets(
    book: RuleBook,
    decisions: Sequence[Decision],
    category: str,
    stage: str,
    inside: Sequence[Participant],
) -> Iterator[DueSheet]:
    """The sheets of one stage; a juror whom a decision leaves out of it all has none."""
    rules = book.categories[category]
    if inside and (criteria := rules.juror_criteria(stage)):
        for juror in dict.fromkeys(book.due_jurors(category, stage)):
            out = left_out(decisions, category, stage, juror, inside)
            spared = out | recused(book, category, juror, inside)
            lines = tuple(Line(one, spared.get(one.id)) for one in inside)
            if len(out) < len(inside):
                yield DueSheet(category, stage, juror, criteria, lines)
    if inside and (criteria := rules.committee_criteria(stage)):
        yield DueSheet(category, stage, COMMITTEE, criteria, tuple(map(Line, inside)))
