"""Worked examples and independent checks for the steps of a ranking, from its own intermediates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from helpers.examine.reckoning import StageReckoning, reckon_stage
from helpers.examine.voices import way_of
from helpers.records.words import say
from helpers.report.steps import written
from helpers.report.worked_signs import WorkedSigns
from helpers.rules import Category
from helpers.scoring.stages import PANEL, StageResult

Pair = tuple[str, Fraction, Fraction]
NO_SIGNS = WorkedSigns()


@dataclass(frozen=True)
class WorkedStage:
    """One stage of a category, ready to be shown and recounted step by step."""

    rule: Category
    result: StageResult
    language: str = "id"
    signs: WorkedSigns = NO_SIGNS

    @staticmethod
    def way_of(rule: Category) -> str:
        """The name of the formula that combines the jurors of a category."""
        return way_of(rule.combine)

    @property
    def way(self) -> str:
        """The name of the formula that combines the jurors."""
        return way_of(self.rule.combine)

    @property
    def title(self) -> str:
        """The name of the stage."""
        return self.rule.stages[self.result.stage].name

    @property
    def judged(self) -> bool:
        """Whether jurors mark in this stage; where only the committee does, nobody is combined."""
        return bool(self.result.jurors)

    @property
    def places(self) -> tuple[int, ...]:
        """The participants that have a value in this stage."""
        everyone = range(len(self.result.participants))
        return tuple(place for place in everyone if self.result.ranked[place])

    @property
    def first(self) -> int | None:
        """The participant of the worked examples: the first by id that has a value."""
        return self.places[0] if self.places else None

    def reckoned(self, place: int) -> StageReckoning:
        """The stage of one participant, made anew from its marks; deductions are left out."""
        return reckon_stage(self.rule, self.result, place, ())

    def juror_rows(self) -> list[list[object]]:
        """Each participant's stage total by each juror; None where the juror does not count."""
        return [
            [
                self.result.participants[place],
                *(self._juror_total(place, seat) for seat in range(len(self.result.jurors))),
            ]
            for place in self.places
        ]

    def _juror_total(self, place: int, seat: int) -> object:
        if not self.result.jury.complete[place, seat]:
            return None
        total = self.result.juror_totals.fraction_at(place, seat)
        participant, juror = self.result.participants[place], self.result.jurors[seat]
        return self.signs.show(total, participant, self.result.stage, juror)

    def _signed(self, value: Fraction, place: int) -> object:
        """A value of the stage with its signs."""
        return self.signs.show(value, self.result.participants[place], self.result.stage)

    def juror_example(self) -> str:
        """The first juror's total of the first participant, with the numbers put in."""
        place = self.first
        totals = {} if place is None else self.reckoned(place).juror_totals
        if place is None or not totals:
            return say("worked.nobody", self.language)
        juror, (marks, total) = next(iter(totals.items()))
        products = " + ".join(f"{self._show(m.weight)} × {self._show(m.value)}" for m in marks)
        return f"t({self.result.participants[place]}, {juror}) = {products} = {self._show(total)}"

    def juror_pairs(self) -> Iterator[Pair]:
        """Each juror's total, added up again criterion by criterion."""
        for place in self.places:
            for juror, (_, again) in self.reckoned(place).juror_totals.items():
                seat = self.result.jurors.index(juror)
                name = f"{self.result.participants[place]}, {juror}"
                yield name, self.result.juror_totals.fraction_at(place, seat), again

    def _jury_parts(self) -> list[int]:
        committee = set(self.result.committee_criteria)
        labels = self.result.parts.labels
        return [part for part, label in enumerate(labels) if label not in committee]

    def combined_rows(self) -> list[list[object]]:
        """The combined values of each participant, one column a part."""
        parts = self._jury_parts()
        return [
            [
                self.result.participants[place],
                *(
                    self._signed(self.result.parts.exact.fraction_at(place, part), place)
                    for part in parts
                ),
            ]
            for place in self.places
        ]

    def part_names(self) -> list[str]:
        """The headings of :meth:`combined_rows`."""
        criteria = self.rule.stages[self.result.stage].criteria
        labels = [self.result.parts.labels[part] for part in self._jury_parts()]
        panel = say("worked.panel", self.language)
        return [panel if label == PANEL else criteria[label].name for label in labels]

    def combined_example(self) -> str:
        """How the jurors of the first participant became one value."""
        place, parts = self.first, self._jury_parts()
        if place is None or not parts:
            return say("worked.nobody", self.language)
        part = self.reckoned(place).parts[parts[0]]
        values = [voice.value for voice in part.counted if voice.value is not None]
        kept = [voice.value for voice in part.counted if voice.kept and voice.value is not None]
        return say(
            f"worked.{self.way}",
            self.language,
            participant=self.result.participants[place],
            terms=" + ".join(map(self._show, values)),
            sorted="; ".join(map(self._show, sorted(values))),
            kept=" + ".join(map(self._show, sorted(kept))),
            count=len(kept),
            result=self._show(self.result.parts.exact.fraction_at(place, parts[0])),
        )

    def combined_pairs(self) -> Iterator[Pair]:
        """Each combined value, computed again with the statistics module of Python."""
        for place in self.places:
            again = self.reckoned(place).parts
            for part in self._jury_parts():
                name = f"{self.result.participants[place]} {self.result.parts.labels[part]}"
                yield name, self.result.parts.exact.fraction_at(place, part), again[part].exact

    def rank_pairs(self) -> Iterator[Pair]:
        """rank_sum: each juror's places add up to n(n + 1) / 2, whatever is tied."""
        if self.result.ranks is None:
            return
        size = len(self.places)
        for seat, ranker in enumerate(self.result.rankers):
            ranks = self.result.ranks.ranks
            total = sum((ranks.fraction_at(place, seat) for place in self.places), Fraction())
            yield ranker, total, Fraction(size * (size + 1), 2)

    def stage_rows(self) -> list[list[object]]:
        """Each participant's parts after weighting, deductions, and the value of the stage."""
        return [
            [
                self.result.participants[place],
                *self._weighted(place),
                self.result.deductions.fraction_at(place),
                self._signed(self.result.exact.fraction_at(place), place),
                self._signed(self.result.value.fraction_at(place), place),
            ]
            for place in self.places
        ]

    def _weighted(self, place: int) -> list[Fraction]:
        weighted = self.result.parts.weighted
        return [weighted.fraction_at(place, part) for part in range(weighted.shape[1])]

    def stage_columns(self) -> list[str]:
        """The headings of :meth:`stage_rows`."""
        criteria = self.rule.stages[self.result.stage].criteria
        panel = say("worked.panel", self.language)
        names = [panel if one == PANEL else criteria[one].name for one in self.result.parts.labels]
        tail = (say(f"worked.{key}", self.language) for key in ("deduction", "before", "value"))
        return [say("worked.participant", self.language), *names, *tail]

    def stage_example(self) -> str:
        """The value of the stage of the first participant, with the numbers put in."""
        place = self.first
        if place is None:
            return say("worked.nobody", self.language)
        terms = " + ".join(self._show(value) for value in self._weighted(place))
        deduction = self._show(self.result.deductions.fraction_at(place))
        exact = self.result.exact.fraction_at(place)
        value = self._show(self.result.value.fraction_at(place))
        participant = self.result.participants[place]
        return f"S({participant}) = {terms} − {deduction} = {self._show(exact)} → {value}"

    def stage_pairs(self) -> Iterator[Pair]:
        """Each value before rounding is the sum of its parts less its deductions."""
        for place in self.places:
            again = sum(self._weighted(place), Fraction())
            again -= self.result.deductions.fraction_at(place)
            yield self.result.participants[place], self.result.exact.fraction_at(place), again

    def _show(self, value: Fraction) -> str:
        return written(value, self.language)
