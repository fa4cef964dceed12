"""How sure the ranking of a category is, as rows of diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.examine.chance import Chance, rank_chances
from helpers.examine.choices import OtherChoice, other_choices
from helpers.examine.jurors import JurorTable, Measured
from helpers.examine.leave_out import LeftOut, leave_one_out
from helpers.examine.margins import Closeness, TitleMargin, closeness, title_margins
from helpers.examine.mark_changes import PlaceChange, mark_changes
from helpers.examine.other_rules import OtherRule, other_rules
from helpers.examine.panel_rows import RowMaker, juror_rows, panel_rows
from helpers.examine.panel_study import PanelStudy, study_panels
from helpers.examine.telling import say_reason
from helpers.examine.weight_changes import WeightChange, weight_changes
from helpers.examine.what_if import WhatIf, what_if
from helpers.examine.what_if_rows import Rows
from helpers.records.facts import SeasonFacts
from helpers.records.numbers import decimal_text
from helpers.records.tables import Diagnostic, Placing
from helpers.records.words import say
from helpers.rules.models import RuleBook
from helpers.scoring import CategoryResult, score_category


@dataclass(frozen=True)
class Examination:
    """What is measured about a category.

    Margins, the jurors stage by stage, the ranking without each juror, the ranking under the other
    choice about what is missing, and the panels: how far they agree, and of what use more of it is.
    Then what else could have come out: without a criterion or a stage, by other rules, with one
    mark or some weight changed, and by chance.
    """

    official: CategoryResult
    margins: tuple[TitleMargin, ...]
    tables: tuple[JurorTable, ...]
    jurors: tuple[Measured, ...]
    left_out: tuple[LeftOut, ...]
    choices: tuple[OtherChoice, ...]
    panels: PanelStudy
    what_ifs: tuple[WhatIf, ...]
    other_rules: tuple[OtherRule, ...]
    mark_changes: tuple[PlaceChange, ...]
    weight_changes: tuple[WeightChange, ...]
    chance: Chance
    closeness: tuple[Closeness, ...]


def examine_category(
    book: RuleBook, category: str, facts: SeasonFacts, through: str = ""
) -> tuple[Diagnostic, ...]:
    """The rows of ``diagnostics.csv`` about a category."""
    return diagnostics(book, measure_category(book, category, facts, through))


def measure_category(
    book: RuleBook, category: str, facts: SeasonFacts, through: str = ""
) -> Examination:
    """Measure how sure the ranking of a category is.

    A category that waits for a person has no margins, and no ranking to leave a juror out of.
    """
    official = score_category(book, category, facts, through)
    asked = (book, category, facts, official)
    margins = title_margins(book.categories[category], official)
    marks = mark_changes(*asked, through)
    chance = rank_chances(*asked)
    panels = study_panels(*asked, through)
    return Examination(
        official=official,
        margins=margins,
        tables=tuple(stage.panel.points for stage in panels.stages),
        jurors=tuple(measured for stage in panels.stages for measured in stage.jurors),
        left_out=leave_one_out(*asked, through),
        choices=other_choices(*asked, through),
        panels=panels,
        what_ifs=what_if(*asked, through),
        other_rules=other_rules(*asked, through),
        mark_changes=marks,
        weight_changes=weight_changes(book.categories[category], official),
        chance=chance,
        closeness=closeness(margins, marks, chance),
    )


def diagnostics(book: RuleBook, examined: Examination) -> tuple[Diagnostic, ...]:
    """The rows of an examination, in the order in which it was made."""
    official = examined.official
    maker = RowMaker(official.season, official.category, book.language, _unit(book, examined))
    rows = [
        *_margin_rows(book, examined),
        *juror_rows(maker, examined.jurors),
        *_left_out_rows(book, examined),
        *panel_rows(maker, examined.panels),
        *_what_if_rows(book, examined),
    ]
    return tuple(rows)


def _what_if_rows(book: RuleBook, examined: Examination) -> Iterator[Diagnostic]:
    """What else could have come out."""
    rows = Rows(book, examined.official)
    yield from rows.margins(examined.closeness)
    yield from rows.marks(examined.mark_changes)
    yield from rows.chance(examined.chance, len(book.categories[examined.official.category].titles))
    yield from rows.left_out(examined.what_ifs)
    yield from rows.weights(examined.weight_changes)
    yield from rows.choices(examined.choices)
    yield from rows.other_rules(examined.other_rules)


def _margin_rows(book: RuleBook, examined: Examination) -> Iterator[Diagnostic]:
    for title in examined.margins:
        yield _row(
            examined,
            "participant",
            title.placing.participant,
            "margin",
            "" if title.margin is None else decimal_text(title.margin),
            unit=_unit(book, examined),
            note=say_reason(title.reason, book.language) if title.reason else _ids(title.behind),
        )


def _left_out_rows(book: RuleBook, examined: Examination) -> Iterator[Diagnostic]:
    unit = _unit(book, examined)
    for left in examined.left_out:
        subject = ("juror", left.juror)
        if left.reason:
            yield _row(examined, *subject, "winner_without", "", note=left.reason)
            continue
        same = say("examine.same" if left.same_winners else "examine.other", book.language)
        margin = "" if left.margin is None else decimal_text(left.margin)
        moved = str(len(left.moved))
        yield _row(examined, *subject, "winner_without", _ids(left.winners), note=same)
        why = say_reason(left.unmeasured, book.language) if left.unmeasured else ""
        yield _row(examined, *subject, "margin_without", margin, unit=unit, note=why)
        yield _row(
            examined, *subject, "titles_moved_without", moved, unit="titles", note=_ids(left.moved)
        )


def _unit(book: RuleBook, examined: Examination) -> str:
    """The unit of a total: points, or places where ranks are summed."""
    rule = book.categories[examined.official.category]
    return "places" if rule.combine.jurors == "rank_sum" else "points"


def _ids(lines: tuple[Placing, ...]) -> str:
    return "; ".join(line.participant for line in lines)


def _row(
    examined: Examination,
    subject: str,
    name: str,
    measure: str,
    value: str,
    stage: str = "",
    unit: str = "",
    note: str = "",
) -> Diagnostic:
    return Diagnostic(
        season=examined.official.season,
        category=examined.official.category,
        stage=stage,
        subject=subject,
        id=name,
        measure=measure,
        value=value,
        unit=unit,
        note=note,
    )
