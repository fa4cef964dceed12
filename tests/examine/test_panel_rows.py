"""The rows about the panel in diagnostics.csv."""

from __future__ import annotations

from typing import Any

from helpers.examine.category import examine_category
from helpers.records.tables import Diagnostic


def rows_of(
    scoring: Any,
    table: Any,
    rule: Any = None,
    jurors: int = 4,
    through: str = "",
    **book: Any,
) -> list[Diagnostic]:
    """The rows of a table of marks under a rule."""
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    made = scoring.book({"jurors": names} | (rule or {}), names, **book)
    marks = scoring.table(table) if isinstance(table, str) else table
    return list(examine_category(made, scoring.category, scoring.facts(marks), through))


def of_panel(rows: list[Diagnostic], stage: str = "s") -> dict[str, Diagnostic]:
    """The rows about the panel of a stage, as it is."""
    return {
        row.measure: row for row in rows if (row.subject, row.stage, row.id) == ("panel", stage, "")
    }


def test_values_with_their_limits(scoring: Any, mixed: str) -> None:
    """A coefficient has seven decimals and its limits; W what textbooks print beside it."""
    rows = of_panel(rows_of(scoring, mixed))
    icc = rows["icc_c1"]
    assert icc.value == "0.7751291"
    assert icc.low < icc.value < icc.high
    assert rows["kendall_w"].note == "chi2 = 17.9197; df = 5; p = 0.0030"
    assert (rows["jurors_for_080"].value, rows["jurors_for_080"].unit) == ("2", "jurors")
    assert (rows["participants_compared"].value, rows["jurors_compared"].value) == ("6", "4")


def test_gaps_are_counted(scoring: Any, mixed: str) -> None:
    """With a gap the complete part is smaller, Durbin's test is there, and severity can matter."""
    rule = {"missing": {"juror_absent": "mean_of_present"}}
    rows = of_panel(rows_of(scoring, mixed.replace("A: 82 78", "A: JB 78"), rule))
    assert rows["participants_compared"].value == "5"
    assert rows["durbin_p"].value
    whole = of_panel(rows_of(scoring, mixed.replace("A: 82 78", "A: JB 78"), rule), "")
    assert whole["titles_moved_without_severity"].value == "1"  # A then shares the second place
    assert whole["titles_moved_without_severity"].note == "A"
    assert float(whole["shift_without_severity"].value) > 0


def test_a_far_mark_is_a_row_of_its_own(scoring: Any) -> None:
    """Each far mark has its juror, the distance, and a note with both values."""
    rows = rows_of(scoring, "A: 80 80 60 80\nB: 80 80 80 80\nC: 70 70 70 70")
    [far] = [row for row in rows if row.measure == "deviation"]
    assert (far.subject, far.id, far.stage, far.value) == ("juror", "J3", "s", "-20.0000")
    assert far.note == "A, c: 60; rata-rata juri lain 80"
    counts = {row.id: row.value for row in rows if row.measure == "deviations" and row.stage}
    assert counts == {"J1": "0", "J2": "0", "J3": "1", "J4": "0"}


def test_three_jurors_have_a_warning(scoring: Any, against: str) -> None:
    """With three jurors a row says that no statement on a single juror is possible."""
    rows = of_panel(rows_of(scoring, against, jurors=3))
    assert rows["single_jurors"].note.startswith("Hanya tiga juri")
    assert "single_jurors" not in of_panel(rows_of(scoring, "A: 1 2 3 4\nB: 4 3 2 1"))


def test_a_flat_juror_has_a_note(scoring: Any) -> None:
    """A juror who gave all the same has a row with the reason instead of a correlation."""
    rows = rows_of(scoring, "A: 80 70 50 60\nB: 80 60 40 65\nC: 80 90 30 50")
    [flat] = [r for r in rows if (r.id, r.measure, r.stage) == ("J1", "rho_rest", "s")]
    assert flat.value == ""
    assert flat.note.startswith("Nilai juri ini")


def test_a_stage_to_come_says_so(scoring: Any) -> None:
    """A later stage of jurors is to come, and is no stage without agreement."""
    stages = {
        "a": scoring.stage({"c": 100}, 40),
        "b": scoring.stage({"c": 100}, 30, source="committee"),
        "d": scoring.stage({"c": 100}, 30),
    }
    marks = scoring.table("A: 80 70 60 50\nB: 70 60 50 40", "a")
    rows = rows_of(scoring, marks, {"stages": stages}, through="a")
    to_come = [row for row in rows if row.stage in ("b", "d")]
    assert [(row.stage, row.value, row.note) for row in to_come] == [
        ("d", "", "Tahap ini belum dilaksanakan.")
    ]


def test_different_panels_have_no_whole(scoring: Any) -> None:
    """Where another juror sat in another stage, the whole has a reason and no coefficient."""
    stages = {
        "a": scoring.stage({"c": 100}, 50),
        "b": scoring.stage({"c": 100}, 50, jurors=["J1", "J2"]),
    }
    marks = scoring.table("A: 80 70 60 50\nB: 70 60 50 40", "a")
    marks |= scoring.table("A: 80 70\nB: 70 60", "b")
    whole = of_panel(rows_of(scoring, marks, {"stages": stages}), "")
    assert "icc_ck" not in whole
    assert whole["jurors_compared"].note.startswith("Panel juri tidak sama")


def test_the_own_region(scoring: Any) -> None:
    """A juror whose region is known has a row: an effect with its chance, or why there is none."""
    seats = {"J1": {"region": "63.01"}}
    rows = rows_of(scoring, "A: 80 70 50 60\nB: 80 60 40 65\nC: 80 90 30 50", seats=seats)
    own = [row for row in rows if row.measure.startswith("favour") and row.stage]
    assert [(row.id, row.measure, row.value) for row in own] == [("J1", "favour", "")]
    assert own[0].note


def test_under_the_median_no_error_in_points(scoring: Any, mixed: str) -> None:
    """Where the rule does not average, an error in points is a reason."""
    rows = of_panel(rows_of(scoring, mixed, {"combine": {"jurors": "median"}}))
    assert rows["standard_error"].value == rows["error_relative"].value == ""
    assert rows["standard_error"].note.startswith("Aturan tidak merata-ratakan")


def test_a_sum_has_the_error_of_a_sum(scoring: Any, mixed: str) -> None:
    """The error of a sum of four jurors is four times that of their mean."""
    mean, total = (
        float(
            of_panel(rows_of(scoring, mixed, {"combine": {"jurors": way}}))["standard_error"].value
        )
        for way in ("mean", "sum")
    )
    assert abs(total - 4 * mean) < 1e-5
