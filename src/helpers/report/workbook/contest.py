"""One category as the workbook shows it: which marks count, and in which order rows stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np

from helpers.records.facts import SeasonFacts
from helpers.records.tables import COMMITTEE, Absence, Placing, Score, StageStanding
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.wording import figure_sign
from helpers.report.workbook.formulas import Formula
from helpers.report.workbook.tables import Book, Column, Signed, TableSheet, Value
from helpers.rules import Category
from helpers.scoring.contest import contest_of
from helpers.scoring.missing import count_marks
from helpers.scoring.slots import committee_slots, juror_slots

Slot = tuple[str, str, str, str]  # stage, participant, criterion, juror
StepKey = tuple[str, str, str, str, str]  # level, participant, stage, criterion, juror


@dataclass(frozen=True)
class Contest:
    """One category with its number in the workbook, and the language of its sheets."""

    digest: SeasonDigest
    category: CategoryDigest
    number: int
    language: str

    @property
    def rules(self) -> Category:
        """The rules of the category."""
        return self.category.rules

    @property
    def percent(self) -> bool:
        """Whether weights are percent; otherwise they are factors."""
        return self.rules.weights == "percent"

    @property
    def by_total(self) -> bool:
        """Whether each juror's stage total is made before the jurors are combined."""
        return self.rules.combine.at == "total"

    @property
    def rank_sum(self) -> bool:
        """Whether ranks are summed, so that low wins."""
        return self.rules.combine.jurors == "rank_sum"

    def say(self, key: str, **values: object) -> str:
        """Words of the workbook."""
        return say(f"workbook.{key}", self.language, **values)

    def open_sheet(
        self, book: Book, key: str, columns: Sequence[Column], rows: int, **words: object
    ) -> TableSheet:
        """A sheet of this category with its title and what it is about."""
        return TableSheet(
            book,
            name=f"{self.number} {self.say(f'sheet_{key}')}",
            title=self.say(f"{key}_title", category=self.rules.name),
            about=self.say(f"{key}_about", **words),
            columns=columns,
            rows=rows,
            freeze=3 if columns[0].key == "rank" else 2,
        )

    def row_columns(self) -> list[Column]:
        """The columns that tell whose row it is, in which stage."""
        return [
            Column("stage", self.say("stage"), width=28),
            Column("participant", self.say("participant"), width=12),
            Column("name", self.say("name"), width=30),
        ]

    def row_cells(self, stage: str, participant: str) -> dict[str, Value]:
        """The cells of :meth:`row_columns`."""
        return {
            "stage": self.rules.stages[stage].name,
            "participant": participant,
            "name": self.placings[participant].name,
        }

    def signed(self, value: Formula, participant: str, stage: str = "") -> Formula | Signed:
        """A stage value, or a total, with the signs of what a person changed in it."""
        sign = figure_sign(self.category, participant, stage)
        return Signed(value, sign) if sign else value

    def juror_name(self, juror: str) -> str:
        """The juror's code, or the committee."""
        return self.say("committee") if juror == COMMITTEE else juror

    @cached_property
    def placings(self) -> dict[str, Placing]:
        """The participants in the order of the ranking."""
        return {placing.participant: placing for placing in self.category.placings}

    @cached_property
    def steps(self) -> dict[StepKey, Decimal]:
        """The package's value of each step."""
        return {
            (s.level, s.participant, s.stage, s.criterion, s.juror): s.value
            for s in self.category.steps
        }

    def step(
        self, level: str, participant: str, stage: str = "", criterion: str = "", juror: str = ""
    ) -> Decimal | None:
        """The package's value of one step, or None."""
        return self.steps.get((level, participant, stage, criterion, juror))

    @cached_property
    def standings(self) -> dict[tuple[str, str], StageStanding]:
        """The package's standing of each participant with a value in a stage."""
        return {
            (row.stage, row.participant): row
            for row in self.category.stages
            if row.value is not None
        }

    def criteria(self, stage: str) -> tuple[str, ...]:
        """The criteria of the jurors and then those of the committee, as all sheets order them."""
        return self.rules.juror_criteria(stage) + self.rules.committee_criteria(stage)

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The stages that count, in order."""
        held = {stage for stage, _ in self.standings}
        return tuple(stage for stage in self.rules.stages if stage in held)

    def people(self, stage: str) -> tuple[str, ...]:
        """The participants with a value in a stage, in the order of the ranking."""
        return tuple(p for p in self.placings if (stage, p) in self.standings)

    @cached_property
    def counted(self) -> frozenset[Slot]:
        """The marks that the calculation uses; all others are shown and left out."""
        facts = SeasonFacts(
            self.digest.season,
            self.category.participants,
            self.category.scores,
            self.category.absences,
            self.digest.deductions,
            self.digest.decisions,
        )
        contest = contest_of(self.digest.rules, self.category.key, facts)
        used: set[Slot] = set()
        for stage in self.stages:
            inside = contest.among(self.people(stage))
            for find_slots in (juror_slots, committee_slots):
                marks = count_marks(self.rules, find_slots(contest, stage, inside), contest.teller)
                for who, juror, criterion in np.argwhere(marks.present):
                    names = marks.slots.names((int(who), int(juror), int(criterion)))
                    used.add((stage, names["participant"], names["criterion"], names["juror"]))
        return frozenset(used)

    @cached_property
    def jurors(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The jurors whose marks count for a participant in a stage, the committee last."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for stage, participant, _, juror in self.counted:
            found[stage, participant].add(juror)
        return {key: tuple(sorted(jurors, key=committee_last)) for key, jurors in found.items()}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All whose marks count in any stage: the columns of the panel."""
        return tuple(sorted({slot[3] for slot in self.counted}, key=committee_last))

    def deductions(self, participant: str, stage: str) -> tuple[Fraction, ...]:
        """The deductions of a participant in a stage, or off the total where it is ''."""
        return tuple(
            Fraction(row.points)
            for row in self.digest.deductions
            if (row.category, row.participant, row.stage) == (self.category.key, participant, stage)
        )

    def slot_order(self) -> Callable[[Score | Absence], tuple[int, int, int, bool, str]]:
        """The order of raw marks: stage, participant, criterion, juror."""
        stages = list(self.rules.stages)
        people = list(self.placings)

        def place(row: Score | Absence) -> tuple[int, int, int, bool, str]:
            criteria = list(self.rules.stages[row.stage].criteria)
            return (
                stages.index(row.stage),
                people.index(row.participant),
                criteria.index(row.criterion),
                *committee_last(row.juror),
            )

        return place


def committee_last(juror: str) -> tuple[bool, str]:
    """Jurors by their code, the committee behind them."""
    return juror == COMMITTEE, juror
