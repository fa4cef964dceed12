"""check: what is missing, odd or refused, before anything is ranked."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from helpers.cli.office import (
    DONE,
    STOPPED,
    Office,
    choose_season,
    common_options,
    season_argument,
)
from helpers.cli.ruling import tell_waiting
from helpers.records.places import Places
from helpers.records.words import say
from helpers.rules import RuleBook, load

if TYPE_CHECKING:
    from helpers.cli.check_view import SeasonCheck

FILE = "perbaikan.xlsx"


@click.command()
@season_argument
@click.option("--all", "everything", is_flag=True, help="Show the notes too.")
@common_options
def check(office: Office, season: str | None, everything: bool) -> None:
    """Say what is missing, odd or refused, and what to do (periksa)."""

    from helpers.cli.check_screen import Screen

    where = choose_season(office, season)
    tell_waiting(office, where)
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


def look(where: Places, rules: RuleBook) -> tuple[SeasonCheck, str]:
    """Read and rank a season, and bring perbaikan.xlsx up to date; what to say about that file."""
    from helpers.cli.check_view import SeasonCheck, said_once
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
    return SeasonCheck(where.season, findings, cleaned, rules, repairs), note


def _answer(standing: SeasonCheck, path: str) -> dict[str, Any]:
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
