"""The rows of ``diagnostics.csv`` about the panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from helpers.examine.deviations import Deviation
from helpers.examine.estimates import COEFFICIENT, Estimate
from helpers.examine.favour import Favour
from helpers.examine.jurors import FEWEST_JURORS, Measured
from helpers.examine.panel_study import PanelMeasures, PanelStudy
from helpers.examine.panel_telling import say_deviation
from helpers.examine.telling import say_reason
from helpers.records.numbers import as_decimal, decimal_text
from helpers.records.tables import Diagnostic

FEWEST_DECIMALS = 4  # of what is no count: as many as published tables print


@dataclass(frozen=True)
class RowMaker:
    """Makes rows of a category; ``unit`` is what its totals are counted in."""

    season: str
    category: str
    language: str
    unit: str

    def row(self, stage: str, subject: str, name: str, measure: str, **cells: str) -> Diagnostic:
        """One row."""
        return Diagnostic(self.season, self.category, stage, subject, name, measure, **_full(cells))

    def reason(self, reason: str) -> str:
        """Why there is no number, in the language of the rule book; '' for no reason."""
        return say_reason(reason, self.language) if reason else ""


def _full(cells: dict[str, str]) -> dict[str, str]:
    return {"value": ""} | cells


def juror_rows(maker: RowMaker, jurors: Iterable[Measured]) -> Iterator[Diagnostic]:
    """Measures of the jurors one by one: the reason why there is none, or a row for each juror."""
    for one in jurors:
        if one.reason:
            note = maker.reason(one.reason)
            yield maker.row(one.stage, "panel", "", one.measure, unit=one.unit, note=note)
            continue
        for juror, value in one.values.items():
            shown = _shown(value, COEFFICIENT if one.unit == "coefficient" else one.decimals)
            yield maker.row(one.stage, "juror", juror, one.measure, value=shown, unit=one.unit)
        for juror, reason in one.reasons.items():
            note = maker.reason(reason)
            yield maker.row(one.stage, "juror", juror, one.measure, unit=one.unit, note=note)


def panel_rows(maker: RowMaker, study: PanelStudy) -> Iterator[Diagnostic]:
    """Agreement, components, the decision study, deviations and favour; strictness taken out."""
    for measures in study.stages:
        yield from _of_panel(maker, measures)
        yield from (_deviation_row(maker, one) for one in measures.deviations)
    for stage in study.not_held:
        note = maker.reason("not_held")
        yield maker.row(stage, "panel", "", "jurors_compared", unit="jurors", note=note)
    if study.whole:
        yield from juror_rows(maker, study.whole.jurors)
        yield from _of_panel(maker, study.whole)
        yield from _strictness_rows(maker, study)


def _of_panel(maker: RowMaker, measures: PanelMeasures) -> Iterator[Diagnostic]:
    if len(measures.panel.points.jurors) == FEWEST_JURORS and not measures.panel.reason:
        note = maker.reason("three_jurors")
        yield maker.row(measures.panel.stage, "panel", "", "single_jurors", note=note)
    yield from (_estimate_row(maker, one) for one in measures.estimates)
    for favour in measures.favours:
        yield from _favour_rows(maker, favour)


def _estimate_row(maker: RowMaker, one: Estimate) -> Diagnostic:
    low, high = (_shown(limit, one.decimals) for limit in (one.low, one.high))
    return maker.row(
        one.stage,
        "panel",
        one.of,
        one.measure,
        value=_shown(one.value, one.decimals),
        low=low,
        high=high,
        unit=one.unit,
        note=maker.reason(one.reason) or one.remark,
    )


def _deviation_row(maker: RowMaker, one: Deviation) -> Diagnostic:
    value, note = _shown(one.gap, FEWEST_DECIMALS), say_deviation(one, maker.language)
    return maker.row(
        one.stage, "juror", one.juror, "deviation", value=value, unit="points", note=note
    )


def _favour_rows(maker: RowMaker, one: Favour) -> Iterator[Diagnostic]:
    numbers = {
        "favour": (one.effect, "points"),
        "favour_p": (one.probability, "probability"),
        "favour_p_holm": (one.among_jurors, "probability"),
    }
    for measure, (number, unit) in numbers.items():
        if number is None and measure != "favour":
            continue
        yield maker.row(
            one.stage,
            "juror",
            one.juror,
            measure,
            value=_shown(number, COEFFICIENT),
            unit=unit,
            note=maker.reason(one.reason),
        )


def _strictness_rows(maker: RowMaker, study: PanelStudy) -> Iterator[Diagnostic]:
    told, measure = study.strictness, "titles_moved_without_severity"
    if told.reason == "undecided":
        return
    if told.reason:
        note = told.message or maker.reason(told.reason)
        yield maker.row("", "panel", "", measure, unit="titles", note=note)
        return
    ids = "; ".join(line.participant for line in told.moved)
    count = str(len(told.moved))
    yield maker.row("", "panel", "", measure, value=count, unit="titles", note=ids)
    if told.shift is not None:
        shift = _shown(told.shift, FEWEST_DECIMALS)
        yield maker.row("", "panel", "", "shift_without_severity", value=shift, unit=maker.unit)


def _shown(number: Fraction | None, decimals: int) -> str:
    """The number in plain digits: a count as it is, else with four decimals or more."""
    if number is None:
        return ""
    return decimal_text(as_decimal(number, decimals and max(decimals, FEWEST_DECIMALS)))
