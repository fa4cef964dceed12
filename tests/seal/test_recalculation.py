"""The workbook, calculated again by another program."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from helpers.records.words import say
from helpers.report.workbook.tables import HEADER
from helpers.seal.recalculation import NotRecalculated, recalculate, same_value

pytestmark = pytest.mark.slow


def write_recap(path: Path, stored: float, difference: float) -> Path:
    """A workbook with one sum, stored as given, and one check column."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("1 Hasil")
        heading = HEADER - 1
        sheet.write_row(heading, 0, ["a", "b", "jumlah", say("workbook.total_check", "id")])
        sheet.write_row(heading + 1, 0, [40, 45])
        sheet.write_formula(heading + 1, 2, f"=A{HEADER + 1}+B{HEADER + 1}", None, stored)
        check = f"=ROUND(C{HEADER + 1}-{85 - difference},2)"
        sheet.write_formula(heading + 1, 3, check, None, difference)
    return path


def test_right_values_come_out_again(tmp_path: Path, soffice: str) -> None:
    """Formulas with the right stored values agree, and a check that is 0 is counted."""
    result = recalculate(write_recap(tmp_path / "a.xlsx", 85, 0), soffice)
    assert (result.formulas, result.checks) == (2, 1)
    assert (result.differences, result.nonzero) == ((), ())
    assert result.program.startswith("LibreOffice")


def test_wrong_values_are_named(tmp_path: Path, soffice: str) -> None:
    """A stored value that the formula does not give, and a check that is not 0, are named."""
    result = recalculate(write_recap(tmp_path / "a.xlsx", 99.9, 1), soffice)
    assert result.differences == (f"1 Hasil!C{HEADER + 1}: 99.9 / 85",)
    assert result.nonzero == (f"1 Hasil!D{HEADER + 1}: 1",)


def test_a_program_that_does_not_work_is_no_agreement(tmp_path: Path) -> None:
    """Where nothing comes back, that is said, and nothing passes as recalculated."""
    workbook = write_recap(tmp_path / "a.xlsx", 85, 0)
    with pytest.raises(NotRecalculated):
        recalculate(workbook, str(tmp_path / "tidak-ada"))


def test_values_are_the_same_but_for_the_last_bits() -> None:
    """Numbers may differ in their last bits, texts in nothing, and no text is as an empty cell."""
    assert same_value(0.1 + 0.2, 0.3)
    assert not same_value(80.04, 80.05)
    assert same_value("", None)
    assert not same_value("Juara I", "Juara II")
