"""The table of a form."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from helpers.records.tables import Participant


def texts(sheet: Any, row: int) -> list[Any]:
    """The filled cells of a row."""
    return [cell.value for cell in sheet[row] if cell.value is not None]


def test_header_weights_and_ranges_stand_above_the_marks(forms: Any) -> None:
    """Each criterion has its name, its weight and its range above it."""
    sheet = forms.read().worksheets[0]
    assert texts(sheet, 8) == [
        "No", "Kode", "Nama", "Kabupaten/Kota", "Legalitas", "Program kerja", "Cek",
    ]  # fmt: skip
    assert texts(sheet, 9) == ["Bobot", 40, 60]
    assert texts(sheet, 10) == ["Rentang nilai", 100, 100]
    assert (sheet["E9"].number_format, sheet["E10"].number_format) == ('0"%"', '"0–"0')


def test_a_weight_shows_its_own_decimals(forms: Any) -> None:
    """A factor is written as it is, without a percent sign."""
    forms.with_category(weights="factor")
    stages = forms.rules["categories"]["kt"]["stages"]
    criteria = {"c": {"name": "C", "weight": "1.5"}}
    forms.with_category(stages={"adm": {**stages["adm"], "criteria": criteria}})
    cell = forms.read().worksheets[0]["E9"]
    assert (cell.value, cell.number_format) == (1.5, "0.0")


def test_a_recused_line_is_grey_locked_and_says_why(forms: Any) -> None:
    """Dashes where marks would be, and the reason beside them."""
    sheet = forms.read("J2").worksheets[0]
    assert texts(sheet, 13) == [
        3, "KT-03", "Bina Banua", "Kabupaten Banjar", "–", "–", "–",
        "tidak menilai wilayah sendiri",
    ]  # fmt: skip
    assert {sheet.cell(13, column).fill.fgColor.rgb for column in (5, 6, 7)} == {"FFD9D9D9"}
    assert all(sheet.cell(13, column).protection.locked for column in (5, 6, 7))


def test_ids_are_texts_and_marks_have_the_decimals_of_their_scale(forms: Any) -> None:
    """An id of digits stays a text; a mark shows the decimals that its scale allows."""
    forms.people[0] = replace(forms.people[0], id="007")
    sheet = forms.read().worksheets[0]
    assert (sheet["B11"].value, sheet["B11"].data_type) == ("007", "s")
    assert sheet["E11"].number_format == "0.00"
    assert forms.read("committee").worksheets[0]["E11"].number_format == "0"


def test_what_is_filled_in_is_counted(forms: Any) -> None:
    """Each line counts its own marks against those due, and the foot counts them all."""
    sheet = forms.read("J2").worksheets[0]
    assert sheet["G11"].value.startswith("=COUNT(E11:F11)")
    assert sheet["G11"].number_format == '0" / 2"'
    assert (sheet["G14"].value, sheet["G14"].number_format) == ("=SUM(G11:G13)", '0" / 4"')


def test_no_cell_of_the_table_is_merged(forms: Any) -> None:
    """Merges stand above and below the table only."""
    sheet = forms.read("J2").worksheets[0]
    rows = {
        row for area in sheet.merged_cells.ranges for row in range(area.min_row, area.max_row + 1)
    }
    assert not rows & set(range(8, 15))


def test_every_column_of_marks_is_checked_while_typing(forms: Any) -> None:
    """One validation stands on each column of marks, over all its lines."""
    found = forms.read().worksheets[0].data_validations.dataValidation
    assert [str(one.sqref) for one in found] == ["E11:E13", "F11:F13"]
    assert {one.type for one in found} == {"custom"}


@pytest.mark.parametrize(("people", "criteria"), [(1, 1), (60, 15)])
def test_small_and_large_tables(forms: Any, cells_of: Any, people: int, criteria: int) -> None:
    """One participant and sixty, one criterion and fifteen, names however long."""
    forms.people = [
        Participant(f"P-{n:03}", "kt", "63.01", f"Karang Taruna {'Panjang ' * n}".strip())
        for n in range(people)
    ]
    forms.with_criteria([f"Kriteria penilaian ke-{n}" for n in range(criteria)])
    workbook = forms.read()
    assert len(cells_of(workbook)) == people * criteria
    sheet = workbook.worksheets[0]
    heights = [sheet.row_dimensions[row].height for row in range(11, 11 + people)]
    assert heights == sorted(heights)
    assert not [n for n in heights if n > 409]


def test_names_of_many_criteria_stand_upright(forms: Any) -> None:
    """With few criteria their names lie, with many they stand, and the columns are narrow."""
    for criteria, turned in ((9, 0), (10, 90)):
        forms.with_criteria([f"Kriteria penilaian ke-{n}" for n in range(criteria)])
        header = forms.read().worksheets[0]["E8"]
        assert (header.value, header.alignment.textRotation) == ("Kriteria penilaian ke-0", turned)


def test_a_region_that_is_no_code_stands_as_it_is(forms: Any) -> None:
    """Without a list of regions the register's own words are shown."""
    forms.with_rules(regions=None)
    forms.people[0] = replace(forms.people[0], region="Kecamatan Pelaihari")
    sheet = forms.read().worksheets[0]
    assert (sheet["D8"].value, sheet["D11"].value) == ("Asal", "Kecamatan Pelaihari")
    assert re.fullmatch(r"0\.0+", sheet["E11"].number_format)
