"""templates: the default templates of the letters, to edit in Word."""

from __future__ import annotations

import sys

import click

from helpers.cli.office import DONE, Office, choose_season, common_options, season_argument
from helpers.records.words import say
from helpers.rules import load

NOTE = "BACA-DULU.txt"  # what may be changed, and where the edited files belong


@click.command()
@season_argument
@common_options
def templates(office: Office, season: str | None) -> None:
    """Lay out the default templates of the letters, to edit in Word (templat)."""
    from helpers.report.letters.template import KINDS, OWN_FOLDER, default_bytes, file_name

    where = choose_season(office, season)
    language = office.language or load(where.rules, office.language).language
    folder = where.forms / OWN_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    names = [file_name(kind, language) for kind in KINDS]
    for kind, name in zip(KINDS, names, strict=True):
        (folder / name).write_bytes(default_bytes(kind, language))
    note = say("cli.templates_note", language, own=where.raw / OWN_FOLDER)
    (folder / NOTE).write_bytes(note.encode())
    if office.as_json:
        office.answer({"season": where.season, "folder": str(folder), "files": names})
    else:
        office.say("templates_made", folder=folder, own=where.raw / OWN_FOLDER)
    sys.exit(DONE)
