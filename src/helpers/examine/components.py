"""Variance components: how much of what differs comes from whom (Brennan 2001).

p participants, j jurors, c criteria; pj is what a juror sees in a participant otherwise than the
others do. All facets are crossed and random; a negative estimate counts as none.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np

from helpers.examine.mean_squares import Effect, effect_mean_squares
from helpers.scoring.arrays import CRITERIA, JURORS, Flags, every
from helpers.scoring.exact import Exact

LETTERS = "pjc"  # participants, jurors, criteria: the axes in their order


@dataclass(frozen=True)
class Components:
    """The components of a complete table: by effect, named by its letters (``p``, ``pj``, ...).

    ``sizes`` are how many participants, jurors and criteria the table has; ``mean_squares`` are
    those that the components come from; ``negative`` are the effects whose estimate was below zero.
    """

    sizes: tuple[int, ...]
    mean_squares: dict[str, Fraction]
    values: dict[str, Fraction]
    negative: frozenset[str]


def components(numbers: Exact) -> Components:
    """The components of participants x jurors, or of participants x jurors x criteria.

    The mean square of an effect is expected to be the sum, over all effects that contain it, of the
    component times the number of places that its mean is taken over. Two or more places on each
    axis.
    """
    squares = effect_mean_squares(numbers)
    whole = tuple(range(len(numbers.shape)))
    raw: dict[Effect, Fraction] = {}
    for effect in sorted(squares, key=len, reverse=True):
        above = (e for e in raw if set(e) > set(effect))
        rest = sum((raw[e] * _places(numbers, whole, e) for e in above), Fraction())
        raw[effect] = (squares[effect] - rest) / _places(numbers, whole, effect)
    named = {effect: "".join(LETTERS[axis] for axis in effect) for effect in squares}
    return Components(
        sizes=numbers.shape,
        mean_squares={named[effect]: squares[effect] for effect in squares},
        values={named[effect]: max(raw[effect], Fraction()) for effect in squares},
        negative=frozenset(named[effect] for effect in squares if raw[effect] < 0),
    )


def complete_marks(marks: Exact, present: Flags) -> Exact:
    """The marks of the participants whom every juror marked on every criterion.

    A juror who marked nobody is not in it.
    """
    seats = np.flatnonzero(present.any(axis=(0, CRITERIA)))
    rows = np.flatnonzero(every(present[:, seats], JURORS, CRITERIA))
    return marks[np.ix_(rows, seats)]


def _places(numbers: Exact, whole: Effect, effect: Effect) -> int:
    """How many numbers stand in one place of an effect."""
    return prod(numbers.shape[axis] for axis in whole if axis not in effect)
