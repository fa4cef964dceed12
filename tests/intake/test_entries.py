"""A paper form that was typed twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CORRECTIONS = "id,file,sha256,sheet,cell,was,action,value,reason,by,date,evidence,approved_by\n"


def typing(cell: str, value: object) -> Callable[[Any], None]:
    """What types a value into a cell of the first sheet."""

    def change(workbook: Any) -> None:
        workbook.worksheets[0][cell] = value

    return change


def two_entries(season: Any, change: Callable[[Any], None]) -> Any:
    """A season in which the second entry was changed, with every other sheet there."""
    season.complete()
    (season.folder / "scores" / "j1.xlsx").unlink()
    season.own_form("satu.xlsx", entry="1")
    season.own_form("dua.xlsx", entry="2", change=change)
    return season.clean()


def differences(cleaned: Any) -> list[Any]:
    """The findings about differing entries."""
    return [one for one in cleaned.findings if one.code == "ENTRY_DIFFERS"]


def fates(cleaned: Any, file: str) -> dict[str, tuple[str, str]]:
    """Fate and reason of the score cells of a file."""
    return {
        row.cell: (row.fate, row.reason)
        for row in cleaned.ledger
        if row.file == f"scores/{file}" and row.role == "score"
    }


def test_a_difference_stops_and_names_both_cells(season: Any) -> None:
    """Where two entries differ neither is used; both addresses and values are told."""
    cleaned = two_entries(season, typing("E12", 36))
    [finding] = differences(cleaned)
    assert (finding.level, finding.cell, finding.literal) == ("block", "E12", "63")
    assert finding.file == "scores/satu.xlsx"
    assert "scores/dua.xlsx › 1 kt administrasi › E12 “36”" in finding.message
    assert fates(cleaned, "satu.xlsx")["E12"] == ("quarantined", "ENTRY_DIFFERS")
    assert fates(cleaned, "dua.xlsx")["E12"] == ("quarantined", "ENTRY_DIFFERS")
    assert fates(cleaned, "satu.xlsx")["E13"] == ("used", "typed_from_paper")
    assert fates(cleaned, "dua.xlsx")["E13"] == ("ignored", "entry_checked")
    mine = [one for one in cleaned.facts.scores if one.juror == "J1"]
    assert len(mine) == 5


@pytest.mark.parametrize(("value", "literal"), [(None, ""), ("TH", "TH"), ("8 5", "8 5")])
def test_blank_absent_and_unreadable_differ_from_a_mark(
    season: Any, value: object, literal: str
) -> None:
    """A cell left empty, a word of absence and a text that is no mark are not the mark."""
    [finding] = differences(two_entries(season, typing("E12", value)))
    assert f"E12 “{literal}”" in finding.message


def test_a_mark_typed_as_text_is_the_same_mark(season: Any) -> None:
    """Two ways to store one mark do not differ."""
    assert differences(two_entries(season, typing("E12", "63,0"))) == []


@pytest.mark.parametrize(
    ("file", "action", "value", "was", "mark"),
    [
        ("satu", "set", "36", "63", "36"),
        ("satu", "use", "", "63", "63"),
        ("dua", "set", "63", "36", "63"),
    ],
)
def test_a_correction_says_what_holds(
    season: Any, file: str, action: str, value: str, was: str, mark: str
) -> None:
    """The first entry is corrected or accepted, or the second is corrected to agree."""
    cleaned = two_entries(season, typing("E12", 36))
    sha256 = next(one.sha256 for one in cleaned.files if one.file == f"scores/{file}.xlsx")
    season.table(
        "corrections",
        f"{CORRECTIONS}K1,{file}.xlsx,{sha256},1 kt administrasi,E12,{was},{action},{value},"
        "menurut kertas,A,2024-07-23,,\n",
    )
    cleaned = season.clean()
    assert [one for one in cleaned.findings if one.level in ("refuse", "block", "warn")] == []
    [score] = [one for one in cleaned.facts.scores if (one.juror, one.cell) == ("J1", "E12")]
    assert (str(score.score), score.file) == (mark, "scores/satu.xlsx")
    assert fates(cleaned, "dua.xlsx")["E12"][0] == "ignored"


def test_a_line_that_one_entry_lacks_waits(season: Any) -> None:
    """A participant who stands in the second entry only is missed in the first."""

    def lose(workbook: Any) -> None:
        for column in range(1, 8):
            workbook.worksheets[0].cell(12, column).value = None

    season.complete()
    (season.folder / "scores" / "j1.xlsx").unlink()
    season.own_form("satu.xlsx", entry="1", change=lose)
    season.own_form("dua.xlsx", entry="2")
    cleaned = season.clean()
    assert fates(cleaned, "dua.xlsx")["E12"] == ("quarantined", "ENTRY_DIFFERS")
    assert {one.participant for one in cleaned.facts.scores if one.juror == "J1"} == {
        "KT-01", "KT-03",
    }  # fmt: skip


def test_notes_about_marks_are_told_once(season: Any) -> None:
    """A zero in both entries is one warning, at the first."""
    season.own_form("satu.xlsx", entry="1", change=typing("E12", 0))
    season.own_form("dua.xlsx", entry="2", change=typing("E12", 0))
    zeros = [one.file for one in season.clean().findings if one.code == "ZERO_SCORE"]
    assert zeros == ["scores/satu.xlsx"]
