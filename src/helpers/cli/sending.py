"""forms: the score forms of a season, ready to send or to type paper into."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli.office import (
    DONE,
    STOPPED,
    Office,
    choose_season,
    common_options,
    season_argument,
    tell_finding,
)
from helpers.records.facts import SeasonFacts
from helpers.records.findings import stops
from helpers.records.form_data import ENTRIES
from helpers.records.places import Places
from helpers.records.tables import COMMITTEE, Finding
from helpers.records.words import say
from helpers.rules import RuleBook, load

if TYPE_CHECKING:
    from helpers.forms import DueSheet, Fields

WHOM = ("participants", "decisions")  # the officers' tables that say whom a form asks for


@click.command()
@season_argument
@click.option("--through", default="", help="The last stage that was held; forms for those after.")
@click.option("--entry", is_flag=True, help="Two forms for each juror, to type paper forms twice.")
@click.option("--replace", is_flag=True, help="Move forms that differ aside, and write new ones.")
@common_options
def forms(office: Office, season: str | None, through: str, entry: bool, replace: bool) -> None:
    """Write the score forms of a season, one for each juror (formulir)."""
    from helpers.forms import due_forms

    where = choose_season(office, season)
    rules = load(where.rules, office.language)
    if through and not any(through in one.stages for one in rules.categories.values()):
        raise click.UsageError(say("cli.unknown_stage", office.spoken, stage=through))
    facts = _facts(office, where, rules, through)
    due = due_forms(
        rules, facts.participants, facts.decisions, _fields(office, rules, facts, through)
    )
    if not due:
        raise click.UsageError(say("cli.no_forms", office.spoken, stage=through or "-"))
    rows = [
        _write(office, where, rules, sheets, which, through, replace)
        for sheets in due.values()
        for which in (ENTRIES if entry else ("",))
    ]
    kept = [row for row in rows if row["outcome"] == "differs"]
    if office.as_json:
        answer = {"season": where.season, "folder": str(where.forms), "forms": rows}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    office.say("forms_folder", folder=where.forms)
    if kept:
        office.say("forms_kept", count=len(kept))
    office.say("forms_next_entry" if entry else "forms_next", season=where.season)
    sys.exit(STOPPED if kept else DONE)


def _facts(office: Office, where: Places, rules: RuleBook, through: str) -> SeasonFacts:
    """Whom the forms may ask for, and the marks of the stages that were held.

    A table of participants that cannot be believed in full would leave somebody out: it ends here.
    """
    from helpers.intake import clean, read_officer_tables

    tables = read_officer_tables(where.raw, rules)
    wrong = [one for one in tables.findings if stops(one) and Path(one.file).stem in ("", *WHOM)]
    for finding in wrong:
        tell_finding(office, finding)
    if not tables.participants or any(map(_about_participants, wrong)):
        office.say("forms_stopped")
        sys.exit(STOPPED)
    if through:
        return clean(where.raw, rules, through).facts
    return SeasonFacts(where.season, tables.participants, (), (), decisions=tables.decisions)


def _about_participants(finding: Finding) -> bool:
    return Path(finding.file).stem == "participants"


def _fields(office: Office, rules: RuleBook, facts: SeasonFacts, through: str) -> Fields:
    """Who takes part in each stage to come; where that is not known yet, it is said."""
    from helpers.scoring import fields_ahead

    fields: dict[str, dict[str, tuple[str, ...]]] = {}
    for key, category in rules.categories.items():
        ahead = fields_ahead(rules, key, facts, through)
        fields[key] = {stage: field.participants for stage, field in ahead.items()}
        for place, (stage, field) in enumerate(ahead.items()):
            if not field.known:
                blocked = place == 0 and through in category.stages
                said = "finalists_blocked" if blocked else "finalists_open"
                office.say(said, category=category.name, stage=category.stages[stage].name)
    return fields


def _write(
    office: Office,
    where: Places,
    rules: RuleBook,
    sheets: tuple[DueSheet, ...],
    entry: str,
    through: str,
    replace: bool,
) -> dict[str, object]:
    """Write one form, and say so in one line."""
    from helpers.forms import form_name, form_workbook, write_form

    juror = sheets[0].juror
    content = form_workbook(rules, where.season, sheets, entry, office.language)
    done = write_form(where.forms / form_name(juror, entry, through), content, replace)
    office.say(
        f"form_{done.outcome}",
        file=done.path.name,
        juror=_whose(office, rules, juror),
        sheets=len(sheets),
    )
    stages = [{"category": one.category, "stage": one.stage} for one in sheets]
    return {
        "file": done.path.name, "juror": juror, "entry": entry, "outcome": done.outcome,
        "sheets": stages,
    }  # fmt: skip


def _whose(office: Office, rules: RuleBook, juror: str) -> str:
    if juror == COMMITTEE:
        return say("cli.matrix_committee", office.spoken)
    return f"{rules.jurors[juror].name} ({juror})"
