"""Marks far from those of the other jurors: listed to be looked at, never acted upon.

A juror who alone saw something is as far away as one who erred; the list cannot tell them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from helpers.examine.jurors import Measured
from helpers.rules.models import Category
from helpers.scoring.arrays import JURORS
from helpers.scoring.slots import Slot
from helpers.scoring.stages import StageResult


@dataclass(frozen=True)
class Deviation:
    """A mark, the mean of the other jurors' marks on the same, and the distance of the two.

    ``share`` is the distance as a part of the criterion's scale, without its sign.
    """

    stage: str
    criterion: str
    participant: str
    juror: str
    mark: Fraction
    others: Fraction
    share: Fraction

    @property
    def gap(self) -> Fraction:
        """How far the mark is above the others, in points of the criterion's own scale."""
        return self.mark - self.others


def deviations(rule: Category, result: StageResult, limit: Decimal) -> tuple[Deviation, ...]:
    """The marks of a stage that are more than ``limit`` % of the scale away, farthest first."""
    allowed = Fraction(limit) / 100
    slots = result.jury.slots
    there = slots.where(Slot.MARKED) & result.jury.present & result.ranked[:, None, None]
    count = there.sum(axis=JURORS)[:, None, :]
    compared = there & (count > 1)
    own = slots.marks.where(there)
    others = (own.sum(JURORS)[:, None, :] - own).per(np.where(compared, count - 1, 0))
    gaps = (own - others).where(compared)
    found = []
    for column, criterion in enumerate(slots.criteria):
        scale = rule.criterion_scale(result.stage, criterion)
        width = Fraction(scale.max - scale.min)
        gap = gaps[:, :, column]
        far = gap.at_least(allowed * width) | (-gap).at_least(allowed * width)
        for place, seat in np.argwhere(far).tolist():
            share = abs(gap.fraction_at(place, seat)) / width
            if share > allowed:
                found.append(
                    Deviation(
                        stage=result.stage,
                        criterion=criterion,
                        participant=slots.participants[place],
                        juror=slots.jurors[seat],
                        mark=own.fraction_at(place, seat, column),
                        others=others.fraction_at(place, seat, column),
                        share=share,
                    )
                )
    return tuple(sorted(found, key=lambda one: (-one.share, one.participant, one.juror)))


def counted(stage: str, found: Sequence[Deviation], jurors: Sequence[str]) -> Measured:
    """How many marks of each juror are in the list."""
    counts = Counter(one.juror for one in found)
    values = {juror: Fraction(counts[juror]) for juror in jurors}
    return Measured("deviations", stage, "marks", 0, values, "" if values else "few_jurors")
