"""rules: the rule book as a workbook to fill in with Excel, and back."""

from __future__ import annotations

from dataclasses import asdict
from itertools import count
from pathlib import Path

import click

from helpers.cli.office import Office, choose_season, common_options, season_argument
from helpers.records.places import Places
from helpers.records.words import say
from helpers.rules.entries import Entry
from helpers.rules.loader import judge, language_of, load_entries
from helpers.rules.mistakes import RuleBookError
from helpers.rules.next_season import find_open_places
from helpers.rules.workbook import ChangedValue, find_changes, from_workbook, to_workbook

FOLDER, FILE, EARLIER = "aturan", "aturan.xlsx", "rules.{number}.yaml"
FRESH = "rules.new"  # until it is whole


def workbook_of(where: Places) -> Path:
    """Where the workbook lies: in the season's folder where there is one, else by the forms."""
    own = where.raw / FILE
    return own if own.is_file() else where.forms / FOLDER / FILE


def tell_waiting(office: Office, where: Places) -> None:
    """Say that a workbook lies there whose changes are not in the rules yet, where one does."""
    path = workbook_of(where)
    if path.is_file() and _waits(path, load_entries(where.rules, office.language)):
        office.say("rules_waiting", path=path, season=where.season)


def _waits(path: Path, book: Entry) -> bool:
    """Whether a workbook holds anything but what the rules say already."""
    try:
        return bool(find_changes(book, from_workbook(path, "id")))
    except RuleBookError:
        return True


@click.command()
@season_argument
@click.option("--read", "taking", is_flag=True, help="Take the edited workbook over.")
@common_options
def rules(office: Office, season: str | None, taking: bool) -> None:
    """Lay out the rule book as a workbook, or take it over again (aturan)."""
    where = choose_season(office, season)
    language = office.language
    book = load_entries(where.rules, language)
    path = workbook_of(where)
    if not taking:
        _lay_out(office, where, book, path)
        return
    if not path.is_file():
        told = {"path": path, "season": where.season}
        raise click.UsageError(say("cli.rules_no_workbook", office.spoken, **told))
    edited = from_workbook(path, language or "id")
    opened = find_open_places(edited)
    if not opened:
        judge(path, edited, language)
    changes = find_changes(book, edited)
    kept = _take_over(where, edited) if changes else None
    if office.as_json:
        office.answer(
            {
                "season": where.season,
                "changes": [asdict(one) for one in changes],
                "kept": str(kept or ""),
                "open": len(opened),
            }
        )
        return
    _tell(office, where, changes, kept, len(opened))


def _lay_out(office: Office, where: Places, book: Entry, path: Path) -> None:
    """Write the workbook, unless one lies there whose changes were not taken over yet.

    Raises
    ------
    click.UsageError
        One lies there.
    """
    if path.is_file() and _waits(path, book):
        told = {"path": path, "season": where.season}
        raise click.UsageError(say("cli.rules_not_taken", office.spoken, **told))
    if path.parent != where.raw:  # there, a file is evidence and stays as it came
        path.parent.mkdir(parents=True, exist_ok=True)
        to_workbook(book, path, office.language or language_of(book))
    if office.as_json:
        office.answer({"season": where.season, "workbook": str(path)})
    else:
        office.say("rules_laid_out", path=path, season=where.season)


def _take_over(where: Places, edited: Entry) -> Path:
    """Write the new rule book; the one before stays, under a number, where it is returned from."""
    from helpers.rules.rewriting import rewrite

    folder = where.forms / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    names = (folder / EARLIER.format(number=number) for number in count(1))
    kept = next(path for path in names if not path.exists())
    text = where.rules.read_text("utf-8-sig")
    kept.write_bytes(where.rules.read_bytes())
    fresh = folder / FRESH
    fresh.write_text(rewrite(text, edited), encoding="utf-8", newline="\n")
    fresh.replace(where.rules)
    return kept


def _tell(
    office: Office, where: Places, changes: list[ChangedValue], kept: Path | None, opened: int
) -> None:
    """What was taken over, and what comes next."""
    if not changes:
        office.say("rules_same")
        return
    nothing = say("cli.rule_none", office.spoken)
    for one in changes:
        told = {"before": one.before or nothing, "after": one.after or nothing}
        office.say("rule_change", what=one.way, **told)
    office.say("rules_taken", count=len(changes), kept=kept)
    if opened:
        office.say("rules_open", count=opened, season=where.season)
    elif (where.sealed / "journal.csv").is_file():
        office.say("rules_are_frozen", season=where.season)
    else:
        office.say("rules_next", season=where.season)
