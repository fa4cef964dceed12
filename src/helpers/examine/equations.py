"""Linear equations in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Numbers = Sequence[Fraction]


def solved(rows: Sequence[Numbers], right: Numbers) -> tuple[Fraction, ...] | None:
    """The one solution, by elimination; None where there is none, or more than one.

    As many equations as unknowns.
    """
    lines = [[*row, value] for row, value in zip(rows, right, strict=True)]
    for column in range(len(lines)):
        pivot = next((n for n in range(column, len(lines)) if lines[n][column]), None)
        if pivot is None:
            return None
        lines[column], lines[pivot] = lines[pivot], lines[column]
        head = [value / lines[column][column] for value in lines[column]]
        lines = [
            head if n == column else _minus(line, line[column], head)
            for n, line in enumerate(lines)
        ]
    return tuple(line[-1] for line in lines)


def _minus(line: Numbers, times: Fraction, head: Numbers) -> list[Fraction]:
    if not times:
        return list(line)
    return [a - times * b if b else a for a, b in zip(line, head, strict=True)]
