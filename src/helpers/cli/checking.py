"""check and inspect: what the system sees, before anything is ranked."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

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
from helpers.records.words import say
from helpers.rules import RuleBook, load


@click.command()
@season_argument
@click.option("--all", "everything", is_flag=True, help="Show the notes too.")
@common_options
def check(office: Office, season: str | None, everything: bool) -> None:
    """Say what is missing, odd or refused, and what to do (periksa)."""
    from helpers.intake import clean, expected_and_received
    from helpers.scoring import score_category

    where = choose_season(office, season)
    rules = load(where.rules)
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


def matrix(office: Office, rules: RuleBook, expected: Any) -> Table:
    """Expected against received: one line per juror and stage."""
    words = {
        key: say(f"cli.matrix_{key}", office.spoken)
        for key in ("title", "category", "stage", "juror", "file", "missing")
    }
    table = Table(title=words["title"], title_justify="left")
    for column in ("category", "stage", "juror", "file"):
        table.add_column(words[column], overflow="fold")
    for row in expected:
        category = rules.categories[row.category]
        table.add_row(
            category.name,
            category.stages[row.stage].name,
            row.juror,
            escape(row.file) or f"[bold red]{words['missing']}[/]",
        )
    return table
