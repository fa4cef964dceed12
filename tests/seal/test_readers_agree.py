"""The project's reader and openpyxl see the same cells, or the difference has a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.intake.inspection import PLAIN_MARKS
from helpers.intake.marks import read_mark
from helpers.intake.reader import read_workbook
from helpers.intake.workbook import Cell, Position, Sheet, Workbook, address
from helpers.seal.marks import exact
from helpers.seal.second_reader import Place, Reading, Seen, read_again, read_cells

ROOT = Path(__file__).parents[2]
HOSTILE = ROOT.parent / "shared" / "hostile"
WHOLE = 20_000  # positions of a sheet, empty ones included, that are looked at
# Where openpyxl sees another value, or none, one of these names the cell.
NAMED = {
    "BAD_LITERAL", "BOOL_CELL", "DATE_IN_SCORE", "ERROR_CELL", "FORMULA_KIND", "INVISIBLE_CHAR",
    "TIME_IN_SCORE", "VALUE_UNDER_MERGE",
}  # fmt: skip
# Where openpyxl reads nothing of a workbook, one of these names a cell or sheet of it ...
UNREAD = {"BAD_LITERAL", "BAD_STYLE", "SHEET_NAME"}
# ... or it stumbles over what no cell depends on: here, a parent of the styles that is not there.
STUMBLES = {"sheetjs_t_d_dates.xlsx"}


def places(sheet: Sheet) -> Iterator[Position]:
    """The positions of a sheet from A1 to its last cell; where they are too many, its cells."""
    rows = max((row for row, _ in sheet.cells), default=0)
    columns = max((column for _, column in sheet.cells), default=0)
    if rows * columns > WHOLE:
        yield from sheet.cells
    else:
        for row in range(1, rows + 2):
            yield from ((row, column) for column in range(1, columns + 2))


def names(book: Workbook, sheet: Sheet, cell: Cell) -> set[str]:
    """The codes of all that is said about a cell, also if it were a mark."""
    mark = read_mark(cell, book.style(cell), sheet, None, PLAIN_MARKS)
    said = {one.code for one in mark.notices}
    return said | {
        one.code for one in book.notices if (one.sheet, one.cell) == (sheet.name, cell.address)
    }


def same(cell: Cell | None, seen: Seen) -> bool:
    """Whether both readers see the same; what a shared formula says elsewhere openpyxl makes up."""
    if cell is None:
        return seen == Seen(None)
    told = cell.formula == seen.formula or (cell.derived and not cell.formula)
    return exact(cell.literal, seen.value) and bool(told)


def unnamed(book: Workbook, reading: Reading) -> list[Place]:
    """Where the readers differ and nothing says why."""
    if reading.error:
        said = {one.code for one in book.notices}
        for sheet in book.sheets:
            said |= {code for cell in sheet.cells.values() for code in names(book, sheet, cell)}
        return [] if said & UNREAD else [("", reading.error)]
    found = []
    for sheet in book.sheets:
        for position in places(sheet):
            place = (sheet.name, address(position))
            cell = sheet.cells.get(position)
            if not same(cell, reading.cells[place]) and not (
                cell and names(book, sheet, cell) & NAMED
            ):
                found.append(place)
    return found


def both(paths: list[Path]) -> Mapping[Path, tuple[Workbook, Reading]]:
    """Every workbook that our reader accepts, as both readers see it."""
    books = {path: read_workbook(path) for path in paths}
    wanted = {
        path: [(sheet.name, address(one)) for sheet in book.sheets for one in places(sheet)]
        for path, book in books.items()
        if not book.refused
    }
    return {path: (books[path], reading) for path, reading in read_again(wanted).items()}


def agreement(paths: list[Path]) -> tuple[int, dict[str, list[Place]]]:
    """How many workbooks both readers accept, and those in which they differ without a name."""
    found = both(paths)
    differing = {path.name: unnamed(*pair) for path, pair in found.items()}
    accepted = sum(not reading.error for _, reading in found.values())
    return accepted, {name: places for name, places in differing.items() if places}


@pytest.mark.slow
@pytest.mark.parametrize("season", ["contoh-2023", "contoh-2024"])
def test_readers_agree_on_the_samples(season: str) -> None:
    """In the sample seasons both readers see the same in every cell, used or not."""
    paths = sorted((ROOT / "data" / "raw" / season / "scores").rglob("*.xlsx"))
    accepted, differing = agreement(paths)
    assert accepted > 0.9 * len(paths) > 0
    assert differing == {}


@pytest.mark.slow
def test_readers_agree_on_hostile_files() -> None:
    """In every hostile file that both accept they see the same, or a finding names where not."""
    if not HOSTILE.is_dir():
        pytest.skip("needs the folder shared/hostile beside the project")
    paths = sorted(path for path in HOSTILE.rglob("*") if path.suffix in (".xlsx", ".xlsm"))
    accepted, differing = agreement([path for path in paths if path.name not in STUMBLES])
    assert accepted > 50
    assert differing == {}


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.decimals(0, 100, places=2, allow_nan=False).map(float),
    st.floats(allow_nan=False, allow_infinity=False, width=64),
)
CONTENTS = st.one_of(
    st.tuples(st.just("number"), NUMBERS),
    st.tuples(st.just("text"), TEXTS),
    st.tuples(st.just("bool"), st.booleans()),
    st.tuples(st.just("formula"), NUMBERS),
    st.tuples(st.just("array"), st.integers(0, 99)),
    st.tuples(st.just("rich"), st.tuples(TEXTS.filter(len), TEXTS.filter(len))),
    st.tuples(st.just("day"), st.integers(1, 60_000)),
    st.tuples(st.just("blank"), st.none()),
)
POSITIONS = st.tuples(st.integers(0, 30), st.integers(0, 12))


def write(path: Path, cells: Mapping[Position, tuple[str, Any]], merge: bool) -> None:
    """A workbook by XlsxWriter, with one cell of each content at its position."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Nilai")
        struck, day = book.add_format({"font_strikeout": True}), book.add_format({"num_format": 16})
        for (row, column), (kind, value) in cells.items():
            match kind:
                case "number":
                    sheet.write_number(row, column, value)
                case "text":
                    sheet.write_string(row, column, value)
                case "bool":
                    sheet.write_boolean(row, column, value)
                case "formula":
                    sheet.write_formula(row, column, "=SUM(A40:B41)*2", None, value)
                case "array":
                    sheet.write_array_formula(row, column, row, column, "=A40:B40*2", None, value)
                case "rich":
                    sheet.write_rich_string(row, column, struck, value[0], value[1])
                case "day":
                    sheet.write_number(row, column, value, day)
                case _:
                    sheet.write_blank(row, column, None, struck)
        if merge:
            sheet.merge_range(40, 0, 41, 3, "gabung")


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.dictionaries(POSITIONS, CONTENTS, max_size=25), merge=st.booleans())
def test_readers_agree_on_generated_workbooks(
    tmp_path: Path, cells: dict[Position, tuple[str, Any]], merge: bool
) -> None:
    """Whatever a sound program writes, both readers see the same."""
    path = tmp_path / "nilai.xlsx"
    write(path, cells, merge)
    book = read_workbook(path)
    assert not book.refused
    wanted = [(sheet.name, address(one)) for sheet in book.sheets for one in places(sheet)]
    seen = read_cells(path, wanted)
    assert unnamed(book, Reading(dict(zip(wanted, seen, strict=True)))) == []
    kept = {(row + 1, column + 1) for (row, column), (kind, _) in cells.items() if kind != "blank"}
    assert {one for one in book.sheets[0].cells if one[0] < 40} == kept
