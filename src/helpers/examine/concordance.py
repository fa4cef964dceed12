"""Whether the jurors put the participants in the same order: Kendall's W, and each with the rest.

Both look at places only: how strict a juror is, and how wide, plays no part.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from math import factorial, sqrt

import numpy as np
import numpy.typing as npt

from helpers.examine.distributions import chi_square_tail, t_quantile
from helpers.examine.estimates import Estimate, finite
from helpers.examine.jurors import JurorTable, Measured, too_few
from helpers.examine.shuffles import DRAWS, FEW, generator_for, share_counted, share_drawn
from helpers.scoring.arrays import JURORS, Whole
from helpers.scoring.ranking import mid_ranks

FEWEST_RANKED = 3  # two participants are always in the same order, or in the opposite one
SMALL = 200  # up to so many totals chance is counted by shuffling too; then chi-square is good
KENDALL = {
    "kendall_w": "coefficient",
    "kendall_chi2": "chi_square",
    "kendall_p": "probability",
    "kendall_p_shuffled": "probability",
}  # each with its unit


def rho_rest(table: JurorTable) -> Measured:
    """Spearman's correlation of a juror's totals with the mean of the other jurors', ties shared.

    1 is the same order, 0 none in common, -1 the opposite. Over the participants whom another juror
    scored too. A juror who gave all the same has none.
    """
    reason = too_few(table)
    if reason:
        return Measured("rho_rest", table.stage, "coefficient", 2, {}, reason)
    count = table.present.sum(axis=JURORS)[:, None]
    compared = table.present & (count > 1)
    own = table.totals.where(table.present)
    others = (own.sum(JURORS)[:, None] - own).per(np.where(compared, count - 1, 0))
    mine, theirs = (mid_ranks(one, compared).numerators for one in (own, others))
    values: dict[str, Fraction] = {}
    reasons: dict[str, str] = {}
    for seat, juror in enumerate(table.jurors):
        rows = compared[:, seat]
        value = _correlation(mine[rows, seat], theirs[rows, seat])
        if rows.sum() < FEWEST_RANKED:
            reasons[juror] = "few_ranked"
        elif value is None:
            reasons[juror] = "all_equal"
        else:
            values[juror] = value
    reason = "" if values else next(iter(reasons.values()))
    return Measured("rho_rest", table.stage, "coefficient", 2, values, reason, reasons)


def smallest_telling_rho(participants: int) -> Fraction | None:
    """The correlation that among so many participants is still had by chance in 5 % of cases."""
    if participants <= FEWEST_RANKED:
        return None
    t = t_quantile(0.975, participants - 2)
    return finite(t / sqrt(participants - 2 + t * t))


def kendall(table: JurorTable, reason: str) -> tuple[Estimate, ...]:
    """Kendall's W with ties, chi-square, and how often chance alone agrees as well.

    Of a complete table. 0 is no order in common, 1 the same for all. Jurors who gave all the same
    have no order; where that is all of them, there is no W.
    """
    ranks = mid_ranks(table.totals, table.present).numerators  # doubled, so that they are whole
    jurors, rows = len(table.jurors), len(table.participants)
    whole = jurors * (jurors * (rows**3 - rows) - _ties(ranks))
    reason = reason or ("" if whole else "no_spread")
    if reason:
        return tuple(
            Estimate(name, table.stage, None, unit=unit, reason=reason)
            for name, unit in KENDALL.items()
        )
    value = 3 * _distance(ranks) / whole
    chi2 = jurors * (rows - 1) * value
    tail = finite(chi_square_tail(float(chi2), rows - 1))
    made = [value, chi2, tail]
    if jurors * rows <= SMALL:
        made.append(_shuffled(ranks.T))
    first, *others = (
        Estimate(name, table.stage, number, unit=KENDALL[name])
        for name, number in zip(KENDALL, made, strict=False)
    )
    remark = f"chi2 = {float(chi2):.4f}; df = {rows - 1}; p = {float(tail or 0):.4f}"
    return replace(first, remark=remark), *others


def _correlation(mine: Whole, theirs: Whole) -> Fraction | None:
    """Pearson's correlation of whole numbers; None where one side does not vary."""
    if not len(mine):
        return None
    a, b = (side.astype(object) * len(side) - int(side.sum()) for side in (mine, theirs))
    width = int((a * a).sum()) * int((b * b).sum())
    return finite(int((a * b).sum()) / sqrt(width)) if width else None


def _distance(ranks: Whole) -> Fraction:
    """Sum over participants of the squared distance of the sum of ranks from the mean, doubled."""
    sums = ranks.sum(axis=JURORS).astype(object)
    return Fraction(int((sums * sums).sum())) - Fraction(int(sums.sum()) ** 2, len(sums))


def _ties(ranks: Whole) -> int:
    """The sum, over jurors and groups of equal ranks, of t^3 - t."""
    tied = 0
    for seat in range(ranks.shape[JURORS]):
        counts = np.unique(ranks[:, seat], return_counts=True)[1].astype(object)
        tied += int((counts**3 - counts).sum())
    return tied


def _shuffled(ranks: Whole) -> Fraction:
    """How often W is as large when each juror's ranks, (jurors, participants), are shuffled."""
    jurors, rows = ranks.shape
    reached = int((ranks.sum(axis=0) ** 2).sum())
    if factorial(rows) ** (jurors - 1) <= FEW:
        sums: npt.NDArray[np.int64] = ranks[:1]
        for own in ranks[1:]:
            orders = np.array(list(permutations(own.tolist())))
            sums = (sums[:, None, :] + orders[None]).reshape(-1, rows)
        return share_counted((sums**2).sum(axis=1) >= reached)
    chance = generator_for(ranks.ravel().tolist())
    drawn = chance.permuted(np.broadcast_to(ranks, (DRAWS, jurors, rows)), axis=2)
    return share_drawn((drawn.sum(axis=1) ** 2).sum(axis=1) >= reached)
