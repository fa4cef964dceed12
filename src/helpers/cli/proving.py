"""verify: what can be established from the files alone."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

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
from helpers.records.places import Places
from helpers.records.words import say
from helpers.rules import RuleBook, load


@click.command()
@season_argument
@click.option(
    "--minutes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read edited, signed-off minutes (.docx) back, and compare them with the result.",
)
@common_options
def verify(office: Office, season: str | None, minutes: Path | None) -> None:
    """Recount, re-read and recalculate from the files alone (verifikasi)."""
    from helpers.seal.verify import verify as verify_season

    where = choose_season(office, season)
    rules = load(where.rules, office.language)
    if not where.reports.is_dir():
        office.say("no_report", season=where.season)
        sys.exit(STOPPED)
    if minutes is not None:
        sys.exit(verify_minutes(office, where, rules, minutes))
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


def verify_minutes(office: Office, where: Places, rules: RuleBook, file: Path) -> int:
    """Name every value of the minutes that no longer agrees, and give the exit code."""
    from helpers.report.letters.template import TemplateBroken
    from helpers.seal.signed_minutes import NoMinutes, check_minutes, minutes_name, tell_difference

    language = office.language or rules.language
    try:
        found = check_minutes(where, rules, file, language)
    except (NoMinutes, TemplateBroken) as failure:
        office.tell(str(failure))
        if office.as_json:
            office.answer({"season": where.season, "file": file.name, "error": str(failure)})
        return STOPPED
    if office.as_json:
        office.answer({"season": where.season, "file": file.name, **asdict(found)})
        return STOPPED if found.differences else DONE
    if found.tracked:
        office.tell(say("letters.tracked", language, count=found.tracked))
    for one in found.differences:
        office.tell(f" ✗ {tell_difference(one, language)}")
    key = "minutes_differ" if found.differences else "minutes_agree"
    told = {"count": len(found.differences), "values": found.values}
    office.tell(say(f"letters.{key}", language, name=minutes_name(rules, found), **told))
    return STOPPED if found.differences else DONE
