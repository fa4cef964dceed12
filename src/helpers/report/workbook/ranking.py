"""How the lines of a ranking compare: groups, totals and tie steps as whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from helpers.records.words import say
from helpers.report.workbook.contest import Contest
from helpers.report.workbook.formulas import Formula, Placed, rounded, whole, whole_value
from helpers.report.workbook.panel import Panel
from helpers.report.workbook.stages import Standing, points_off
from helpers.rules import Category, TieLink

IN_WORDS = ("juror_majority", "lot")  # links that no plain formula can say
LISTED = ("", "not_finalist", "below_minimum")  # notes of those whom only a minimum can put out


def rules_in_words(rules: Category, language: str) -> str:
    """The rules of a category that stand as values, since no plain formula can say them."""
    chain = {link.kind for link in rules.ties}
    keys = [
        "counted",
        *(["finalists"] if any(stage.finalists for stage in rules.stages.values()) else []),
        "left_out",
        *(kind for kind in IN_WORDS if kind in chain),
    ]
    return "; ".join(say(f"workbook.no_formula_{key}", language) for key in keys)


@dataclass(frozen=True)
class Line:
    """One participant on its way to a rank; ``keys`` are compared one after the other.

    The first key is how far the participant came among finalists, the second its total. ``ranked``
    says whether it takes part in the ranking at all.
    """

    ranked: bool
    exact: Fraction
    total: Fraction
    keys: tuple[Fraction, ...]


@dataclass(frozen=True)
class Ranking:
    """The participants of a category with their stage values, and the rules that rank them."""

    contest: Contest
    panel: Panel
    stages: Mapping[Standing, Placed]

    @cached_property
    def links(self) -> tuple[TieLink, ...]:
        """The links of the chain that compare something."""
        return tuple(link for link in self.contest.rules.ties if link.kind != "shared")

    @cached_property
    def lines(self) -> dict[str, Line]:
        """Every participant's line, in the order of the package's ranking."""
        return {person: self._line(person) for person in self.contest.placings}

    def reached(self, person: str) -> tuple[str, ...]:
        """The stages in which a participant has a value."""
        return tuple(s for s in self.contest.stages if (s, person) in self.stages)

    def group(self, person: str) -> int:
        """How many times the participant was among those who went on."""
        standings = self.contest.standings
        return sum(standings[s, person].finalist == "yes" for s in self.reached(person))

    def listed(self, person: str) -> bool:
        """Whether nothing but a minimum can keep the participant out of the ranking."""
        return self.contest.placings[person].note in LISTED

    def minimums(self, person: str) -> tuple[tuple[str, Fraction], ...]:
        """The minimums that the participant must reach: of a stage, or '' for the total.

        That of the total is for the whole total, so only for those who went all the way.
        """
        rules, reached = self.contest.rules, self.reached(person)
        due = tuple((s, Fraction(m)) for s, m in rules.minimum.stage.items() if s in reached)
        if rules.minimum.total is None or len(reached) < len(rules.stages):
            return due
        return (*due, ("", Fraction(rules.minimum.total)))

    def tie(self, link: TieLink, person: str) -> Formula:
        """The whole number by which a link compares: more is better.

        What no formula can say (the jurors' majority, a lot) is the package's order of those tied.
        """
        if link.kind in IN_WORDS:
            placing = self.contest.placings[person]
            order = placing.rank if placing.decided_by and placing.rank is not None else 0
            return Formula(str(-order), Fraction(-order))
        cell = (
            self.stages.get((link.stage, person))
            if link.kind == "stage"
            else self.panel.combined.get((link.stage, person, link.criterion))
        )
        if cell is None:
            return Formula("0", Fraction(0))
        if self.contest.rank_sum and link.kind == "stage":  # a sum of ranks is good when it is low
            return Formula(whole(f"-{cell.there}"), -whole_value(cell.value))
        return Formula(whole(cell.there), whole_value(cell.value))

    def rank(self, person: str) -> Fraction:
        """One more than the number of those who are better, among those ranked."""
        mine = self._order(self.lines[person])
        better = (line.ranked and self._order(line) > mine for line in self.lines.values())
        return Fraction(1 + sum(better))

    def _order(self, line: Line) -> tuple[Fraction, ...]:
        group, compared, *ties = line.keys
        return group, -compared if self.contest.rank_sum else compared, *ties

    def _line(self, person: str) -> Line:
        rules = self.contest.rules
        by = 100 if self.contest.percent else 1
        off = points_off(self.contest, person, "")
        exact = sum(
            (
                self.stages[stage, person].value * Fraction(rules.stage_weight(stage)) / by
                for stage in self.reached(person)
            ),
            Fraction(0),
        ) - (off.value if off else 0)
        total = rounded(Formula("", exact), rules.rounding.total).value
        passes = all(
            (self.stages[stage, person].value if stage else total) >= least
            for stage, least in self.minimums(person)
        )
        compared = total if rules.rank_by == "total" else exact
        ties = (self.tie(link, person).value for link in self.links)
        return Line(
            ranked=self.listed(person) and passes,
            exact=exact,
            total=total,
            keys=(Fraction(self.group(person)), whole_value(compared), *ties),
        )
