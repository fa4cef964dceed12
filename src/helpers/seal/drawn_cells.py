"""Cells drawn for an examination on paper, so that anyone can draw the same ones again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from math import comb

from helpers.records.tables import Score

BETWEEN = "|"
CONFIDENCE = (19, 20)  # 95 percent, as a fraction


def draw_key(seed: str, score: Score) -> str:
    """The SHA-256 of the seed and the cell's address, in hexadecimal digits."""
    text = BETWEEN.join((seed, score.file, score.sheet, score.cell))
    return hashlib.sha256(text.encode()).hexdigest()


def draw(scores: Iterable[Score], count: int, seed: str) -> tuple[Score, ...]:
    """The ``count`` marks whose keys are smallest, in the order of their keys."""
    return tuple(sorted(scores, key=lambda one: draw_key(seed, one))[:count])


def most_wrong(population: int, drawn: int, wrong: int) -> int:
    """How many marks of all may be wrong at most, at 95 percent confidence, exactly.

    The largest number of wrong marks with which a draw without putting back would show no more than
    ``wrong`` of them in at least one case of twenty (hypergeometric distribution).
    """
    low, high = wrong, population - (drawn - wrong)
    while low < high:
        middle = (low + high + 1) // 2
        if _plausible(population, drawn, wrong, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _plausible(population: int, drawn: int, wrong: int, truly: int) -> bool:
    """Whether so few wrong ones are drawn in more than one case of twenty."""
    held, cases = CONFIDENCE
    seen = sum(
        comb(truly, few) * comb(population - truly, drawn - few)
        for few in range(min(wrong, truly) + 1)
    )
    return seen * cases > comb(population, drawn) * (cases - held)
