"""Scales: a criterion with a scale of its own is brought to the scale of its category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from helpers.rules.models import Category, Scale
from helpers.scoring.exact import Exact, exact


@dataclass(frozen=True, slots=True)
class Conversion:
    """converted = mark x factor + shift. A factor of 1 and a shift of 0 change nothing."""

    factor: Fraction = Fraction(1)
    shift: Fraction = Fraction(0)

    def __bool__(self) -> bool:
        """Whether the conversion changes any mark."""
        return self.factor != 1 or self.shift != 0


def conversion(own: Scale, target: Scale) -> Conversion:
    """percent: linear, from the own scale to the target, lowest to lowest, highest to highest."""
    factor = Fraction(target.max - target.min) / Fraction(own.max - own.min)
    return Conversion(factor, Fraction(target.min) - factor * Fraction(own.min))


def conversions(rule: Category, stage: str, criteria: Sequence[str]) -> tuple[Conversion, ...]:
    """The conversion of each criterion; under ``weights: factor`` marks stay as they are."""
    if rule.weights == "factor":
        return tuple(Conversion() for _ in criteria)
    return tuple(conversion(rule.criterion_scale(stage, c), rule.scale) for c in criteria)


def converted(marks: Exact, by: Sequence[Conversion]) -> Exact:
    """The marks on the scale of the category; criteria are the last axis."""
    if not any(by):
        return marks
    return marks.times_each([c.factor for c in by]) + exact(c.shift for c in by)


def weight_of(rule: Category, stage: str, criterion: str) -> Fraction:
    """What the mark of a criterion is multiplied by: its weight / 100, or its factor."""
    return _share(rule, rule.stages[stage].criteria[criterion].weight)


def stage_weight_of(rule: Category, stage: str) -> Fraction:
    """What the value of a stage is multiplied by: its weight / 100, or its factor."""
    return _share(rule, rule.stage_weight(stage))


def _share(rule: Category, weight: Decimal) -> Fraction:
    return Fraction(weight) / (100 if rule.weights == "percent" else 1)
