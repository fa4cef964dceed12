"""What all commands share: options, the season, the language, and clear sentences for failures."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from helpers.records.findings import LEVELS, address
from helpers.records.places import SEASON_NAME, Places, places
from helpers.records.tables import Finding
from helpers.records.words import say

DONE, STOPPED, WRONG_USE, FAILED = 0, 1, 2, 3


@dataclass(frozen=True)
class Office:
    """What all commands share: where the data lies, in which language to speak, and to whom."""

    home: Path
    language: str
    jobs: int | None
    as_json: bool
    debug: bool
    console: Console

    def say(self, key: str, **values: object) -> None:
        """Print one sentence of the commands."""
        self.tell(say(f"cli.{key}", self.spoken, **values))

    def tell(self, sentence: str) -> None:
        """Print a sentence; with ``--json`` on the error stream, out of the answer's way."""
        console = Console(stderr=True, soft_wrap=True) if self.as_json else self.console
        console.print(escape(sentence), highlight=False)

    def answer(self, values: dict[str, Any]) -> None:
        """Print the answer for programs."""
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))

    @property
    def spoken(self) -> str:
        return self.language or "id"


def common_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command has."""

    def opened(
        home: Path, lang: str | None, jobs: int | None, as_json: bool, debug: bool, **rest: Any
    ) -> None:
        console = Console(soft_wrap=True)
        office = Office(home.resolve(), lang or "", jobs, as_json, debug, console)
        with clear_sentences(office):
            command(office, **rest)

    opened.__doc__ = command.__doc__
    opened.__name__ = command.__name__
    opened.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]  # click keeps its decorators' options there
    for option in (
        click.option("--debug", is_flag=True, help="Show the traceback of a failure."),
        click.option("--json", "as_json", is_flag=True, help="Answer as JSON."),
        click.option("--jobs", type=click.IntRange(min=1), help="Notebooks side by side."),
        click.option("--lang", type=click.Choice(["id", "en"]), help="Language."),
        click.option(
            "--home",
            type=click.Path(file_okay=False, path_type=Path),
            default=Path(__file__).resolve().parents[3],
            help="The folder that holds data/ and reports/.",
        ),
    ):
        opened = option(opened)
    return opened


@contextmanager
def clear_sentences(office: Office) -> Iterator[None]:
    """Whatever goes wrong ends in one clear sentence and an exit code, never in a traceback."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit):
        raise
    except KeyboardInterrupt:
        office.say("interrupted")
        sys.stdout.flush()
        # Not sys.exit: that would wait for the notebooks that are still running.
        os._exit(FAILED)
    except Exception as error:
        if mistakes := _mistakes(error):
            for mistake in mistakes:
                click.echo(str(mistake), err=True)
            sys.exit(WRONG_USE)
        if office.debug:
            raise
        key = "disk" if isinstance(error, OSError) else "failed"
        office.say(key, reason=f"{type(error).__name__}: {error}")
        sys.exit(FAILED)


def _mistakes(error: Exception) -> tuple[object, ...]:
    """What is wrong in the rule book, if that is the error.

    The room of the rules is not loaded for this: where it was not loaded, no rule book was read.
    """
    rules = sys.modules.get("helpers.rules.mistakes")
    return error.mistakes if rules and isinstance(error, rules.RuleBookError) else ()


def choose_season(office: Office, season: str | None) -> Places:
    """The places of the season that was named, or of the latest, which is then said."""
    raw = office.home / "data" / "raw"
    known = sorted(path.parent.name for path in raw.glob("*/rules.yaml"))
    if season is None:
        if not known:
            raise click.UsageError(say("cli.no_season", office.spoken, folder=raw))
        season = max(known, key=_lateness)
        office.say("latest", season=season)
    if not SEASON_NAME.fullmatch(season):
        raise click.UsageError(say("cli.bad_season", office.spoken, season=season))
    if not (raw / season).is_dir():
        names = ", ".join(known) or "-"
        raise click.UsageError(
            say("cli.unknown_season", office.spoken, season=season, folder=raw, known=names)
        )
    where = places(office.home, season)
    finish_interrupted(office, where)
    return where


def finish_interrupted(office: Office, where: Places) -> None:
    """Put in order what a run left that was cut off while it replaced the last report.

    Between its two moves the report is neither the old nor the new one; no command may read that.
    """
    from helpers.run.commit import Exchange, recover
    from helpers.run.lock import SeasonBusy, hold_season

    exchange = Exchange(where)
    if not exchange.marker.exists():
        return
    try:
        with hold_season(exchange.folder):
            recover(exchange)
    except SeasonBusy:
        return  # it was not cut off: another command is replacing the report just now
    office.say("recovered")


def _lateness(season: str) -> tuple[bool, str, str]:
    """Real seasons come after samples, later years after earlier ones."""
    digits = "".join(sign for sign in season if sign.isdigit())
    return not season.startswith("contoh"), digits, season


season_argument = click.argument("season", required=False)


def tell_finding(office: Office, finding: Finding) -> None:
    """One line: where, what, what to do."""
    where = address(finding)
    place = f"{where}: " if where and where not in finding.message else ""
    office.say("reason", address=place, message=finding.message, advice=finding.advice)


def tell_findings(office: Office, findings: list[Finding], everything: bool) -> None:
    """The findings by level, the grave ones first; notes only where asked for."""
    for level in LEVELS:
        group = [finding for finding in findings if finding.level == level]
        if not group:
            continue
        if level == "info" and not everything:
            office.say("more_info", count=len(group))
            continue
        office.console.print(f"[bold]{say(f'cli.level_{level}', office.spoken)}[/] ({len(group)})")
        for finding in group:
            tell_finding(office, finding)
