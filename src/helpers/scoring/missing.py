"""What is missing, and what the rule book makes of it: which marks count in a stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from helpers.records.tables import Finding
from helpers.rules.models import Category
from helpers.scoring.arrays import CRITERIA, JURORS, PARTICIPANTS, Flags, Whole, every, some
from helpers.scoring.combining import fewest
from helpers.scoring.slots import NO_SLOT, Address, Slot, Slots
from helpers.scoring.telling import Teller


@dataclass(frozen=True)
class Counted:
    """The marks of a stage that count.

    ``present`` has the shape of the slots: the marks that enter the formulas. ``pending`` are slots
    that stop the category until a person acts. ``lost`` are those of a juror declared absent or
    left out. ``absent``, of shape (participants,), are those not ranked because of an absence.
    """

    slots: Slots
    present: Flags
    pending: Flags
    lost: Flags
    absent: Flags
    findings: tuple[Finding, ...]

    @property
    def ranked(self) -> Flags:
        """Which participants are in the stage and get a value there."""
        return some(~self.slots.where(Slot.NOT_DUE), JURORS, CRITERIA) & ~self.absent

    @property
    def complete(self) -> Flags:
        """Which jurors have a mark that counts on every criterion of a participant."""
        return every(self.present, CRITERIA)

    def without(self, absent: Flags) -> Counted:
        """The same marks, but none of the participants who are absent from the stage."""
        return replace(self, absent=absent, present=self.present & ~absent[:, None, None])


def count_marks(rule: Category, slots: Slots, teller: Teller) -> Counted:
    """missing: decide for each slot of a stage whether its mark counts.

    A mark that is missing is never a zero, unless ``participant_absent: zero`` says so.
    """
    policy = rule.missing
    blank = slots.where(Slot.BLANK, Slot.UNSEEN)
    away = slots.where(Slot.PARTICIPANT_ABSENT)
    gone = slots.where(Slot.JUROR_ABSENT)
    stopping = np.zeros_like(blank)
    findings = list(slots.findings)
    if policy.blank == "stop" or slots.committee:
        findings += _tell_missing(slots, teller)
        stopping |= blank
    else:
        gone = gone | blank
    if policy.juror_absent == "stop" or slots.committee:
        findings += _tell_pairs("ABSENCE_WORD", slots, gone, teller, "juror_absent")
        stopping |= gone
    if policy.participant_absent == "stop":
        findings += _tell_pairs("ABSENCE_WORD", slots, away, teller, "participant_absent")
        stopping |= away
    absent = some(away, JURORS, CRITERIA) & (policy.participant_absent == "not_ranked")
    present = slots.where(Slot.MARKED)
    if policy.participant_absent == "zero":
        present = present | away
    if policy.juror_absent == "leave_out_stage" and not slots.committee:
        gone = gone | some(gone, PARTICIPANTS, CRITERIA)[None, :, None]
    present = present & ~gone & ~absent[:, None, None]
    if rule.combine.at == "total":
        partial = _partial(present | stopping)
        findings += _tell_pairs("INCOMPLETE_JUROR", slots, partial[..., None] & gone, teller)
        present = present & ~partial[..., None]
    return Counted(
        slots, present, stopping, gone | slots.where(Slot.LEFT_OUT), absent, tuple(findings)
    )


def _partial(present: Flags) -> Flags:
    """The jurors who lack a criterion of a participant, but not all."""
    return some(present, CRITERIA) & ~every(present, CRITERIA)


def _tell_missing(slots: Slots, teller: Teller) -> Iterator[Finding]:
    """MISSING_SHEET, MISSING_PARTICIPANT or BLANK_SCORE: the largest thing that is missing."""
    due = ~slots.where(*NO_SLOT)
    empty = slots.where(Slot.BLANK, Slot.UNSEEN)
    unseen = some(due, CRITERIA) & every(slots.where(Slot.UNSEEN) | ~due, CRITERIA)
    no_sheet = some(unseen, PARTICIPANTS) & every(unseen | ~some(due, CRITERIA), PARTICIPANTS)
    for seat in np.flatnonzero(some(empty, PARTICIPANTS, CRITERIA)):
        juror = slots.jurors[seat]
        if no_sheet[seat]:
            yield teller.tell("MISSING_SHEET", stage=slots.stage, juror=juror)
            continue
        for place in np.flatnonzero(some(empty[:, seat], 1)):
            if unseen[place, seat]:
                participant = slots.participants[place]
                yield teller.tell(
                    "MISSING_PARTICIPANT", stage=slots.stage, participant=participant, juror=juror
                )
                continue
            for column in np.flatnonzero(empty[place, seat]):
                yield _tell_slot("BLANK_SCORE", slots, (int(place), int(seat), int(column)), teller)


def _tell_pairs(
    code: str, slots: Slots, which: Flags, teller: Teller, detail: str = ""
) -> Iterator[Finding]:
    """One finding for each participant and juror, at the first slot of the two."""
    for place, seat in np.argwhere(some(which, CRITERIA)):
        column = int(np.flatnonzero(which[place, seat])[0])
        yield _tell_slot(code, slots, (int(place), int(seat), column), teller, detail)


def _tell_slot(
    code: str, slots: Slots, where: Address, teller: Teller, detail: str = ""
) -> Finding:
    row = slots.seen.get(where)
    return teller.tell(code, stage=slots.stage, row=row, detail=detail, **slots.names(where))


def check_panels(rule: Category, counted: Counted, teller: Teller) -> tuple[Finding, ...]:
    """Whether enough jurors, and where the rule needs it the same, are there for everyone.

    QUORUM: nobody is there; or a juror was declared absent or left out in this stage, and fewer
    than ``at_least`` remain. TRIM_TOO_FEW: the trim would leave nothing. PANELS_DIFFER: sum needs
    equally many jurors for everyone, rank_sum a complete panel. Slots that stop the category anyway
    are taken as filled, so that nothing is told twice.
    """
    if not counted.slots.criteria:
        return ()
    filled = counted.present | counted.pending
    count = filled.sum(axis=JURORS)
    quorum = rule.missing.at_least if counted.lost.any() else 1
    findings = list(_tell_short("QUORUM", counted, count, quorum, teller))
    if not findings:
        least = fewest(rule.combine.jurors)
        findings += _tell_short("TRIM_TOO_FEW", counted, count, least, teller)
    if _differ(rule, counted, filled[counted.ranked]):
        findings.append(teller.tell("PANELS_DIFFER", stage=counted.slots.stage))
    return tuple(findings)


def _tell_short(
    code: str, counted: Counted, count: Whole, required: int, teller: Teller
) -> Iterator[Finding]:
    """One finding for each participant for whom fewer jurors than required are there."""
    fewest_there = count.min(axis=1)
    for place in np.flatnonzero((fewest_there < required) & counted.ranked):
        yield teller.tell(
            code,
            stage=counted.slots.stage,
            participant=counted.slots.participants[place],
            present=int(fewest_there[place]),
            required=required,
        )


def _differ(rule: Category, counted: Counted, filled: Flags) -> bool:
    """Whether the panels of the ranked participants differ in a way that the rule forbids."""
    if rule.combine.jurors == "sum":
        count = filled.sum(axis=JURORS)
        return bool((count != count[:1]).any())
    if rule.combine.jurors == "rank_sum":
        declared = counted.lost & ~counted.pending & ~counted.slots.where(Slot.LEFT_OUT)
        excused = rule.missing.juror_absent == "leave_out_stage"
        return bool((declared.any() and not excused) or (filled != filled[:1]).any())
    return False
