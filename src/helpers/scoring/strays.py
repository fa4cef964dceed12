"""What came for places where it has no effect: told of, so that nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from helpers.records.numbers import show
from helpers.records.tables import COMMITTEE, Finding, Score
from helpers.scoring.arrays import CRITERIA, Flags, some
from helpers.scoring.contest import Contest
from helpers.scoring.slots import Slot, Slots


def tell_strays(contest: Contest, jury: Slots, committee: Slots) -> Iterator[Finding]:
    """RECUSED_MARK: of a juror who must not score. MARK_NOT_DUE: of a juror who is not due here."""
    marked = np.zeros(jury.states.shape, dtype=np.bool_)
    for address, row in jury.seen.items():
        marked[address] = isinstance(row, Score)
    for place, seat in np.argwhere(some(marked & jury.where(Slot.RECUSED), CRITERIA)):
        column = int(np.flatnonzero(marked[place, seat])[0])
        row = jury.seen[int(place), int(seat), column]
        yield contest.teller.tell_of("RECUSED_MARK", row)
    yield from _not_due(contest, jury, committee)


def _not_due(contest: Contest, jury: Slots, committee: Slots) -> Iterator[Finding]:
    """One finding for each juror who marked what the stage does not ask of that juror."""
    asked = {(juror, criterion) for juror in jury.jurors for criterion in jury.criteria}
    asked |= {(COMMITTEE, criterion) for criterion in committee.criteria}
    strays: dict[str, list[Score]] = {}
    here = (
        row
        for row in contest.facts.scores
        if row.stage == jury.stage and (row.juror, row.criterion) not in asked
    )
    for row in sorted(here, key=lambda row: (row.file, row.sheet, row.cell)):
        strays.setdefault(row.juror, []).append(row)
    for juror, rows in sorted(strays.items()):
        yield contest.teller.tell(
            "MARK_NOT_DUE", stage=jury.stage, juror=juror, row=rows[0], count=len(rows)
        )


def tell_unused_deductions(contest: Contest, stage: str, ranked: Flags) -> Iterator[Finding]:
    """DEDUCTION_UNUSED: points taken off in a stage in which the participant has no value."""
    for deduction in contest.facts.deductions:
        place = contest.places.get(deduction.participant)
        if deduction.stage == stage and place is not None and not ranked[place]:
            yield contest.teller.tell(
                "DEDUCTION_UNUSED",
                stage=stage,
                participant=deduction.participant,
                points=show(deduction.points, None, contest.book.language),
            )
