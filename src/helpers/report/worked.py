"""Worked examples and independent checks for the steps of a ranking, from its own intermediates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean, median

from helpers.records.words import say
from helpers.report.steps import written
from helpers.report.worked_signs import WorkedSigns
from helpers.rules import Category
from helpers.rules.models import Trimmed
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
        way = rule.combine.jurors
        return "trimmed" if isinstance(way, Trimmed) else way

    @property
    def way(self) -> str:
        """The name of the formula that combines the jurors."""
        return self.way_of(self.rule)

    @property
    def title(self) -> str:
        """The name of the stage."""
        return self.rule.stages[self.result.stage].name

    @property
    def places(self) -> tuple[int, ...]:
        """The participants that have a value in this stage."""
        everyone = range(len(self.result.participants))
        return tuple(place for place in everyone if self.result.ranked[place])

    @property
    def first(self) -> int | None:
        """The participant of the worked examples: the first by id that has a value."""
        return self.places[0] if self.places else None

    def _weights(self, criteria: Sequence[str]) -> list[Fraction]:
        whole = 100 if self.rule.weights == "percent" else 1
        stage = self.rule.stages[self.result.stage]
        return [Fraction(stage.criteria[name].weight) / whole for name in criteria]

    def _marks(self, place: int, seat: int) -> list[Fraction]:
        columns = range(len(self.result.criteria))
        return [self.result.marks.fraction_at(place, seat, column) for column in columns]

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
        seats = [] if place is None else self._seats(place)
        if place is None or not seats:
            return say("worked.nobody", self.language)
        terms = zip(self._weights(self.result.criteria), self._marks(place, seats[0]), strict=True)
        products = " + ".join(f"{self._show(w)} × {self._show(mark)}" for w, mark in terms)
        total = self.result.juror_totals.fraction_at(place, seats[0])
        participant, juror = self.result.participants[place], self.result.jurors[seats[0]]
        return f"t({participant}, {juror}) = {products} = {self._show(total)}"

    def juror_pairs(self) -> Iterator[Pair]:
        """Each juror's total, added up again criterion by criterion."""
        for place in self.places:
            for seat in self._seats(place):
                terms = zip(
                    self._weights(self.result.criteria), self._marks(place, seat), strict=True
                )
                again = sum((w * mark for w, mark in terms), Fraction())
                name = f"{self.result.participants[place]}, {self.result.jurors[seat]}"
                yield name, self.result.juror_totals.fraction_at(place, seat), again

    def _seats(self, place: int) -> list[int]:
        complete = self.result.jury.complete[place]
        return [seat for seat in range(len(self.result.jurors)) if complete[seat]]

    def combined_from(self, place: int, part: int) -> list[Fraction]:
        """The jurors' values that became one: their totals, or their marks on one criterion."""
        if self.way == "rank_sum" and self.result.ranks is not None:
            ranks = self.result.ranks.ranks
            return [ranks.fraction_at(place, seat) for seat in range(ranks.shape[1])]
        if self.rule.combine.at == "total":
            return [self.result.juror_totals.fraction_at(place, s) for s in self._seats(place)]
        present = self.result.jury.present[place, :, part]
        seats = [seat for seat in range(len(self.result.jurors)) if present[seat]]
        return [self.result.marks.fraction_at(place, seat, part) for seat in seats]

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
        values = self.combined_from(place, parts[0])
        shown = [self._show(value) for value in values]
        result = self._show(self.result.parts.exact.fraction_at(place, parts[0]))
        participant = self.result.participants[place]
        return say(
            f"worked.{self.way}",
            self.language,
            participant=participant,
            terms=" + ".join(shown),
            sorted="; ".join(self._show(value) for value in sorted(values)),
            kept=" + ".join(self._show(value) for value in self._kept(values)),
            count=len(self._kept(values)),
            result=result,
        )

    def _kept(self, values: list[Fraction]) -> list[Fraction]:
        way = self.rule.combine.jurors
        if isinstance(way, Trimmed):
            return sorted(values)[way.trimmed : len(values) - way.trimmed]
        return values

    def combined_pairs(self) -> Iterator[Pair]:
        """Each combined value, computed again with the statistics module of Python."""
        for place in self.places:
            for part in self._jury_parts():
                values = self._kept(self.combined_from(place, part))
                if values:
                    name = f"{self.result.participants[place]} {self.result.parts.labels[part]}"
                    yield (
                        name,
                        self.result.parts.exact.fraction_at(place, part),
                        self._again(values),
                    )

    def _again(self, values: list[Fraction]) -> Fraction:
        if self.way == "median":
            return Fraction(median(values))
        return (
            sum(values, Fraction()) if self.way in ("sum", "rank_sum") else Fraction(mean(values))
        )

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
