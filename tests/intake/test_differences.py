"""Versions held side by side."""

from __future__ import annotations

from typing import Any


def conflict(season: Any) -> str:
    """The message of the conflict."""
    findings = season.clean().findings
    return next(str(one.message) for one in findings if one.code == "VERSION_CONFLICT")


def test_differing_cells_are_listed(season: Any) -> None:
    """Each differing cell is named with both contents, and how many are equal."""
    season.form("a.xlsx", "J1")
    season.form("b.xlsx", "J1", D7=99)
    message = conflict(season)
    assert "KT-01, Legalitas: D7 “80” / D7 “99”" in message
    assert "Sama: 5 sel" in message


def test_moved_rows_compare_well(season: Any) -> None:
    """Rows in another order are held beside the same participant."""
    season.form("a.xlsx", "J1")
    season.form("b.xlsx", "J1", B7="KT-02", C7="Nur'aini", D7=70, E7=75,
                B8="KT-01", C8="Tunas Muda", D8=80, E8=86)  # fmt: skip
    message = conflict(season)
    assert "Berbeda di 1 sel: KT-01, Program kerja: E7 “85.5” / E8 “86”" in message


def test_a_missing_row_is_a_difference(season: Any) -> None:
    """A participant who stands in one version only is told, apart from an empty cell."""
    season.form("a.xlsx", "J1")
    season.form("b.xlsx", "J1", B9="", C9="", D9="", E9="", F9="", A9="")
    assert "KT-03, Legalitas: D9 “90” / (tidak ada)" in conflict(season)


def test_equal_marks_are_said(season: Any) -> None:
    """Versions that differ outside their marks say that all marks are the same."""
    season.form("a.xlsx", "J1")
    season.form("b.xlsx", "J1", D15="Nama lain")
    assert "Semua 6 sel nilainya sama" in conflict(season)
