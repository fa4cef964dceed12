"""The workbook of one juror."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from helpers.records.form_data import META_SHEET, read_form_rows
from helpers.rules import fingerprint

AGAIN = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from conftest import FormSeason
from pathlib import Path
print(hashlib.sha256(FormSeason(Path()).form("J2", "1")).hexdigest())
"""


def test_the_same_rules_give_the_same_bytes(forms: Any, root: Any) -> None:
    """Another process with another seed writes the same file to the last byte, and again here."""
    first = forms.form("J2", "1")
    assert forms.form("J2", "1") == first
    done = subprocess.run(
        [sys.executable, "-c", AGAIN, str(root / "tests" / "forms"), str(root / "src")],
        capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "77"},
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(first).hexdigest()


def test_a_form_says_whose_it_is(forms: Any) -> None:
    """The hidden sheet holds season, juror, rules, entry and every sheet with its stage."""
    workbook = forms.read("J2", "2")
    sheet = workbook[META_SHEET]
    assert sheet.sheet_state == "veryHidden"
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    data = read_form_rows(rows)
    assert (data.season, data.juror, data.entry) == ("musim-uji", "J2", "2")
    assert data.rules == fingerprint(forms.book)
    assert [(one.name, one.category, one.stage) for one in data.sheets] == [
        (workbook.sheetnames[0], "kt", "adm")
    ]


def test_only_cells_of_marks_are_open(forms: Any, cells_of: Any) -> None:
    """A cell is open where a mark is due, locked everywhere else, and no password is set."""
    workbook = forms.read("J2")
    sheet = workbook.worksheets[0]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sorted(cells_of(workbook).values()) == [
        ("KT-01", "Legalitas"), ("KT-01", "Program kerja"),
        ("KT-02", "Legalitas"), ("KT-02", "Program kerja"),
    ]  # fmt: skip


def test_long_names_of_sheets_are_cut_and_stay_apart(forms: Any) -> None:
    """The name of a sheet has at most 31 characters and begins with its number."""
    stage = forms.rules["categories"]["kt"]["stages"]["adm"]
    forms.with_category(
        stages={"a" * 40: {**stage, "weight": 50}, "a" * 41: {**stage, "weight": 50}}
    )
    names = forms.read().sheetnames
    assert all(len(name) <= 31 for name in names)
    assert [name[:2] for name in names[:2]] == ["1 ", "2 "]


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "<b>Tunas</b>", "{=1}", "https://a.b"])
def test_a_name_is_a_text_whatever_it_looks_like(forms: Any, name: str) -> None:
    """A name that looks like a formula, a link or markup is written as the text it is."""
    forms.people[0] = replace(forms.people[0], name=name)
    cell = forms.read().worksheets[0]["C11"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)
