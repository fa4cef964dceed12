"""Analysis of variance of a complete table of any number of facets, in exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod

from helpers.scoring.arrays import JURORS, PARTICIPANTS
from helpers.scoring.exact import LIMIT, Exact

Effect = tuple[int, ...]  # the axes that an effect is about, in order


@dataclass(frozen=True)
class MeanSquares:
    """The mean squares of a table of participants x jurors with one number in each cell.

    ``participants`` (MSR), ``jurors`` (MSC), ``residual`` (MSE); ``rows`` and ``seats`` are how
    many participants and jurors there are.
    """

    rows: int
    seats: int
    participants: Fraction
    jurors: Fraction
    residual: Fraction

    @property
    def within(self) -> Fraction:
        """MSW: all that differs within the participants, jurors included."""
        between = (self.seats - 1) * self.jurors
        rest = (self.rows - 1) * (self.seats - 1) * self.residual
        return (between + rest) / (self.rows * (self.seats - 1))


def mean_squares(totals: Exact) -> MeanSquares:
    """The mean squares of a complete table of shape (participants, jurors), two or more of each."""
    squares = effect_mean_squares(totals)
    return MeanSquares(
        rows=totals.shape[PARTICIPANTS],
        seats=totals.shape[JURORS],
        participants=squares[PARTICIPANTS,],
        jurors=squares[JURORS,],
        residual=squares[PARTICIPANTS, JURORS],
    )


def effect_mean_squares(numbers: Exact) -> dict[Effect, Fraction]:
    """The mean square of every effect of a crossed design, one axis of the array a facet.

    The sum of squares of an effect is that of the sums over all other axes, each divided by how
    many numbers it holds, less the sums of squares of all effects inside it. Each axis has two or
    more places.
    """
    facets = len(numbers.shape)
    sums: dict[Effect, Fraction] = {}
    for size in range(facets + 1):
        for effect in combinations(range(facets), size):
            inside = sum((sums[part] for part in sums if set(part) < set(effect)), Fraction())
            sums[effect] = _raw(numbers, effect) - inside
    freedom = {e: prod(numbers.shape[axis] - 1 for axis in e) for e in sums}
    return {effect: sums[effect] / freedom[effect] for effect in sums if effect}


def _raw(numbers: Exact, effect: Effect) -> Fraction:
    """The squares of the sums over the axes that the effect is not about."""
    others = [axis for axis in range(len(numbers.shape)) if axis not in effect]
    cells = prod(numbers.shape[axis] for axis in others)
    for axis in reversed(others):
        numbers = numbers.sum(axis)
    return squares_of(numbers) / cells


def squares_of(numbers: Exact) -> Fraction:
    """The sum of the squares of all numbers of an array."""
    whole = numbers.numerators
    if whole.dtype == object or numbers.bound**2 * max(whole.size, 1) >= LIMIT:
        total = sum(int(number) ** 2 for number in whole.flat)
    else:
        total = int((whole * whole).sum())
    return Fraction(total, numbers.denominator**2)
