"""compare: two runs, revisions or seasons, and what differs between them."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from helpers.cli.office import DONE, Office, common_options
from helpers.records.places import places
from helpers.records.words import say

if TYPE_CHECKING:
    from helpers.proof.comparing import Comparison, Result

REVISION = re.compile(r"(?P<season>[a-z0-9-]{3,40})/(?P<category>[\w-]+)/(?P<number>\d+)")


@click.command()
@click.argument("one")
@click.argument("other")
@common_options
def compare(office: Office, one: str, other: str) -> None:
    """Say what differs between two seasons, or revisions as SEASON/CATEGORY/N (bandingkan)."""
    from helpers.proof.comparing import compare_results

    (before, category), (after, also) = (find_result(office, name) for name in (one, other))
    compared = compare_results(before, after, office.spoken, category or also)
    if office.as_json:
        click.echo(json.dumps(asdict(compared), ensure_ascii=False, indent=2, default=str))
        sys.exit(DONE)
    tell_comparison(office, compared)


def find_result(office: Office, name: str) -> tuple[Result, str]:
    """The result that a name means: a season, a sealed revision, or another home's season.

    Returns
    -------
    tuple
        The result, and the category that a revision is of.

    Raises
    ------
    click.UsageError
        There is no such result.
    """
    from helpers.proof.comparing import read_result

    if match := REVISION.fullmatch(name):
        sealed = places(office.home, match["season"]).sealed
        folder = sealed / match["category"] / match["number"]
        rules, tables, category = folder / "rules.yaml", folder / "tables", match["category"]
    else:
        path = Path(name)
        home, season = (path.parent, path.name) if path.parent != Path() else (office.home, name)
        where = places(home, season)
        rules, tables, category = where.rules, where.processed, ""
    if not rules.is_file() or not (tables / "rankings.csv").is_file():
        raise click.UsageError(say("cli.no_result", office.spoken, name=name))
    return read_result(name, rules, tables), category


def tell_comparison(office: Office, compared: Comparison) -> None:
    """One page: titles first, then what moved, then why."""
    from helpers.report.comparison import tell_changes

    office.say("compare_title", one=compared.one, other=compared.other)
    if compared.same:
        office.say("compare_same")
        return
    if not compared.same_season:
        office.say("compare_seasons")
    for changes in tell_changes(compared, office.spoken):
        title = f"[bold]{escape(changes.heading)}[/] ({len(changes.lines)})"
        office.console.print(title, highlight=False)
        for line in changes.lines:
            office.console.print(f" • {escape(line)}", highlight=False)
