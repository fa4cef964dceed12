"""Many small changes of one mark each, scored at once by the official functions.

A variation is one mark of a stage with another value. It changes the values of its participant
alone, so a stage is scored with one row for each variation instead of one for each participant.
That does not hold where ranks are summed; see ``rank_changes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from math import lcm

import numpy as np

from helpers.examine.standing import Ballots, Link, Score, Standing
from helpers.records.numbers import as_decimal
from helpers.rules.models import Category, Scale
from helpers.scoring import CategoryResult
from helpers.scoring.arrays import Flags, Whole
from helpers.scoring.category import held_stages
from helpers.scoring.exact import LIMIT, Exact
from helpers.scoring.missing import Counted
from helpers.scoring.slots import Slot
from helpers.scoring.stages import StageResult, score_stage
from helpers.scoring.totals import (
    Totals,
    below_stage_minimum,
    below_total_minimum,
    ranking_values,
)


@dataclass(frozen=True)
class Mark:
    """One mark that counts, and its place in the arrays of its stage.

    ``steps`` is its value in steps of its scale, the ends of which are ``lowest`` and ``highest``.
    """

    stage: str
    criterion: str
    participant: str
    juror: str
    committee: bool
    who: int
    seat: int
    column: int
    scale: Scale
    steps: int

    @property
    def lowest(self) -> int:
        """The lower end of the scale, in its steps."""
        return int(self.scale.min.scaleb(self.scale.decimals))

    @property
    def highest(self) -> int:
        """The upper end of the scale, in its steps."""
        return int(self.scale.max.scaleb(self.scale.decimals))

    def value(self, steps: int) -> Decimal:
        """The mark that so many steps make."""
        return Decimal(steps).scaleb(-self.scale.decimals)


@dataclass(frozen=True)
class Varied:
    """The official result of a category, ready for variations of its marks."""

    rule: Category
    official: CategoryResult
    through: str = ""

    @cached_property
    def contestable(self) -> Flags:
        """Who is neither absent nor set aside: whose marks can move anybody."""
        return ~self.official.progress.absent & ~self.official.contest.set_aside

    @cached_property
    def _held_to_minimum(self) -> Flags:
        """Of whom a minimum of the total is asked: who is in the last stage, once all are held."""
        whole = len(held_stages(self.rule, self.through)) == len(self.rule.stages)
        return self.official.progress.still_in & whole

    def links(self, result: StageResult | None = None, who: Whole | None = None) -> Iterator[Link]:
        """What ties are asked for, up to the first link that shares places or asks people.

        With a ``result``, one row for each of ``who``, and that stage as it is in ``result``.
        """
        results = self.official.stage_results
        for link in self.rule.ties:
            if link.kind in ("shared", "lot", "firsts"):
                return
            if link.kind == "juror_majority":
                yield Ballots(
                    tuple(
                        _ballot(result, None)
                        if result is not None and stage == result.stage
                        else _ballot(other, who)
                        for stage, other in results.items()
                    )
                )
            elif result is not None and link.stage == result.stage:
                yield self._score(result, link.criterion)
            elif link.stage in results:
                score = self._score(results[link.stage], link.criterion)
                yield score if who is None else score.at(who)

    def _score(self, result: StageResult, criterion: str) -> Score:
        """What a link over a stage or one of its criteria looks at."""
        if not criterion:
            return Score(self._high_wins(result.value), result.ranked)
        column = (result.criteria + result.committee_criteria).index(criterion)
        return Score(result.criterion_marks[:, column], result.ranked)

    def _high_wins(self, values: Exact) -> Exact:
        """The values with the higher the better: sums of ranks change their sign."""
        return -values if self.official.contest.low_wins else values

    @cached_property
    def standing(self) -> Standing:
        """The official standing of every participant."""
        official = self.official
        totals = official.totals
        if totals is None:
            raise ValueError("a category without totals has no standing")
        return Standing(
            self.contestable & ~official.below,
            official.progress.level,
            self._high_wins(ranking_values(self.rule, totals.exact, totals.value)),
            tuple(self.links()),
        )

    def marks(self) -> Iterator[Mark]:
        """Every mark that counts for somebody who can be moved, in the order of the rule book."""
        for result in self.official.stage_results.values():
            for counted, committee in ((result.jury, False), (result.committee, True)):
                yield from self._marks_of(result, counted, committee)

    def _marks_of(self, result: StageResult, counted: Counted, committee: bool) -> Iterator[Mark]:
        slots = counted.slots
        usable = counted.present & slots.where(Slot.MARKED) & self.contestable[:, None, None]
        for who, seat, column in np.argwhere(usable).tolist():
            criterion = slots.criteria[column]
            scale = self.rule.criterion_scale(result.stage, criterion)
            value = as_decimal(slots.marks.fraction_at(who, seat, column))
            yield Mark(
                stage=result.stage,
                criterion=criterion,
                participant=slots.participants[who],
                juror=slots.jurors[seat],
                committee=committee,
                who=who,
                seat=seat,
                column=column,
                scale=scale,
                steps=int(value.scaleb(scale.decimals)),
            )

    def vary(self, marks: Sequence[Mark], steps: Whole) -> Standing:
        """The standing of each mark's participant with ``steps`` in the place of the mark.

        All marks are of one stage, and all from its jurors or all from its committee. Not for
        sums of ranks, where the others are changed too.
        """
        result = self.official.stage_results[marks[0].stage]
        who = np.array([mark.who for mark in marks])
        varied = self.scored(marks, steps)
        totals = self.official.totals
        if totals is None:
            raise ValueError("a category without totals has no standing")
        exact = totals.exact[who] - totals.shares[result.stage][who] + varied.share
        value = exact.rounded(self.rule.rounding.total)
        made = Totals({}, totals.deductions[who], exact, value)
        below = below_stage_minimum(self.rule, varied)
        below |= below_total_minimum(self.rule, made, self._held_to_minimum[who])
        for stage, other in self.official.stage_results.items():
            if stage != result.stage:
                below |= below_stage_minimum(self.rule, other)[who]
        return Standing(
            self.contestable[who] & ~below,
            self.official.progress.level[who],
            ranking_values(self.rule, exact, value),
            tuple(self.links(varied, who)),
        )

    def scored(self, marks: Sequence[Mark], steps: Whole) -> StageResult:
        """The stage of the marks, with one row for each of them."""
        result = self.official.stage_results[marks[0].stage]
        who = np.array([mark.who for mark in marks])
        jury, committee = (_repeated(one, who) for one in (result.jury, result.committee))
        if marks[0].committee:
            committee = _with_marks(committee, marks, steps)
        else:
            jury = _with_marks(jury, marks, steps)
        return score_stage(self.rule, jury, committee, result.deductions[who])


def _ballot(result: StageResult, who: Whole | None) -> tuple[tuple[str, ...], Exact, Flags]:
    totals, whole = result.juror_totals.times(result.weight), result.jury.complete
    if who is not None:
        totals, whole = totals[who], whole[who]
    return result.jurors, totals, whole


def _repeated(counted: Counted, who: Whole) -> Counted:
    """The marks of each of ``who``, one row each."""
    slots = replace(
        counted.slots,
        participants=tuple(counted.slots.participants[one] for one in who),
        marks=counted.slots.marks[who],
        states=counted.slots.states[who],
        seen={},
        findings=(),
    )
    return Counted(
        slots,
        counted.present[who],
        counted.pending[who],
        counted.lost[who],
        counted.absent[who],
        (),
    )


def _with_marks(counted: Counted, marks: Sequence[Mark], steps: Whole) -> Counted:
    """The same rows, with one other mark in each."""
    old = counted.slots.marks
    denominator = lcm(old.denominator, *(10**mark.scale.decimals for mark in marks))
    factor = denominator // old.denominator
    fits = max(old.bound * factor, denominator * int(np.abs(steps).max())) < LIMIT
    numerators = (old.numerators if fits else old.numerators.astype(object)) * factor
    per_step = [denominator // 10**mark.scale.decimals for mark in marks]
    rows = np.arange(len(marks))
    seats, columns = [mark.seat for mark in marks], [mark.column for mark in marks]
    numerators[rows, seats, columns] = steps * np.array(per_step, dtype=numerators.dtype)
    return replace(counted, slots=replace(counted.slots, marks=Exact(numerators, denominator)))
