"""The borders between places, and the search for the smallest mark change that moves one.

A place has other holders when somebody comes up to it or falls from it: a border is moved. As the
change of one mark grows the answer turns from no to yes once, so that it is found by bisection on
the grid of the scale; all marks and all borders are searched at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from helpers.examine.standing import compare
from helpers.examine.variations import Mark, Varied
from helpers.records.tables import Placing
from helpers.scoring.arrays import Flags, Whole


@dataclass(frozen=True)
class Border:
    """The border behind a place, or within one that several share (``inner``).

    Moved by whoever is ``above`` it and falls to ``falls_to`` (None: out of the ranking), and by
    whoever is below and rises to ``rises_to``; within a place, by whoever leaves the others.
    """

    rank: int
    inner: bool
    above: frozenset[int]
    rises_to: int
    falls_to: int | None


def borders_of(varied: Varied, place: tuple[Placing, ...]) -> Iterator[Border]:
    """The border behind a place, and those within it."""
    official = varied.official
    where = official.contest.places
    rank = place[0].rank or 0
    ranked = [line for line in official.placings if line.rank is not None]
    above = frozenset(where[line.participant] for line in ranked if (line.rank or 0) <= rank)
    behind = next((where[line.participant] for line in ranked if (line.rank or 0) > rank), None)
    yield Border(rank, False, above, where[place[0].participant], behind)
    for one, other in zip(place, place[1:] + place[:1], strict=True):
        if one is not other:
            alone = frozenset([where[one.participant]])
            yield Border(rank, True, alone, where[other.participant], where[other.participant])


@dataclass(frozen=True)
class _Rows:
    """One row for each mark, border and direction that is tried."""

    marks: tuple[Mark, ...]
    borders: tuple[Border, ...]
    up: Flags
    against: Whole  # -1 stands for being ranked at all
    settled: Flags  # equal with ``against`` already, and apart by a lot: a tie changes nothing
    furthest: Whole  # how many steps there are to the end of the scale

    def only(self, rows: Whole) -> _Rows:
        """Some of the rows."""
        return _Rows(
            tuple(self.marks[row] for row in rows),
            tuple(self.borders[row] for row in rows),
            self.up[rows],
            self.against[rows],
            self.settled[rows],
            self.furthest[rows],
        )


def search_marks(
    varied: Varied, marks: Sequence[Mark], borders: Sequence[Border]
) -> dict[Border, dict[Mark, int]]:
    """For each border the marks that can move it, each with its nearest such value."""
    found: dict[Border, dict[Mark, int]] = {border: {} for border in borders}
    pools: dict[tuple[str, bool], list[Mark]] = {}
    for mark in marks:
        pools.setdefault((mark.stage, mark.committee), []).append(mark)
    for pool in pools.values():
        rows = _rows(varied, pool, borders)
        if not rows.marks:
            continue
        rows = rows.only(np.flatnonzero(_moved(varied, rows, rows.furthest)))
        for row, steps in enumerate(_bisect(varied, rows)):
            mark, border = rows.marks[row], rows.borders[row]
            after = mark.steps + (int(steps) if rows.up[row] else -int(steps))
            known = found[border].get(mark)
            if known is None or abs(after - mark.steps) < abs(known - mark.steps):
                found[border][mark] = after
    return found


def _bisect(varied: Varied, rows: _Rows) -> Whole:
    """For each row the fewest steps that move its border; all are moved at their furthest."""
    still, moved = np.zeros_like(rows.furthest), rows.furthest.copy()
    while len(open_rows := np.flatnonzero(moved - still > 1)):
        middle = (still[open_rows] + moved[open_rows]) // 2
        there = _moved(varied, rows.only(open_rows), middle)
        moved[open_rows[there]] = middle[there]
        still[open_rows[~there]] = middle[~there]
    return moved


def _moved(varied: Varied, rows: _Rows, steps: Whole) -> Flags:
    """Whether the border of each row is moved when its mark goes so many steps."""
    now = np.array([mark.steps for mark in rows.marks])
    made = varied.vary(rows.marks, np.where(rows.up, now + steps, now - steps))
    order = compare(made, varied.standing.at(np.maximum(rows.against, 0)))
    inner = np.array([border.inner for border in rows.borders])
    reached = np.where(rows.up, order >= inner, order <= -inner.astype(np.int8))
    reached &= ~(rows.settled & (order == 0))
    return np.where(rows.against < 0, ~made.alive, reached)


def _rows(varied: Varied, marks: Sequence[Mark], borders: Sequence[Border]) -> _Rows:
    kept: list[tuple[Mark, Border, bool, int]] = []
    for border in borders:
        for mark in marks:
            falls_to = -1 if border.falls_to is None else border.falls_to
            if mark.who in border.above and mark.steps > mark.lowest:
                kept.append((mark, border, False, falls_to))
            rises = mark.who in border.above if border.inner else mark.who not in border.above
            if rises and mark.steps < mark.highest:
                kept.append((mark, border, True, border.rises_to))
    against = np.array([row[3] for row in kept], dtype=np.int64)
    who = np.array([row[0].who for row in kept], dtype=np.int64)
    up = np.array([row[2] for row in kept], dtype=np.bool_)
    standing, order = varied.standing, varied.official.order
    equal = compare(standing.at(who), standing.at(np.maximum(against, 0))) == 0
    apart = order is not None and (order.ranks[who] != order.ranks[np.maximum(against, 0)])
    room = [
        row[0].highest - row[0].steps if row[2] else row[0].steps - row[0].lowest for row in kept
    ]
    return _Rows(
        tuple(row[0] for row in kept),
        tuple(row[1] for row in kept),
        up,
        against,
        np.asarray(equal & apart, dtype=np.bool_),
        np.array(room, dtype=np.int64),
    )
