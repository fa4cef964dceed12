"""What the daily screen shows, before it is drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpers.cli.check_view import SeasonCheck, group, next_step, said_once
from helpers.intake import CleanSeason, Expected, Repair
from helpers.records.facts import SeasonFacts
from helpers.records.findings import find
from helpers.records.tables import Finding, SourceFile
from helpers.records.words import say
from helpers.rules import load

RULES = Path(__file__).parents[2] / "data" / "raw" / "contoh-2024" / "rules.yaml"
DUE = Expected("psm", "portofolio", "J2")


def finding(code: str, file: str = "scores/a.xlsx", cell: str = "", **about: str) -> Finding:
    """A finding that is what its code says, without its sentences."""
    level = {"FILL": "warn", "CRC": "refuse", "ROW_ORDER": "info"}.get(code, "block")
    return Finding(level, code, "psm", file, "S", cell, "", f"{code} {cell}", "lihat", about)


def standing(
    *findings: Finding, expected: tuple[Expected, ...] = (), rows: tuple[Repair, ...] = ()
) -> SeasonCheck:
    """A season with these findings."""
    facts = SeasonFacts("uji", (), (), ())
    files = (
        SourceFile("scores/a.xlsx", "0", 1, "workbook", "read"),
        SourceFile("scores/b.xlsx", "1", 1, "workbook", "read"),
    )
    clean = CleanSeason(facts, (), findings, files, expected=expected)
    return SeasonCheck("uji", findings, clean, load(RULES), rows)


def row(state: str, code: str = "TWO_NUMBERS") -> Repair:
    """A row of perbaikan.xlsx in a state."""
    return Repair({"id": "PB-7", "code": code, "status": say(f"repairs.status_{state}", "id")})


def test_files_stand_worst_first() -> None:
    """Refused before waiting before odd; what is folded keeps its place."""
    found = [finding("FILL", "scores/c.xlsx", f"C{n}") for n in range(3)]
    found += [finding("TWO_NUMBERS", cell="D8"), finding("CRC", "scores/b.xlsx")]
    groups = group([*found, finding("ROW_ORDER")], everything=False)
    assert [one.file for one in groups] == ["scores/b.xlsx", "scores/a.xlsx", "scores/c.xlsx"]
    assert groups[-1].blocks[0].folded
    assert not groups[0].blocks[0].folded
    whole = group([finding("ROW_ORDER")], everything=True)
    assert [one.level for one in whole] == ["info"]


def test_each_line_of_an_officers_table_is_told() -> None:
    """What is wrong in three lines of perbaikan.xlsx is three things to mend, each with words."""
    found = [finding("TABLE_INVALID", "perbaikan.xlsx", f"K{n}") for n in range(3)]
    [alone] = group(found, everything=False)
    assert not alone.blocks[0].folded
    [nowhere] = group([finding("MISSING_SHEET", "")] * 3, everything=False)
    assert nowhere.blocks[0].folded


def test_what_only_follows_is_not_told() -> None:
    """A cell that waits is not blank as well, and a sheet that has come is not missing."""
    slip, blank = finding("TWO_NUMBERS", cell="D8"), finding("BLANK_SCORE", cell="D8")
    missing = finding("MISSING_SHEET", "", stage="portofolio", juror="J2")
    came = replace(DUE, file="scores/a.xlsx")
    assert said_once([blank, slip, slip], []) == (slip,)
    assert said_once([missing], [came]) == ()
    assert said_once([missing], [DUE]) == (missing,)


@pytest.mark.parametrize(
    ("found", "due", "state"),
    [
        ([], DUE, "missing"),
        ([], replace(DUE, excused=True), "excused"),
        ([], replace(DUE, file="scores/a.xlsx", sheet="S"), "received"),
        (["TWO_NUMBERS"], replace(DUE, file="scores/a.xlsx", sheet="S"), "waits"),
        (["TWO_NUMBERS"], replace(DUE, file="scores/a.xlsx", sheet="T"), "received"),
        (["VERSION_CONFLICT"], replace(DUE, file="scores/a.xlsx", sheet="S"), "versions"),
    ],
)
def test_each_sheet_has_a_state(found: list[str], due: Expected, state: str) -> None:
    """Missing, not asked for, received, waiting or in two versions."""
    assert standing(*(finding(code) for code in found)).state(due) == state


def test_a_late_sheet_is_seen() -> None:
    """A sheet after its deadline has its own sign, until it is accepted."""
    due = replace(DUE, file="scores/a.xlsx", sheet="S")
    late = replace(finding("LATE_MARK"), level="warn")
    assert standing(late).state(due) == "late"
    assert standing(replace(late, level="info")).state(due) == "received"


@pytest.mark.parametrize(
    ("season", "step"),
    [
        (standing(), "next_ready"),
        (standing(finding("FILL")), "next_warned"),
        (standing(finding("TWO_NUMBERS"), rows=(row("open"),)), "next_rows"),
        (standing(finding("TWO_NUMBERS"), rows=(row("open"), row("partly"))), "next_partly"),
        (standing(finding("MISSING_SHEET", ""), expected=(DUE,)), "next_missing"),
        (standing(finding("QUORUM", "")), "next_other"),
        (standing(finding("TABLE_INVALID", "corrections.csv"), rows=(row("open"),)), "next_table"),
    ],
)
def test_there_is_one_next_step(season: SeasonCheck, step: str) -> None:
    """The officer is told one thing to do, and the sentence can be said."""
    key, values = next_step(season, "data/raw/uji/perbaikan.xlsx")
    assert key == step
    for language in ("id", "en"):
        assert say(f"cli.{key}", language, **values)


def test_the_first_step_is_concrete() -> None:
    """The juror is named with the sheets, and the row with its number."""
    _, values = next_step(standing(finding("MISSING_SHEET", ""), expected=(DUE,)), "")
    assert "Noor Umpamasari" in str(values["juror"])
    assert "Portofolio" in str(values["sheets"])
    _, rows = next_step(standing(finding("TWO_NUMBERS"), rows=(row("open"),)), "")
    assert rows["id"] == "PB-7"


def test_fine_files_are_counted() -> None:
    """A file with notes only is fine."""
    season: Any = standing(finding("TWO_NUMBERS"), finding("ROW_ORDER", "scores/b.xlsx"))
    assert season.fine == ("scores/b.xlsx",)
    assert season.outcomes("duplicate") == ()


def test_findings_have_sentences() -> None:
    """The codes of this test are codes of the vocabulary."""
    assert find("FILL", "id", literal="80").level == "warn"
