"""Linear equations in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

Numbers = Sequence[Fraction]


def solved(rows: Sequence[Numbers], right: Numbers) -> tuple[Fraction, ...] | None:
    """The one solution, by elimination; None where there is none, or more than one.

    As many equations as unknowns. Each equation is multiplied until it is whole; then all divisions
    but the last are without remainder (Bareiss 1968), so that the numbers stay small.
    """
    lines = [_whole([*row, value]) for row, value in zip(rows, right, strict=True)]
    before = 1
    for column in range(len(lines)):
        pivot = next((n for n in range(column, len(lines)) if lines[n][column]), None)
        if pivot is None:
            return None
        lines[column], lines[pivot] = lines[pivot], lines[column]
        head = lines[column]
        lines = [line if line is head else _without(line, head, column, before) for line in lines]
        before = head[column]
    return tuple(Fraction(line[-1], line[place]) for place, line in enumerate(lines))


def _whole(line: Numbers) -> list[int]:
    multiple = lcm(*(value.denominator for value in line))
    return [int(value * multiple) for value in line]


def _without(line: list[int], head: list[int], column: int, before: int) -> list[int]:
    """The equation without one of its unknowns."""
    mine, theirs = line[column], head[column]
    return [(theirs * a - mine * b) // before for a, b in zip(line, head, strict=True)]
