"""The benchmarks: each way of ours beside its alternative, in one run, as a ratio.

``report`` stands against papermill, over as many notebooks that do next to nothing: its command
line, one notebook after the other, and its function in two threads over the same graph. ``check``
stands against openpyxl, loading the same workbooks twice, once for values and once for formulas.
The reader and the examination have modules of their own.

A way and what it stands beside take turns. Those that take long together are run once: what slows
a computer for a moment weighs little in them, and the ratio is steady.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.console import Console
from rich.table import Table

from helpers.run.bench_examination import EXAMINATION_LIMITS, drawing, examining
from helpers.run.bench_reading import READING_LIMITS, Limit, reading_ways

SAMPLE = "contoh-2024"
THREADS = 2
LONG = 10  # seconds; who takes longer together is not clocked again
PLAIN_CELLS = (
    "import pandas as pd\nimport matplotlib.pyplot as plt",
    "figure, axes = plt.subplots()\npd.Series([3, 1, 2]).plot(ax=axes);",
)

LIMITS = (
    Limit("report", "papermill's command, one after the other", 0.5),
    Limit("report", "papermill's function in two threads", 1.5),
    Limit("check", "openpyxl, values and formulas", 1.0),
    *EXAMINATION_LIMITS,
    *READING_LIMITS,
)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One way of ours beside an alternative; the seconds are medians over the repeats.

    ``allowed`` is the greatest ratio, with ``allowance`` in seconds on top; None where the
    alternative is only shown. ``cells_per_second`` is 0 where cells are not what is handled.
    """

    what: str
    seconds: float
    alternative: str
    alternative_seconds: float
    ratio: float
    allowed: float | None
    allowance: float
    within: bool
    cells_per_second: int


def run_benchmarks(
    repeats: int, tell: Callable[[Measurement], object] = lambda _measurement: None
) -> tuple[Measurement, ...]:
    """Measure every way ``repeats`` times, long ones once, and compare the medians.

    ``tell`` is given each measurement as soon as it is there.

    Raises
    ------
    FileNotFoundError
        The sample season is not there.
    subprocess.CalledProcessError
        A way that runs as a program failed.
    """
    measured = []
    with TemporaryDirectory(prefix="seleksi-bench-") as scratch:
        ways = _ways(Path(scratch))
        for what in dict.fromkeys(limit.what for limit in LIMITS):
            limits = [limit for limit in LIMITS if limit.what == what]
            together = [what, *(limit.alternative for limit in limits)]
            clocked = _clock_in_turn({name: ways[name] for name in together}, repeats)
            for one in compare({name: median(spent) for name, spent in clocked.items()}, limits):
                measured.append(one)
                tell(one)
    return tuple(measured)


def compare(
    seconds: Mapping[str, float], limits: Sequence[Limit] = LIMITS
) -> tuple[Measurement, ...]:
    """The measurements that ``limits`` ask for, from the seconds of each way."""
    return tuple(_measurement(limit, seconds) for limit in limits)


def _measurement(limit: Limit, seconds: Mapping[str, float]) -> Measurement:
    ours, theirs = seconds[limit.what], seconds[limit.alternative]
    return Measurement(
        what=limit.what,
        seconds=round(ours, 3),
        alternative=limit.alternative,
        alternative_seconds=round(theirs, 3),
        ratio=round(ours / theirs, 2),
        allowed=limit.ratio,
        allowance=limit.seconds,
        within=limit.ratio is None or ours <= limit.ratio * theirs + limit.seconds,
        cells_per_second=round(limit.cells / ours),
    )


def in_one_line(one: Measurement) -> str:
    """A measurement on one line, for whoever watches, or stops halfway."""
    verdict = "shown" if one.allowed is None else "within" if one.within else "beyond"
    return (
        f"{verdict}: {one.what} {one.seconds:.2f} s, {one.alternative} "
        f"{one.alternative_seconds:.2f} s, ratio {one.ratio:.2f}, allowed {_allowed(one)}"
    )


def show(measurements: tuple[Measurement, ...], console: Console) -> None:
    """Print the measurements as a table."""
    table = Table("what", "seconds", "cells/s", "beside", "seconds", "ratio", "allowed", "")
    for one in measurements:
        table.add_row(
            one.what,
            f"{one.seconds:.2f}",
            f"{one.cells_per_second:,}" if one.cells_per_second else "",
            one.alternative,
            f"{one.alternative_seconds:.2f}",
            f"{one.ratio:.2f}",
            _allowed(one),
            _verdict(one),
        )
    console.print(table)


def _allowed(one: Measurement) -> str:
    if one.allowed is None:
        return "–"
    more = f" + {one.allowance:.2f} s" if one.allowance else ""
    return f"{one.allowed:.2f}{more}"


def _verdict(one: Measurement) -> str:
    if one.allowed is None:
        return "shown"
    return "[green]within[/]" if one.within else "[bold red]beyond[/]"


def _clock_in_turn(
    ways: Mapping[str, Callable[[], object]], repeats: int
) -> dict[str, list[float]]:
    """The seconds of each way in each round: what slows the computer meanwhile slows all.

    There is no second round where the first one took long.
    """
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(repeats):
        for name, way in ways.items():
            start = perf_counter()
            way()
            seconds[name].append(perf_counter() - start)
        if sum(sum(spent) for spent in seconds.values()) > LONG:
            break
    return seconds


def _ways(scratch: Path) -> dict[str, Callable[[], object]]:
    """All ways by name, each ready to go: files are laid out, caches and imports are warm.

    The examination needs the season as ``report`` leaves it, which is measured first.
    """
    from helpers.rules import load
    from helpers.run.season import plan
    from helpers.run.workspace import project_folder

    sample = project_folder() / "data" / "raw" / SAMPLE
    raw = Path(shutil.copytree(sample, scratch / "home" / "data" / "raw" / SAMPLE))
    groups = [len(group) for group in plan(load(raw / "rules.yaml"), SAMPLE)]
    _write_plain_notebooks(scratch / "plain", groups)

    kept = {**os.environ, "MPLCONFIGDIR": str(scratch / "matplotlib")}

    def python(*arguments: str | Path) -> None:
        command = [sys.executable, *arguments]
        subprocess.run(command, env=kept, check=True, capture_output=True)

    def report() -> None:
        home = scratch / "home"
        python("-m", "helpers.cli", "report", SAMPLE, "--fresh", "--home", home)

    def papermill_command() -> None:
        for notebook in sorted((scratch / "plain").glob("[0-9]/*.ipynb")):
            executed = scratch / f"executed-{notebook.name}"
            python("-m", "papermill", "--no-progress-bar", notebook, executed)

    draw, loop = drawing()
    notebooks = project_folder() / "notebooks"
    examine, start = examining(scratch / "home", SAMPLE, notebooks, scratch)
    python("-c", "import matplotlib.pyplot")  # makes the list of fonts
    start()
    _check(raw)
    _load_twice(raw)
    return {
        "report": report,
        "papermill's command, one after the other": papermill_command,
        "papermill's function in two threads": lambda: python(
            "-m", "helpers.run.bench", scratch / "plain"
        ),
        "check": lambda: _check(raw),
        "openpyxl, values and formulas": lambda: _load_twice(raw),
        "20,000 draws": draw,
        "a plain loop over the draws": loop,
        "3-examine": examine,
        "its imports and kernel start": start,
        **reading_ways(scratch),
    }


def _write_plain_notebooks(folder: Path, groups: list[int]) -> None:
    """Notebooks that do next to nothing: one folder a group, as many as our graph has."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_notebook

    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    plain = new_notebook(
        cells=[new_code_cell(source) for source in PLAIN_CELLS], metadata={"kernelspec": kernel}
    )
    for place, size in enumerate(groups):
        (folder / str(place)).mkdir(parents=True)
        for number in range(size):
            nbformat.write(plain, folder / str(place) / f"{place}-{number}.ipynb")


def execute_in_threads(folder: Path) -> None:
    """Papermill's function over the groups of ``folder``, two notebooks of a group at a time."""
    import papermill

    executed = folder / "executed"
    groups = sorted(path for path in folder.iterdir() if path != executed)
    executed.mkdir(exist_ok=True)

    def execute(notebook: Path) -> None:
        papermill.execute_notebook(
            str(notebook),
            str(executed / notebook.name),
            progress_bar=False,
            shutdown_kernel="immediate",
        )

    for group in groups:
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(execute, sorted(group.glob("*.ipynb"))))


def _check(raw: Path) -> None:
    """What the command ``check`` does after start-up, but for printing."""
    from helpers.intake import clean, expected_and_received
    from helpers.rules import load
    from helpers.scoring import score_category

    rules = load(raw / "rules.yaml")
    cleaned = clean(raw, rules)
    for category in rules.categories:
        score_category(rules, category, cleaned.facts.of(category))
    expected_and_received(rules, cleaned)


def _load_twice(raw: Path) -> None:
    """Load every workbook of the jurors with openpyxl, for its values and for its formulas."""
    from openpyxl import load_workbook

    for path in sorted((raw / "scores").rglob("*.xlsx")):
        load_workbook(path, data_only=True)
        load_workbook(path, data_only=False)


if __name__ == "__main__":
    execute_in_threads(Path(sys.argv[1]))
