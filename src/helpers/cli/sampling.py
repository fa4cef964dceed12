"""The auditor's working paper: drawn, filled in by hand, and taken back into the evidence."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from helpers.cli.freezing import today
from helpers.cli.office import DONE, STOPPED, Office
from helpers.records.places import Places
from helpers.records.tables import read_table
from helpers.records.words import say
from helpers.rules import RuleBook

if TYPE_CHECKING:
    from helpers.seal.papers import Judgement

FOLDER = "pemeriksaan"  # beside the forms


def draw_sample(office: Office, where: Places, rules: RuleBook, count: int, seed: str) -> int:
    """Draw cells and write the working paper; one that may be filled in is not overwritten."""
    from helpers.forms import write_form
    from helpers.seal.papers import make_paper

    seed = " ".join(seed.split())
    if not seed or count < 1:
        raise click.UsageError(say("cli.sample_seed", office.spoken))
    content = make_paper(where, rules, count, seed, office.language or rules.language)
    path = where.forms / FOLDER / f"kertas-kerja-{count}-{_plain(seed)}.xlsx"
    done = write_form(path, content)
    if done.outcome == "differs":
        office.say("sample_there", path=path)
        return STOPPED
    population = len(read_table(where.processed, "scores.csv"))
    told = {"count": min(count, population), "population": population}
    if office.as_json:
        office.answer({"season": where.season, "seed": seed, "paper": str(path), **told})
    office.say("sample_made", path=path, **told)
    office.say("sample_next", season=where.season)
    return DONE


def _plain(seed: str) -> str:
    """The seed as a part of a file name."""
    return "".join(sign if sign.isalnum() else "-" for sign in seed.casefold())[:40]


def take_sample_back(office: Office, where: Places, rules: RuleBook, path: Path, by: str) -> int:
    """Judge a filled paper, say what it supports, and keep it as evidence."""
    from helpers.run.lock import hold_season
    from helpers.seal.papers import (
        NoPaper,
        conclude,
        judge,
        keep_paper,
        kept_before,
        obstacles,
        read_paper,
    )

    language = office.language or rules.language
    try:
        paper = read_paper(path)
    except NoPaper as failure:
        office.say("sample_no_paper", reason=failure)
        return STOPPED
    if reasons := list(obstacles(where, paper, language)):
        office.say("sample_refused")
        for reason in reasons:
            office.tell(f" • {reason}")
        return STOPPED
    by = by.strip() or paper.examiner
    if not by:
        raise click.UsageError(say("cli.sample_by", office.spoken))
    told = judge(paper, read_table(where.processed, "scores.csv"), language)
    sentence, content = conclude(told, language), path.read_bytes()
    with hold_season(where.home / "data" / ".run" / where.season):
        folder = kept_before(where, content)
        key = "sample_kept_before" if folder else "sample_kept"
        if not folder:
            try:
                line = keep_paper(where, rules, content, paper, by, sentence, today(rules))
            except ValueError:
                office.say("sample_broken", folder=where.sealed)
                return STOPPED
            folder = line.folder
    _tell(office, told, sentence, folder)
    office.say(key, folder=where.sealed / folder)
    return STOPPED if told.differing or told.open else DONE


def _tell(office: Office, told: Judgement, sentence: str, folder: str) -> None:
    if office.as_json:
        answer = {**asdict(told), "supports": sentence, "folder": folder}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for one in told.differing:
        office.console.print(f" [bold red]✗[/] {escape(one)}", highlight=False)
    for one in told.open:
        office.console.print(f" [yellow]–[/] {escape(one)}", highlight=False)
    office.tell(sentence)
