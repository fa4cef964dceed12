"""report: the main job, and what it came to."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Any

import click
from rich.console import Console

from helpers.cli.office import (
    DONE,
    FAILED,
    STOPPED,
    WRONG_USE,
    Office,
    choose_season,
    common_options,
    season_argument,
    tell_finding,
)
from helpers.cli.ruling import tell_waiting
from helpers.records.findings import stops
from helpers.records.places import Places
from helpers.records.tables import Finding
from helpers.records.words import say
from helpers.rules import load


@click.command()
@season_argument
@click.option("--through", default="", help="The last stage that counts; later ones are not held.")
@click.option("--fresh", is_flag=True, help="Run again even where nothing has changed.")
@common_options
def report(office: Office, season: str | None, through: str, fresh: bool) -> None:
    """Clean, rank, examine and report a season (laporan)."""
    where = choose_season(office, season)
    tell_waiting(office, where)
    sys.exit(run_report(office, where, through, fresh))


def run_report(office: Office, where: Places, through: str = "", fresh: bool = False) -> int:
    """Run the season, say what it came to, and give the exit code."""
    from helpers.run import season as seasons
    from helpers.run.inputs import InputsChanged
    from helpers.run.kernels import NotebookFailed
    from helpers.run.lock import SeasonBusy
    from helpers.run.progress import show_progress

    rules = load(where.rules, office.language)
    language = office.language or rules.language
    if (where.raw / "templat").is_dir() and (mistake := template_mistake(where, language)):
        office.tell(mistake)
        return WRONG_USE
    total = sum(len(group) for group in seasons.plan(rules, where.season))
    console = Console(stderr=True) if office.as_json else office.console
    try:
        with show_progress(total, rules, language, console) as listen:
            outcome = seasons.report(
                where,
                listen=listen,
                through=through,
                language=office.language,
                jobs=office.jobs,
                fresh=fresh,
            )
    except seasons.UnknownStage:
        raise click.UsageError(say("cli.unknown_stage", office.spoken, stage=through)) from None
    except SeasonBusy:
        office.say("busy", season=where.season)
        return STOPPED
    except InputsChanged as change:
        office.say("inputs_changed", files=", ".join(change.files))
        return STOPPED
    except NotebookFailed as failure:
        return explain_failure(office, where, failure)
    tell_outcome(office, outcome, through)
    return STOPPED if outcome.undecided else DONE


def template_mistake(where: Places, language: str) -> str:
    """What is wrong in a template of the office, as far as that shows before it is filled."""
    from helpers.report.letters.template import (
        KINDS,
        OWN_FOLDER,
        TemplateBroken,
        open_letter,
    )

    try:
        for kind in KINDS:
            open_letter(kind, language, where.raw / OWN_FOLDER)
    except TemplateBroken as failure:
        return str(failure)
    return ""


def explain_failure(office: Office, where: Places, failure: Any) -> int:
    """Say why a notebook stopped; the exit code tells data (1), a template (2), the program (3)."""
    if failure.kind == "RecountDisagrees":
        office.say("recount_failed", sentence=failure.sentence)
        return STOPPED
    if failure.kind == "TemplateBroken":
        office.tell(failure.sentence)
        return WRONG_USE
    if office.debug:
        click.echo(failure.trace, err=True)
    kept = where.output / "data" / ".run" / where.season / "failed"
    key = f"notebook_{failure.cause or 'failed'}"
    office.say(key, name=failure.name, sentence=failure.sentence, kept=kept)
    return FAILED


def _reasons(office: Office, outcome: Any, through: str) -> dict[str, tuple[Finding, ...]]:
    """What stops each undecided category, in the language that the screen speaks."""
    from helpers.run.retelling import tell_again

    rules = outcome.rules
    told = tuple(one for one in outcome.findings if stops(one))
    language = office.language or rules.language
    again = replace(outcome, findings=tell_again(told, outcome.places, rules, language, through))
    return {key: again.reasons(key) for key in outcome.undecided}


def tell_outcome(office: Office, outcome: Any, through: str = "") -> None:
    """Say who won each category, or what stops it."""
    if office.as_json:
        answer = {
            "season": outcome.places.season,
            "reports": str(outcome.places.reports),
            "unchanged": outcome.unchanged,
            "undecided": list(outcome.undecided),
            "winners": [
                {"category": placing.category, "title": placing.title, "name": placing.name}
                for placing in outcome.placings
                if placing.title
            ],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    if outcome.unchanged:
        office.say("unchanged")
    reasons = _reasons(office, outcome, through)
    for key, category in outcome.rules.categories.items():
        if key in outcome.undecided:
            office.say("undecided", category=category.name)
            for finding in reasons[key]:
                tell_finding(office, finding)
            continue
        winners = [placing for placing in outcome.placings if placing.category == key]
        titles = "; ".join(f"{one.title} {one.name}" for one in winners if one.title)
        office.say("decided", category=category.name, winners=titles or "-")
    office.say("reports", folder=outcome.places.reports)
