"""How the jurors' marks become one: mean, median, sum, trimmed mean, rank sum.

Each function takes marks of shape (participants, jurors) or (participants, jurors, criteria) and
``present``, of the same shape, which says what is there. The jurors are always axis 1. What was not
decided (no juror, too few marks for a trim) has the count 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.rules.models import Trimmed
from helpers.scoring.arrays import JURORS, Flags, Whole
from helpers.scoring.exact import Exact
from helpers.scoring.ranking import mid_ranks


@dataclass(frozen=True)
class Combined:
    """One value from the marks of several jurors: value = total / count, over the marks kept."""

    kept: Flags
    count: Whole
    total: Exact
    value: Exact


@dataclass(frozen=True)
class RankSum:
    """The sum of the places that the jurors gave: ``ranks`` holds each juror's, 1 is best."""

    ranks: Exact
    value: Exact


def mean(marks: Exact, present: Flags) -> Combined:
    """combine: mean. The sum of the marks present, divided by how many they are."""
    return _mean_of(marks, present)


def trimmed_mean(marks: Exact, present: Flags, trimmed: int) -> Combined:
    """combine: {trimmed: k}. The mean after the k highest and the k lowest present are dropped.

    Fewer than 2k + 1 marks present leave nothing: the count is 0 and the value not decided.
    """
    count = present.sum(axis=JURORS)
    return _mean_of(marks, _middle(marks, present, np.full_like(count, trimmed)))


def median(marks: Exact, present: Flags) -> Combined:
    """combine: median. The middle mark; the mean of the two middle ones of an even number."""
    count = present.sum(axis=JURORS)
    return _mean_of(marks, _middle(marks, present, np.maximum(count - 1, 0) // 2))


def summed(marks: Exact, present: Flags) -> Combined:
    """combine: sum. The sum of the marks present; fair only where all panels are equally large."""
    total = marks.sum(JURORS, present)
    return Combined(present, present.sum(axis=JURORS), total, total)


def rank_sum(totals: Exact, present: Flags) -> RankSum:
    """combine: rank_sum. Each juror's totals become mid-ranks (1 is best), which are added up.

    Shape (participants, jurors). Panels are complete: a juror's totals are ``present`` for everyone
    who is ranked, or for nobody.
    """
    ranks = mid_ranks(totals, present)
    return RankSum(ranks, ranks.sum(JURORS))


def combine(rule: str | Trimmed, marks: Exact, present: Flags) -> Combined:
    """Combine the jurors as the rule book says. Under rank_sum, a criterion's marks are averaged.

    Raises
    ------
    KeyError
        The rule book names a way that there is not.
    """
    if isinstance(rule, Trimmed):
        return trimmed_mean(marks, present, rule.trimmed)
    return WAYS[rule](marks, present)


WAYS: dict[str, Callable[[Exact, Flags], Combined]] = {
    "mean": mean,
    "median": median,
    "sum": summed,
    "rank_sum": mean,
}


def fewest(rule: str | Trimmed) -> int:
    """How many marks must be present at least for the rule to give a value."""
    return 2 * rule.trimmed + 1 if isinstance(rule, Trimmed) else 1


def _mean_of(marks: Exact, kept: Flags) -> Combined:
    count = kept.sum(axis=JURORS)
    total = marks.sum(JURORS, kept)
    return Combined(kept, count, total, total.per(count))


def _middle(marks: Exact, present: Flags, cut: Whole) -> Flags:
    """Which marks remain when the ``cut`` lowest and highest of those present are left out.

    Among equal marks the juror that comes first counts as the lower; the value is the same.
    """
    behind = marks.bound + 1  # absent marks sort behind all others
    order = np.argsort(np.where(present, marks.numerators, behind), axis=JURORS, kind="stable")
    place = np.argsort(order, axis=JURORS, kind="stable")
    low = np.expand_dims(cut, JURORS)
    high = np.expand_dims(present.sum(axis=JURORS) - cut, JURORS)
    return np.asarray(present & (place >= low) & (place < high), dtype=np.bool_)
