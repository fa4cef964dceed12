"""How far a panel agrees: every number about a panel as a whole, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from helpers.examine.components import Components, complete_marks, components
from helpers.examine.concordance import kendall
from helpers.examine.decision_study import (
    criteria_designs,
    jurors_needed,
    panel_designs,
    study,
)
from helpers.examine.durbin import durbin
from helpers.examine.estimates import Estimate, root
from helpers.examine.intraclass import intraclass, no_intraclass
from helpers.examine.krippendorff import alphas
from helpers.examine.mean_squares import MeanSquares, mean_squares
from helpers.examine.panels import Panel, complete_part
from helpers.rules.models import Category
from helpers.scoring.stages import StageResult

FEWEST = 2  # participants, jurors: below that nothing differs


def agree(rule: Category, panel: Panel) -> tuple[Estimate, ...]:
    """Every number about the agreement of a panel; nothing but the reason where there is no panel.

    What needs a complete table is over the participants whom every juror scored: so many are
    ``participants_compared``.
    """
    if panel.reason:
        return (Estimate("jurors_compared", panel.stage, None, unit="jurors", reason=panel.reason),)
    part = complete_part(panel.points)
    jurors, rows = len(part.jurors), len(part.participants)
    reason = _too_small(panel, rows)
    squares = None if reason else mean_squares(part.totals)
    forms = intraclass(panel.stage, squares) if squares else no_intraclass(panel.stage, reason)
    single = next(form for form in forms if form.measure == "icc_c1")
    return (
        _count(panel, "jurors_compared", jurors, "jurors"),
        _count(panel, "participants_compared", rows, "participants"),
        *_mean_squares(panel, squares, reason),
        *forms,
        *kendall(complete_part(panel.standing), reason),
        *durbin(panel.standing),
        *alphas(panel.points),
        _standard_error(rule, panel, squares, reason),
        jurors_needed(panel.stage, single),
        *_decisions(rule, panel, reason),
    )


def _too_small(panel: Panel, complete: int) -> str:
    """Why the panel has no complete table to compare in; '' where it has."""
    if len(panel.points.jurors) < FEWEST:
        return "one_juror"
    if len(panel.points.participants) < FEWEST:
        return "one_participant"
    return "incomplete" if complete < FEWEST else ""


def _count(panel: Panel, measure: str, number: int, unit: str) -> Estimate:
    return Estimate(measure, panel.stage, Fraction(number), unit=unit, decimals=0)


def _mean_squares(panel: Panel, squares: MeanSquares | None, reason: str) -> Iterator[Estimate]:
    """What the intraclass correlations are made of."""
    names = ("mean_square_p", "mean_square_j", "mean_square_pj", "mean_square_within")
    values: list[Fraction | None] = [None] * len(names)
    if squares:
        values = [squares.participants, squares.jurors, squares.residual, squares.within]
    for name, value in zip(names, values, strict=True):
        yield Estimate(name, panel.stage, value, unit="points_squared", reason=reason)


def _standard_error(
    rule: Category, panel: Panel, squares: MeanSquares | None, reason: str
) -> Estimate:
    """How far a total would move with other jurors of the same kind: s / root of J, in points."""
    way, measure = rule.combine.jurors, "standard_error"
    if squares is None or way not in ("mean", "sum"):
        why = reason or "not_averaged"
        return Estimate(measure, panel.stage, None, unit="points", reason=why)
    jurors = squares.seats
    variance = squares.residual / jurors if way == "mean" else squares.residual * jurors
    return Estimate(measure, panel.stage, root(variance), unit="points")


def _decisions(rule: Category, panel: Panel, reason: str) -> Iterator[Estimate]:
    """The components and what they decide.

    Of totals, the criteria being those of the rule; and, of a single stage with several criteria,
    of marks, the criteria being some of many. With one criterion the two are the same.
    """
    no_points = "" if rule.combine.jurors == "mean" else "not_averaged"
    several = [len(result.criteria) > 1 for result in panel.results] != [False]
    name = "total_component_" if several else "component_"
    if reason:
        yield Estimate(f"{name}p", panel.stage, None, unit="points_squared", reason=reason)
        return
    of_totals = components(complete_part(panel.points).totals)
    yield from _named(panel.stage, name, of_totals)
    yield from study(panel.stage, of_totals, panel_designs(of_totals.sizes[1]), "", no_points)
    if several and len(panel.results) == 1:
        yield from _of_marks(panel.stage, panel.results[0], no_points)


def _of_marks(stage: str, result: StageResult, no_points: str) -> Iterator[Estimate]:
    marks = complete_marks(result.marks, result.jury.present & result.ranked[:, None, None])
    if min(marks.shape) < FEWEST:
        yield Estimate("component_p", stage, None, unit="points_squared", reason="incomplete")
        return
    parts = components(marks)
    yield from _named(stage, "component_", parts)
    designs = criteria_designs(*parts.sizes[1:])
    yield from study(stage, parts, designs, "_any_criteria", no_points)


def _named(stage: str, name: str, parts: Components) -> Iterator[Estimate]:
    for effect, value in parts.values.items():
        reason = "negative" if effect in parts.negative else ""
        yield Estimate(name + effect, stage, value, unit="points_squared", reason=reason)
