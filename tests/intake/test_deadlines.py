"""Marks after the deadline of their stage."""

from __future__ import annotations

import copy
from typing import Any

import pytest

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="xl/workbook.xml"/>'
    '<Relationship Id="c" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
    'metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)


@pytest.fixture
def due(season: Any) -> Any:
    """The season with a deadline on 23 July."""
    rules = copy.deepcopy(season.rules)
    rules["categories"]["kt"]["stages"]["administrasi"]["deadline"] = "2024-07-23"
    season.rules = rules
    return season


def write(season: Any, forge: Any, form_of: Any, core: str, **changes: object) -> str:
    """The form of J1 with what it says about itself."""
    sha256: str = season.score(
        "a.xlsx",
        {"Penilaian": forge.sheet(form_of("J1") | changes)},
        parts={"docProps/core.xml": CORE.format(core), "_rels/.rels": RELS},
    )
    return sha256


def saved(day: str) -> str:
    """The element that says when a workbook was last saved."""
    return f"<dcterms:modified>{day}</dcterms:modified>"


@pytest.mark.parametrize(
    ("core", "late"),
    [
        (saved("2024-07-23T15:59:00Z"), False),  # 23.59 in Banjarbaru
        (saved("2024-07-23T16:00:00Z"), True),  # midnight in Banjarbaru
        (saved("2024-07-24"), True),
        (saved("2024-07-23T23:30:00+08:00"), False),
        ("<dcterms:created>2024-07-25T01:00:00Z</dcterms:created>" + saved("2024-07-01"), True),
        (saved("kemarin"), False),
        ("", False),
    ],
)
def test_the_file_s_own_clock_is_asked(
    due: Any, forge: Any, form_of: Any, core: str, late: bool
) -> None:
    """The later of its days, in the office's zone, is held against the deadline, once a sheet."""
    write(due, forge, form_of, core)
    told = [one for one in due.clean().findings if one.code == "LATE_MARK"]
    assert len(told) == late
    for one in told:
        assert one.level == "warn"
        assert "jam berkas itu sendiri" in one.message


def test_a_file_without_a_clock_is_fine(due: Any, found: Any) -> None:
    """A workbook that says nothing about itself is not late."""
    due.form("a.xlsx", "J1")
    assert "LATE_MARK" not in found(due.clean())


def test_broken_properties_are_no_failure(due: Any, forge: Any, form_of: Any, found: Any) -> None:
    """What a file says about itself may be broken: its marks are read all the same."""
    write(due, forge, form_of, "<dcterms:modified>")
    cleaned = due.clean()
    assert "LATE_MARK" not in found(cleaned)
    assert cleaned.facts.scores


def test_a_late_sheet_is_accepted(due: Any, forge: Any, form_of: Any) -> None:
    """A correction with use on the sheet makes it a note."""
    sha256 = write(due, forge, form_of, saved("2024-08-01T00:00:00Z"))
    due.table(
        "corrections",
        "id,file,sha256,sheet,cell,was,action,value,reason,by,date\n"
        f"P1,a.xlsx,{sha256},Penilaian,,,use,,jam laptop keliru,A,2024-08-02\n",
    )
    told = [one for one in due.clean().findings if one.code == "LATE_MARK"]
    assert [one.level for one in told] == ["info"]


@pytest.mark.parametrize(("day", "late"), [("2024-07-23", 0), ("2024-07-24", 1)])
def test_a_mark_added_late_is_told(due: Any, day: str, late: int) -> None:
    """A correction that fills a blank after the deadline is said with its number."""
    sha256 = due.form("a.xlsx", "J1", D8="")
    due.table(
        "corrections",
        "id,file,sha256,sheet,cell,was,action,value,reason,by,date\n"
        f"P1,a.xlsx,{sha256},Penilaian,D8,,set,80,menyusul,A,{day}\n",
    )
    told = [one for one in due.clean().findings if one.code == "LATE_MARK"]
    assert len(told) == late
    assert all("P1" in one.message for one in told)
