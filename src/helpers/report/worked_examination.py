"""Tables, sentences and independent checks for the steps of an examination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from helpers.examine.category import Examination
from helpers.examine.jurors import JurorTable, Measured, juror_table
from helpers.examine.telling import (
    say_left_out,
    say_margin,
    say_measured,
    say_severity_matters,
)
from helpers.records.numbers import as_decimal
from helpers.report.marks_figure import draw_marks
from helpers.report.steps import Picture
from helpers.report.worked import Pair
from helpers.rules import Category
from helpers.scoring.totals import ranking_values

Row = list[object]


@dataclass(frozen=True)
class WorkedExamination:
    """The examination of a category, ready to be shown and recounted step by step."""

    rule: Category
    examined: Examination
    language: str = "id"

    @property
    def tables(self) -> tuple[JurorTable, ...]:
        """The jurors' totals, stage by stage."""
        results = self.examined.official.stage_results.values()
        return tuple(juror_table(one) for one in results if one.jurors)

    def margin_rows(self) -> list[Row]:
        """Each title with its holder and the distance to the next."""
        return [
            [str(one.placing.rank), one.placing.name, one.placing.title, one.margin]
            for one in self.examined.margins
        ]

    def margin_sentences(self) -> list[str]:
        """Each margin in a sentence."""
        return [say_margin(one, self.rule, self.language) for one in self.examined.margins]

    def margin_pairs(self) -> Iterator[Pair]:
        """Each margin, taken again from the two exact values."""
        official = self.examined.official
        if official.totals is None:
            return
        values = ranking_values(self.rule, official.totals.exact, official.totals.value)
        place = {name: number for number, name in enumerate(official.participants)}
        sign = -1 if self.rule.combine.jurors == "rank_sum" else 1
        for one in self.examined.margins:
            if one.margin is None:
                continue
            ahead = values.fraction_at(place[one.placing.participant])
            behind = values.fraction_at(place[one.behind[0].participant])
            decimals = max(0, -int(one.margin.as_tuple().exponent))
            again = as_decimal(sign * (ahead - behind), decimals)
            yield one.placing.participant, Fraction(one.margin), Fraction(again)

    def severity_matters(self) -> str:
        """Whether a strict juror can change the order here at all."""
        return say_severity_matters(self.rule, self.tables, self.language)

    def stage_names(self) -> list[str]:
        """The stages that jurors scored: the headings of :meth:`juror_rows`."""
        return [self.rule.stages[table.stage].name for table in self.tables]

    def juror_rows(self, measure: str) -> list[Row]:
        """A measure of every juror, one column a stage; None where there is no number."""
        measured = self._measured(measure)
        jurors = sorted({juror for table in self.tables for juror in table.jurors})
        return [
            [
                juror,
                *(
                    as_decimal(one.values[juror], one.decimals) if juror in one.values else None
                    for one in measured
                ),
            ]
            for juror in jurors
        ]

    def juror_sentences(self, measure: str) -> list[str]:
        """A measure of each stage in a sentence."""
        return [
            f"{self.rule.stages[one.stage].name}: {say_measured(one, self.language)}"
            for one in self._measured(measure)
        ]

    def _measured(self, measure: str) -> list[Measured]:
        return [one for one in self.examined.jurors if one.measure == measure]

    def severity_pairs(self) -> Iterator[Pair]:
        """In a complete panel the severities of a stage add up to nothing."""
        for table, one in zip(self.tables, self._measured("severity"), strict=True):
            if one.values and table.complete:
                yield one.stage, sum(one.values.values(), Fraction()), Fraction()

    def influence_pairs(self) -> Iterator[Pair]:
        """The shares of a stage add up to one."""
        for one in self._measured("influence"):
            if one.values:
                yield one.stage, sum(one.values.values(), Fraction()), Fraction(1)

    def left_out_rows(self) -> list[Row]:
        """Each juror left out: who would be first, by how much, and how many titles would move."""
        return [
            [
                one.juror,
                one.reason or ", ".join(line.name for line in one.winners),
                one.margin,
                None if one.reason else one.same_winners,
                None if one.reason else len(one.moved),
            ]
            for one in self.examined.left_out
        ]

    def left_out_sentences(self) -> tuple[str, ...]:
        """Whether the winner hangs on a single juror."""
        return say_left_out(self.examined.left_out, self.language)

    def left_out_pairs(self) -> Iterator[tuple[str, int, int]]:
        """Every juror of a decided category was left out once."""
        official = self.examined.official
        jurors = {juror for one in official.stage_results.values() for juror in one.jurors}
        wanted = len(jurors) if official.decided else 0
        yield "juri", len(self.examined.left_out), wanted

    def pictures(self) -> list[Picture]:
        """The jurors' totals against the panel, stage by stage."""
        drawn = (
            draw_marks(table, self.rule.stages[table.stage].name, self.language)
            for table in self.tables
        )
        return [Picture(one.svg.decode(), one.alt, one.caption) for one in drawn if one]
