"""Krippendorff's alpha: agreement beyond chance, for any number of jurors and with missing totals.

alpha = 1 - observed / expected disagreement; 1 is complete agreement, 0 what chance would give. The
functions differ in what counts as far apart. Exact (Krippendorff 2011).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product

from helpers.examine.estimates import Estimate
from helpers.examine.jurors import JurorTable

Units = Sequence[Sequence[int]]  # for each participant the totals, over one denominator
Measure = Callable[[Units], Fraction]

MOST_CLASSES = 20  # more different totals than this are no classes, but points on a line


def alphas(table: JurorTable) -> tuple[Estimate, ...]:
    """Alpha on an interval and on an ordinal scale, over all totals of which two meet.

    A participant whom a single juror scored says nothing. Where the different totals are few enough
    to be classes, alpha of classes too (nominal), and of ratios where none is below zero.
    """
    present = zip(table.totals.numerators.tolist(), table.present.tolist(), strict=True)
    units = [[n for n, there in zip(*row, strict=True) if there] for row in present]
    units = [unit for unit in units if len(unit) > 1]
    values = {value for unit in units for value in unit}
    asked: dict[str, Measure] = {
        "krippendorff_alpha": interval,
        "krippendorff_alpha_ordinal": ordinal,
    }
    if len(values) <= MOST_CLASSES:
        asked["krippendorff_alpha_nominal"] = nominal
        if min(values, default=0) >= 0:
            asked["krippendorff_alpha_ratio"] = ratio
    reason = "no_pairs" if not units else "no_spread" if len(values) < 2 else ""
    return tuple(
        Estimate(name, table.stage, None if reason else measure(units), reason=reason)
        for name, measure in asked.items()
    )


def interval(units: Units) -> Fraction:
    """Totals are as far apart as their difference, squared."""
    everything = [place for unit in units for place in unit]
    observed = sum((Fraction(_spread(unit), len(unit) - 1) for unit in units), Fraction())
    return 1 - (len(everything) - 1) * observed / _spread(everything)


def ordinal(units: Units) -> Fraction:
    """Totals are as far apart as there are totals between them, halves of ties counted, squared."""
    ordered = sorted(value for unit in units for value in unit)
    doubled = {v: bisect_left(ordered, v) + bisect_right(ordered, v) for v in set(ordered)}
    return interval([[doubled[value] for value in unit] for unit in units])


def nominal(units: Units) -> Fraction:
    """Totals are equal or they are not."""
    return _of_pairs(units, lambda one, other: Fraction(one != other))


def ratio(units: Units) -> Fraction:
    """Totals are as far apart as their difference in parts of their sum, squared."""
    return _of_pairs(
        units,
        lambda one, other: Fraction(one - other, one + other) ** 2 if one != other else Fraction(),
    )


def _spread(places: Sequence[int]) -> int:
    """The sum of the squared differences of every two positions, in both directions."""
    return 2 * (len(places) * sum(place * place for place in places) - sum(places) ** 2)


def _of_pairs(units: Units, distance: Callable[[int, int], Fraction]) -> Fraction:
    """Alpha with any distance between two different totals."""
    counts = Counter(value for unit in units for value in unit)
    observed = sum(
        (_apart(Counter(unit), distance) / (len(unit) - 1) for unit in units), Fraction()
    )
    return 1 - (counts.total() - 1) * observed / _apart(counts, distance)


def _apart(counts: Counter[int], distance: Callable[[int, int], Fraction]) -> Fraction:
    pairs = product(counts.items(), repeat=2)
    return sum((n * m * distance(one, other) for (one, n), (other, m) in pairs), Fraction())
