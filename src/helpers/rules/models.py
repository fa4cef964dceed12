"""The rule book: everything that was decided before the scores came."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Rule(BaseModel):
    """Base of every part of the rule book: unchangeable, and no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Scale(Rule):
    """The marks that are possible: from ``min`` to ``max`` with at most ``decimals`` decimals."""

    min: Decimal = Decimal(0)
    max: Decimal
    decimals: int = Field(default=2, ge=0, le=6)


class Office(Rule):
    name: str
    city: str
    timezone: str = "Asia/Makassar"


class Officer(Rule):
    name: str
    role: Literal["entry", "approval"]


class Signatory(Rule):
    name: str
    title: str
    rank: str | None = None
    number: str | None = None


class Publish(Rule):
    """What the public documents may show."""

    scores: Literal["all", "titled", "none"] = "titled"
    examination: Literal["public", "internal"] = "internal"


class AbsentWords(Rule):
    """Words that declare, in a score cell, that the participant or the juror was absent."""

    participant: tuple[str, ...] = ()
    juror: tuple[str, ...] = ()


class Region(Rule):
    code: str
    name: str
    also: tuple[str, ...] = ()


class Juror(Rule):
    name: str
    institution: str | None = None
    role: str | None = None
    region: str | None = None
    decree: str | None = None
    replaces: str | None = None
    from_date: date | None = Field(default=None, alias="from")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Criterion(Rule):
    name: str
    weight: Decimal
    scale: Scale | None = None
    source: Literal["jurors", "committee"] | None = None
    rubric: str | None = None


class Stage(Rule):
    name: str
    criteria: dict[str, Criterion] = Field(min_length=1)
    weight: Decimal | None = None
    date: "date | None" = None
    deadline: "date | None" = None
    source: Literal["jurors", "committee"] = "jurors"
    scale: Scale | None = None
    jurors: tuple[str, ...] | None = None
    finalists: int | None = Field(default=None, ge=1)


class Trimmed(Rule):
    """Leave out the ``trimmed`` highest and as many lowest of the marks present."""

    trimmed: int = Field(ge=1)


class Combine(Rule):
    jurors: Literal["mean", "median", "sum", "rank_sum"] | Trimmed = "mean"
    at: Literal["total", "criterion"] = "total"


Decimals = Annotated[int, Field(ge=0, le=6)]


class Rounding(Rule):
    """Decimals after each step, halves up; None: not rounded."""

    mark: Decimals | None = None
    weighted: Decimals | None = None
    stage: Decimals | None = None
    total: Decimals | None = 2


class Missing(Rule):
    participant_absent: Literal["zero", "not_ranked", "stop"] = "stop"
    juror_absent: Literal["mean_of_present", "leave_out_stage", "stop"] = "stop"
    at_least: int = Field(default=1, ge=1)
    blank: Literal["stop", "absent"] = "stop"


class Recused(Rule):
    juror: str
    participant: str
    reason: str


class Minimum(Rule):
    total: Decimal | None = None
    stage: dict[str, Decimal] = Field(default_factory=dict)


class TieLink(Rule):
    """One link of the chain; ``kind`` is stage, criterion, juror_majority, lot or shared."""

    kind: Literal["stage", "criterion", "juror_majority", "lot", "shared", "firsts"]
    stage: str = ""
    criterion: str = ""

    def __str__(self) -> str:
        """The link as the rule book writes it."""
        target = ".".join(part for part in (self.stage, self.criterion) if part)
        return f"{self.kind}: {target}" if target else self.kind


class Category(Rule):
    name: str
    jurors: tuple[str, ...] = ()
    scale: Scale
    stages: dict[str, Stage] = Field(min_length=1)
    per_region: int | None = Field(default=None, ge=1)
    weights: Literal["percent", "factor"] = "percent"
    combine: Combine = Combine()
    rounding: Rounding = Rounding()
    rank_by: Literal["exact", "total"] = "exact"
    missing: Missing = Missing()
    recusal: Literal["same_region", "none"] | tuple[Recused, ...] = "none"
    minimum: Minimum = Minimum()
    ties: tuple[TieLink, ...] = (TieLink(kind="shared"),)
    titles: tuple[str, ...] = ()

    def stage_weight(self, stage: str) -> Decimal:
        """The weight of a stage: percent, or a factor that is 1 where it is left out."""
        weight = self.stages[stage].weight
        return Decimal(1) if weight is None else weight

    def stage_jurors(self, stage: str) -> tuple[str, ...]:
        """The jurors named for a stage, before replacements; none for a stage of the committee."""
        if self.stages[stage].source == "committee":
            return ()
        named = self.stages[stage].jurors
        return self.jurors if named is None else named

    def criterion_scale(self, stage: str, criterion: str) -> Scale:
        """The scale of a criterion: its own, else its stage's, else the category's."""
        part = self.stages[stage]
        return part.criteria[criterion].scale or part.scale or self.scale

    def from_committee(self, stage: str, criterion: str) -> bool:
        """Whether the committee, not the jurors, gives the mark of this criterion."""
        part = self.stages[stage]
        return (part.criteria[criterion].source or part.source) == "committee"

    def juror_criteria(self, stage: str) -> tuple[str, ...]:
        """The criteria that jurors mark in a stage."""
        return tuple(c for c in self.stages[stage].criteria if not self.from_committee(stage, c))

    def committee_criteria(self, stage: str) -> tuple[str, ...]:
        """The criteria that the committee marks in a stage."""
        return tuple(c for c in self.stages[stage].criteria if self.from_committee(stage, c))


class Overall(Rule):
    """The title across categories (Juara Umum): points for titles, summed by region."""

    name: str
    points: dict[str, Decimal]
    ties: tuple[TieLink, ...] = (TieLink(kind="firsts"), TieLink(kind="shared"))


class RuleBook(Rule):
    season: str
    title: str
    basis: str
    office: Office
    jurors: dict[str, Juror]
    categories: dict[str, Category] = Field(min_length=1)
    sample: bool = False
    version: int = Field(default=1, ge=1)
    language: Literal["id", "en"] = "id"
    decimal_mark: Literal[",", "."] = ","
    absent_words: AbsentWords = AbsentWords()
    officers: tuple[Officer, ...] = ()
    second_person: bool = False
    signatories: dict[str, Signatory] = Field(default_factory=dict)
    publish: Publish = Publish()
    personal: tuple[str, ...] = ()
    regions: tuple[Region, ...] | None = None
    overall: Overall | None = None

    def due_jurors(self, category: str, stage: str) -> tuple[str, ...]:
        """The jurors whose marks are due in a stage, replacements in place from their date on."""
        part = self.categories[category].stages[stage]
        return tuple(
            self._sitting(juror, part.date)
            for juror in self.categories[category].stage_jurors(stage)
        )

    def _sitting(self, juror: str, day: "date | None") -> str:
        for other, replacement in self.jurors.items():
            if replacement.replaces == juror and day and replacement.from_date:
                if day >= replacement.from_date:
                    return other
        return juror
