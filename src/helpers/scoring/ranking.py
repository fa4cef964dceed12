"""Ranks: competition ranks (1, 2, 2, 4), mid-ranks, and the distance to the next."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np

from helpers.records.numbers import as_decimal
from helpers.scoring.arrays import Flags, Whole
from helpers.scoring.exact import Exact


def competition_ranks(values: Exact, among: Flags, low_wins: bool = False) -> Whole:
    """One more than the number of those who are better: 1, 2, 2, 4. Those not ranked get 0.

    Parameters
    ----------
    values
        Shape (participants,).
    among
        Shape (participants,): who is ranked.
    """
    numerators = values.numerators if low_wins else -values.numerators
    better = np.searchsorted(np.sort(numerators[among]), numerators, side="left")
    return np.where(among, better + 1, 0).astype(np.int64)


def mid_ranks(totals: Exact, present: Flags) -> Exact:
    """Each juror's ranks, 1 for the highest; those who are equal share the mean of their places.

    Two who share the places 2 and 3 both get 2 1/2. Shape (participants, jurors); where no total is
    ``present`` the rank is 0.
    """
    doubled = np.zeros(totals.shape, dtype=np.int64)
    for juror in range(totals.shape[1]):
        lower_is_better = -totals.numerators[:, juror]
        field = np.sort(lower_is_better[present[:, juror]])
        better = np.searchsorted(field, lower_is_better, side="left")
        not_worse = np.searchsorted(field, lower_is_better, side="right")
        doubled[:, juror] = np.where(present[:, juror], better + not_worse + 1, 0)
    return Exact(doubled, 2)


def title_of(rank: int | None, titles: Sequence[str]) -> str:
    """The title of a rank: two who are first both get the first title, and nobody the second."""
    return titles[rank - 1] if rank is not None and rank <= len(titles) else ""


def shown_margin(margin: Fraction, decimals: int | None) -> Decimal:
    """A margin rounded as totals are, or in full where that would hide that it is not zero."""
    rounded = as_decimal(margin, decimals)
    return as_decimal(margin) if rounded == 0 and margin != 0 else rounded
