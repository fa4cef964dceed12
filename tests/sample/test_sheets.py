"""A sheet before it is a file: layout, and what a spreadsheet would show for its formulas."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from helpers.sample.sheets import Cell, Draft, Recipe, Sheet, settle


def small_sheet(second: Cell) -> Sheet:
    """Two marks with their sum and their mean."""
    draft = Draft("Nilai", "Calibri")
    spots = (((0, 0), Decimal(1)), ((0, 1), Decimal(1)))
    draft.put((0, 0), Decimal("80.5"), "mark")
    draft.cells[0, 1] = second
    draft.put((0, 2), None, "sum", Recipe("=SUM(A1:B1)", spots))
    draft.put((0, 3), None, "sum", Recipe("=AVERAGE(A1:B1)", spots, mean=True))
    return draft.finished()


def test_a_formula_shows_what_its_cells_add_up_to() -> None:
    """A sum and a mean take the numbers of their cells."""
    sheet = settle(small_sheet(Cell(Decimal(82), "mark")))
    assert sheet.cells[0, 2].value == Decimal("162.5")
    assert sheet.cells[0, 3].value == Decimal("81.25")


def test_a_text_counts_for_nothing_in_a_sum() -> None:
    """A number that became a text is missing from sum and mean, as in every spreadsheet."""
    sheet = settle(small_sheet(Cell("82,0", "mark")))
    assert sheet.cells[0, 2].value == Decimal("80.5")
    assert sheet.cells[0, 3].value == Decimal("80.5")


def test_a_typed_total_stays_what_was_typed() -> None:
    """Only formulas are worked out; a typed number is left as it is."""
    sheet = small_sheet(Cell(Decimal(82), "mark"))
    typed = replace(sheet, cells={**sheet.cells, (0, 2): Cell(Decimal(425), "sum")})
    assert settle(typed).cells[0, 2].value == Decimal(425)


def test_a_long_text_makes_its_row_higher() -> None:
    """A row is as high as the longest text in it needs."""
    draft = Draft("Nilai", "Calibri", widths={0: 10, 1: 10})
    draft.put((0, 0), "Pendek", "text")
    draft.put((0, 1), "Usaha kesejahteraan sosial", "header")
    draft.put((1, 0), "Pendek", "text")
    assert draft.finished().heights == {0: 45}


def test_a_merged_area_keeps_its_text_in_the_first_cell() -> None:
    """The other cells of a merged area are empty and have the same look."""
    draft = Draft("Nilai", "Calibri")
    draft.merge((0, 0, 1, 1), "ASPEK YANG DINILAI", "header")
    sheet = draft.finished()
    assert sheet.merges == ((0, 0, 1, 1),)
    assert sheet.cells[0, 0].value == "ASPEK YANG DINILAI"
    assert {sheet.cells[place] for place in ((0, 1), (1, 0), (1, 1))} == {Cell(None, "header")}
