"""The search for the smallest mark change where ranks are summed.

There one mark moves others too: whoever is passed loses a place with that juror. Between two totals
of the others nothing changes, so only the values just at and just past each of them are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

import numpy as np

from helpers.examine.borders import Border
from helpers.examine.standing import Ballots, Link, Score, Standing, compare
from helpers.examine.variations import Mark, Varied
from helpers.scoring.arrays import Flags, Whole
from helpers.scoring.exact import Exact, exact, zeros
from helpers.scoring.ranking import mid_ranks
from helpers.scoring.scales import weight_of
from helpers.scoring.stages import StageResult
from helpers.scoring.totals import ranking_values


def search_rank_sums(
    varied: Varied, marks: Sequence[Mark], borders: Sequence[Border]
) -> dict[Border, dict[Mark, int]]:
    """For each border the marks that can move it, each with its nearest such value."""
    found: dict[Border, dict[Mark, int]] = {border: {} for border in borders}
    for mark in marks:
        result = varied.official.stage_results[mark.stage]
        steps = np.array(_candidates(varied, result, mark), dtype=np.int64)
        if not len(steps):
            continue
        standing = _standing(varied, result, mark, steps)
        for border in borders:
            moved = _moved(varied, border, standing, len(steps))
            if moved.any():
                found[border][mark] = int(steps[moved.argmax()])
    return found


def _candidates(varied: Varied, result: StageResult, mark: Mark) -> list[int]:
    """The values at and just past those where something turns, the nearest first, in steps.

    Ranks turn where the juror's total meets another, and ties where what they look at does.
    """
    totals, present, _ = _column(varied, result, mark)
    per_step = _per_step(varied, result, mark)
    if not per_step or not present[mark.who]:
        return []
    lines = [(totals, per_step), *_tie_lines(varied, result, mark, per_step)]
    values = set()
    for numbers, slope in lines:
        own = numbers.fraction_at(mark.who)
        for other in np.flatnonzero(present):
            if other != mark.who:
                away = (numbers.fraction_at(int(other)) - own) / slope
                values |= {floor(away), ceil(away), floor(away) + 1, ceil(away) - 1}
    room = range(mark.lowest - mark.steps, mark.highest - mark.steps + 1)
    return sorted((mark.steps + one for one in values if one in room and one), key=_near(mark))


def _tie_lines(
    varied: Varied, result: StageResult, mark: Mark, per_step: Fraction
) -> Iterator[tuple[Exact, Fraction]]:
    """What ties look at and a step of the mark changes: the numbers, and by how much."""
    column = mark.column + (len(result.criteria) if mark.committee else 0)
    for link in varied.rule.ties:
        if link.kind == "criterion" and (link.stage, link.criterion) == (
            mark.stage,
            mark.criterion,
        ):
            counted = result.committee if mark.committee else result.jury
            jurors = int(counted.present[mark.who, :, mark.column].sum())
            step = result.conversions[column].factor * Fraction(1, 10**mark.scale.decimals)
            yield result.criterion_marks[:, column], step / jurors
        if link.kind == "juror_majority" and not mark.committee:
            parts = [
                other.juror_totals[:, other.jurors.index(mark.juror)].times(other.weight)
                for other in varied.official.stage_results.values()
                if mark.juror in other.jurors
            ]
            if result.weight:
                whole = sum(parts, start=zeros(len(varied.official.participants)))
                yield whole, per_step * result.weight


def _near(mark: Mark) -> Callable[[int], tuple[int, int]]:
    return lambda steps: (abs(steps - mark.steps), steps)


def _per_step(varied: Varied, result: StageResult, mark: Mark) -> Fraction:
    """By how much one step of the mark changes the juror's total."""
    column = mark.column + (len(result.criteria) if mark.committee else 0)
    weight = weight_of(varied.rule, result.stage, mark.criterion)
    factor = result.conversions[column].factor
    return weight * factor * Fraction(1, 10**mark.scale.decimals)


def _column(varied: Varied, result: StageResult, mark: Mark) -> tuple[Exact, Flags, int]:
    """The totals of who gave the mark, for whom there is one, and the place among the rankers."""
    if not mark.committee:
        present = result.jury.complete[:, mark.seat] & result.ranked
        return result.juror_totals[:, mark.seat], present, mark.seat
    weights = [weight_of(varied.rule, result.stage, one) for one in result.committee_criteria]
    totals = result.committee_marks.times_each(weights).sum(axis=1)
    return totals, result.committee.complete[:, 0] & result.ranked, len(result.jurors)


def _standing(varied: Varied, result: StageResult, mark: Mark, steps: Whole) -> Standing:
    """The standing of everyone under each candidate: one row for each candidate and participant."""
    official = varied.official
    if official.totals is None or result.ranks is None:
        raise ValueError("only a category whose ranks are summed has places")
    people, tries = len(official.participants), len(steps)
    totals, present, seat = _column(varied, result, mark)
    moved = exact(_per_step(varied, result, mark) * int(one - mark.steps) for one in steps)
    here = (np.arange(people) == mark.who)[:, None]
    varied_totals = totals[:, None] + Exact(moved.numerators[None, :] * here, moved.denominator)
    new = mid_ranks(varied_totals, np.repeat(present[:, None], tries, axis=1))
    value = result.exact[:, None] - result.ranks.ranks[:, [seat]] + new
    stage = value.rounded(varied.rule.rounding.stage)
    share = stage.times(result.weight).where(result.ranked[:, None])
    sums = (official.totals.exact - official.totals.shares[result.stage])[:, None] + share
    ranked_by = ranking_values(varied.rule, sums, sums.rounded(varied.rule.rounding.total))
    known = varied.standing
    return Standing(
        np.tile(known.alive, tries),
        np.tile(known.level, tries),
        _flat(-ranked_by),
        tuple(_links(varied, result, mark, steps, stage)),
    )


def _flat(numbers: Exact) -> Exact:
    """From (participants, candidates) to one row for each candidate and participant."""
    return Exact(numbers.numerators.T.ravel(), numbers.denominator)


def _links(
    varied: Varied, result: StageResult, mark: Mark, steps: Whole, stage: Exact
) -> Iterator[Link]:
    """What ties are asked for: as it was, but for the stage value, and the marks of one."""
    people, tries = len(varied.official.participants), len(steps)
    everyone = np.tile(np.arange(people), tries)
    own = np.flatnonzero(everyone == mark.who)
    mine = varied.scored([mark] * tries, steps)
    theirs = varied.links(mine, np.full(tries, mark.who))
    for link, changed, asked in zip(varied.links(), theirs, varied.rule.ties, strict=False):
        if isinstance(link, Ballots) and isinstance(changed, Ballots):
            yield Ballots(
                tuple(
                    (jurors, _put(totals[everyone], own, new), _put_flags(whole[everyone], own, ok))
                    for (jurors, totals, whole), (_, new, ok) in zip(
                        link.stages, changed.stages, strict=True
                    )
                )
            )
        elif isinstance(link, Score) and isinstance(changed, Score):
            if asked.kind == "stage" and asked.stage == result.stage:
                yield Score(_flat(-stage), link.reached[everyone])
            else:
                values = _put(link.values[everyone], own, changed.values)
                yield Score(values, link.reached[everyone])


def _put(numbers: Exact, rows: Whole, others: Exact) -> Exact:
    """The numbers with others in some of the rows."""
    padded = np.zeros(numbers.shape, dtype=others.numerators.dtype)
    padded[rows] = others.numerators
    keep = np.ones(len(padded), dtype=np.bool_)
    keep[rows] = False
    kept = numbers.where(keep.reshape(-1, *[1] * (len(numbers.shape) - 1)))
    return kept + Exact(padded, others.denominator)


def _put_flags(flags: Flags, rows: Whole, others: Flags) -> Flags:
    made = flags.copy()
    made[rows] = others
    return made


def _moved(varied: Varied, border: Border, standing: Standing, tries: int) -> Flags:
    """Under which candidates somebody below the border comes as high as somebody above it."""
    people = len(varied.official.participants)
    known, order = varied.standing, varied.official.order
    above = sorted(border.above)
    below = (
        [border.rises_to]
        if border.inner
        else [who for who in np.flatnonzero(known.alive) if who not in border.above]
    )
    if order is None or not below:
        return np.zeros(tries, dtype=np.bool_)
    one, other = (pair.ravel() for pair in np.meshgrid(above, below, indexing="ij"))
    first = np.arange(tries)[:, None] * people
    made = compare(standing.at((first + one).ravel()), standing.at((first + other).ravel()))
    made = made.reshape(tries, -1)
    if border.inner:
        return np.asarray((made != 0).any(axis=1), dtype=np.bool_)
    settled = compare(known.at(one), known.at(other)) == 0
    return np.asarray(((made < 0) | ((made == 0) & ~settled)).any(axis=1), dtype=np.bool_)
