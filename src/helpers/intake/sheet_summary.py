"""What a sheet is besides its cells: what hides, merges, filters, guards or comments them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from helpers.intake.workbook import Sheet, address, column_letters


@dataclass(frozen=True)
class SheetSummary:
    """One sheet; areas and addresses are as a spreadsheet shows them."""

    name: str
    state: str
    cells: int
    formulas: int
    hidden_rows: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    merges: tuple[str, ...] = ()
    filter: str = ""
    validated: tuple[str, ...] = ()
    protected: bool = False
    comments: tuple[tuple[str, str], ...] = ()


def summarise(sheet: Sheet) -> SheetSummary:
    """Everything to be said about a sheet."""
    return SheetSummary(
        name=sheet.name,
        state=sheet.state,
        cells=len(sheet.cells),
        formulas=sum(cell.calculated for cell in sheet.cells.values()),
        hidden_rows=_runs(sheet.hidden_rows, str),
        hidden_columns=_runs(sheet.all_hidden_columns, column_letters),
        merges=tuple(map(str, sheet.merges)),
        filter=sheet.filter_area,
        validated=tuple(str(area) for one in sheet.validations for area in one.areas),
        protected=sheet.protected,
        comments=tuple((address(at), said) for at, said in sorted(sheet.comments.items())),
    )


def _runs(numbers: Iterable[int], named: Callable[[int], str]) -> tuple[str, ...]:
    """Rows or columns as people name them: 3, 7-9."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(
        named(first) if first == last else f"{named(first)}-{named(last)}" for first, last in runs
    )
