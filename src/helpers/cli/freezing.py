"""freeze: keep the rules before the first mark arrives, and print the sheet that the jury signs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

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
from helpers.records.words import say
from helpers.rules import RuleBook, load
from helpers.rules.speech import TOPICS

if TYPE_CHECKING:
    from helpers.proof.freezing import RuleChange
    from helpers.seal.freezing import Amendment, Frozen


@click.command()
@season_argument
@click.option("--amend", is_flag=True, help="Freeze changed rules in the place of frozen ones.")
@click.option("--basis", default="", help="The decree or minutes that allow the change.")
@click.option("--reason", default="", help="Why the rules are changed.")
@click.option("--by", default="", help="Who changes them.")
@click.option("--approved-by", default="", help="Who approves, where a second person is needed.")
@common_options
def freeze(
    office: Office,
    season: str | None,
    amend: bool,
    basis: str,
    reason: str,
    by: str,
    approved_by: str,
) -> None:
    """Freeze the rules before scoring, with the sheet that the jury signs (kunci-aturan)."""
    from helpers.proof.freezing import forms_sums, rules_state, sample_words
    from helpers.run.lock import hold_season
    from helpers.seal.freezing import Amendment, changes_since
    from helpers.seal.freezing import amend as amend_rules
    from helpers.seal.freezing import freeze as freeze_rules

    where = choose_season(office, season)
    rules = load(where.rules, office.language)
    why = Amendment(basis, reason, by, approved_by)
    if amend:
        _require_names(office, rules, why)
    if words := sample_words(rules):
        office.say("freeze_sample", keys=", ".join(words))
        sys.exit(STOPPED)
    with hold_season(where.home / "data" / ".run" / where.season):
        state = rules_state(where, rules)
        if state.state == "broken":
            office.say("freeze_broken", folder=where.sealed)
            sys.exit(STOPPED)
        if amend and state.line is None:
            raise click.UsageError(say("cli.freeze_nothing", office.spoken, season=where.season))
        if state.state == "frozen":
            office.say("freeze_already", fingerprint=state.short, season=where.season)
            sys.exit(DONE)
        if state.line is not None and not amend:
            office.say("freeze_differs", season=where.season)
            tell_changes(office, changes_since(where, rules, state))
            for form in state.forms:
                office.say("freeze_form", form=form)
            sys.exit(STOPPED)
        day = today(rules)
        done = (
            amend_rules(where, rules, day, why, office.language)
            if amend
            else freeze_rules(where, rules, day, office.language)
        )
    tell_frozen(office, rules, done)
    if forms := forms_sums(where).splitlines():
        office.say("frozen_forms", count=len(forms), folder=where.forms)


def today(rules: RuleBook) -> date:
    """The day at the office."""
    return datetime.now(ZoneInfo(rules.office.timezone)).date()


def _require_names(office: Office, rules: RuleBook, why: Amendment) -> None:
    """An amendment names its basis, its reason and who answers for it.

    Raises
    ------
    click.UsageError
        One of them is missing, is no officer of the rule book, or approves the own act.
    """
    needed = {"--basis": why.basis, "--reason": why.reason, "--by": why.by}
    if rules.second_person:
        needed["--approved-by"] = why.approved_by
    missing = [option for option, text in needed.items() if not text.strip()]
    if missing:
        raise click.UsageError(say("cli.amend_needs", office.spoken, options=", ".join(missing)))
    officers = [officer.name for officer in rules.officers]
    named = [name for name in (why.by, why.approved_by) if name]
    strangers = [name for name in named if officers and name not in officers]
    if strangers:
        told = {"names": ", ".join(strangers), "officers": ", ".join(officers)}
        raise click.UsageError(say("cli.amend_stranger", office.spoken, **told))
    if rules.second_person and why.by == why.approved_by:
        raise click.UsageError(say("cli.amend_same", office.spoken, name=why.by))


def tell_changes(office: Office, changes: Sequence[RuleChange]) -> None:
    """Each change in words: the rule as it was, and as it is."""
    nothing = say("cli.rule_none", office.spoken)
    for one in changes:
        office.say(
            "rule_change",
            what=" › ".join(part for part in (one.category, _topic(office, one)) if part),
            before=one.before or nothing,
            after=one.after or nothing,
        )


def _topic(office: Office, change: RuleChange) -> str:
    """What a change is about: the topic as the jury's sheet calls it, or the key."""
    if change.topic in TOPICS:
        return say(f"documents.rules_sheet.topic_{change.topic}", office.spoken)
    return change.topic


def tell_frozen(office: Office, rules: RuleBook, done: Frozen) -> None:
    """What was frozen, what it changes, and what to do with the sheet."""
    from helpers.proof.fingerprint import short
    from helpers.seal.freezing import SHEET

    fingerprint = short(done.line.fingerprint)
    sheet = done.folder / SHEET
    if office.as_json:
        answer = {
            **asdict(done.line),
            "short": fingerprint,
            "sheet": str(sheet),
            "changes": [asdict(one) for one in done.changes],
            "titles": [asdict(one) for one in done.titles],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    office.say(done.line.kind, season=rules.season, fingerprint=fingerprint)
    if done.line.kind == "rules_amended":
        tell_changes(office, done.changes)
        office.say("amended_after", marks=done.line.marks)
        for one in done.titles:
            name = rules.categories[one.category].name
            told = {
                "category": name,
                "before": "; ".join(one.before),
                "after": "; ".join(one.after),
            }
            office.say(f"titles_{one.same or 'unknown'}", **told)
    office.console.print(escape(str(sheet)), highlight=False)
    office.say("sheet_next")
