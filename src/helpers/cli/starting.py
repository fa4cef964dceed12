"""new: the folder of a new season, from the rule book of the last one."""

from __future__ import annotations

import csv
import io
import shutil
from importlib.resources import files

import click

from helpers.cli.office import Office, choose_season, common_options
from helpers.records.places import SEASON_NAME, Places, places
from helpers.records.words import say
from helpers.rules import RuleBook, load
from helpers.rules.loader import load_entries
from helpers.rules.next_season import draft_rules, find_open_places

FOLDERS = ("scores", "narasi")
SAMPLES = "contoh"  # what the name of a sample season begins with


@click.command()
@click.argument("season")
@click.option("--from", "source", default=None, help="The season whose rule book is taken over.")
@common_options
def new(office: Office, season: str, source: str | None) -> None:
    """Make the folder of a new season from the last one's rule book (baru)."""
    if not SEASON_NAME.fullmatch(season):
        raise click.UsageError(say("cli.bad_season", office.spoken, season=season))
    where, last = places(office.home, season), choose_season(office, source)
    if where.raw.exists():
        raise click.UsageError(say("cli.new_exists", office.spoken, folder=where.raw))
    rules = load(last.rules, office.language)
    made_up = rules.sample and not season.startswith(SAMPLES)
    language = office.language or rules.language
    text = draft_rules(
        last.rules.read_text("utf-8-sig"), season, language, sample=season.startswith(SAMPLES)
    )
    where.raw.mkdir(parents=True)
    for name in FOLDERS:
        (where.raw / name).mkdir()
    where.rules.write_text(text, encoding="utf-8", newline="\n")
    tables = [*_write_tables(where, rules), *([] if made_up else _copy_history(last, where))]
    opened = find_open_places(load_entries(where.rules))
    office.say("new_made", folder=where.raw, source=last.season)
    if made_up:
        office.say("new_from_sample")
    office.say("new_next", count=len(opened), season=season)
    if office.as_json:
        office.answer(
            {
                "season": season,
                "from": last.season,
                "folder": str(where.raw),
                "tables": tables,
                "open": [{"line": fault.line, **fault.values} for fault in opened],
            }
        )


def _write_tables(where: Places, rules: RuleBook) -> list[str]:
    """An empty table for each that an officer fills in: the header, as Excel opens it here."""
    written = []
    for table, columns in _columns().items():
        header = [*columns, *(rules.personal if table == "participants" else ())]
        stream = io.StringIO()
        delimiter = ";" if rules.language == "id" else ","
        csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerow(header)
        path = where.raw / f"{table}.csv"
        path.write_bytes(stream.getvalue().encode("utf-8-sig"))
        written.append(path.name)
    return written


def _columns() -> dict[str, list[str]]:
    """The columns of the officers' tables."""
    text = (files("helpers.intake") / "officer_columns.csv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["table"], []).append(row["column"])
    return found


def _copy_history(last: Places, where: Places) -> list[str]:
    """The winners of the years before the tool stay what they are."""
    copied = []
    for path in sorted(last.raw.glob("history.*")):
        (where.raw / "history.csv").unlink(missing_ok=True)
        shutil.copyfile(path, where.raw / path.name)
        copied.append(path.name)
    return copied
