"""What happens to score sheets: each kind of mess, and where the sample seasons hold it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from helpers.sample.material import Mess
from helpers.sample.messes import spoil
from helpers.sample.sheets import Cell, Sheet

MARK, TOTAL = ("mark", "KT-01", "uep"), ("total", "KT-01", "")
SHEET = Sheet(
    name="Nilai",
    font="Arial",
    cells={(4, 2): Cell(Decimal("85.5"), "mark"), (4, 3): Cell(Decimal("85.5"), "sum")},
    merges=(),
    widths={},
    heights={},
    places={MARK: (4, 2), TOTAL: (4, 3)},
)
MESS = Mess("*", "*", "mark", "KT-01", "uep", "write", "", "")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("comma", "", Cell("85,5", "mark")),
        ("spaced", "", Cell("85,5\N{NO-BREAK SPACE}", "mark")),
        ("write", "TH", Cell("TH", "mark")),
        ("clear", "", Cell(None, "mark")),
        ("number", "425", Cell(Decimal(425), "mark")),
        ("off", "-50", Cell(Decimal("35.5"), "mark")),
        ("day", "45481", Cell(Decimal(45481), "day")),
        ("comment", "cek", Cell(Decimal("85.5"), "mark", comment="cek")),
        ("fill", "", Cell(Decimal("85.5"), "painted")),
    ],
)
def test_a_mess_changes_its_cell_alone(kind: str, text: str, expected: Cell) -> None:
    """Each kind of mess does to its cell what its name says, and nothing to the others."""
    spoilt = spoil(SHEET, "nilai.xlsx", [replace(MESS, kind=kind, text=text)])
    assert spoilt.cells == {(4, 2): expected, (4, 3): SHEET.cells[4, 3]}


def test_a_column_is_hidden_with_its_marks() -> None:
    """Hiding a column takes nothing out of it."""
    spoilt = spoil(SHEET, "nilai.xlsx", [replace(MESS, kind="hide")])
    assert (spoilt.hidden, spoilt.cells) == (frozenset({2}), SHEET.cells)


def test_a_mess_strikes_only_the_files_it_names() -> None:
    """A mess of another file or sheet leaves this one as it is."""
    others = [replace(MESS, file="lain.xlsx"), replace(MESS, sheet="Lain")]
    assert spoil(SHEET, "nilai.xlsx", others) == SHEET


def test_a_mess_that_finds_nothing_is_a_mistake() -> None:
    """A mess for a participant who is not on the sheet does not pass in silence."""
    with pytest.raises(LookupError):
        spoil(SHEET, "nilai.xlsx", [replace(MESS, participant="KT-99")])


KT = "scores/karang taruna/22 juli/"
FINAL = "scores/karang taruna/24 juli/"
CELLS = {
    "a text with a decimal comma": (KT + "KT administrasi - Juri 2.xlsx", "D13", "74,5"),
    "a text with a blank behind it": (
        "scores/LKS/administrasi/LKS adm J5.xlsx", "C7", "80,2\N{NO-BREAK SPACE}",
    ),
    "two numbers in a cell": (KT + "KT administrasi - Juri 1.xlsx", "F14", "8 5"),
    "a region written HSS": (KT + "nilai juri 3 (revisi fix).xlsx", "D10", "HSS"),
    "a region written Kota Baru": (KT + "KT administrasi - Juri 2.xlsx", "C21", "Kota Baru"),
    "a region written Tanah Bumu": (KT + "KT administrasi - Juri 2.xlsx", "C13", "Tanah Bumu"),
    "a region written Kab. Banjar": (KT + "KT administrasi - Juri 2.xlsx", "C14", "Kab. Banjar"),
    "a name written otherwise": (
        KT + "nilai juri 3 (revisi fix).xlsx", "C10", "Karang Taruna Nuraini Contoh",
    ),
    "a name that a person approved": (
        FINAL + "KT paparan wawancara J2.xlsx", "B14", "KT Murakata dan Kawan",
    ),
    "an absent participant": (
        "scores/karang taruna/23 juli/hasil tes tertulis KT.xlsx", "E17", "TH",
    ),
    "an absent juror": (KT + "Form J4 adm KT.xlsx", "M12", "juri berhalangan"),
    "a recused juror": (KT + "KT administrasi - Juri 2.xlsx", "D14", None),
    "a product that is wrong": ("scores/TKSK/14 Mei/TKSK kinerja J1.xlsx", "G17", 425),
    "its mark": ("scores/TKSK/14 Mei/TKSK kinerja J1.xlsx", "E17", 95),
    "its weight": ("scores/TKSK/14 Mei/TKSK kinerja J1.xlsx", "F17", 5),
    "a total that is wrong": (FINAL + "KT paparan wawancara J3.xlsx", "H10", 254.75),
    "another weight than the rules": (KT + "Form J4 adm KT.xlsx", "C12", 0.2),
    "criteria down": (KT + "Form J4 adm KT.xlsx", "B12", "Legalitas dan kepengurusan"),
    "participants across": (KT + "Form J4 adm KT.xlsx", "D10", "KT-01"),
    "a title block": (
        KT + "KT administrasi - Juri 1.xlsx", "A1", "PEMERINTAH PROVINSI KALIMANTAN SELATAN",
    ),
    "a form that names its juror by code": (KT + "nilai juri 3.xlsx", "C6", "J3"),
    "a form of the committee": (
        "scores/LKS/administrasi/nilai akreditasi.xlsx", "A6", "Penilai : Panitia",
    ),
    "a form that does not say whose it is": (
        "scores/LKS/paparan/IMG nilai paparan (1).xlsx", "A4", "No.",
    ),
    "a row of means": (KT + "KT administrasi - Juri 2.xlsx", "A26", "Rata-rata"),
    "a remark beside the marks": (
        KT + "KT administrasi - Juri 1.xlsx", "J19", "Berkas susulan diterima",
    ),
    "a footer with a number of the civil service": (
        KT + "KT administrasi - Juri 1.xlsx", "H32", "NIP. 19680000 199300 1 001",
    ),
    "an apostrophe": (KT + "KT administrasi - Juri 1.xlsx", "C16", "Karang Taruna Nur'aini Contoh"),
    "an ampersand": (
        KT + "KT administrasi - Juri 1.xlsx", "C17", "Karang Taruna Murakata & Kawan Contoh",
    ),
    "a comma in a name": (
        KT + "KT administrasi - Juri 1.xlsx", "C13", "Karang Taruna Bina Contoh, Desa Andai",
    ),
}  # fmt: skip


def sheet_of(root: Path, file: str, name: str = "") -> Worksheet:
    """A sheet of a committed workbook of contoh-2024, as another reader sees it."""
    book = openpyxl.load_workbook(root / "data" / "raw" / "contoh-2024" / file)
    return book[name or book.sheetnames[0]]


@pytest.mark.parametrize("mess", CELLS)
def test_the_sample_holds_the_mess(mess: str, root: Path) -> None:
    """The committed season holds, at this address, the mess that the guides speak of."""
    file, cell, expected = CELLS[mess]
    assert sheet_of(root, file)[cell].value == expected


def test_the_sample_holds_a_date_that_was_a_mark(root: Path) -> None:
    """A mark typed as 8-7 is stored as a day."""
    assert sheet_of(root, "scores/LKS/administrasi/LKS adm J3.xlsx")["F14"].is_date


def test_the_sample_holds_a_comment_on_a_mark(root: Path) -> None:
    """A juror left a comment on a mark."""
    cell = sheet_of(root, "scores/LKS/tinjauan/peninjauan J1.xlsx")["E13"]
    assert cell.comment is not None
    assert "dicocokkan" in cell.comment.text


def test_the_sample_holds_a_hidden_column(root: Path) -> None:
    """A column with marks is hidden."""
    sheet = sheet_of(root, KT + "Juri 5 - administrasi Karang Taruna.xlsx")
    assert sheet.column_dimensions["F"].hidden
    assert sheet["F6"].value == "Usaha kesejahteraan sosial"


def test_the_sample_holds_a_painted_mark(root: Path) -> None:
    """A juror painted a mark."""
    sheet = sheet_of(root, "scores/TKSK/15 Mei/TKSK wawancara J3.xlsx")
    fills = [cell.fill.fgColor.rgb for row in sheet.iter_rows() for cell in row]
    assert fills.count("FFFFF2A8") == 1


def test_the_sample_holds_merged_headers(root: Path) -> None:
    """One form has three header rows with merged cells and the weights below the criteria."""
    sheet = sheet_of(root, KT + "KT administrasi - Juri 2.xlsx")
    assert {"D10:G10", "B10:B12"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert [sheet[f"{column}12"].value for column in "DEFG"] == [0.25, 0.35, 0.2, 0.2]


def test_the_rows_stand_in_another_order_for_each_juror(root: Path) -> None:
    """Three jurors list the same participants in three orders."""
    files = {
        "KT administrasi - Juri 1.xlsx": ("B", 11),
        "nilai juri 3 (revisi fix).xlsx": ("B", 9),
        "Juri 5 - administrasi Karang Taruna.xlsx": ("A", 7),
    }
    orders = []
    for file, (column, first) in files.items():
        sheet = sheet_of(root, KT + file)
        orders.append(tuple(sheet[f"{column}{row}"].value for row in range(first, first + 13)))
    assert len({frozenset(order) for order in orders}) == 1
    assert len(set(orders)) == 3


def test_two_stages_stand_in_one_workbook(root: Path) -> None:
    """A juror filled in two stages on two sheets of one file."""
    file = root / "data" / "raw" / "contoh-2024" / "scores" / "PSM" / "PSM Juri 1.xlsx"
    assert openpyxl.load_workbook(file).sheetnames == ["Portofolio", "Wawancara"]
