"""The way down from a rank to the cells: participant, stage, criterion, juror, cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from helpers.records.tables import COMMITTEE, Absence, Correction, Placing, Score, Step
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.wording import CORRECTED, figure_sign
from helpers.rules import Category


@dataclass(frozen=True)
class MarkTrail:
    """One slot: who gave it, the mark or why there is none, and the cell where that stands."""

    juror: str
    mark: Decimal | None
    kind: str
    file: str
    sheet: str
    cell: str
    literal: str
    correction: Correction | None


@dataclass(frozen=True)
class CriterionTrail:
    """One criterion of a stage: its weight, scale and marks; ``combined`` where it has one."""

    name: str
    weight: Decimal
    scale: str
    decimals: int
    combined: Decimal | None
    weighted: Decimal | None
    marks: tuple[MarkTrail, ...]

    @property
    def sign(self) -> str:
        """A dagger where a correction entered."""
        return CORRECTED if any(mark.correction for mark in self.marks) else ""


@dataclass(frozen=True)
class StageTrail:
    """One stage of a participant: its value, what it is made of, and the signs of what changed."""

    name: str
    weight: Decimal
    value: Decimal | None
    jurors: tuple[tuple[str, Decimal, Decimal | None], ...]
    deduction: Decimal | None
    criteria: tuple[CriterionTrail, ...]
    sign: str


@dataclass(frozen=True)
class ParticipantTrail:
    """One participant with everything that its total is made of."""

    placing: Placing
    region: str
    deduction: Decimal | None
    stages: tuple[StageTrail, ...]
    sign: str


def follow(digest: SeasonDigest, category: CategoryDigest) -> list[ParticipantTrail]:
    """The way down for every participant of a category, in the order of the ranking."""
    return [
        ParticipantTrail(
            placing=placing,
            region=digest.region_name(placing.region),
            deduction=_value(category.steps, placing.participant, "deduction"),
            stages=_stages(digest, category, placing.participant),
            sign=figure_sign(category, placing.participant),
        )
        for placing in category.placings
    ]


def _stages(
    digest: SeasonDigest, category: CategoryDigest, participant: str
) -> tuple[StageTrail, ...]:
    trails = []
    for stage, part in category.rules.stages.items():
        steps = [s for s in category.steps if (s.participant, s.stage) == (participant, stage)]
        criteria = _criteria(digest, category, participant, stage, steps)
        if not criteria and not steps:
            continue
        value = next((step.value for step in steps if step.level == "stage"), None)
        trails.append(
            StageTrail(
                name=part.name,
                weight=category.rules.stage_weight(stage),
                value=value,
                jurors=_jurors(steps),
                deduction=next((s.value for s in steps if s.level == "deduction"), None),
                criteria=criteria,
                sign=figure_sign(category, participant, stage),
            )
        )
    return tuple(trails)


def _jurors(steps: Iterable[Step]) -> tuple[tuple[str, Decimal, Decimal | None], ...]:
    """Each juror's total in a stage, and the rank that it gives where ranks are summed.

    Nothing for a stage of the committee without ranks, whose one total is the stage's value.
    """
    ranks = {step.juror: step.value for step in steps if step.level == "juror_rank"}
    totals = [step for step in steps if step.level == "juror"]
    if not ranks and all(step.juror == COMMITTEE for step in totals):
        return ()
    return tuple((step.juror, step.value, ranks.get(step.juror)) for step in totals)


def _criteria(
    digest: SeasonDigest,
    category: CategoryDigest,
    participant: str,
    stage: str,
    steps: Iterable[Step],
) -> tuple[CriterionTrail, ...]:
    trails = []
    for key, criterion in category.rules.stages[stage].criteria.items():
        here = (participant, stage, key)
        slots: list[Score | Absence] = [s for s in category.scores if _slot(s) == here]
        slots += [a for a in category.absences if _slot(a) == here]
        if not slots:
            continue
        own = {step.level: step.value for step in steps if step.criterion == key}
        trails.append(
            CriterionTrail(
                name=criterion.name,
                weight=criterion.weight,
                scale=_own_scale(category.rules, stage, key),
                decimals=category.rules.criterion_scale(stage, key).decimals,
                combined=own.get("mark"),
                weighted=own.get("weighted"),
                marks=tuple(
                    _mark(slot, digest.corrections_by_id)
                    for slot in sorted(slots, key=_juror_order)
                ),
            )
        )
    return tuple(trails)


def _slot(row: Score | Absence) -> tuple[str, str, str]:
    return row.participant, row.stage, row.criterion


def _juror_order(row: Score | Absence) -> tuple[bool, str]:
    return row.juror == COMMITTEE, row.juror


def _own_scale(rules: Category, stage: str, criterion: str) -> str:
    """The scale of a criterion where it is not the one of its category, else ''."""
    scale = rules.criterion_scale(stage, criterion)
    same = (scale.min, scale.max) == (rules.scale.min, rules.scale.max)
    return "" if same else f"{scale.min}–{scale.max}"


def _mark(row: Score | Absence, corrections: dict[str, Correction]) -> MarkTrail:
    return MarkTrail(
        juror=row.juror,
        mark=row.score if isinstance(row, Score) else None,
        kind="" if isinstance(row, Score) else row.kind,
        file=row.file,
        sheet=row.sheet,
        cell=row.cell,
        literal=row.literal,
        correction=corrections.get(row.correction),
    )


def _value(steps: Iterable[Step], participant: str, level: str) -> Decimal | None:
    """The value of the one step of a participant that belongs to no stage."""
    return next(
        (s.value for s in steps if (s.participant, s.level, s.stage) == (participant, level, "")),
        None,
    )
