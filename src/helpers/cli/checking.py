"""check and inspect: what the system sees, before anything is ranked."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.table import Table

from helpers.cli.office import (
    DONE,
    STOPPED,
    Office,
    choose_season,
    common_options,
    season_argument,
    tell_findings,
)
from helpers.records.findings import stops
from helpers.records.tables import COMMITTEE, LedgerEntry
from helpers.records.words import say
from helpers.rules import RuleBook, load

if TYPE_CHECKING:
    from helpers.intake import Expected

# The outcomes as other programs know them.
OUTCOMES = {
    "accept": "accept",
    "findings": "accept with findings",
    "quarantine": "quarantine",
    "refuse": "refuse",
}


@click.command()
@season_argument
@click.option("--all", "everything", is_flag=True, help="Show the notes too.")
@common_options
def check(office: Office, season: str | None, everything: bool) -> None:
    """Say what is missing, odd or refused, and what to do (periksa)."""
    from helpers.intake import clean, expected_and_received
    from helpers.scoring import score_category

    where = choose_season(office, season)
    rules = load(where.rules, office.language)
    cleaned = clean(where.raw, rules)
    ranked = [score_category(rules, key, cleaned.facts.of(key)) for key in rules.categories]
    findings = [*cleaned.findings, *(found for one in ranked for found in one.findings)]
    expected = expected_and_received(rules, cleaned)
    stopping = [finding for finding in findings if stops(finding)]
    if office.as_json:
        answer = {
            "season": where.season,
            "stops": bool(stopping),
            "expected": [asdict(row) for row in expected],
            "findings": [asdict(finding) for finding in findings],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        sys.exit(STOPPED if stopping else DONE)
    office.say("check_title", season=where.season, title=rules.title)
    office.console.print(matrix(office, rules, expected))
    tell_findings(office, findings, everything)
    if stopping:
        office.say("next_blocked", count=len(stopping))
        sys.exit(STOPPED)
    office.say("next_ready", season=where.season)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--season", help="Read the file as a score sheet of this season.")
@click.option("--marks", help="Cells to read as marks, such as C2:C20.")
@common_options
def inspect(office: Office, file: Path, season: str | None, marks: str | None) -> None:
    """Say what the system sees in one workbook (lihat)."""
    from helpers.intake import inspect_file
    from helpers.intake.workbook import read_area

    area = read_area(marks) if marks else None
    if marks and area is None:
        raise click.UsageError(say("cli.bad_area", office.spoken, area=marks))
    where = choose_season(office, season) if season else None
    rules = load(where.rules, office.language) if where else None
    raw = where.raw if where else None
    seen = inspect_file(file, office.spoken, raw=raw, book=rules, marks=area)
    stopped = seen.outcome in ("refuse", "quarantine")
    if office.as_json:
        answer = {
            "file": seen.file,
            "sha256": seen.sha256,
            "outcome": OUTCOMES[seen.outcome],
            "codes": sorted({finding.code for finding in seen.findings}),
            "findings": [asdict(finding) for finding in seen.findings],
            "cells": [asdict(cell) for cell in seen.cells],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        sys.exit(STOPPED if stopped else DONE)
    outcome = say(f"cli.outcome_{seen.outcome}", office.spoken)
    office.say("inspect_title", file=seen.file, outcome=outcome, sha256=seen.sha256)
    tell_findings(office, list(seen.findings), everything=True)
    office.console.print(cell_table(office, seen.cells))
    sys.exit(STOPPED if stopped else DONE)


def cell_table(office: Office, cells: Sequence[LedgerEntry]) -> Table:
    """Every cell with what is stored in it and what becomes of it."""
    table = Table()
    columns = ("sheet", "cell", "literal", "formula", "fate", "role", "reason", "value")
    for column in columns:
        table.add_column(say(f"cli.cell_{column}", office.spoken), overflow="fold")
    for cell in cells:
        table.add_row(*(escape(getattr(cell, column)) for column in columns))
    return table


def matrix(office: Office, rules: RuleBook, expected: Sequence[Expected]) -> Table:
    """Expected against received: a line per stage, a column per juror."""
    language = office.spoken
    jurors = [
        one for one in (*rules.jurors, COMMITTEE) if any(row.juror == one for row in expected)
    ]
    table = Table(title=say("cli.matrix_title", language), title_justify="left")
    for key in ("category", "stage"):
        table.add_column(say(f"cli.matrix_{key}", language), overflow="fold")
    for juror in jurors:
        name = say("cli.matrix_committee", language) if juror == COMMITTEE else juror
        table.add_column(name, justify="center")
    cells = {(row.category, row.stage, row.juror): _sign(row, language) for row in expected}
    for key, category in rules.categories.items():
        for stage, part in category.stages.items():
            signs = [cells.get((key, stage, juror), "") for juror in jurors]
            if any(signs):
                table.add_row(escape(category.name), escape(part.name), *signs)
    return table


def _sign(row: Expected, language: str) -> str:
    if row.file:
        return "[green]✓[/]"
    if row.excused:
        return "–"
    return f"[bold red]{say('cli.matrix_missing', language)}[/]"
