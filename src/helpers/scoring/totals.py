"""The total: the stages held so far, by their weights, and the minimum that it must reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from helpers.rules.models import Category
from helpers.scoring.arrays import Flags
from helpers.scoring.exact import Exact, zeros
from helpers.scoring.stages import StageResult


@dataclass(frozen=True)
class Totals:
    """The total of each participant over the stages that it reached, before and after rounding."""

    shares: dict[str, Exact]
    deductions: Exact
    exact: Exact
    value: Exact


def total_up(rule: Category, results: Iterable[StageResult], deductions: Exact) -> Totals:
    """The sum of value x weight over the stages, deductions without a stage included -> total.

    A participant has no share of a stage that it did not reach.
    """
    shares = {result.stage: result.share.where(result.ranked) for result in results}
    exact = sum(shares.values(), start=zeros(*deductions.shape)) - deductions
    return Totals(shares, deductions, exact, exact.rounded(rule.rounding.total))


def ranking_values(rule: Category, exact: Exact, value: Exact) -> Exact:
    """rank_by: the exact values, or the values as rounded and published."""
    return exact if rule.rank_by == "exact" else value


def below_stage_minimum(rule: Category, result: StageResult) -> Flags:
    """minimum: who was in the stage and whose published value does not reach its minimum."""
    least = rule.minimum.stage.get(result.stage)
    return _below(result.value, result.ranked, least)


def below_total_minimum(rule: Category, totals: Totals, whole: Flags) -> Flags:
    """minimum: whose published total, over all stages, does not reach the minimum.

    The minimum is one for the ``whole`` total: it is not held against those whom the finalists of a
    stage left behind, nor against anyone while stages are still to be held.
    """
    return _below(totals.value, whole, rule.minimum.total)


def _below(values: Exact, among: Flags, least: Decimal | None) -> Flags:
    if least is None:
        return np.zeros_like(among)
    return among & ~values.at_least(Fraction(least))
