"""Panels that might have been: the official totals with the jurors' ordinary disagreement anew.

Every draw adds fresh noise of the size of the pooled residuals to the jurors' totals (or marks) and
combines them once more as the rule says, without roundings. All draws go through numpy at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from helpers.examine.residuals import (
    Reals,
    Residuals,
    reals,
    residuals_of_criteria,
    residuals_of_totals,
)
from helpers.rules.models import Category, Trimmed
from helpers.scoring.arrays import CRITERIA, Flags, Whole
from helpers.scoring.scales import weight_of
from helpers.scoring.stages import StageResult

Numbers = npt.NDArray[np.floating[Any]]
CHUNK = 100_000  # numbers drawn at a time: they stay in the processor's cache


@dataclass(frozen=True)
class StageNoise:
    """A stage, its residuals, and the standard error of each participant's value in it.

    ``error`` has the shape (participants,), in points of the stage; it is for rules that average.
    """

    result: StageResult
    residuals: Residuals
    weights: Reals
    error: Reals

    @property
    def silent(self) -> bool:
        """Whether nothing is known to vary in the stage: it then stays as it is."""
        return self.residuals.deviation == 0


def stage_noise(rule: Category, result: StageResult) -> StageNoise:
    """What may vary in a stage under the rule of its category."""
    weights = np.array([float(weight_of(rule, result.stage, one)) for one in result.criteria])
    by_criterion = rule.combine.at == "criterion"
    residuals = (
        residuals_of_criteria(result, weights) if by_criterion else residuals_of_totals(result)
    )
    whole = result.jury.complete.sum(axis=1)
    jurors = np.where(whole > 0, whole, result.jury.present.any(axis=CRITERIA).sum(axis=1))
    jurors = np.maximum(jurors, 1)
    share = np.sqrt(jurors) if rule.combine.jurors == "sum" else 1 / np.sqrt(jurors)
    error = residuals.deviation * share * result.ranked
    return StageNoise(result, residuals, weights, error)


def averages(rule: Category) -> bool:
    """Whether the jurors are averaged or added: noise then needs no single jurors."""
    return rule.combine.jurors in ("mean", "sum")


def drawn_totals(
    rule: Category,
    totals: Reals,
    stages: tuple[StageNoise, ...],
    draws: int,
    random: np.random.Generator,
) -> Reals:
    """The totals under ``draws`` other panels: shape (participants, draws), the higher the better.

    Parameters
    ----------
    totals
        The official totals before rounding, with the opposite sign where low wins.
    """
    noisy = [stage for stage in stages if not stage.silent]
    if averages(rule):
        errors = [
            (float(stage.result.weight) * stage.error, stage.residuals.degrees) for stage in noisy
        ]
        return drawn_means(totals, errors, draws, random)
    made = np.repeat(totals[:, None], draws, axis=1)
    inflation = [_inflation(stage.residuals.degrees, draws, random) for stage in noisy]
    for stage, factor in zip(noisy, inflation, strict=True):
        rows = np.flatnonzero(stage.result.ranked)
        move = _ranks_moved if rule.combine.jurors == "rank_sum" else _combined_moved
        for some in _chunks(draws, stage.result.marks[rows].numerators.size):
            moved = move(rule, stage, rows, np.sqrt(factor[some]), random)
            made[rows[:, None], some] += float(stage.result.weight) * moved
    return made


def drawn_means(
    totals: Reals, errors: Sequence[tuple[Reals, int]], draws: int, random: np.random.Generator
) -> Reals:
    """Totals that are means, each with its noise: shape (participants, draws).

    ``errors`` are, stage by stage, the standard errors of the participants, and the degrees of
    freedom on which they were estimated. Noise of several stages adds up to noise again.
    """
    variance = np.zeros((len(totals), draws))
    for error, degrees in errors:
        variance += (error**2)[:, None] * _inflation(degrees, draws, random)
    noise = np.sqrt(variance) * random.standard_normal(variance.shape)
    return np.asarray(totals[:, None] + noise)


def _inflation(degrees: int, draws: int, random: np.random.Generator) -> Reals:
    """How much larger than estimated the variance may be: degrees / chi squared, one a draw."""
    return np.asarray(degrees / random.chisquare(degrees, draws))


def _chunks(draws: int, each: int) -> Iterator[Whole]:
    """The draws in parts that fit into the processor's cache."""
    size = max(CHUNK // max(each, 1), 1)
    for start in range(0, draws, size):
        yield np.arange(start, min(start + size, draws))


def _combined_moved(
    rule: Category, stage: StageNoise, rows: Whole, factor: Reals, random: np.random.Generator
) -> Reals:
    """By how much the jurors' part of the stage moves: shape (participants, draws)."""
    result, by_criterion = stage.result, rule.combine.at == "criterion"
    tables = reals(result.marks if by_criterion else result.juror_totals)[rows]
    present = (result.jury.present if by_criterion else result.jury.complete)[rows]
    weights = stage.weights if by_criterion else np.ones(1)
    if not by_criterion:
        tables, present = tables[..., None], present[..., None]
    places = kept_places(rule.combine.jurors, present)
    seats_first = np.moveaxis(_far(tables, present), 1, 0)
    before = _kept(list(seats_first), places) @ weights
    people, jurors, parts = tables.shape
    noise = random.standard_normal((jurors * len(factor) * people, parts), dtype=np.float32)
    noise = noise @ _root(stage.residuals.covariance).astype(np.float32).T
    noise = noise.reshape(jurors, len(factor), people, parts)
    noise *= factor.astype(np.float32)[:, None, None]
    noise += seats_first.astype(np.float32)[:, None]
    after = _kept(list(noise), places.astype(np.float32)) @ weights
    return np.asarray(after.T - before[:, None], dtype=np.float64)


def _far(tables: Reals, present: Flags) -> Reals:
    """The marks with those that are not there far above all others: no place is kept for them."""
    return np.where(present, tables, 4 * np.abs(tables).max() + 1000)


def kept_places(rule: str | Trimmed, present: Flags) -> Reals:
    """What each place among the marks in their order counts: shape (jurors, participants, parts).

    The median is a trimmed mean that leaves one mark, or two.
    """
    count = present.sum(axis=1)
    cut = np.maximum(count - 1, 0) // 2
    if isinstance(rule, Trimmed):
        cut = np.full_like(count, rule.trimmed)
    place = np.arange(present.shape[1])[:, None, None]
    kept = (place >= cut) & (place < count - cut)
    return np.asarray(kept / np.maximum(count - 2 * cut, 1), dtype=np.float64)


def _kept(marks: list[Numbers], places: Numbers) -> Numbers:
    """The mean of the marks that are kept, one array of ``marks`` for each juror.

    Neighbours change places round by round until all are in ascending order: for a handful of
    jurors this is far faster than a sort of millions of short rows.
    """
    seats = len(marks)
    for turn in range(seats):
        for seat in range(turn % 2, seats - 1, 2):
            low, high = marks[seat], marks[seat + 1]
            marks[seat], marks[seat + 1] = np.minimum(low, high), np.maximum(low, high)
    counting = [(own, place) for own, place in zip(marks, places, strict=True) if place.any()]
    return np.asarray(sum(own * place for own, place in counting))


def _root(covariance: Reals) -> Reals:
    """A matrix whose product with its transpose is the covariance."""
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0)))


def _ranks_moved(
    rule: Category, stage: StageNoise, rows: Whole, factor: Reals, random: np.random.Generator
) -> Reals:
    """By how much the sum of the jurors' ranks improves: shape (participants, draws)."""
    del rule  # ranks are of totals, whatever else the rule says
    present = stage.result.jury.complete[rows]
    seats = np.flatnonzero(present.all(axis=0))
    totals = reals(stage.result.juror_totals)[rows][:, seats]
    scale = stage.residuals.deviation * factor
    moved = np.zeros((len(rows), len(factor)))
    for seat in range(len(seats)):
        own = totals[:, [seat]]
        noisy = own + scale * random.standard_normal((len(rows), len(factor)))
        moved += ranks_above(own) - ranks_above(noisy)
    return moved


def ranks_above(values: Reals) -> Reals:
    """Mid-ranks, 1 for the highest, column by column: shape (participants, columns)."""
    ranks = np.ones(values.shape)
    for one, other in combinations(range(len(values)), 2):
        ahead = values[one] > values[other]
        equal = values[one] == values[other]
        ranks[other] += ahead + 0.5 * equal
        ranks[one] += ~ahead & ~equal
        ranks[one] += 0.5 * equal
    return ranks
