"""verify: what can be established from the files alone, and with the paper forms beside them."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from helpers.seal.verify import VerifyResult

SIGNS = {"ok": "[green]✓[/]", "failed": "[bold red]✗[/]", "skipped": "[yellow]–[/]"}


@click.command()
@season_argument
@click.option("--without", multiple=True, help="A check to leave out, such as documents.")
@click.option("--sample", type=int, help="Draw so many cells for an examination on paper.")
@click.option("--seed", default="", help="The words that the cells are drawn by.")
@click.option(
    "--sample-back", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take a filled working paper back into the evidence.",
)  # fmt: skip
@click.option(
    "--minutes", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read edited, signed-off minutes (.docx) back, and compare them with the result.",
)  # fmt: skip
@click.option("--by", default="", help="Who examined; else whom the working paper names.")
@common_options
def verify(
    office: Office,
    season: str | None,
    without: tuple[str, ...],
    sample: int | None,
    seed: str,
    sample_back: Path | None,
    minutes: Path | None,
    by: str,
) -> None:
    """Recount, re-read, recalculate and re-run from the files alone (verifikasi)."""
    from helpers.cli.sampling import draw_sample, take_sample_back
    from helpers.seal.verify import CHECKS
    from helpers.seal.verify import verify as verify_season

    where = choose_season(office, season)
    rules = load(where.rules, office.language)
    if not where.reports.is_dir():
        office.say("no_report", season=where.season)
        sys.exit(STOPPED)
    if sample is not None:
        sys.exit(draw_sample(office, where, rules, sample, seed))
    if sample_back is not None:
        sys.exit(take_sample_back(office, where, rules, sample_back, by))
    if minutes is not None:
        sys.exit(verify_minutes(office, where, rules, minutes))
    left = [name for one in without for name in one.split(",")]
    if unknown := [name for name in left if name not in CHECKS]:
        told = {"names": ", ".join(unknown), "known": ", ".join(CHECKS)}
        raise click.UsageError(say("cli.verify_unknown", office.spoken, **told))
    result = verify_season(where, rules, office.language, left)
    tell_result(office, where.season, result)
    sys.exit(STOPPED if result.failed else DONE)


def tell_result(office: Office, season: str, result: VerifyResult) -> None:
    """What was checked, with counts; what was not, and why."""
    if office.as_json:
        office.answer(
            {
                "season": season,
                "checks": [asdict(row) for row in result.rows],
                "failed": len(result.failed),
                "not_checked": len(result.left),
            }
        )
        return
    office.say("verify_title", season=season)
    for row in result.rows:
        office.console.print(f" {SIGNS[row.state]} {escape(row.sentence)}", highlight=False)
    office.say("verify_bad" if result.failed else "verify_ok", count=len(result.failed))
    if result.left:
        office.say("verify_left", count=len(result.left))


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
