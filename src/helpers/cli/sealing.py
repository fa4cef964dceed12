"""seal: the current result of a category becomes a revision that is never written again."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.markup import escape

from helpers.cli.freezing import today
from helpers.cli.office import DONE, STOPPED, Office, choose_season, common_options
from helpers.cli.running import run_report
from helpers.records.words import say
from helpers.rules import load


@click.command()
@click.argument("season")
@click.option("--category", required=True, help="The category whose result is sealed.")
@click.option(
    "--as", "status", required=True, type=click.Choice(["sementara", "final"]),
    help="Provisional, or final once objections are answered.",
)  # fmt: skip
@click.option("--by", required=True, help="Who seals it.")
@click.option("--note", default="", help="The reason; for final, number and date of the minutes.")
@click.option(
    "--key", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A private key of ssh to sign the sums with.",
)  # fmt: skip
@common_options
def seal(
    office: Office,
    season: str,
    category: str,
    status: str,
    by: str,
    note: str,
    key: Path | None,
) -> None:
    """Seal the result of a category as a revision with its evidence (kunci-hasil)."""
    from helpers.proof.revisions import standing
    from helpers.run.lock import hold_season
    from helpers.seal.sealing import SealRequest, obstacles
    from helpers.seal.sealing import seal as seal_result
    from helpers.seal.signing import NotSigned

    where = choose_season(office, season)
    rules = load(where.rules, office.language)
    if category not in rules.categories:
        known = ", ".join(rules.categories)
        told = {"category": category, "known": known}
        raise click.UsageError(say("cli.unknown_category", office.spoken, **told))
    if not where.reports.is_dir():
        office.say("no_report", season=where.season)
        sys.exit(STOPPED)
    request = SealRequest(category, status.upper(), by.strip(), note.strip(), key)
    name = rules.categories[category].name
    with hold_season(where.home / "data" / ".run" / where.season):
        now = standing(where, rules, category)
        if now.state == "sealed" and now.status == request.status:
            office.say("seal_already", category=name, status=now.status, revision=now.revision)
            sys.exit(DONE)
        if reasons := list(obstacles(where, rules, request, office.spoken)):
            office.say("seal_refused", category=name, status=request.status)
            for reason in reasons:
                office.console.print(f" • {escape(reason)}", highlight=False)
            sys.exit(STOPPED)
        try:
            line = seal_result(where, rules, request, today(rules))
        except NotSigned as failure:
            office.say("not_signed", reason=failure)
            sys.exit(STOPPED)
    if office.as_json:
        click.echo(json.dumps(asdict(line), ensure_ascii=False, indent=2))
    told = {"category": name, "status": line.status, "revision": line.folder.rpartition("/")[2]}
    office.say("sealed", folder=where.sealed / line.folder, **told)
    office.say("sealed_next")
    sys.exit(run_report(office, where) if not office.as_json else DONE)
