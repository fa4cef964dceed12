"""Sentences on the way from marks to totals: weights, combining, deductions, rounding."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from helpers.rules.models import Trimmed
from helpers.rules.speech.speaker import Speaker


def speak_of_weights(speaker: Speaker) -> Iterator[str]:
    """How much each stage and each criterion counts."""
    rules = speaker.rules
    stages = speaker.listed(
        _weighed(speaker, speaker.stage(stage), rules.stage_weight(stage)) for stage in rules.stages
    )
    yield speaker.say(f"weights.{rules.weights}", stages=stages)
    for stage, part in rules.stages.items():
        criteria = speaker.listed(
            _weighed(speaker, speaker.criterion(stage, criterion), entry.weight)
            for criterion, entry in part.criteria.items()
        )
        yield speaker.say("weights.criteria", stage=speaker.stage(stage), criteria=criteria)


def _weighed(speaker: Speaker, name: str, weight: Decimal) -> str:
    key = f"weights.part_{speaker.rules.weights}"
    return speaker.say(key, name=name, weight=speaker.number(weight))


def speak_of_combining(speaker: Speaker) -> Iterator[str]:
    """How the marks of the jurors become one."""
    combine = speaker.rules.combine
    formula = combine.jurors
    trimmed = formula.trimmed if isinstance(formula, Trimmed) else 0
    word = formula if isinstance(formula, str) else "trimmed"
    yield speaker.say(f"combine.{combine.at}_{word}", trimmed=trimmed, needed=2 * trimmed + 1)
    if combine.at == "total" and formula != "rank_sum":
        yield speaker.say("combine.complete")
    rules = speaker.rules
    if any(
        rules.juror_criteria(stage) and rules.committee_criteria(stage) for stage in rules.stages
    ):
        yield speaker.say("combine.committee")


def speak_of_rounding(speaker: Speaker) -> Iterator[str]:
    """Where is rounded, and to how many decimals."""
    steps = []
    for step in ("mark", "weighted", "stage", "total"):
        decimals: int | None = getattr(speaker.rules.rounding, step)
        if decimals is not None:
            key = "decimals" if decimals else "whole"
            said = speaker.say(f"rounding.{key}", decimals=decimals)
            steps.append(speaker.say(f"rounding.{step}", decimals=said))
    if steps:
        yield speaker.say("rounding.some", steps=speaker.listed(steps))
    else:
        yield speaker.say("rounding.none")


def speak_of_deductions(speaker: Speaker) -> Iterator[str]:
    """How points are taken off, and whose approval it needs."""
    low = speaker.rules.combine.jurors == "rank_sum"
    yield speaker.say("deductions.rank_sum" if low else "deductions.some")
    person = "second_person" if speaker.book.second_person else "one_person"
    yield speaker.say(f"deductions.{person}")
