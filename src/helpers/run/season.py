"""The main job: clean, rank, examine and report one season, and put the result in its place."""

from __future__ import annotations

import json
import os
import platform
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import nbformat

from helpers.proof import manifest
from helpers.records.findings import stops
from helpers.records.places import Places, places
from helpers.records.tables import Finding, Placing, read_table
from helpers.report.notebook_pages import render_notebook
from helpers.rules import RuleBook, load
from helpers.run.canonical import canonical, notebook_bytes
from helpers.run.commit import Exchange, commit, discard, prepare
from helpers.run.inputs import check_unchanged, code_state, input_state, input_sums
from helpers.run.kernel_stock import KernelStock
from helpers.run.kernels import (
    Listener,
    NotebookFailed,
    execute_together,
    kernel_environment,
)
from helpers.run.lock import hold_season
from helpers.run.parameters import CategoryParameters, NotebookRun, SeasonParameters
from helpers.run.workspace import HOME, LANGUAGE, OUTPUT, THROUGH, project_folder

AHEAD = 2  # kernels that start before the turn of their notebook comes


class UnknownStage(Exception):
    """No category has the stage that ``--through`` names."""


@dataclass(frozen=True)
class Outcome:
    """What a run came to: the rankings, and for each undecided category what stops it."""

    places: Places
    rules: RuleBook
    placings: tuple[Placing, ...]
    findings: tuple[Finding, ...]
    unchanged: bool

    def reasons(self, category: str) -> tuple[Finding, ...]:
        """The findings that stop a category; those of no category stop all."""
        return tuple(
            finding
            for finding in self.findings
            if stops(finding) and finding.category in ("", category)
        )

    @property
    def undecided(self) -> tuple[str, ...]:
        """The categories that something stops."""
        return tuple(key for key in self.rules.categories if self.reasons(key))


def plan(rules: RuleBook, season: str) -> tuple[tuple[NotebookRun, ...], ...]:
    """The notebooks of a season: groups one after the other, inside a group side by side."""
    whole = SeasonParameters(season=season)
    each = [CategoryParameters(season=season, category=key) for key in rules.categories]
    return (
        (NotebookRun("1-clean", whole),),
        tuple(NotebookRun(name, one) for one in each for name in ("2-rank", "3-examine")),
        (NotebookRun("4-report", whole),),
    )


def report(
    where: Places,
    *,
    listen: Listener,
    through: str = "",
    language: str = "",
    jobs: int | None = None,
    fresh: bool = False,
) -> Outcome:
    """Run the whole season and replace the last report by the new one.

    Whatever fails, the last report stays as it was.

    Parameters
    ----------
    through
        The last stage that counts; later ones are not held yet.
    jobs
        How many notebooks run side by side; default: one more than there are cores.
    fresh
        Run again even where nothing changed since the last report.

    Raises
    ------
    RuleBookError, UnknownStage
        The rule book is wrong, or no category has the stage ``through``.
    SeasonBusy
        Another run is at work on this season.
    InputsChanged
        A raw file changed, came or went while the run was reading.
    NotebookFailed
        A notebook stopped. It is kept in ``data/.run/<season>/failed/``.
    """
    rules = load(where.rules)
    if through and not any(through in category.stages for category in rules.categories.values()):
        raise UnknownStage(through)
    exchange = Exchange(where)
    with hold_season(exchange.folder):
        staged = prepare(exchange)
        try:
            before = input_sums(where)
            state = input_state(where, project_folder(), through, language or rules.language)
            if not fresh and _stands(where, state):
                return _outcome(where, rules, unchanged=True)
            _build(staged, rules, state, listen, through, language, jobs)
            outcome = _outcome(staged, rules, unchanged=False)
            check_unchanged(before, where)
            commit(exchange)
        except NotebookFailed as failure:
            check_unchanged(before, where)  # then that is the cause, and the plainer sentence
            _keep_failed(exchange, staged, failure)
            raise
        finally:
            discard(exchange)
    return Outcome(where, rules, outcome.placings, outcome.findings, unchanged=False)


def remake(where: Places, output: Path, through: str, language: str) -> Places:
    """Make a season's whole result once more in the folder ``output``; the last one stays.

    Raises
    ------
    RuleBookError
        The rule book is wrong.
    NotebookFailed
        A notebook stopped.
    """
    fresh = places(where.home, where.season, output)
    for folder in (fresh.processed, fresh.reports):
        folder.mkdir(parents=True)
    _build(fresh, load(where.rules), "", lambda *_: None, through, language, None)
    return fresh


def _build(
    staged: Places,
    rules: RuleBook,
    state: str,
    listen: Listener,
    through: str,
    language: str,
    jobs: int | None,
) -> None:
    """Execute all notebooks in the staging folder and add pages, evidence and sums."""
    started, clock = datetime.now(UTC), monotonic()
    executed = staged.reports / "notebooks"
    executed.mkdir()
    settings = {
        HOME: str(staged.home),
        OUTPUT: str(staged.output),
        THROUGH: through,
        LANGUAGE: language,
    }
    groups = plan(rules, staged.season)
    # One more than there are cores: a kernel that starts waits more than it works.
    count = jobs or (os.cpu_count() or 1) + 1
    # Pages are rendered beside the kernels, so that no notebook waits for the page of another.
    with (
        kernel_environment(settings),
        closing(KernelStock()) as stock,
        ThreadPoolExecutor(max_workers=1) as printer,
    ):
        pages = []
        for group, following in zip(groups, (*groups[1:], ()), strict=True):
            stock.order(_notebooks() / f"{run.notebook}.ipynb" for run in following[:AHEAD])
            for run in execute_together(group, _notebooks(), executed, count, listen, stock):
                path = executed / f"{run.name}.ipynb"
                pages.append(printer.submit(_write_pages, path, language or rules.language))
        for page in pages:
            page.result()
    runs = [run for group in groups for run in group]
    made = {
        "language": language or rules.language,
        "through": through,
        "code": code_state(project_folder()),
    }
    manifest.write_evidence(staged, rules, [run.name for run in runs], made)
    _write_run_record(staged, state, started, monotonic() - clock)


def _notebooks() -> Path:
    return project_folder() / "notebooks"


def _write_pages(path: Path, language: str) -> None:
    """Make the executed notebook canonical, and render it as a report and for the audit."""
    notebook = canonical(nbformat.read(path, as_version=4))
    path.write_bytes(notebook_bytes(notebook))
    for ending, code in ((".html", False), (".audit.html", True)):
        page = render_notebook(notebook, title=path.stem, code=code, language=language)
        path.with_suffix(ending).write_bytes(page.encode())


def _write_run_record(staged: Places, state: str, started: datetime, seconds: float) -> None:
    """``run.json``: the only file with clocks and paths in it."""
    record = {
        "season": staged.season,
        "started": started.isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "home": str(staged.home),
        "inputs": state,
    }
    text = json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    (staged.reports / "bukti" / "run.json").write_bytes(text.encode())


def _stands(where: Places, state: str) -> bool:
    """Whether the last report was made from the same inputs and is still as it was made."""
    record = where.reports / "bukti" / "run.json"
    if not record.exists() or json.loads(record.read_bytes()).get("inputs") != state:
        return False
    return not manifest.broken_sums(where.reports)


def _outcome(where: Places, rules: RuleBook, *, unchanged: bool) -> Outcome:
    return Outcome(
        places=where,
        rules=rules,
        placings=read_table(where.processed, "rankings.csv"),
        findings=read_table(where.processed, "findings.csv"),
        unchanged=unchanged,
    )


def _keep_failed(exchange: Exchange, staged: Places, failure: NotebookFailed) -> None:
    """Keep the notebook that stopped, so that someone can see where.

    On a full disk it cannot be kept; the failure itself is then what is told.
    """
    executed = staged.reports / "notebooks" / f"{failure.name}.ipynb"
    if failure.cause == "disk" or not executed.exists():
        return
    kept = exchange.folder / "failed"
    kept.mkdir(exist_ok=True)
    shutil.copy(executed, kept / executed.name)
