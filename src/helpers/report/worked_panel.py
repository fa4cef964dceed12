"""The panel step by step: agreement, what it is made of, what one more would buy, own regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from helpers.examine.category import Examination
from helpers.examine.estimates import Estimate
from helpers.examine.favour import Favour
from helpers.examine.jurors import JurorTable
from helpers.examine.panel_study import PanelMeasures, PanelStudy
from helpers.examine.panel_telling import (
    say_agreement_is_not_truth,
    say_another_criterion,
    say_another_juror,
    say_favours,
    say_panel,
    show_probability,
)
from helpers.examine.panels import complete_part
from helpers.examine.telling import say_reason
from helpers.records.facts import SeasonFacts
from helpers.records.numbers import show
from helpers.records.words import say
from helpers.report.worked import Pair
from helpers.rules import Category, RuleBook

Row = list[object]

AGREEMENT = (
    "icc_11", "icc_1k", "icc_a1", "icc_ak", "icc_c1", "icc_ck", "kendall_w", "kendall_p",
    "kendall_p_shuffled", "krippendorff_alpha", "standard_error", "jurors_for_080",
)  # fmt: skip
POINTS = ("points", "points_squared")
STUDIED = ("error_relative", "generalizability")
SHOWN = 4  # decimals of what comes out of a root, where two ways are compared


@dataclass(frozen=True)
class WorkedPanel:
    """The panels of a category, stage by stage and as a whole, ready to be shown and recounted."""

    book: RuleBook
    facts: SeasonFacts
    examined: Examination
    language: str = "id"

    @property
    def rule(self) -> Category:
        """The rule of the category."""
        return self.book.categories[self.examined.official.category]

    @property
    def study(self) -> PanelStudy:
        """What was measured of the panels."""
        return self.examined.panels

    @property
    def panels(self) -> tuple[PanelMeasures, ...]:
        """The stages that jurors scored; then the whole, where it says more than its only stage."""
        whole = self.study.whole
        more = whole is not None and not whole.panel.reason and len(self.study.stages) > 1
        return (*self.study.stages, whole) if whole and more else self.study.stages

    def panel_names(self) -> list[str]:
        """The headings of the tables that have a column for each panel."""
        return [self._name(one.panel.stage) for one in self.panels]

    def _name(self, stage: str) -> str:
        return self.rule.stages[stage].name if stage else say("worked.all_stages", self.language)

    def agreement_rows(self) -> list[Row]:
        """The coefficients of agreement with their limits, one column a panel."""
        return [
            [
                say(f"pages.measure_{measure}", self.language),
                *(self._shown(one.estimate(measure)) for one in self.panels),
            ]
            for measure in AGREEMENT
            if any(one.estimate(measure) for one in self.panels)
        ]

    def agreement_sentences(self) -> list[str]:
        """How far each panel agrees; and what no coefficient can tell."""
        told = [
            f"{self._name(one.panel.stage)}: {sentence}"
            for one in self.panels
            for sentence in dict.fromkeys(
                (*say_panel(one, self.rule, self.language), *self._reasons(one, AGREEMENT))
            )
        ]
        told += [
            f"{self._name(stage)}: {say_reason('not_held', self.language)}"
            for stage in self.study.not_held
        ]
        whole = self.study.whole
        if whole and whole.panel.reason:
            told.append(say_reason(whole.panel.reason, self.language))
        return [*told, say_agreement_is_not_truth(self.language)]

    def agreement_pairs(self) -> Iterator[Pair]:
        """ICC(C,k) once more as Cronbach's alpha; W once more from the places, counted one by one.

        Both hold exactly, ties or not.
        """
        for one in self.panels:
            name = self._name(one.panel.stage)
            icc, w = (one.estimate(measure) for measure in ("icc_ck", "kendall_w"))
            if icc and icc.value is not None:
                yield f"{name}, ICC(C,k)", icc.value, cronbach(_columns(one.panel.points))
            if w and w.value is not None:
                yield f"{name}, W", w.value, concordance(_columns(one.panel.standing))

    def component_rows(self) -> list[Row]:
        """What differs, by whom it comes from: of the totals, and of the marks; in points squared.

        An estimate below nothing counts as nothing.
        """
        rows: list[Row] = []
        for kind in ("total_component_", "component_"):
            for effect in ("p", "j", "c", "pj", "pc", "jc", "pjc"):
                found = [one.estimate(kind + effect) for one in self.panels]
                if any(found):
                    rows.append([self._effect(kind, effect), *map(self._shown, found)])
        return rows

    def _effect(self, kind: str, effect: str) -> str:
        facets = " × ".join(say(f"worked.facet_{one}", self.language) for one in effect)
        return say(f"worked.{kind}of", self.language, effect=facets)

    def design_rows(self) -> list[Row]:
        """The decision study: what a panel of so many jurors would give, one line a size."""
        sizes = sorted({size for one in self.panels for size in _sizes(one)})
        return [
            [
                size,
                *(
                    self._shown(one.estimate(measure, f"jurors={size}"))
                    for one in self.panels
                    for measure in self._studied(one)
                ),
            ]
            for size in sizes
        ]

    def design_names(self) -> list[str]:
        """The headings of :meth:`design_rows` after the number of jurors."""
        return [
            f"{name}: {say(f'pages.measure_{measure}', self.language)}"
            for name, one in zip(self.panel_names(), self.panels, strict=True)
            for measure in self._studied(one)
        ]

    @staticmethod
    def _studied(one: PanelMeasures) -> list[str]:
        """What of the decision study was to be had: no error where nothing is averaged."""
        told = {found.measure for found in one.estimates if found.value is not None}
        return [measure for measure in STUDIED if measure in told]

    def design_sentences(self) -> list[str]:
        """What another juror, or another criterion, would buy; and why some things are not told."""
        told = []
        for one in self.panels:
            sentences = [
                say_another_juror(one, self.rule, self.language),
                say_another_criterion(one, self.language),
                *self._reasons(one, ("component_", "total_component_", *STUDIED)),
            ]
            name = self._name(one.panel.stage)
            told += [f"{name}: {sentence}" for sentence in dict.fromkeys(sentences) if sentence]
        return told or [say("worked.no_panel", self.language)]

    def _reasons(self, one: PanelMeasures, measures: tuple[str, ...]) -> list[str]:
        """Why some measures, by how their names begin, have no number or no limit."""
        return [
            say_reason(estimate.reason, self.language)
            for estimate in one.estimates
            if estimate.reason and estimate.measure.startswith(measures)
        ]

    def design_pairs(self) -> Iterator[Pair]:
        """With as many jurors as there are, the share is ICC(C,k) again; error² x jurors stays."""
        for one in self.panels:
            name = self._name(one.panel.stage)
            share, icc = one.estimate("generalizability"), one.estimate("icc_ck")
            if share and icc and share.value is not None and icc.value is not None:
                yield f"{name}, G", share.value, max(icc.value, Fraction())
            rest = one.estimate("total_component_pj") or one.estimate("component_pj")
            for size in _sizes(one):
                error = one.estimate("error_relative", f"jurors={size}")
                if rest and rest.value is not None and error and error.value is not None:
                    again = error.value**2 * size
                    yield f"{name}, J = {size}", round(rest.value, SHOWN), round(again, SHOWN)

    def favour_rows(self) -> list[Row]:
        """Each juror whose region is known: how many of the own region, the effect in points."""
        return [
            [
                self._name(one.stage),
                one.juror,
                one.own,
                None if one.effect is None else show(one.effect, 2, self.language),
                *(
                    None if chance is None else show_probability(chance, self.language)
                    for chance in (one.probability, one.among_jurors)
                ),
            ]
            for one in self._favours()
        ]

    def favour_sentences(self) -> list[str]:
        """What is known of each juror and the own region; or that no region is known."""
        told = [
            f"{self._name(one.panel.stage)}: {sentence}"
            for one in self.panels
            for sentence in say_favours(one.favours, self.language)
        ]
        return told or [say("worked.no_regions", self.language)]

    def favour_pairs(self) -> Iterator[Pair]:
        """The effect once more, participant by participant."""
        here = self.facts.of(self.examined.official.category).participants
        regions = {one.id: one.region for one in here}
        for panel in self.panels:
            for one in panel.favours:
                if one.effect is not None:
                    home = self.book.jurors[one.juror].region or ""
                    again = own_effect(panel.panel.points, one.juror, regions, home)
                    yield f"{self._name(one.stage)}, {one.juror}", one.effect, again

    def _favours(self) -> list[Favour]:
        return [one for panel in self.panels for one in panel.favours]

    def _shown(self, found: Estimate | None) -> object:
        """A number with its limits, as a person reads it; None where there is none."""
        if found is None or found.value is None:
            return None
        if found.unit == "probability":
            return show_probability(found.value, self.language)
        decimals = found.decimals and (2 if found.unit in POINTS else 3)
        value = show(found.value, decimals, self.language)
        if found.low is None and found.high is None:
            return value
        low, high = (
            "…" if limit is None else show(limit, decimals, self.language)
            for limit in (found.low, found.high)
        )
        limits = say("pages.range", self.language, low=low, high=high)
        return f"{value} ({limits})"


def _sizes(one: PanelMeasures) -> list[int]:
    """The panels of other sizes that were asked about: how many jurors."""
    asked = (found.of for found in one.estimates if found.measure == "generalizability")
    return [int(of.removeprefix("jurors=")) for of in asked if of]


def _columns(table: JurorTable) -> list[list[Fraction]]:
    """Each juror's totals for the participants whom all jurors scored."""
    part = complete_part(table)
    places = range(len(part.participants))
    return [
        [part.totals.fraction_at(place, seat) for place in places]
        for seat in range(len(part.jurors))
    ]


def cronbach(columns: list[list[Fraction]]) -> Fraction:
    """J / (J - 1) x (1 - the sum of the jurors' variances / the variance of their sum)."""
    jurors = len(columns)
    single = sum((_spread(column) for column in columns), Fraction())
    together = _spread([sum(row, Fraction()) for row in zip(*columns, strict=True)])
    return Fraction(jurors, jurors - 1) * (1 - single / together)


def concordance(columns: list[list[Fraction]]) -> Fraction:
    """Kendall's W: the spread of the sums of places, as a part of what it could be at most."""
    places = [
        [
            sum(other > mark for other in column) + Fraction(column.count(mark) + 1, 2)
            for mark in column
        ]
        for column in columns
    ]
    sums = [sum(row, Fraction()) for row in zip(*places, strict=True)]
    return _spread(sums) / (len(columns) * sum((_spread(one) for one in places), Fraction()))


def _spread(numbers: list[Fraction]) -> Fraction:
    """The sum of the squared distances from the mean."""
    mean = sum(numbers, Fraction()) / len(numbers)
    return sum(((number - mean) ** 2 for number in numbers), Fraction())


def own_effect(table: JurorTable, juror: str, regions: dict[str, str], home: str) -> Fraction:
    """Mean distance from the other jurors over the own region, less that over all others."""
    seat = table.jurors.index(juror)
    own: list[Fraction] = []
    rest: list[Fraction] = []
    for place, participant in enumerate(table.participants):
        given = {
            other: table.totals.fraction_at(place, other)
            for other in range(len(table.jurors))
            if table.present[place, other]
        }
        if seat not in given or len(given) == 1:
            continue
        others = [mark for other, mark in given.items() if other != seat]
        distance = given[seat] - sum(others, Fraction()) / len(others)
        (own if regions.get(participant) == home else rest).append(distance)
    return sum(own, Fraction()) / len(own) - sum(rest, Fraction()) / len(rest)
