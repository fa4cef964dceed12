"""The numbers beside the marks that are no sums of one row."""

from __future__ import annotations

from typing import Any

import pytest


def told(cleaned: Any) -> set[tuple[str, str]]:
    """Cells and codes of what is odd, without how the sheet was read."""
    ordinary = {"SHEET_TAKEN_FOR", "MISSING_SHEET", "SUMMARY_ROW"}
    return {(one.cell, one.code) for one in cleaned.findings if one.code not in ordinary}


@pytest.mark.parametrize(
    ("label", "right", "wrong"),
    [("Jumlah", 240, 250), ("Rata-rata", 80, 81), ("Nilai tertinggi", 90, 80),
     ("Nilai terendah", 70, 80)],
)  # fmt: skip
def test_sums_over_rows_are_counted_again(season: Any, label: str, right: int, wrong: int) -> None:
    """A sum, mean or extreme below the marks is right, or is reported."""
    season.form("a.xlsx", "J1", C10=label, D10=right)
    assert told(season.clean()) == {("E10", "NUMBER_EXPECTED")}
    season.form("a.xlsx", "J1", C10=label, D10=wrong)
    assert ("D10", "JUROR_ARITHMETIC") in told(season.clean())


def test_a_limit_beside_the_rule_book_s_is_reported(season: Any) -> None:
    """The highest mark that a form allows must be the one of the rule book."""
    season.form("a.xlsx", "J1", C10="Nilai maksimal", D10=100, E10=50)
    assert told(season.clean()) == {("E10", "LIMIT_MISMATCH")}


def test_running_numbers_may_stand_in_any_order(season: Any) -> None:
    """Rows sorted with their numbers are fine; a number twice is told with all of them."""
    season.form("a.xlsx", "J1", A7=3, A9=1)
    assert told(season.clean()) == set()
    season.form("a.xlsx", "J1", A7=3)
    cleaned = season.clean()
    assert told(cleaned) == {("A7", "ROW_NUMBERS")}
    assert any("3, 2, 3" in one.message for one in cleaned.findings)


def test_a_check_column_counts_the_marks(season: Any) -> None:
    """A column that says how many marks there are is counted again."""
    season.form("a.xlsx", "J1", G6="Cek", G7=2, G8=2, G9=1)
    assert told(season.clean()) == {("G9", "JUROR_ARITHMETIC")}


def test_numbers_that_mean_nothing_are_told(season: Any) -> None:
    """A number in a title, a year in a footer and one beside the table are each named."""
    season.form("a.xlsx", "J1", C1=2024, C16=55, H8=60)
    assert told(season.clean()) == {
        ("C1", "NUMBER_NOT_USED"), ("C16", "OUTSIDE_TABLE"), ("H8", "OUTSIDE_TABLE"),
    }  # fmt: skip


def test_a_region_that_is_not_the_participant_s_is_reported(season: Any) -> None:
    """Beside a code that fits, a region of no known spelling is used and named."""
    season.form(
        "a.xlsx", "J1", C6="Kabupaten", C7="Kab. Banjar", C8="Hulu Sungai", C9="Tanah Bumbu"
    )
    assert told(season.clean()) == {("C8", "REGION_DRIFT")}


def test_a_key_that_others_have_is_missed(season: Any) -> None:
    """A line without a code, where others have one, is known by its name and told."""
    season.form("a.xlsx", "J1", B8="")
    assert told(season.clean()) == {("B8", "KEY_MISSING")}


@pytest.mark.parametrize("waiting", ["8 5", 105, ('s="2"', "<v>45481</v>"), ""])
@pytest.mark.parametrize("label", ["Jumlah", "Rata-rata", "Nilai terendah"])
def test_sums_over_marks_that_wait_are_not_judged(season: Any, label: str, waiting: object) -> None:
    """A sum cannot be counted again before every mark in it is known: nothing is told of it."""
    season.form(
        "a.xlsx", "J1", D8=waiting, F8=150, G6="Peringkat", G7=2, G8=3, G9=3, C10=label, D10=225
    )
    told_of = {cell for cell, _ in told(season.clean())}
    assert told_of & {"D10", "F8", "G7", "G8", "G9"} == set()


def test_a_line_without_any_mark_keeps_no_sum_from_being_judged(season: Any) -> None:
    """Whoever gets no mark at all, as in the juror's own region, is not waited for."""
    season.form("a.xlsx", "J1", D8="", E8="", F8="", C10="Jumlah", D10=180)
    assert {("D10", "JUROR_ARITHMETIC")} <= told(season.clean())


def test_sums_are_judged_once_the_mark_is_known(season: Any) -> None:
    """With the correction of the mark that waited, the sums over it are counted again."""
    sha256 = season.form("a.xlsx", "J1", D8="8 5", F8=150, C10="Jumlah", D10=225)
    assert {("D8", "TWO_NUMBERS")} <= told(season.clean())
    season.table(
        "corrections",
        "id,file,sha256,sheet,cell,was,action,value,reason,by,date\n"
        f"K-1,a.xlsx,{sha256},Penilaian,D8,8 5,set,85,paraf juri,A,2024-07-23\n",
    )
    sums = {cell for cell, code in told(season.clean()) if code == "JUROR_ARITHMETIC"}
    assert sums == {"F8", "D10"}
