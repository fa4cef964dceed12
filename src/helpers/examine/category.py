"""How sure the ranking of a category is, as rows of diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.examine.choices import OtherChoice, other_choices
from helpers.examine.jurors import JurorTable, Measured
from helpers.examine.leave_out import LeftOut, leave_one_out
from helpers.examine.margins import TitleMargin, title_margins
from helpers.examine.panel_rows import RowMaker, juror_rows, panel_rows
from helpers.examine.panel_study import PanelStudy, study_panels
from helpers.examine.telling import say_reason
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
    """

    official: CategoryResult
    margins: tuple[TitleMargin, ...]
    tables: tuple[JurorTable, ...]
    jurors: tuple[Measured, ...]
    left_out: tuple[LeftOut, ...]
    choices: tuple[OtherChoice, ...]
    panels: PanelStudy


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
    panels = study_panels(book, category, facts, official, through)
    return Examination(
        official=official,
        margins=title_margins(book.categories[category], official),
        tables=tuple(stage.panel.points for stage in panels.stages),
        jurors=tuple(measured for stage in panels.stages for measured in stage.jurors),
        left_out=leave_one_out(book, category, facts, official, through),
        choices=other_choices(book, category, facts, official, through),
        panels=panels,
    )


def diagnostics(book: RuleBook, examined: Examination) -> tuple[Diagnostic, ...]:
    """The rows of an examination, in the order in which it was made."""
    official = examined.official
    maker = RowMaker(official.season, official.category, book.language, _unit(book, examined))
    rows = [
        *_margin_rows(book, examined),
        *juror_rows(maker, examined.jurors),
        *_left_out_rows(book, examined),
        *_choice_rows(examined),
        *panel_rows(maker, examined.panels),
    ]
    return tuple(rows)


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
        yield _row(examined, *subject, "margin_without", margin, unit=unit)
        yield _row(
            examined, *subject, "titles_moved_without", moved, unit="titles", note=_ids(left.moved)
        )


def _choice_rows(examined: Examination) -> Iterator[Diagnostic]:
    for choice in examined.choices:
        yield _row(
            examined,
            "panel",
            f"{choice.about}: {choice.other}",
            "titles_moved_under",
            "" if choice.reason else str(len(choice.moved)),
            unit="titles",
            note=choice.reason or _ids(choice.moved),
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
