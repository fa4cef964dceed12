"""Chance by shuffling: every order where they are few, else a fixed number of drawn ones.

What is drawn depends on nothing but the numbers that are shuffled: the same marks give the same
probability on every machine and on every day.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256

import numpy as np

from helpers.scoring.arrays import Flags

DRAWS = 10_000  # a probability of 0.05 is then known to within 0.004
FEW = 20_000  # so many arrangements are counted one by one


def generator_for(numbers: Iterable[object]) -> np.random.Generator:
    """The source of chance that belongs to the numbers."""
    text = "\n".join(str(number) for number in numbers)
    return np.random.default_rng(int.from_bytes(sha256(text.encode()).digest()))


def share_counted(reached: Flags) -> Fraction:
    """The probability where every arrangement was counted, the observed one among them."""
    return Fraction(int(reached.sum()), reached.size)


def share_drawn(reached: Flags) -> Fraction:
    """The probability where arrangements were drawn: the observed one counts as one more."""
    return Fraction(int(reached.sum()) + 1, reached.size + 1)
