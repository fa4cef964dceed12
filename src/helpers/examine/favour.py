"""Whether a juror gave participants of the own region more, as against the others and the panel.

Only where the rule book says from which region a juror comes. A probability is told only where it
could have been small: with one own participant among thirteen the smallest is 1/13, and nothing
can be said, neither that there was favour nor that there was none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np

from helpers.examine.jurors import FEWEST_JURORS, JurorTable
from helpers.examine.panels import Panel
from helpers.examine.shuffles import DRAWS, FEW, generator_for, share_counted, share_drawn
from helpers.rules.models import RuleBook
from helpers.scoring.arrays import JURORS, Flags
from helpers.scoring.slots import Slot

UNLIKELY = Fraction(5, 100)


@dataclass(frozen=True)
class Favour:
    """The effect of the own region on what a juror gave, in points of the stage.

    ``own`` is how many participants of the region the juror scored. ``probability`` is how often
    an effect as large comes by chance, ``among_jurors`` the same where so many jurors are tested
    (Holm). Where it cannot be tested there is no value, and ``reason`` says why.
    """

    stage: str
    juror: str
    own: int = 0
    effect: Fraction | None = None
    probability: Fraction | None = None
    among_jurors: Fraction | None = None
    reason: str = ""


def favours(book: RuleBook, panel: Panel, regions: Mapping[str, str]) -> tuple[Favour, ...]:
    """The effect of the own region for each juror whose region is known.

    ``regions`` are those of the participants.
    """
    table = panel.points
    made = []
    for seat, juror in enumerate(table.jurors):
        home = book.jurors[juror].region
        if home is not None:
            own = np.array([regions.get(p, "") == home for p in table.participants], dtype=np.bool_)
            made.append(_favour(table, seat, own, _recused(panel, juror, regions, home)))
    return _holm(made)


def _favour(table: JurorTable, seat: int, own: Flags, recused: bool) -> Favour:
    juror = table.jurors[seat]
    count = table.present.sum(axis=JURORS)
    rows = table.present[:, seat] & (count > 1)
    scored, mine = int(rows.sum()), int((own & rows).sum())
    untested = Favour(table.stage, juror, mine)
    if len(table.jurors) < FEWEST_JURORS:
        return replace(untested, reason="few_jurors")
    if mine == 0:
        return replace(untested, reason="recused" if recused else "no_own")
    if mine == scored or Fraction(1, comb(scored, mine)) > UNLIKELY:
        return replace(untested, reason="too_few_own")
    given = table.totals.where(table.present)
    others = (given.sum(JURORS) - given[:, seat]).per(np.maximum(count - 1, 0))
    gaps = (given[:, seat] - others)[rows]
    numbers = [int(number) for number in gaps.numerators]
    at = np.flatnonzero(own[rows]).tolist()
    total, owned = sum(numbers), sum(numbers[place] for place in at)
    effect = Fraction(owned, mine) - Fraction(total - owned, scored - mine)
    return replace(
        untested,
        effect=effect / gaps.denominator,
        probability=_chance(numbers, mine, owned),
    )


def _chance(numbers: Sequence[int], mine: int, owned: int) -> Fraction:
    """How often so many of the numbers, taken at random, add up to as much."""
    if comb(len(numbers), mine) <= FEW:
        sums = [sum(some) for some in combinations(numbers, mine)]
        return share_counted(np.array([one >= owned for one in sums], dtype=np.bool_))
    chance = generator_for(numbers)
    orders = chance.permuted(
        np.broadcast_to(np.arange(len(numbers)), (DRAWS, len(numbers))), axis=1
    )
    drawn = np.array(numbers, dtype=object)[orders[:, :mine]].sum(axis=1)
    return share_drawn(np.asarray(drawn >= owned, dtype=np.bool_))


def _recused(panel: Panel, juror: str, regions: Mapping[str, str], home: str) -> bool:
    """Whether a rule kept the juror from participants of the own region."""
    for result in panel.results:
        slots = result.jury.slots
        for place, seat in np.argwhere(slots.where(Slot.RECUSED).any(axis=2)).tolist():
            if slots.jurors[seat] == juror and regions.get(slots.participants[place], "") == home:
                return True
    return False


def _holm(made: Sequence[Favour]) -> tuple[Favour, ...]:
    """Holm: the smallest of m probabilities times m, the next times m - 1, never falling."""
    tested = sorted(
        (one for one in made if one.probability is not None), key=lambda one: one.probability or 0
    )
    adjusted, reached = {}, Fraction(0)
    for place, one in enumerate(tested):
        times = (one.probability or Fraction()) * (len(tested) - place)
        reached = max(reached, min(Fraction(1), times))
        adjusted[one.juror] = reached
    return tuple(replace(one, among_jurors=adjusted.get(one.juror)) for one in made)
