"""Exact numbers on arrays: integer numerators over one shared denominator.

A panel of 13 x 5 x 10 marks and a table of 8 million go through the same operations. Numerators
are 64-bit integers while a bound, taken from the numbers themselves before each operation, proves
that no result can pass the limit; where it does not, they are Python integers, which have none.
``docs/decisions/exact-numbers.md`` says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np

from helpers.scoring.arrays import Flags, Numerators, Whole

LIMIT = 2**62  # half of what 64 bits hold, so that one more addition of two safe numbers is safe


@dataclass(frozen=True, eq=False)
class Exact:
    """An array of exact numbers: each is its numerator over the one positive ``denominator``.

    Because the denominator is shared, numerators compare, sort and rank as the numbers do.
    """

    numerators: Numerators
    denominator: int

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the array."""
        return self.numerators.shape

    @cached_property
    def bound(self) -> int:
        """The largest numerator, without its sign; 0 for an empty array."""
        return int(np.abs(self.numerators).max()) if self.numerators.size else 0

    def __getitem__(self, where: Any) -> Exact:
        """The part of the array that a numpy index names."""
        return Exact(np.asarray(self.numerators[where]), self.denominator)

    def fraction_at(self, *where: int) -> Fraction:
        """One number of the array."""
        return Fraction(int(self.numerators[where]), self.denominator)

    def fractions(self) -> list[Fraction]:
        """All numbers of the array, in order of its flattened axes."""
        return [Fraction(int(number), self.denominator) for number in self.numerators.flat]

    def __add__(self, other: Exact) -> Exact:
        """The sum, number by number; shapes broadcast as numpy's do."""
        denominator = lcm(self.denominator, other.denominator)
        return _packed(self.over(denominator) + other.over(denominator), denominator)

    def __neg__(self) -> Exact:
        """The numbers with the opposite sign."""
        return Exact(-self.numerators, self.denominator)

    def __sub__(self, other: Exact) -> Exact:
        """The difference, number by number."""
        return self + -other

    def over(self, denominator: int) -> Numerators:
        """The numerators over a multiple of the denominator."""
        factor = denominator // self.denominator
        return _room(self.numerators, self.bound * factor, factor) * factor

    def times(self, factor: Fraction) -> Exact:
        """Each number times one factor."""
        return self.times_each([factor])

    def times_each(self, factors: Sequence[Fraction]) -> Exact:
        """Each number times the factor of its place on the last axis (or times the only one)."""
        denominator = lcm(*(factor.denominator for factor in factors))
        whole = [int(factor * denominator) for factor in factors]
        numerators = _room(self.numerators, *(self.bound * factor for factor in whole), *whole)
        products = numerators * np.array(whole, dtype=numerators.dtype)
        return _packed(products, self.denominator * denominator)

    def sum(self, axis: int, where: Flags | None = None) -> Exact:
        """The sum along an axis, of the numbers that ``where`` names."""
        numerators = _room(self.numerators, self.bound * self.shape[axis])
        chosen = numerators if where is None else np.where(where, numerators, 0)
        return _packed(np.asarray(chosen.sum(axis=axis)), self.denominator)

    def per(self, counts: Whole) -> Exact:
        """Each number divided by its count; 0 where the count is 0."""
        multiple = lcm(*(int(count) for count in np.unique(counts) if count > 0))
        shares = np.where(counts > 0, multiple // np.maximum(_room(counts, multiple), 1), 0)
        numerators = _room(self.numerators, self.bound * multiple, multiple)
        return _packed(numerators * shares.astype(numerators.dtype), self.denominator * multiple)

    def rounded(self, decimals: int | None) -> Exact:
        """Each number rounded to ``decimals`` places, halves away from zero; None: as it is."""
        if decimals is None:
            return self
        scale = 10**decimals
        above, below = 2 * scale, 2 * self.denominator
        largest = self.bound * above + self.denominator
        numerators = _room(self.numerators, largest, above, below)
        whole = (np.abs(numerators) * above + self.denominator) // below
        return _packed(np.sign(numerators) * whole, scale)

    def where(self, flags: Flags) -> Exact:
        """The same numbers where the flags are set, 0 elsewhere."""
        return Exact(np.where(flags, self.numerators, 0), self.denominator)

    def at_least(self, threshold: Fraction) -> Flags:
        """Which numbers reach the threshold."""
        least = -(-threshold.numerator * self.denominator // threshold.denominator)
        return np.asarray(_room(self.numerators, abs(least)) >= least, dtype=np.bool_)


def exact(
    numbers: Iterable[Fraction | Decimal | int], shape: tuple[int, ...] | None = None
) -> Exact:
    """Make an array of the numbers, over the least denominator that they share."""
    ratios = [number.as_integer_ratio() for number in numbers]
    denominator = lcm(*(below for _, below in ratios))
    whole = [above * (denominator // below) for above, below in ratios]
    numerators = np.array(whole, dtype=object)
    return _packed(numerators if shape is None else numerators.reshape(shape), denominator)


def zeros(*shape: int) -> Exact:
    """An array of zeros."""
    return Exact(np.zeros(shape, dtype=np.int64), 1)


def beside(*parts: Exact) -> Exact:
    """Arrays of shape (rows, n) side by side, over one denominator."""
    denominator = lcm(*(part.denominator for part in parts))
    scaled = [part.over(denominator) for part in parts]
    return _packed(np.concatenate(scaled, axis=1), denominator)


def _room(numerators: Numerators, *largest: int) -> Numerators:
    """The numerators ready for an operation in which no whole number passes ``largest``."""
    if numerators.dtype != object and all(abs(number) < LIMIT for number in largest):
        return numerators
    return numerators.astype(object)


def _packed(numerators: Numerators, denominator: int) -> Exact:
    """The result of an operation: back in 64 bits, in lower terms if need be, where that fits."""
    if numerators.dtype == object:
        shared = int(np.gcd.reduce(numerators, axis=None, initial=denominator))
        numerators, denominator = numerators // shared, denominator // shared
        if all(abs(number) < LIMIT for number in numerators.flat):
            numerators = numerators.astype(np.int64)
    return Exact(numerators, denominator)
