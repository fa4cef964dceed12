"""verify: what can be established from the files alone."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click
from rich.markup import escape

from helpers.cli.office import (
    DONE,
    STOPPED,
    Office,
    choose_season,
    common_options,
    season_argument,
)
from helpers.rules import load


@click.command()
@season_argument
@common_options
def verify(office: Office, season: str | None) -> None:
    """Recount, re-read and recalculate from the files alone (verifikasi)."""
    from helpers.seal.verify import verify as verify_season

    where = choose_season(office, season)
    rules = load(where.rules, office.language)
    if not where.reports.is_dir():
        office.say("no_report", season=where.season)
        sys.exit(STOPPED)
    result = verify_season(where, rules)
    failed = [row for row in result.rows if row.state == "failed"]
    if office.as_json:
        answer = {"season": where.season, "checks": [asdict(row) for row in result.rows]}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        sys.exit(STOPPED if failed else DONE)
    office.say("verify_title", season=where.season)
    signs = {"ok": "[green]✓[/]", "failed": "[bold red]✗[/]", "skipped": "[yellow]–[/]"}
    for row in result.rows:
        office.console.print(f" {signs[row.state]} {escape(row.sentence)}", highlight=False)
    office.say("verify_bad" if failed else "verify_ok", count=len(failed))
    sys.exit(STOPPED if failed else DONE)
