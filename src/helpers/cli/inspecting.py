"""inspect: what the system sees in one file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from helpers.cli.office import (
    DONE,
    STOPPED,
    Office,
    choose_season,
    common_options,
    tell_findings,
)
from helpers.records.tables import LedgerEntry
from helpers.records.words import say

if TYPE_CHECKING:
    from helpers.intake.inspection import Inspection
    from helpers.intake.sheet_summary import SheetSummary
    from helpers.intake.workbook import Area

# The outcomes as other programs know them.
OUTCOMES = {
    "accept": "accept",
    "findings": "accept with findings",
    "quarantine": "quarantine",
    "refuse": "refuse",
}
SHOWN = 12  # areas or comments of a sheet that are listed for people
UNKNOWN = "cell"  # the role of a cell where nothing says what it is


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--season", help="Read the file as a score sheet of this season.")
@click.option("--marks", help="Cells to read as marks, such as C2:C20.")
@common_options
def inspect(office: Office, file: Path, season: str | None, marks: str | None) -> None:
    """Say what the system sees in one workbook (lihat)."""
    from helpers.intake.inspection import inspect_file

    area = _area(office, marks)
    where = choose_season(office, season) if season else None
    if where is None:
        seen = inspect_file(file, office.spoken, marks=area)
    else:
        from helpers.rules import load

        book = load(where.rules, office.language)
        seen = inspect_file(file, office.spoken, raw=where.raw, book=book, marks=area)
    if office.as_json:
        click.echo(json.dumps(answer(seen), ensure_ascii=False, indent=2))
    else:
        _show(office, seen)
    sys.exit(STOPPED if seen.outcome in ("refuse", "quarantine") else DONE)


def _area(office: Office, marks: str | None) -> Area | None:
    """The range that was named; wrong usage where it is none, or too large to list its blanks."""
    from helpers.intake.inspection import MARKS_LIMIT
    from helpers.intake.workbook import read_area

    area = read_area(marks) if marks else None
    if marks and area is None:
        raise click.UsageError(say("cli.bad_area", office.spoken, area=marks))
    if area is not None and area.size > MARKS_LIMIT:
        raise click.UsageError(say("cli.large_area", office.spoken, area=marks, most=MARKS_LIMIT))
    return area


def answer(seen: Inspection) -> dict[str, object]:
    """The inspection as other programs read it."""
    return {
        "file": seen.file,
        "sha256": seen.sha256,
        "outcome": OUTCOMES[seen.outcome],
        "codes": sorted({finding.code for finding in seen.findings}),
        "findings": [asdict(finding) for finding in seen.findings],
        "from_1904": seen.from_1904,
        "linked": list(seen.linked),
        "sheets": [asdict(sheet) for sheet in seen.sheets],
        "cells": [asdict(cell) for cell in seen.cells],
    }


# --- for people


def _show(office: Office, seen: Inspection) -> None:
    outcome = say(f"cli.outcome_{seen.outcome}", office.spoken)
    office.say("inspect_title", file=seen.file, outcome=outcome, sha256=seen.sha256)
    tell_findings(office, list(seen.findings), everything=True)
    if seen.from_1904:
        office.say("from_1904")
    if seen.linked:
        office.say("linked", files=_listed(office, seen.linked))
    for sheet in seen.sheets:
        office.console.print()
        office.console.print(sheet_table(office, sheet))
        if mine := [cell for cell in seen.cells if cell.sheet == sheet.name]:
            office.console.print(cell_table(office, mine))


def sheet_table(office: Office, sheet: SheetSummary) -> Table:
    """A sheet with what is hidden, merged, filtered, checked, locked or commented in it."""
    state = say(f"cli.state_{'visible' if sheet.state == 'visible' else 'hidden'}", office.spoken)
    title = say(
        "cli.sheet_title", office.spoken,
        sheet=sheet.name, state=state, cells=sheet.cells, formulas=sheet.formulas,
    )  # fmt: skip
    table = Table.grid(padding=(0, 2))
    table.title, table.title_justify, table.title_style = escape(title), "left", "bold"
    for key, value in _facts(office, sheet):
        table.add_row(f"  {say(f'cli.sheet_{key}', office.spoken)}", escape(value))
    return table


def _facts(office: Office, sheet: SheetSummary) -> Iterator[tuple[str, str]]:
    """What is to be said about a sheet, by the key of its words."""
    for key in ("hidden_rows", "hidden_columns", "merges", "filter", "validated"):
        value = getattr(sheet, key)
        if value:
            yield key, value if isinstance(value, str) else _listed(office, value)
    if sheet.protected:
        yield "protected", say("cli.yes", office.spoken)
    if sheet.comments:
        yield "comments", _listed(office, [f"{at} “{said}”" for at, said in sheet.comments])


def _listed(office: Office, values: Sequence[str]) -> str:
    rest = len(values) - SHOWN
    more = say("cli.and_more", office.spoken, count=rest) if rest > 0 else ""
    return ", ".join(values[:SHOWN]) + more


def cell_table(office: Office, cells: Sequence[LedgerEntry]) -> Table:
    """The cells of a sheet: what is stored in each and, as far as it is known, what becomes of it.

    Columns in which no cell has anything are left out.
    """
    rows = [_spoken(office, cell) for cell in cells]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    shown = [column for column in rows[0] if any(row[column] for row in rows)]
    for column in shown:
        table.add_column(say(f"cli.cell_{column}", office.spoken), overflow="fold")
    for row in rows:
        table.add_row(*(escape(row[column]) for column in shown))
    return table


def _spoken(office: Office, cell: LedgerEntry) -> dict[str, str]:
    """A cell by column, its fate and the reason in the language of the office."""
    known = cell.role != UNKNOWN
    reason = cell.reason
    if cell.fate == "ignored" and reason and known:
        reason = say(f"documents.ignored.{reason}", office.spoken)
    return {
        "cell": cell.cell,
        "literal": cell.literal,
        "formula": cell.formula,
        "value": cell.value,
        "fate": say(f"cli.fate_{cell.fate}", office.spoken) if known else "",
        "reason": reason if known else "",
    }
