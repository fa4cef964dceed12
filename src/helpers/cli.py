"""The commands, each under its English and its Indonesian name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from helpers.records.findings import LEVELS, address, stops
from helpers.records.places import SEASON_NAME, Places, places
from helpers.records.tables import Finding
from helpers.records.words import say
from helpers.rules import RuleBook, RuleBookError, load

DONE, STOPPED, WRONG_USE, FAILED = 0, 1, 2, 3

INDONESIAN = {
    "laporan": "report",
    "periksa": "check",
    "lihat": "inspect",
    "verifikasi": "verify",
}


class TwoTongues(click.Group):
    """A group whose commands also answer to their Indonesian names."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, INDONESIAN.get(cmd_name, cmd_name))


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
        """Print one sentence; with ``--json`` it goes to the error stream, out of the answer's way."""
        console = Console(stderr=True, soft_wrap=True) if self.as_json else self.console
        console.print(escape(say(f"cli.{key}", self.spoken, **values)), highlight=False)

    @property
    def spoken(self) -> str:
        return self.language or "id"


def common_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command has."""

    def opened(
        home: Path, lang: str, jobs: int | None, as_json: bool, debug: bool, **rest: Any
    ) -> None:
        console = Console(soft_wrap=True)
        office = Office(home.resolve(), lang, jobs, as_json, debug, console)
        with clear_sentences(office):
            command(office, **rest)

    opened.__doc__ = command.__doc__
    opened.__name__ = command.__name__
    opened.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]  # click keeps its decorators' options there
    for option in (
        click.option("--debug", is_flag=True, help="Show the traceback of a failure."),
        click.option("--json", "as_json", is_flag=True, help="Answer as JSON."),
        click.option("--jobs", type=click.IntRange(min=1), help="Notebooks side by side."),
        click.option("--lang", type=click.Choice(["id", "en"]), default="", help="Language."),
        click.option(
            "--home",
            type=click.Path(file_okay=False, path_type=Path),
            default=Path(__file__).resolve().parents[2],
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
    except RuleBookError as error:
        for mistake in error.mistakes:
            click.echo(str(mistake), err=True)
        sys.exit(WRONG_USE)
    except KeyboardInterrupt:
        office.say("interrupted")
        sys.exit(FAILED)
    except Exception as error:
        if office.debug:
            raise
        key = "disk" if isinstance(error, OSError) else "failed"
        office.say(key, reason=f"{type(error).__name__}: {error}")
        sys.exit(FAILED)


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
    return places(office.home, season)


def _lateness(season: str) -> tuple[bool, str, str]:
    """Real seasons come after samples, later years after earlier ones."""
    digits = "".join(sign for sign in season if sign.isdigit())
    return not season.startswith("contoh"), digits, season


season_argument = click.argument("season", required=False)


@click.group(cls=TwoTongues, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Seleksi: from the jurors' spreadsheets to a result that anyone can check."""


@main.command()
@season_argument
@click.option("--through", default="", help="The last stage that counts; later ones are not held.")
@click.option("--fresh", is_flag=True, help="Run again even where nothing has changed.")
@common_options
def report(office: Office, season: str | None, through: str, fresh: bool) -> None:
    """Clean, rank, examine and report a season (laporan)."""
    from helpers.run import season as seasons
    from helpers.run.kernels import NotebookFailed
    from helpers.run.lock import SeasonBusy
    from helpers.run.progress import show_progress

    where = choose_season(office, season)
    rules = load(where.rules)
    language = office.language or rules.language
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
        sys.exit(STOPPED)
    except NotebookFailed as failure:
        sys.exit(explain_failure(office, where, failure))
    tell_outcome(office, outcome)
    sys.exit(STOPPED if outcome.undecided else DONE)


def explain_failure(office: Office, where: Places, failure: Any) -> int:
    """Say why a notebook stopped; the exit code tells data (1) from the program itself (3)."""
    if failure.kind == "RecountDisagrees":
        office.say("recount_failed", sentence=failure.sentence)
        return STOPPED
    if office.debug:
        click.echo(failure.trace, err=True)
    kept = where.output / "data" / ".run" / where.season / "failed"
    office.say("notebook_failed", name=failure.name, sentence=failure.sentence, kept=kept)
    return FAILED


def tell_outcome(office: Office, outcome: Any) -> None:
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
    for key, category in outcome.rules.categories.items():
        if key in outcome.undecided:
            office.say("undecided", category=category.name)
            for finding in outcome.reasons(key):
                tell_finding(office, finding)
            continue
        winners = [placing for placing in outcome.placings if placing.category == key]
        titles = "; ".join(f"{one.title} {one.name}" for one in winners if one.title)
        office.say("decided", category=category.name, winners=titles or "-")
    office.say("reports", folder=outcome.places.reports)


def tell_finding(office: Office, finding: Finding) -> None:
    """One line: where, what, what to do."""
    where = address(finding)
    place = f"{where}: " if where and where not in finding.message else ""
    office.say("reason", address=place, message=finding.message, advice=finding.advice)


@main.command()
@season_argument
@click.option("--all", "everything", is_flag=True, help="Show the notes too.")
@common_options
def check(office: Office, season: str | None, everything: bool) -> None:
    """Say what is missing, odd or refused, and what to do (periksa)."""
    from helpers.intake import clean, expected_and_received
    from helpers.scoring import score_category

    where = choose_season(office, season)
    rules = load(where.rules)
    cleaned = clean(where.raw, rules)
    ranked = [score_category(rules, key, cleaned.facts.of(key)) for key in rules.categories]
    findings = [*cleaned.findings, *(found for one in ranked for found in one.findings)]
    expected = expected_and_received(rules, cleaned)
    stopping = [finding for finding in findings if stops(finding)]
    if office.as_json:
        answer = {
            "season": where.season,
            "stops": bool(stopping),
            "expected": [asdict(row) for row in expected],
            "findings": [asdict(finding) for finding in findings],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        sys.exit(STOPPED if stopping else DONE)
    office.say("check_title", season=where.season, title=rules.title)
    office.console.print(matrix(office, rules, expected))
    tell_findings(office, findings, everything)
    if stopping:
        office.say("next_blocked", count=len(stopping))
        sys.exit(STOPPED)
    office.say("next_ready", season=where.season)


def matrix(office: Office, rules: RuleBook, expected: Any) -> Table:
    """Expected against received: one line per juror and stage."""
    words = {
        key: say(f"cli.matrix_{key}", office.spoken)
        for key in ("title", "category", "stage", "juror", "file", "missing")
    }
    table = Table(title=words["title"], title_justify="left")
    for column in ("category", "stage", "juror", "file"):
        table.add_column(words[column], overflow="fold")
    for row in expected:
        category = rules.categories[row.category]
        table.add_row(
            category.name,
            category.stages[row.stage].name,
            row.juror,
            escape(row.file) or f"[bold red]{words['missing']}[/]",
        )
    return table


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


@main.command()
@season_argument
@common_options
def verify(office: Office, season: str | None) -> None:
    """Recount, re-read and recalculate from the files alone (verifikasi)."""
    from helpers.seal.verify import verify as verify_season

    where = choose_season(office, season)
    rules = load(where.rules)
    if not where.reports.is_dir():
        office.say("no_report", season=where.season)
        sys.exit(STOPPED)
    result = verify_season(where, rules)
    failed = [row for row in result.rows if row.state == "failed"]
    if office.as_json:
        answer = {"season": where.season, "checks": [asdict(row) for row in result.rows]}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        sys.exit(STOPPED if failed else DONE)
    office.say("verify_title", season=where.season)
    signs = {"ok": "[green]✓[/]", "failed": "[bold red]✗[/]", "skipped": "[yellow]–[/]"}
    for row in result.rows:
        office.console.print(f" {signs[row.state]} {escape(row.sentence)}", highlight=False)
    office.say("verify_bad" if failed else "verify_ok", count=len(failed))
    sys.exit(STOPPED if failed else DONE)


@main.command()
@common_options
def lab(office: Office) -> None:
    """Open season.ipynb in JupyterLab, where Run All publishes."""
    from helpers.run.workspace import HOME, PUBLISH, project_folder

    environment = {**os.environ, HOME: str(office.home), PUBLISH: "1"}
    command = [sys.executable, "-m", "jupyterlab", "notebooks/season.ipynb"]
    sys.exit(subprocess.run(command, cwd=project_folder(), env=environment, check=False).returncode)


@main.command()
@click.option("--repeats", type=click.IntRange(min=1), default=3, help="Runs of each.")
@common_options
def bench(office: Office, repeats: int) -> None:
    """Measure speed side by side with the alternatives."""
    from helpers.run.bench import run_benchmarks, show

    measurements = run_benchmarks(repeats)
    if office.as_json:
        click.echo(json.dumps([asdict(one) for one in measurements], indent=2))
    else:
        show(measurements, office.console)


@main.command()
@click.option("--long", "everything", is_flag=True, help="Also the tests that take an hour.")
@click.argument("arguments", nargs=-1)
@common_options
def test(office: Office, everything: bool, arguments: tuple[str, ...]) -> None:
    """Run the tests; what follows -- goes to pytest."""
    from helpers.run.workspace import project_folder

    marks = [] if everything else ["-m", "not long"]
    command = [sys.executable, "-m", "pytest", *marks, *arguments]
    finished = subprocess.run(command, cwd=project_folder(), check=False)
    sys.exit(DONE if finished.returncode == 0 else STOPPED)


if __name__ == "__main__":
    main()
