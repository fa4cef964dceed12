"""Scales and weights: what is said to be percent adds up to 100, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from helpers.rules.checks.subject import Subject
from helpers.rules.mistakes import Fault
from helpers.rules.models import Scale
from helpers.rules.values import plain_number

WHOLE = Decimal(100)


def check_scales(subject: Subject) -> Iterator[Fault]:
    """A scale goes up, and its ends are marks that it allows."""
    yield from _scale(subject, subject.rules.scale, "scale")
    for stage, rules in subject.rules.stages.items():
        yield from _scale(subject, rules.scale, "stages", stage, "scale")
        for criterion, part in rules.criteria.items():
            yield from _scale(subject, part.scale, "stages", stage, "criteria", criterion, "scale")


def _scale(subject: Subject, scale: Scale | None, *path: object) -> Iterator[Fault]:
    if scale is None:
        return
    low, high = plain_number(scale.min), plain_number(scale.max)
    if scale.min >= scale.max:
        yield subject.fault("scale_upside_down", *path, min=low, max=high)
    for end in (low, high):
        if len(end.partition(".")[2]) > scale.decimals:
            yield subject.fault("scale_end", *path, end=end, decimals=scale.decimals)


def check_weights(subject: Subject) -> Iterator[Fault]:
    """No weight below zero; in percent, none missing and all of a level adding up to 100."""
    stages = subject.rules.stages
    percent = subject.rules.weights == "percent"
    for stage, rules in stages.items():
        criteria = {criterion: part.weight for criterion, part in rules.criteria.items()}
        for criterion, weight in criteria.items():
            if weight < 0:
                yield _negative(subject, weight, stage, "criteria", criterion)
        if percent:
            yield from _sum(subject, "criteria", criteria, "stages", stage, "criteria")
        if rules.weight is not None and rules.weight < 0:
            yield _negative(subject, rules.weight, stage)
        if percent and rules.weight is None:
            yield subject.fault("stage_without_weight", "stages", stage, stage=stage)
    weights = {stage: rules.weight for stage, rules in stages.items() if rules.weight is not None}
    if percent and len(weights) == len(stages):
        yield from _sum(subject, "stages", weights, "stages")


def _negative(subject: Subject, weight: Decimal, *path: str) -> Fault:
    return subject.fault(
        "weight_below_zero", "stages", *path, "weight", weight=plain_number(weight), name=path[-1]
    )


def _sum(
    subject: Subject, level: str, weights: Mapping[str, Decimal], *path: str
) -> Iterator[Fault]:
    total = sum(weights.values(), Decimal(0))
    if total == WHOLE:
        return
    word = f"{level}_short" if total < WHOLE else f"{level}_over"
    yield subject.fault(
        word, *path,
        stage=path[1] if len(path) > 1 else "",
        sum=plain_number(total),
        difference=plain_number(abs(WHOLE - total)),
        parts=" + ".join(f"{name} {plain_number(weight)}" for name, weight in weights.items()),
    )  # fmt: skip
