"""The season at a glance: what season.ipynb shows and runs."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console

from helpers.records.places import Places, places
from helpers.records.words import say
from helpers.report.spoken_numbers import write_date
from helpers.report.steps import Block, table
from helpers.rules import load
from helpers.run.progress import show_progress
from helpers.run.season import Outcome, plan, report
from helpers.run.workspace import DRAFT, HOME, PUBLISH, project_folder


def season_places(season: str) -> Places:
    """Where season.ipynb reads and writes: it publishes only where ``lab`` opened it."""
    home = Path(os.environ.get(HOME) or project_folder())
    return places(home, season, home if os.environ.get(PUBLISH) else home / DRAFT)


def describe(season: str) -> Block:
    """The categories and stages of the season, from its rule book."""
    book = load(season_places(season).rules)
    language = book.language
    rows = [
        [category.name, stage.name, write_date(stage.date, language) if stage.date else None]
        for category in book.categories.values()
        for stage in category.stages.values()
    ]
    columns = [say(f"run.{key}", language) for key in ("category", "stage", "date")]
    return table(rows, columns, book.title, language)


def run_season(season: str) -> Outcome:
    """Run the four steps of the season and show how far they are."""
    where = season_places(season)
    book = load(where.rules)
    total = sum(len(group) for group in plan(book, season))
    # A notebook's page is no terminal: each finished step is one line.
    console = Console(force_jupyter=False, force_terminal=False)
    with show_progress(total, book, book.language, console) as listen:
        return report(where, listen=listen)


def announce(outcome: Outcome) -> Block:
    """Who carries which title, and what holds back the categories that are not decided."""
    language = outcome.rules.language
    rows = []
    for key, category in outcome.rules.categories.items():
        reasons = outcome.reasons(key)
        rows += [[category.name, say("run.undecided", language), one.message] for one in reasons]
        if not reasons:
            rows += [
                [category.name, placing.title, placing.name]
                for placing in outcome.placings
                if placing.category == key and placing.title
            ]
    columns = [say(f"run.{key}", language) for key in ("category", "title", "name")]
    lies = say("run.lies", language, folder=outcome.places.reports.relative_to(outcome.places.home))
    return table(rows, columns, lies, language)
