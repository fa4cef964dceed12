"""How each juror marks: how many, in line with the rest, repeated, the highest, and far off."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.examine.category import Examination
from helpers.examine.jurors import Measured
from helpers.examine.panel_study import PanelMeasures
from helpers.examine.panel_telling import say_deviations
from helpers.examine.telling import say_measured, say_reason
from helpers.examine.what_if_telling import show_share
from helpers.records.numbers import as_decimal
from helpers.records.words import say
from helpers.rules import RuleBook

Row = list[object]

HABITS = ("marks", "rho_rest", "equal_share", "maximum_share", "deviations")
SHARES = ("equal_share", "maximum_share")


@dataclass(frozen=True)
class WorkedHabits:
    """The habits of a category's jurors, stage by stage, ready to be shown."""

    book: RuleBook
    examined: Examination
    language: str = "id"

    def rows(self) -> list[Row]:
        """How each juror marks: how many, in line with the rest, repeated, the highest, far."""
        rows: list[Row] = []
        for one in self.examined.panels.stages:
            measured = [found for found in one.jurors if found.measure in HABITS]
            rows += [
                [self._name(one), juror, *(self._habit(found, juror) for found in measured)]
                for juror in one.panel.points.jurors
                if measured
            ]
        return rows

    def names(self) -> list[str]:
        """The headings of :meth:`rows` after stage and juror."""
        return [say(f"pages.measure_{measure}", self.language) for measure in HABITS]

    def sentences(self) -> list[str]:
        """The two ends of each habit, or why there is none; and the marks far from the others."""
        told = []
        for one in self.examined.panels.stages:
            measured = [found for found in one.jurors if found.measure in HABITS]
            said = [sentence for found in measured for sentence in self._ends(found)]
            if one.jurors:
                limit = self.book.examination.deviation
                said += say_deviations(one.deviations, limit, self.language)
            told += [f"{self._name(one)}: {sentence}" for sentence in said]
        return told

    def _ends(self, found: Measured) -> list[str]:
        """The jurors at both ends; and those of whom there is no number while others have one."""
        single = found.reasons if not found.reason else {}
        return [
            say_measured(found, self.language),
            *(f"{juror}: {say_reason(code, self.language)}" for juror, code in single.items()),
        ]

    def _name(self, one: PanelMeasures) -> str:
        rule = self.book.categories[self.examined.official.category]
        return rule.stages[one.panel.stage].name

    def _habit(self, found: Measured, juror: str) -> object:
        """A measure of a juror, a share in percent; None where there is no number."""
        value = found.values.get(juror)
        if value is None:
            return None
        if found.measure in SHARES:
            return show_share(float(value), self.language)
        return as_decimal(value, found.decimals)
