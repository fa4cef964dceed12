"""Combining, rounding, absences and minimum: what fits together and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from helpers.rules.checks.subject import Subject
from helpers.rules.mistakes import Fault
from helpers.rules.models import Trimmed
from helpers.rules.values import plain_number


def check_calculation(subject: Subject) -> Iterator[Fault]:
    """All checks of how marks become totals."""
    yield from _rounding(subject)
    yield from _rank_sum(subject)
    yield from _trimmed(subject)
    yield from _at_least(subject)
    yield from _minimum(subject)


def _rounding(subject: Subject) -> Iterator[Fault]:
    """From totals, no mark per criterion is made that could be rounded."""
    rounding = subject.rules.rounding
    if subject.rules.combine.at == "total":
        for step, decimals in (("mark", rounding.mark), ("weighted", rounding.weighted)):
            if decimals is not None:
                yield subject.fault("rounding_at_total", "rounding", step, step=step)


def _rank_sum(subject: Subject) -> Iterator[Fault]:
    """Ranks are summed from whole panels of jurors, and have no value that a minimum could test."""
    rules = subject.rules
    if rules.combine.jurors != "rank_sum":
        return
    if rules.combine.at == "criterion":
        yield subject.fault("rank_sum_at_criterion", "combine", "at")
    if rules.minimum.total is not None or rules.minimum.stage:
        yield subject.fault("rank_sum_minimum", "minimum")
    for stage in subject.juror_stages():
        for criterion in rules.committee_criteria(stage):
            yield subject.fault(
                "rank_sum_committee", "stages", stage, "criteria", criterion,
                stage=stage, criterion=criterion,
            )  # fmt: skip


def _trimmed(subject: Subject) -> Iterator[Fault]:
    """After leaving out the highest and the lowest, at least one mark remains."""
    formula = subject.rules.combine.jurors
    if not isinstance(formula, Trimmed):
        return
    needed = 2 * formula.trimmed + 1
    for stage in subject.juror_stages():
        panel = len(subject.panel(stage))
        if 0 < panel < needed:
            yield subject.fault(
                "trim_too_few", "combine", "jurors",
                stage=stage, panel=panel, needed=needed, trimmed=formula.trimmed,
            )  # fmt: skip


def _at_least(subject: Subject) -> Iterator[Fault]:
    wanted = subject.rules.missing.at_least
    for stage in subject.juror_stages():
        panel = len(subject.panel(stage))
        if 0 < panel < wanted:
            yield subject.fault(
                "at_least_too_many", "missing", "at_least", stage=stage, panel=panel, wanted=wanted
            )


def _minimum(subject: Subject) -> Iterator[Fault]:
    """A minimum is for a stage there is, and within reach."""
    minimum = subject.rules.minimum
    if minimum.total is not None:
        yield from _within_reach(subject, minimum.total, "total")
    for stage, value in minimum.stage.items():
        if stage not in subject.rules.stages:
            known = ", ".join(subject.rules.stages)
            yield subject.fault(
                "unknown_stage", "minimum", "stage", stage, stage=stage, known=known
            )
        yield from _within_reach(subject, value, "stage", stage)


def _within_reach(subject: Subject, value: Decimal, *path: str) -> Iterator[Fault]:
    """Percent keeps every value on the category's scale, unless jurors are added up."""
    rules = subject.rules
    if rules.weights == "percent" and rules.combine.jurors != "sum" and value > rules.scale.max:
        yield subject.fault(
            "minimum_out_of_reach", "minimum", *path,
            value=plain_number(value), max=plain_number(rules.scale.max),
        )  # fmt: skip
