"""What places somebody above another: all that the order is made of, from the first to the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from helpers.scoring.arrays import Flags, Whole
from helpers.scoring.exact import Exact

Signs = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Score:
    """What a link over a stage or a criterion looks at, and who reached that stage."""

    values: Exact
    reached: Flags

    def at(self, rows: Whole) -> Score:
        """The same of some rows."""
        return Score(self.values[rows], self.reached[rows])

    def against(self, other: Score) -> Signs:
        """Row by row, who is ahead; nobody where one of the two did not reach the stage."""
        both = self.reached & other.reached
        return np.where(both, _signs((self.values - other.values).numerators), np.int8(0))


@dataclass(frozen=True)
class Ballots:
    """What juror_majority looks at: each juror's weighted totals, and where they are whole."""

    stages: tuple[tuple[tuple[str, ...], Exact, Flags], ...]

    def at(self, rows: Whole) -> Ballots:
        """The same of some rows."""
        return Ballots(
            tuple((jurors, totals[rows], whole[rows]) for jurors, totals, whole in self.stages)
        )

    def against(self, other: Ballots) -> Signs:
        """Row by row, whom more jurors put above the other."""
        leads: dict[str, Exact] = {}
        for (jurors, mine, whole), (_, theirs, also) in zip(self.stages, other.stages, strict=True):
            ahead = (mine - theirs).where(whole & also)
            for seat, juror in enumerate(jurors):
                lead = ahead[:, seat]
                leads[juror] = leads[juror] + lead if juror in leads else lead
        votes = [_signs(lead.numerators).astype(np.int64) for lead in leads.values()]
        return _signs(np.sum(votes, axis=0)) if votes else np.zeros(0, dtype=np.int8)


Link = Score | Ballots


@dataclass(frozen=True)
class Standing:
    """What places each of some participants, or of some variations of them, one row each.

    ``alive`` is who may be ranked, ``level`` how far among the finalists, ``value`` what is ranked
    by; ``links`` are what the chain of ties looks at before it shares places or asks people.
    """

    alive: Flags
    level: Whole
    value: Exact
    links: tuple[Link, ...]

    def at(self, rows: Whole) -> Standing:
        """The standing of some rows."""
        links = tuple(link.at(rows) for link in self.links)
        return Standing(self.alive[rows], self.level[rows], self.value[rows], links)


def compare(one: Standing, other: Standing) -> Signs:
    """Row by row: 1 where ``one`` is placed above ``other``, -1 below, 0 where nothing differs.

    Of three or more who are equal, juror_majority is asked for each two alone.
    """
    order = _signs(one.alive.astype(np.int64) - other.alive.astype(np.int64))
    both = one.alive & other.alive
    order = np.where(both, _signs(one.level - other.level), order)
    order = np.where(both & (order == 0), _signs((one.value - other.value).numerators), order)
    for mine, theirs in zip(one.links, other.links, strict=True):
        equal = np.flatnonzero(both & (order == 0))
        if len(equal):
            order[equal] = mine.at(equal).against(theirs.at(equal))  # type: ignore[arg-type]  # link by link both are of one kind
    return order


def _signs(numbers: npt.NDArray[Any]) -> Signs:
    return (numbers > 0).astype(np.int8) - (numbers < 0).astype(np.int8)
