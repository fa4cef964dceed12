"""How sure the ranking of a category is, as rows of diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.examine.jurors import JurorTable, Measured, juror_table, measure_jurors
from helpers.examine.leave_out import LeftOut, leave_one_out
from helpers.examine.margins import TitleMargin, title_margins
from helpers.examine.telling import say_reason
from helpers.records.facts import SeasonFacts
from helpers.records.numbers import as_decimal, decimal_text
from helpers.records.tables import Diagnostic, Placing
from helpers.records.words import say
from helpers.rules.models import RuleBook
from helpers.scoring import CategoryResult, score_category


@dataclass(frozen=True)
class Examination:
    """What is measured about a category: margins, jurors stage by stage, each juror left out."""

    official: CategoryResult
    margins: tuple[TitleMargin, ...]
    tables: tuple[JurorTable, ...]
    jurors: tuple[Measured, ...]
    left_out: tuple[LeftOut, ...]


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
    results = official.stage_results.values()
    tables = tuple(juror_table(result) for result in results if result.jurors)
    return Examination(
        official=official,
        margins=title_margins(book.categories[category], official),
        tables=tables,
        jurors=tuple(measured for table in tables for measured in measure_jurors(table)),
        left_out=leave_one_out(book, category, facts, official, through),
    )


def diagnostics(book: RuleBook, examined: Examination) -> tuple[Diagnostic, ...]:
    """The rows of an examination: margins, then the jurors of each stage, then each left out."""
    rows = [
        *_margin_rows(book, examined),
        *_juror_rows(book, examined),
        *_left_out_rows(book, examined),
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


def _juror_rows(book: RuleBook, examined: Examination) -> Iterator[Diagnostic]:
    for measured in examined.jurors:
        if measured.reason:
            reason = say_reason(measured.reason, book.language)
            yield _row(
                examined, "panel", "", measured.measure, "", measured.stage, measured.unit, reason
            )
        for juror, value in measured.values.items():
            shown = decimal_text(as_decimal(value, measured.decimals))
            yield _row(
                examined, "juror", juror, measured.measure, shown, measured.stage, measured.unit
            )


def _left_out_rows(book: RuleBook, examined: Examination) -> Iterator[Diagnostic]:
    language, unit = book.language, _unit(book, examined)
    for left in examined.left_out:
        who = _ids(left.winners)
        same = say("examine.same" if left.same_winners else "examine.other", language)
        yield _row(examined, "juror", left.juror, "winner_without", who, note=left.reason or same)
        margin = "" if left.margin is None else decimal_text(left.margin)
        yield _row(
            examined, "juror", left.juror, "margin_without", margin, unit=unit, note=left.reason
        )
        moved = "" if left.reason else str(len(left.moved))
        yield _row(
            examined,
            "juror",
            left.juror,
            "titles_moved_without",
            moved,
            unit="titles",
            note=left.reason or _ids(left.moved),
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
