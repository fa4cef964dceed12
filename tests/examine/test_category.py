"""The diagnostics of a category."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from helpers.examine.category import examine_category
from helpers.records.tables import Diagnostic, read_rows, table_text

TABLE = "A: 99 80 80\nB: 80 85 85\nC: 70 70 76"


def rows_of(scoring: Any, table: Any, rule: Any = None, jurors: int = 3) -> tuple[Diagnostic, ...]:
    """The rows of a table of marks under a rule."""
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    book = scoring.book({"jurors": names} | (rule or {}), names)
    marks = scoring.table(table) if isinstance(table, str) else table
    return examine_category(book, scoring.category, scoring.facts(marks))


def test_rows(scoring: Any) -> None:
    """Margins, measures by juror for each stage and for all, and the ranking without each juror."""
    rows = rows_of(scoring, TABLE)
    assert [(row.subject, row.id, row.measure, row.value, row.unit) for row in rows[:5]] == [
        ("participant", "A", "margin", "3.00", "points"),
        ("participant", "B", "margin", "11.33", "points"),
        ("juror", "J1", "marks", "3", "marks"),
        ("juror", "J2", "marks", "3", "marks"),
        ("juror", "J3", "marks", "3", "marks"),
    ]
    values = {(row.id, row.measure): row.value for row in rows}
    assert values["J1", "severity"] == "3.6667"
    assert values["J1", "winner_without"] == "B"
    assert values["J1", "margin_without"] == "5.00"
    assert values["J1", "titles_moved_without"] == "2"
    assert values["J2", "winner_without"] == "A"
    assert {row.stage for row in rows if row.measure == "severity"} == {"s", ""}


def test_severities_add_up_to_nothing(scoring: Any) -> None:
    """In a complete panel the severities of all jurors add up to zero."""
    rows = rows_of(scoring, "A: 90 80 70\nB: 85 81 77")
    assert sum(Decimal(row.value) for row in rows if row.measure == "severity") == 0


def test_reasons_instead_of_numbers(scoring: Any) -> None:
    """P7: with two jurors the measures of single jurors are a sentence, not a number."""
    rows = rows_of(scoring, "A: 90 80\nB: 85 81", jurors=2)
    single = ("severity", "spread", "influence", "rho_rest")
    told = [row for row in rows if row.subject == "panel" and row.measure in single]
    assert [(row.measure, row.value) for row in told if row.stage] == [(one, "") for one in single]
    assert {row.note for row in told} == {
        "Kurang dari tiga juri: tidak ada yang dapat dikatakan tentang juri satu per satu."
    }


def test_rank_sums_have_places(scoring: Any) -> None:
    """Under rank_sum a margin is a difference of places."""
    rows = rows_of(scoring, TABLE, {"combine": {"jurors": "rank_sum"}})
    assert {row.unit for row in rows if row.measure == "margin"} == {"places"}


def test_an_undecided_category(scoring: Any) -> None:
    """A blocked category has no margins; what was measured before the block may stand."""
    rows = rows_of(scoring, "A: 90 80 .\nB: 85 81 80")
    assert rows == ()


def test_a_committee_stage_has_no_jurors(scoring: Any) -> None:
    """A stage of the committee has no juror to measure."""
    stages = {"s": scoring.stage({"c": 100}, source="committee")}
    rows = rows_of(scoring, scoring.table("A = 80\nB = 70"), {"stages": stages})
    assert not [row for row in rows if row.subject == "juror"]


def test_rows_survive_their_table(scoring: Any) -> None:
    """The rows written as diagnostics.csv read back the same, with no NaN among them."""
    rows = rows_of(scoring, TABLE)
    assert read_rows(Diagnostic, table_text(Diagnostic, rows)) == rows
    assert not {row.value for row in rows} & {"nan", "inf", "-inf"}
