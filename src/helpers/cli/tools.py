"""lab, bench and test: the workshop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import click

from helpers.cli.office import DONE, STOPPED, Office, common_options

# JupyterLab would offer news and updates from the network; these settings keep it quiet.
LAB_SETTINGS = Path(__file__).parent / "lab"
# As many tests at once as there are cores, the tests of one file on one of them, folder by folder:
# the small tests of the structure come last, so that no core waits for another's long one.
SIDE_BY_SIDE = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")


@click.command()
@common_options
def lab(office: Office) -> None:
    """Open season.ipynb in JupyterLab, where Run All publishes."""
    from helpers.run.workspace import HOME, PUBLISH, project_folder

    quiet = {"JUPYTER_CONFIG_PATH": str(LAB_SETTINGS)}
    environment = {**os.environ, **quiet, HOME: str(office.home), PUBLISH: "1"}
    command = [sys.executable, "-m", "jupyterlab", "notebooks/season.ipynb"]
    sys.exit(subprocess.run(command, cwd=project_folder(), env=environment, check=False).returncode)


@click.command()
@click.option(
    "--repeats",
    type=click.IntRange(min=1),
    default=3,
    help="Runs of each; what takes long is run once.",
)
@common_options
def bench(office: Office, repeats: int) -> None:
    """Measure speed side by side with the alternatives."""
    from helpers.run.bench import in_one_line, run_benchmarks, show

    measurements = run_benchmarks(repeats, lambda one: click.echo(in_one_line(one), err=True))
    if office.as_json:
        click.echo(json.dumps([asdict(one) for one in measurements], indent=2))
    else:
        show(measurements, office.console)


@click.command()
@click.option("--long", "everything", is_flag=True, help="Also the long tests; CI runs them.")
@click.argument("arguments", nargs=-1)
@common_options
def test(_office: Office, everything: bool, arguments: tuple[str, ...]) -> None:
    """Run the tests; what follows -- goes to pytest."""
    from helpers.run.workspace import project_folder

    marks = [] if everything else ["-m", "not long"]
    command = [sys.executable, "-m", "pytest", *SIDE_BY_SIDE, *marks, *arguments]
    finished = subprocess.run(command, cwd=project_folder(), check=False)
    sys.exit(DONE if finished.returncode == 0 else STOPPED)
