"""Whether the order is chance where each juror scored some of the participants only.

Durbin's test, in the form of Benard and van Elteren (1953), for any pattern of who scored whom and
with ties: each juror's places among those scored are compared with what shuffling them would give.
Where every juror scores equally many, and every participant comes equally often, it is Durbin's
chi-square; in a complete table it is Friedman's.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from helpers.examine.distributions import chi_square_tail
from helpers.examine.equations import solved
from helpers.examine.estimates import Estimate, finite
from helpers.examine.jurors import JurorTable
from helpers.scoring.ranking import mid_ranks

MOST_PARTICIPANTS = 100  # the equations are solved in fractions, which takes time


def durbin(table: JurorTable) -> tuple[Estimate, ...]:
    """Durbin's chi-square and its probability; nothing for a complete table, which Kendall's W has.

    None where some participants cannot be compared with the others by any order of a juror.
    """
    if table.complete or not table.participants:
        return ()
    names, participants = ("durbin_chi2", "durbin_p"), len(table.participants)
    if participants > MOST_PARTICIPANTS:
        return tuple(Estimate(name, table.stage, None, reason="too_many") for name in names)
    away, spread = _places(table)
    found = solved(spread, away)
    if found is None or not any(away):
        reason = "no_spread" if all(gap == 0 for gap in away) else "apart"
        return tuple(Estimate(name, table.stage, None, reason=reason) for name in names)
    chi2 = sum((a * b for a, b in zip(away, found, strict=True)), Fraction())
    tail = finite(chi_square_tail(float(chi2), participants - 1))
    remark = f"chi2 = {float(chi2):.4f}; df = {participants - 1}; p = {float(tail or 0):.4f}"
    return (
        Estimate(names[0], table.stage, chi2, unit="chi_square", remark=remark),
        Estimate(names[1], table.stage, tail, unit="probability"),
    )


def _places(table: JurorTable) -> tuple[list[Fraction], list[list[Fraction]]]:
    """How far each participant's places are from the middle, added up; and how they vary together.

    The second is what shuffling the places of each juror gives, with 1 added to each number: the
    distances add up to nothing, and this makes the equations have one solution.
    """
    ranks = mid_ranks(table.totals, table.present).fractions()
    participants, jurors = table.present.shape
    away = [Fraction()] * participants
    spread = [[Fraction(1)] * participants for _ in range(participants)]
    for seat in range(jurors):
        rows = np.flatnonzero(table.present[:, seat]).tolist()
        if len(rows) < 2:
            continue
        middle = Fraction(len(rows) + 1, 2)
        gaps = {row: ranks[row * jurors + seat] - middle for row in rows}
        variance = sum((gap * gap for gap in gaps.values()), Fraction()) / (len(rows) - 1)
        for row in rows:
            away[row] += gaps[row]
            spread[row][row] += variance
            for other in rows:
                spread[row][other] -= variance / len(rows)
    return away, spread
