"""The jurors of a stage: how strict, how wide, how influential each is, and how much each marked.

Where a complete panel is averaged, a juror who is strict to all alike moves every total alike and
changes no rank. These measures describe the panel; they never correct the ranking.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt
from statistics import median, variance

import numpy as np

from helpers.scoring.arrays import CRITERIA, JURORS, PARTICIPANTS, Flags, every, some
from helpers.scoring.exact import Exact
from helpers.scoring.slots import Slot
from helpers.scoring.stages import StageResult

FEWEST_JURORS = 3  # of two who differ, nobody can say which one is off
FEWEST_PARTICIPANTS = 2


@dataclass(frozen=True)
class JurorTable:
    """Each juror's stage total for each participant who has a value in the stage.

    ``totals`` and ``present`` have the shape (participants, jurors); ``marks`` is how many marks of
    a juror were there. Jurors without any total, absent or left out for all, are not in it.
    """

    stage: str
    participants: tuple[str, ...]
    jurors: tuple[str, ...]
    totals: Exact
    present: Flags
    marks: tuple[int, ...]

    @property
    def complete(self) -> bool:
        """Whether every juror has a total for every participant."""
        return bool(self.present.all())


@dataclass(frozen=True)
class Measured:
    """A measure of the jurors of a stage: a value each, or the ``reason`` why there is none.

    ``reasons`` are those of single jurors who have none while others have.
    """

    measure: str
    stage: str
    unit: str
    decimals: int
    values: Mapping[str, Fraction]
    reason: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


def juror_table(result: StageResult) -> JurorTable:
    """The totals of a stage, juror by juror, as far as they count."""
    present = result.jury.complete & result.ranked[:, None]
    rows, seats = np.flatnonzero(result.ranked), np.flatnonzero(some(present, PARTICIPANTS))
    given = result.jury.slots.where(Slot.MARKED).sum(axis=(PARTICIPANTS, CRITERIA))
    return JurorTable(
        stage=result.stage,
        participants=tuple(result.participants[row] for row in rows),
        jurors=tuple(result.jurors[seat] for seat in seats),
        totals=result.juror_totals[np.ix_(rows, seats)],
        present=present[np.ix_(rows, seats)],
        marks=tuple(int(given[seat]) for seat in seats),
    )


def marks_given(table: JurorTable) -> Measured:
    """How many marks each juror gave in the stage."""
    if not table.jurors:
        return Measured("marks", table.stage, "marks", 0, {}, "few_jurors")
    return _measured("marks", table, "marks", 0, (Fraction(count) for count in table.marks))


def severity(table: JurorTable) -> Measured:
    """The mean, over participants, of a juror's total minus the mean of the other jurors' totals.

    In points of the stage; below zero is stricter than the others. Exact.
    """
    reason = too_few(table)
    if reason:
        return Measured("severity", table.stage, "points", 2, {}, reason)
    count = table.present.sum(axis=JURORS)[:, None]
    own = table.totals.where(table.present)
    others = (own.sum(JURORS)[:, None] - own).per(np.where(table.present, count - 1, 0))
    compared = table.present & (count > 1)
    means = (own - others).sum(PARTICIPANTS, compared).per(compared.sum(axis=PARTICIPANTS))
    return _measured("severity", table, "points", 2, means.fractions())


def spread(table: JurorTable) -> Measured:
    """The standard deviation of a juror's totals, divided by the median of all jurors' deviations.

    1 is as wide as jurors usually are here; a juror who uses half the width has half the say.
    """
    reason = too_few(table)
    deviations = [] if reason else [_deviation(table, seat) for seat in range(len(table.jurors))]
    middle = median(deviations) if deviations else 0
    if not middle:
        return Measured("spread", table.stage, "ratio", 2, {}, reason or "no_spread")
    ratios = (Fraction(deviation / middle) for deviation in deviations)
    return _measured("spread", table, "ratio", 2, ratios)


def influence(table: JurorTable) -> Measured:
    """cov(t_j, T) / (J var T), with T the mean of the jurors: a juror's share in the differences.

    The shares add up to 1. Over the participants whom every juror scored. Exact.
    """
    whole = every(table.present, JURORS)
    reason = too_few(table) or ("incomplete" if whole.sum() < FEWEST_PARTICIPANTS else "")
    if reason:
        return Measured("influence", table.stage, "share", 3, {}, reason)
    totals = table.totals.numerators[whole].astype(object)
    together = totals.sum(axis=JURORS)
    rows = len(together)
    width = rows * (together * together).sum() - together.sum() ** 2
    if width == 0:
        return Measured("influence", table.stage, "share", 3, {}, "no_spread")
    products = (totals * together[:, None]).sum(axis=PARTICIPANTS)
    moved = rows * products - totals.sum(axis=PARTICIPANTS) * together.sum()
    return _measured("influence", table, "share", 3, (Fraction(one, width) for one in moved))


def measure_jurors(table: JurorTable) -> tuple[Measured, ...]:
    """All measures of the jurors of a stage."""
    return marks_given(table), severity(table), spread(table), influence(table)


def too_few(table: JurorTable) -> str:
    """Why the table is too small to say anything about single jurors; '' where it is not."""
    if len(table.jurors) < FEWEST_JURORS:
        return "few_jurors"
    if min(table.present.sum(axis=PARTICIPANTS)) < FEWEST_PARTICIPANTS:
        return "few_participants"
    return ""


def _deviation(table: JurorTable, seat: int) -> float:
    """The standard deviation of the totals that a juror gave."""
    rows = np.flatnonzero(table.present[:, seat])
    return sqrt(variance(table.totals.fraction_at(int(row), seat) for row in rows))


def _measured(
    measure: str, table: JurorTable, unit: str, decimals: int, values: Iterable[Fraction]
) -> Measured:
    by_juror = dict(zip(table.jurors, values, strict=True))
    return Measured(measure, table.stage, unit, decimals, by_juror)
