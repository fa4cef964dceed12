"""check and inspect: what the system sees, before anything is ranked."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from helpers.records.places import Places
from helpers.records.tables import LedgerEntry
from helpers.records.words import say
from helpers.rules import RuleBook, load

if TYPE_CHECKING:
    from helpers.cli.check_view import Standing

FILE = "perbaikan.xlsx"

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

    from helpers.cli.check_screen import Screen

    where = choose_season(office, season)
    rules = load(where.rules, office.language)
    if office.language:
        rules = rules.model_copy(update={"language": office.language})
    standing, note = look(where, rules)
    path = (where.raw / FILE).relative_to(where.home).as_posix()
    if office.as_json:
        click.echo(json.dumps(_answer(standing, path), ensure_ascii=False, indent=2))
    else:
        said = say(f"cli.{note}", office.spoken, path=path) if note else ""
        Screen(office, standing).show(everything, path, said)
    sys.exit(STOPPED if standing.stopping else DONE)


def look(where: Places, rules: RuleBook) -> tuple[Standing, str]:
    """Read and rank a season, and bring perbaikan.xlsx up to date; what to say about that file."""
    from helpers.cli.check_view import Standing, said_once
    from helpers.intake import (
        RepairsOpenError,
        accepted,
        clean,
        merge,
        propose,
        read_repairs,
        write_repairs,
    )  # fmt: skip
    from helpers.scoring import score_category

    language = rules.language
    cleaned = clean(where.raw, rules)
    ranked = [score_category(rules, key, cleaned.facts.of(key)) for key in rules.categories]
    found = (finding for one in ranked for finding in one.findings)
    settled = accepted(found, cleaned.corrections, language)
    findings = said_once([*cleaned.findings, *settled], cleaned.expected)
    sheet = read_repairs(where.raw)
    proposed = propose(findings, cleaned, rules, language)
    repairs = merge(sheet, proposed, cleaned, language)
    note = "" if sheet.sound else "repairs_unsound"
    try:
        write_repairs(where.raw, sheet, repairs, rules, language)
    except RepairsOpenError:
        note = "repairs_open"
    return Standing(where.season, findings, cleaned, rules, repairs), note


def _answer(standing: Standing, path: str) -> dict[str, Any]:
    """The answer for a program: everything the screen shows, and more."""
    from helpers.cli.check_view import next_step

    key, values = next_step(standing, path)
    return {
        "season": standing.season,
        "stops": bool(standing.stopping),
        "next": {"step": key, "sentence": say(f"cli.{key}", standing.rules.language, **values)},
        "expected": [{**asdict(one), "state": standing.state(one)} for one in standing.expected],
        "files": [asdict(one) for one in standing.clean.files],
        "findings": [asdict(finding) for finding in standing.findings],
        "repairs": [{**row.texts, "actions": list(row.actions)} for row in standing.repairs],
    }


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
