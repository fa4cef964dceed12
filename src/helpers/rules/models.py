"""The rule book: everything that was decided before the scores came."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from helpers.rules.regions import Region
from helpers.rules.values import Day, Decimals, Number, Percent, Positive, Rule, Text, Truth


class Scale(Rule):
    """The marks that are possible: from ``min`` to ``max`` with at most ``decimals`` decimals."""

    min: Number = Decimal(0)
    max: Number
    decimals: Decimals = 2


class Office(Rule):
    """The office that holds the selection."""

    name: Text
    city: Text
    timezone: Text = "Asia/Makassar"


class Officer(Rule):
    """A person of the office who enters or approves corrections, deductions and decisions."""

    name: Text
    role: Literal["entry", "approval"]


class Signatory(Rule):
    """A person who signs the documents."""

    name: Text
    title: Text
    rank: Text | None = None
    number: Text | None = None


class Publish(Rule):
    """What the public documents may show."""

    scores: Literal["all", "titled", "none"] = "titled"
    examination: Literal["public", "internal"] = "internal"


class Examination(Rule):
    """What the examination of the jurors looks for; the result never depends on it.

    ``deviation`` is how far a mark may be from the mean of the other jurors before it is listed,
    in percent of the scale. 15 is the corridor of the International Skating Union (1.5 of 10).
    """

    deviation: Percent = Decimal(15)


class AbsentWords(Rule):
    """Words that declare, in a score cell, that the participant or the juror was absent."""

    participant: tuple[Text, ...] = ()
    juror: tuple[Text, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _read_list(cls, written: Any) -> Any:
        """A plain list is of words for an absent participant."""
        return {"participant": written} if isinstance(written, list) else written


class Juror(Rule):
    """A juror; ``replaces`` takes another's seat from ``from_date`` on (``from`` in the file)."""

    name: Text
    institution: Text | None = None
    role: Text | None = None
    region: Text | None = None
    decree: Text | None = None
    replaces: Text | None = None
    from_date: Day | None = Field(default=None, alias="from")

    model_config = ConfigDict(populate_by_name=True)


class Criterion(Rule):
    """One thing that is marked; ``scale`` and ``source`` are those of the stage unless it says."""

    name: Text
    weight: Number
    scale: Scale | None = None
    source: Literal["jurors", "committee"] | None = None
    rubric: Text | None = None


class Stage(Rule):
    """One stage of a category; its scale and jurors are those of the category unless it says."""

    name: Text
    criteria: dict[str, Criterion] = Field(min_length=1)
    weight: Number | None = None
    date: Day | None = None
    deadline: Day | None = None
    source: Literal["jurors", "committee"] = "jurors"
    scale: Scale | None = None
    jurors: tuple[Text, ...] | None = None
    finalists: Positive | None = None


class Trimmed(Rule):
    """Leave out the ``trimmed`` highest and as many lowest of the marks present."""

    trimmed: Positive


Formula = Literal["mean", "median", "sum", "rank_sum"]


# The two forms of a value, as they stand in pydantic's locations; YAML has no key like these.
A_WORD = "\0word"
WRITTEN_OUT = "\0written out"


def _written_as(written: object) -> str:
    """Which of its two forms a value has."""
    return A_WORD if isinstance(written, str) else WRITTEN_OUT


class Combine(Rule):
    """How the marks of the jurors become one, and whether per criterion or from their totals."""

    jurors: Annotated[
        Annotated[Formula, Tag(A_WORD)] | Annotated[Trimmed, Tag(WRITTEN_OUT)],
        Discriminator(_written_as),
    ] = "mean"
    at: Literal["total", "criterion"] = "total"


class Rounding(Rule):
    """Decimals after each step, halves up; None: not rounded."""

    mark: Decimals | None = None
    weighted: Decimals | None = None
    stage: Decimals | None = None
    total: Decimals | None = 2


class Missing(Rule):
    """What follows where a mark is declared absent, or simply not there."""

    participant_absent: Literal["zero", "not_ranked", "stop"] = "stop"
    juror_absent: Literal["mean_of_present", "leave_out_stage", "stop"] = "stop"
    at_least: Positive = 1
    blank: Literal["stop", "absent"] = "stop"


class Recused(Rule):
    """A juror who does not judge a participant."""

    juror: Text
    participant: Text
    reason: Text


class Minimum(Rule):
    """The published values that must be reached to be ranked."""

    total: Number | None = None
    stage: dict[str, Number] = Field(default_factory=dict)


WORD_LINKS = ("juror_majority", "lot", "shared", "firsts")


class TieLink(Rule):
    """One link of the chain that splits ties.

    ``kind`` is stage, criterion, juror_majority, lot or shared, and firsts in the chain of
    :class:`Overall`.
    """

    kind: Literal["stage", "criterion", "juror_majority", "lot", "shared", "firsts"]
    stage: str = ""
    criterion: str = ""

    @model_validator(mode="before")
    @classmethod
    def _read_link(cls, written: Any) -> Any:
        """Read a link as the rule book writes it: ``shared``, ``stage: S``, ``criterion: S.C``."""
        if isinstance(written, str) and written in WORD_LINKS:
            return {"kind": written}
        if isinstance(written, dict) and "kind" in written:
            return written
        if isinstance(written, dict) and len(written) == 1:
            [(kind, target)] = written.items()
            if kind == "stage" and isinstance(target, str):
                return {"kind": kind, "stage": target}
            if kind == "criterion" and isinstance(target, str):
                stage, _, criterion = target.partition(".")
                return {"kind": kind, "stage": stage, "criterion": criterion}
        raise PydanticCustomError("tie_link", "a link of the chain")

    def __str__(self) -> str:
        """The link as the rule book writes it."""
        target = ".".join(part for part in (self.stage, self.criterion) if part)
        return f"{self.kind}: {target}" if target else self.kind


class Category(Rule):
    """One of the competitions of the season, with all that is decided about it."""

    name: Text
    jurors: tuple[Text, ...] = ()
    scale: Scale
    stages: dict[str, Stage] = Field(min_length=1)
    per_region: Positive | None = None
    weights: Literal["percent", "factor"] = "percent"
    combine: Combine = Combine()
    rounding: Rounding = Rounding()
    rank_by: Literal["exact", "total"] = "exact"
    missing: Missing = Missing()
    recusal: Annotated[
        Annotated[Literal["same_region", "none"], Tag(A_WORD)]
        | Annotated[tuple[Recused, ...], Tag(WRITTEN_OUT)],
        Discriminator(_written_as),
    ] = "none"
    minimum: Minimum = Minimum()
    ties: tuple[TieLink, ...] = (TieLink(kind="shared"),)
    titles: tuple[Text, ...] = ()

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

    name: Text
    points: dict[str, Number] = Field(min_length=1)
    ties: tuple[TieLink, ...] = (TieLink(kind="firsts"), TieLink(kind="shared"))


class RuleBook(Rule):
    """The rules of a season."""

    season: Text
    title: Text
    basis: Text
    office: Office
    jurors: dict[str, Juror] = Field(min_length=1)
    categories: dict[str, Category] = Field(min_length=1)
    sample: Truth = False
    version: Positive = 1
    language: Literal["id", "en"] = "id"
    decimal_mark: Literal[",", "."] = ","
    absent_words: AbsentWords = AbsentWords()
    officers: tuple[Officer, ...] = ()
    second_person: Truth = False
    signatories: dict[str, Signatory] = Field(default_factory=dict)
    publish: Publish = Publish()
    examination: Examination = Examination()
    personal: tuple[Text, ...] = ()
    regions: tuple[Region, ...] | None = None
    overall: Overall | None = None

    def due_jurors(self, category: str, stage: str) -> tuple[str, ...]:
        """The jurors whose marks are due in a stage, replacements in place from their date on."""
        day = self.categories[category].stages[stage].date
        named = self.categories[category].stage_jurors(stage)
        return tuple(self.sitting(juror, day) for juror in named)

    def sitting(self, juror: str, day: date | None) -> str:
        """Who sits in the seat of ``juror`` on a day: the latest replacement begun by then."""
        begun = [
            (replacement.from_date, other)
            for other, replacement in self.jurors.items()
            if day is not None
            and replacement.replaces == juror
            and replacement.from_date is not None
            and replacement.from_date <= day
        ]
        return self.sitting(max(begun)[1], day) if begun else juror
