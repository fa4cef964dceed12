"""The benchmarks of reading: our reader beside others, and the gate beside inflating the file.

Reading means the gate and every fact that is kept of every cell. openpyxl needs two passes for the
same: one for values and one for formulas. calamine keeps neither formulas nor formats, runs,
comments or what is hidden; it shows how fast reading can be and is no measure.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

JURORS = 200
PARTICIPANTS, CRITERIA = 60, 8
LARGE_ROWS, LARGE_COLUMNS = 20_000, 20
MILLISECONDS = 1e-3


class Limit(NamedTuple):
    """What is measured, what it stands against, and how long it may take.

    ``ratio`` is the greatest multiple of the other that is allowed, None where the other is only
    shown; ``seconds`` are allowed on top. ``cells`` are what one run handles, where that says more.
    """

    what: str
    alternative: str
    ratio: float | None
    seconds: float = 0.0
    cells: int = 0


_CELLS = {
    f"read {JURORS} score sheets": JURORS * ((PARTICIPANTS + 1) * (CRITERIA + 3)),
    "read one large workbook": LARGE_ROWS * LARGE_COLUMNS,
}
READING_LIMITS = (
    *(
        Limit(what, f"{other}: {what}", ratio, cells=cells)
        for what, cells in _CELLS.items()
        for other, ratio in (("openpyxl, twice", 0.4), ("calamine, values only", None))
    ),
    Limit("gate of the large workbook", "inflating it", 1.0, 50 * MILLISECONDS),
)


def reading_ways(scratch: Path) -> dict[str, Callable[[], object]]:
    """All ways by name; their workbooks are written into ``scratch`` first."""
    from helpers.intake.gate import open_package

    forms = [scratch / f"juri-{number:03}.xlsx" for number in range(JURORS)]
    large = scratch / "besar.xlsx"
    for number, path in enumerate(forms):
        _write_form(path, number)
    _write_large(large)
    data = large.read_bytes()
    ways: dict[str, Callable[[], object]] = {
        "gate of the large workbook": lambda: open_package(large.name, data),
        "inflating it": lambda: _inflate(large),
    }
    for what, paths in zip(_CELLS, (forms, [large]), strict=True):
        ways |= dict(_readers(what, paths))
    return ways


def _readers(what: str, paths: Sequence[Path]) -> Iterator[tuple[str, Callable[[], object]]]:
    import openpyxl
    import python_calamine

    from helpers.intake.reader import read_workbook

    def twice() -> None:
        for path in paths:
            openpyxl.load_workbook(path, data_only=True)
            openpyxl.load_workbook(path)

    def values() -> None:
        for path in paths:
            book = python_calamine.load_workbook(path)
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()

    def ours() -> None:
        for path in paths:
            if read_workbook(path).refused:
                raise RuntimeError(f"{path.name} was refused")

    yield what, ours
    yield f"openpyxl, twice: {what}", twice
    yield f"calamine, values only: {what}", values


def _inflate(path: Path) -> None:
    """Inflate every member, as any program has to."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            archive.read(member)


def _write_form(path: Path, number: int) -> None:
    """A juror's score sheet: code, name, a mark for each criterion, a total as a formula."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Penilaian")
        style = book.add_format({"num_format": "0.00"})
        sheet.write_row(0, 0, ["Kode", "Nama", *(f"K{one}" for one in range(CRITERIA)), "Jumlah"])
        for row in range(1, PARTICIPANTS + 1):
            marks = [50 + (row * 7 + one * 13 + number) % 200 / 4 for one in range(CRITERIA)]
            sheet.write_row(row, 0, [f"KT-{row:02}", f"Peserta nomor {row}"])
            sheet.write_row(row, 2, marks, style)
            total = f"=SUM(C{row + 1}:J{row + 1})"
            sheet.write_formula(row, 2 + CRITERIA, total, style, sum(marks))


def _write_large(path: Path) -> None:
    """One sheet of many rows: a text in each fourth column, numbers in the others."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Rekap")
        style = book.add_format({"num_format": "0.00"})
        for row in range(LARGE_ROWS):
            for column in range(LARGE_COLUMNS):
                if column % 4:
                    mark = 50 + (row * 31 + column * 17) % 5000 / 100
                    sheet.write_number(row, column, mark, style)
                else:
                    sheet.write_string(row, column, f"KT-{row:05}-{column}")
