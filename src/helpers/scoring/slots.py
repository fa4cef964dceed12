"""Slots: which marks are due in a stage, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from helpers.records.tables import COMMITTEE, Absence, Finding, Score
from helpers.rules.models import Scale
from helpers.rules.recusal import left_out, recused
from helpers.scoring.arrays import Flags
from helpers.scoring.contest import Contest
from helpers.scoring.exact import Exact, exact, zeros

Address = tuple[int, int, int]
States = npt.NDArray[np.int8]


class Slot(IntEnum):
    """What became of one slot. Only a slot that is MARKED holds a mark; none of these is a zero."""

    NOT_DUE = 0  # the participant is not in this stage
    RECUSED = 1  # the juror must not score this participant
    LEFT_OUT = 2  # the juror was left out by a decision
    MARKED = 3
    PARTICIPANT_ABSENT = 4
    JUROR_ABSENT = 5
    BLANK = 6  # the cell was found, and is empty
    UNSEEN = 7  # no row and no sheet for it came


NO_SLOT = (Slot.NOT_DUE, Slot.RECUSED, Slot.LEFT_OUT)
# A slot that was reported twice is what the later of these says.
ABSENCES = {
    "blank": Slot.BLANK,
    "juror_absent": Slot.JUROR_ABSENT,
    "participant_absent": Slot.PARTICIPANT_ABSENT,
}


@dataclass(frozen=True)
class Slots:
    """The slots of one stage, from its jurors or from the committee.

    ``marks`` and ``states`` have the shape (participants, jurors, criteria); ``seen`` leads from a
    slot to the row that tells of it. A slot without a mark holds the number 0, which no formula
    looks at.
    """

    stage: str
    participants: tuple[str, ...]
    jurors: tuple[str, ...]
    criteria: tuple[str, ...]
    marks: Exact
    states: States
    seen: dict[Address, Score | Absence]
    findings: tuple[Finding, ...] = ()

    @property
    def committee(self) -> bool:
        """Whether these marks come from the committee."""
        return self.jurors == (COMMITTEE,)

    def where(self, *states: Slot) -> Flags:
        """Which slots are in one of the states."""
        return in_one_of(self.states, states)

    def names(self, address: Address) -> dict[str, str]:
        """The participant, juror and criterion of a slot."""
        participant, juror, criterion = address
        return {
            "participant": self.participants[participant],
            "juror": self.jurors[juror],
            "criterion": self.criteria[criterion],
        }


def in_one_of(states: States, wanted: tuple[Slot, ...]) -> Flags:
    """Which slots are in one of the wanted states: a handful of comparisons, faster than isin."""
    found = np.zeros(states.shape, dtype=np.bool_)
    for state in wanted:
        found |= states == state
    return found


def juror_slots(contest: Contest, stage: str, inside: Flags) -> Slots:
    """The slots of the jurors: each due juror x participant inside x criterion of the jurors.

    Recusal and a decision ``juror_left_out`` remove slots; a mark in a removed slot has no effect.
    """
    criteria = contest.rule.juror_criteria(stage)
    due = contest.book.due_jurors(contest.category, stage) if criteria else ()
    due = tuple(dict.fromkeys(due))
    states = _due(inside, len(due), len(criteria))
    for pair in _left_out(contest, stage, due):
        states[pair] = _removed(states[pair], Slot.LEFT_OUT)
    for pair in _recused(contest, due):
        states[pair] = _removed(states[pair], Slot.RECUSED)
    return _filled(contest, stage, due, criteria, states)


def committee_slots(contest: Contest, stage: str, inside: Flags) -> Slots:
    """The slots of the committee: one for each participant inside x criterion of the committee."""
    criteria = contest.rule.committee_criteria(stage)
    return _filled(contest, stage, (COMMITTEE,), criteria, _due(inside, 1, len(criteria)))


def _due(inside: Flags, jurors: int, criteria: int) -> States:
    states = np.full((len(inside), jurors, criteria), Slot.NOT_DUE, dtype=np.int8)
    states[inside] = Slot.UNSEEN
    return states


def _removed(states: States, reason: Slot) -> States:
    return np.where(states == Slot.UNSEEN, reason, states).astype(np.int8)


def _recused(contest: Contest, due: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The pairs (participant, juror) that recusal keeps apart."""
    for seat, juror in enumerate(due):
        for participant in recused(contest.book, contest.category, juror, contest.scored):
            yield contest.places[participant], seat


def _left_out(contest: Contest, stage: str, due: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The pairs (participant, juror) that a decision keeps apart; left empty, it means all."""
    for seat, juror in enumerate(due):
        decisions = contest.facts.decisions
        for participant in left_out(decisions, contest.category, stage, juror, contest.scored):
            yield contest.places[participant], seat


def _filled(
    contest: Contest, stage: str, jurors: tuple[str, ...], criteria: tuple[str, ...], states: States
) -> Slots:
    """Put what was seen into the slots that are due, and tell of marks that cannot count."""
    if not states.size:
        return Slots(
            stage, contest.participants, jurors, criteria, zeros(*states.shape), states, {}
        )
    axes = _Axes(stage, contest.places, _numbered(jurors), _numbered(criteria))
    seen: dict[Address, Score | Absence] = {}
    _put_absences(axes, contest, states, seen)
    marks, findings = _put_marks(axes, contest, states, seen)
    numbers = exact(marks.ravel().tolist(), states.shape)
    return Slots(
        stage, contest.participants, jurors, criteria, numbers, states, seen, tuple(findings)
    )


@dataclass(frozen=True)
class _Axes:
    """Where a row belongs in the array of a stage."""

    stage: str
    participants: dict[str, int]
    jurors: dict[str, int]
    criteria: dict[str, int]

    def address(self, row: Score | Absence) -> Address | None:
        """The slot of a row of this stage, or None where the array has no such slot."""
        participant = self.participants.get(row.participant)
        juror = self.jurors.get(row.juror)
        criterion = self.criteria.get(row.criterion)
        if participant is None or juror is None or criterion is None:
            return None
        return participant, juror, criterion


def _put_absences(
    axes: _Axes, contest: Contest, states: States, seen: dict[Address, Score | Absence]
) -> None:
    rows = [row for row in contest.facts.absences if row.stage == axes.stage]
    for kind, state in ABSENCES.items():
        for absence in sorted((row for row in rows if row.kind == kind), key=_place):
            where = axes.address(absence)
            if where is not None and states[where] not in NO_SLOT:
                states[where] = state
                seen[where] = absence


def _put_marks(
    axes: _Axes, contest: Contest, states: States, seen: dict[Address, Score | Absence]
) -> tuple[npt.NDArray[np.object_], list[Finding]]:
    findings = []
    marks: dict[Address, Decimal] = {}
    due = (~in_one_of(states, NO_SLOT)).tolist()  # plain lists: asked once for every mark
    rule, tell = contest.rule, contest.teller.tell_of
    scales = {criterion: rule.criterion_scale(axes.stage, criterion) for criterion in axes.criteria}
    rows = (row for row in contest.facts.scores if row.stage == axes.stage)
    for score in sorted(rows, key=_place):
        where = axes.address(score)
        if where is None:
            continue
        participant, seat, column = where
        mark = score.score
        if due[participant][seat][column]:
            if not _possible(mark, scales[score.criterion]):
                findings.append(tell("BAD_MARK", score, value=mark))
            elif marks.get(where, mark) != mark:
                findings.append(tell("TWO_MARKS", score, other=seen[where].literal))
            else:
                marks[where] = mark
        seen[where] = score
    return _in_their_slots(marks, states), findings


def _in_their_slots(marks: dict[Address, Decimal], states: States) -> npt.NDArray[np.object_]:
    """The marks as an array; their slots become MARKED."""
    numbers = np.zeros(states.shape, dtype=object)
    for where, mark in marks.items():
        numbers[where] = mark
    if marks:
        states[tuple(np.array(list(marks)).T)] = Slot.MARKED
    return numbers


def _possible(mark: Decimal, scale: Scale) -> bool:
    """Whether a mark is a number of the scale, as intake has made sure."""
    inside = mark.is_finite() and scale.min <= mark <= scale.max
    return inside and 10**scale.decimals % mark.as_integer_ratio()[1] == 0


def _numbered(names: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _place(row: Score | Absence) -> tuple[str, ...]:
    """An order that does not depend on the order of the rows."""
    return row.file, row.sheet, row.cell, row.literal
