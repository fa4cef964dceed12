"""The final order: finalists first, ties by the chain, then ranks, margins and titles."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from helpers.scoring.arrays import Flags, Whole
from helpers.scoring.exact import Exact
from helpers.scoring.ranking import competition_ranks
from helpers.scoring.ties import Group, TieBreak, TieChain


@dataclass(frozen=True)
class Order:
    """The ranks of the field, 0 for who is not ranked, and how each tie was settled.

    ``margins`` is the distance to the next participant with another rank; a participant before the
    line of the finalists, or with nobody behind it, has none.
    """

    ranks: Whole
    decided_by: dict[int, str]
    margins: dict[int, Fraction]
    ties: tuple[TieBreak, ...]

    @property
    def undecided(self) -> tuple[Group, ...]:
        """The groups that wait for a person."""
        return tuple(group for tie in self.ties for group in tie.undecided)


def place(
    values: Exact,
    ranked: Flags,
    level: Whole,
    low_wins: bool,
    chain: TieChain,
) -> Order:
    """Rank the field by its values; equal values as the chain of ties settles.

    Parameters
    ----------
    values
        What is ranked by, shape (participants,).
    ranked
        Who is ranked.
    level
        How often each was among the finalists; the higher level ranks first, whatever its values.
    chain
        Settles the ties.
    """
    ranks = np.zeros(len(ranked), dtype=np.int64)
    decided_by: dict[int, str] = {}
    margins: dict[int, Fraction] = {}
    ties: list[TieBreak] = []
    before = 0
    for one in sorted(set(level[ranked].tolist()), reverse=True):
        members = ranked & (level == one)
        order: list[Group] = []
        for group in _groups(competition_ranks(values, members, low_wins)):
            if len(group) == 1:
                order.append(group)
                continue
            tie = chain.settle(group)
            ties.append(tie)
            order += tie.order
            decided_by |= tie.decided_by
        margins |= _margins(values, order, low_wins)
        for together in order:
            ranks[list(together)] = before + 1
            before += len(together)
    return Order(ranks, decided_by, margins, tuple(ties))


def _groups(ranks: Whole) -> list[Group]:
    """Those of equal rank together, the best first."""
    ranked = np.flatnonzero(ranks)
    ordered = ranked[np.argsort(ranks[ranked], kind="stable")]
    starts = np.flatnonzero(np.diff(ranks[ordered], prepend=0))
    return (
        [tuple(map(int, group)) for group in np.split(ordered, starts[1:])] if len(ordered) else []
    )


def _margins(values: Exact, order: list[Group], low_wins: bool) -> dict[int, Fraction]:
    """How far each is ahead of the next group; the last has no margin."""
    sign = -1 if low_wins else 1
    return {
        who: sign * (values.fraction_at(who) - values.fraction_at(behind[0]))
        for ahead, behind in pairwise(order)
        for who in ahead
    }
