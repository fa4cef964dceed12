"""The rows about what else could have come out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from helpers.examine.category import examine_category
from helpers.examine.what_if_rows import rounded_up
from helpers.records.tables import Diagnostic

TABLE = "A: 81 80 79\nB: 79 81 79\nC: 60 61 60"
TWO = {"c": 60, "d": 40}


def rows_of(scoring: Any, marks: Any, rule: Any = None) -> dict[tuple[str, ...], Diagnostic]:
    """The rows of a season by subject, name, measure and stage."""
    book = scoring.book(rule)
    made = scoring.table(marks) if isinstance(marks, str) else marks
    rows = examine_category(book, scoring.category, scoring.facts(made))
    return {(row.subject, row.id, row.measure, row.stage): row for row in rows}


def test_marks_and_margins(scoring: Any) -> None:
    """A title has its smallest change, how many marks could do it, and whether it is close."""
    rows = rows_of(scoring, TABLE)
    change = rows["participant", "A", "smallest_mark_change", ""]
    assert (change.value, change.unit) == ("1.00", "points")
    assert "J1" in change.note
    able = rows["participant", "A", "marks_able", ""]
    assert (able.value, able.note) == ("6", "dari 9 nilai")
    assert rows["participant", "A", "margin_marks", ""].value == "1.00"
    assert rows["participant", "A", "margin_close", ""].value == "yes"
    assert rows["participant", "B", "margin_close", ""].value == "no"


def test_chances(scoring: Any) -> None:
    """Everyone ranked has a range and the chance of the first place, which add up to one."""
    rows = rows_of(scoring, TABLE)
    low, high = (rows["participant", "A", f"rank_{end}", ""].value for end in ("low", "high"))
    assert (low, high) == ("1", "2")
    firsts = [Decimal(row.value) for key, row in rows.items() if key[2] == "p_first"]
    assert abs(sum(firsts) - 1) < Decimal("0.002")
    assert ("participant", "A", "p_rank_2", "") in rows
    assert ("participant", "A", "p_rank_3", "") not in rows  # there are two titles
    assert rows["panel", "", "draws", ""].value == "20000"


def test_what_is_left_out(scoring: Any) -> None:
    """Criteria and stages are subjects; rules and the last participant are of the panel."""
    marks = scoring.table(TABLE) | scoring.table(
        "A: 70 70 70\nB: 75 75 71\nC: 6 6 6", criterion="d"
    )
    rows = rows_of(scoring, marks, {"stages": {"s": scoring.stage(TWO)}})
    assert rows["criterion", "s.d", "winner_without", "s"].value == "A"
    assert rows["criterion", "s.d", "titles_moved_without", "s"].note == "A: Juara I; B: Juara II"
    assert rows["stage", "s", "winner_without", ""].note.startswith("Tidak ada tahap")
    assert rows["panel", "without_last", "winner_under", ""].value == "B"
    assert rows["panel", "combine: median", "winner_under", ""].value == "B"
    assert rows["panel", "combine: z_score", "margin_under", ""].unit == "deviations"
    assert rows["criterion", "s.c", "weight_low", "s"].value == "0.00"
    assert rows["participant", "A", "smallest_weight_change", "s"].unit == "weight"
    assert rows["panel", "", "smallest_weight_change", ""].note.startswith("Hanya ada satu bobot")


def test_weights_are_rounded_so_that_they_hold(scoring: Any) -> None:
    """What must move is rounded up, and intervals inwards."""
    assert str(rounded_up(Fraction(1, 3))) == "0.34"
    assert str(rounded_up(Fraction(1, 4))) == "0.25"
    marks = scoring.table(TABLE) | scoring.table(
        "A: 70 70 70\nB: 75 75 71\nC: 6 6 6", criterion="d"
    )
    rows = rows_of(scoring, marks, {"stages": {"s": scoring.stage(TWO)}})
    # B leads by 11/3 in d and A by 1/3 in c: level at a weight of c of 1100/12 = 91.666...
    assert rows["criterion", "s.c", "weight_high", "s"].value == "91.66"
    assert rows["criterion", "s.d", "weight_low", "s"].value == "8.34"


def test_reasons(scoring: Any) -> None:
    """Where nothing can be said the value is empty and the note says why."""
    rows = rows_of(scoring, "A: 99 99 99\nB: 10 10 10")
    firm = rows["participant", "A", "smallest_mark_change", ""]
    assert (firm.value, firm.note.startswith("Tidak ada satu nilai pun")) == ("", True)
    chance = rows["panel", "", "p_first", ""]
    assert (chance.value, "ketat-longgarnya" in chance.note) == ("", True)
