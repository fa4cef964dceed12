"""Everything that is measured about the panel: stage by stage, and of the category as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.examine.agreement import agree
from helpers.examine.concordance import rho_rest
from helpers.examine.deviations import Deviation, counted, deviations
from helpers.examine.estimates import Estimate
from helpers.examine.favour import Favour, favours
from helpers.examine.habits import equal_share, maximum_share
from helpers.examine.jurors import Measured, influence, marks_given, severity, spread
from helpers.examine.panels import Panel, stage_panel, whole_panel
from helpers.examine.strictness import Strictness, without_strictness
from helpers.records.facts import SeasonFacts
from helpers.rules.models import Category, RuleBook
from helpers.scoring import CategoryResult
from helpers.scoring.category import held_stages


@dataclass(frozen=True)
class PanelMeasures:
    """A panel, its jurors one by one, how far they agree, and whether any favoured the own region.

    ``jurors`` is empty where there is no panel; ``deviations`` are the marks far from the others'.
    """

    panel: Panel
    jurors: tuple[Measured, ...]
    estimates: tuple[Estimate, ...]
    favours: tuple[Favour, ...]
    deviations: tuple[Deviation, ...]

    def estimate(self, measure: str, of: str = "") -> Estimate | None:
        """One of the numbers about the panel; None where there was no panel to take it from."""
        asked = (one for one in self.estimates if (one.measure, one.of) == (measure, of))
        return next(asked, None)


@dataclass(frozen=True)
class PanelStudy:
    """The panels of a category.

    ``stages`` are those that jurors scored; ``whole`` is the category as a whole, None where no
    juror scored anything. ``not_held`` are the stages of jurors that are still to come.
    """

    stages: tuple[PanelMeasures, ...]
    whole: PanelMeasures | None
    strictness: Strictness
    not_held: tuple[str, ...]


def study_panels(
    book: RuleBook, category: str, facts: SeasonFacts, official: CategoryResult, through: str = ""
) -> PanelStudy:
    """Measure the panels of a category."""
    rule = book.categories[category]
    regions = {one.id: one.region for one in facts.of(category).participants}
    panels = [stage_panel(one) for one in official.stage_results.values() if one.jurors]
    held = held_stages(rule, through)
    limit = book.examination.deviation
    far = [deviations(rule, result, limit) for panel in panels for result in panel.results]
    stages = [
        _measures(book, rule, panel, regions, found)
        for panel, found in zip(panels, far, strict=True)
    ]
    whole = whole_panel(rule, panels) if panels else None
    farthest = sorted((one for found in far for one in found), key=lambda one: -one.share)
    return PanelStudy(
        stages=tuple(stages),
        whole=_measures(book, rule, whole, regions, farthest) if whole else None,
        strictness=without_strictness(book, category, facts, official),
        not_held=tuple(
            stage for stage in rule.stages if stage not in held and rule.juror_criteria(stage)
        ),
    )


def measure_panel(rule: Category, panel: Panel, found: Sequence[Deviation]) -> tuple[Measured, ...]:
    """All measures of the jurors of a panel, one by one."""
    if panel.reason:
        return ()
    table = panel.points
    given = (rule, panel.stage, panel.results, table.jurors)
    return (
        marks_given(table),
        severity(table),
        spread(table),
        influence(panel.standing),
        rho_rest(panel.standing),
        equal_share(*given),
        maximum_share(*given),
        counted(panel.stage, found, table.jurors),
    )


def _measures(
    book: RuleBook,
    rule: Category,
    panel: Panel,
    regions: dict[str, str],
    found: Sequence[Deviation],
) -> PanelMeasures:
    return PanelMeasures(
        panel=panel,
        jurors=measure_panel(rule, panel, found),
        estimates=agree(rule, panel),
        favours=() if panel.reason else favours(book, panel, regions),
        deviations=tuple(found),
    )
