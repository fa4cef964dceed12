"""check: what is missing, odd or refused, before anything is ranked."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
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
from helpers.records.tables import COMMITTEE
from helpers.records.words import say
from helpers.rules import RuleBook, load

if TYPE_CHECKING:
    from helpers.intake import Expected


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
