"""The command, disturbed: ``python -m tests.end_to_end.disturbed FAULT MOMENT COMMAND ...``.

Each fault changes the one thing that the world would change, in the process of the command itself,
so that it happens at the same moment on every computer.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import nbformat

from helpers import cli
from helpers.run import commit, inputs, kernels, season

ROOT = Path(__file__).resolve().parents[2]
# What a run does one after the other: killed before each of them and after each of them.
STEPS: tuple[tuple[Any, str], ...] = (
    (season, "prepare"),
    (season, "input_sums"),
    (season, "input_state"),
    (kernels, "execute"),
    (season, "_write_pages"),
    (season.manifest, "write_evidence"),
    (season, "_write_run_record"),
    (season, "check_unchanged"),
    (season, "commit"),
    (commit, "_write_marker"),
    (Path, "replace"),
    (Path, "unlink"),
    (season, "discard"),
)
SAID_AT_THE_END = "boundaries"


def wrap(owner: Any, name: str, before: Callable[[], None], after: Callable[[], None]) -> None:
    """Do something before and after each call of a function."""
    original = getattr(owner, name)

    def wrapped(*arguments: Any, **options: Any) -> Any:
        before()
        result = original(*arguments, **options)
        after()
        return result

    setattr(owner, name, wrapped)


def killed(moment: int) -> None:
    """kill -9 at one boundary between two steps; with 0 the number of boundaries is said."""
    passed = count(1)
    reached = [0]

    def boundary() -> None:
        reached[0] = next(passed)
        if reached[0] == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    for owner, name in STEPS:
        wrap(owner, name, boundary, boundary)
    wrap(season, "report", lambda: None, lambda: print(SAID_AT_THE_END, reached[0]))  # noqa: T201


def with_cell(source: str) -> None:
    """Let the first notebook run another cell before its own."""
    folder = Path(os.environ["SELEKSI_FAULT_FOLDER"]) / "notebooks"
    shutil.copytree(ROOT / "notebooks", folder, dirs_exist_ok=True)
    path = folder / "1-clean.ipynb"
    notebook = nbformat.read(path, as_version=4)
    place = 1 + next(
        number
        for number, cell in enumerate(notebook.cells)
        if "parameters" in cell.metadata.get("tags", ())
    )
    notebook.cells.insert(place, nbformat.v4.new_code_cell(source, id="fault"))
    nbformat.write(notebook, path)
    season._notebooks = lambda: folder


def hangs(_: int) -> None:
    """A cell that never ends, where a cell may take three seconds."""
    kernels.CELL_TIMEOUT = 3
    with_cell("import time; time.sleep(3600)")


def dies(_: int) -> None:
    """A kernel that is killed, and so is the one that tries again."""
    with_cell("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")


def dies_once(_: int) -> None:
    """A kernel that is killed the first time only."""
    mark = Path(os.environ["SELEKSI_FAULT_FOLDER"]) / "died"
    with_cell(
        "import os, pathlib, signal\n"
        f"mark = pathlib.Path({str(mark)!r})\n"
        "if not mark.exists():\n"
        "    mark.touch()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )


def raw_file() -> Path:
    """The workbook of a juror."""
    home = Path(sys.argv[sys.argv.index("--home") + 1])
    return next((home / "data" / "raw").glob("*/scores/*J2.xlsx"))


def vanishes(_: int) -> None:
    """A juror's workbook is listed and then taken away."""

    def listed_then_gone(folder: Path) -> dict[str, Path]:
        files = original(folder)
        raw_file().unlink(missing_ok=True)
        return files

    original = inputs.season_files
    inputs.season_files = listed_then_gone


def vanishes_later(_: int) -> None:
    """A juror's workbook is taken away when the first notebook is about to read it."""
    wrap(season, "_build", lambda: raw_file().unlink(), lambda: None)


def changes(_: int) -> None:
    """A juror's workbook is saved again, with other marks, while the notebooks are at work."""
    other = raw_file().with_name("lks J3.xlsx")
    wrap(season, "_write_run_record", lambda: None, lambda: shutil.copyfile(other, raw_file()))


FAULTS = {
    fault.__name__: fault
    for fault in (killed, hangs, dies, dies_once, vanishes, vanishes_later, changes)
}

if __name__ == "__main__":
    fault, moment = sys.argv[1], int(sys.argv[2])
    sys.argv = ["seleksi", *sys.argv[3:]]
    FAULTS[fault](moment)
    cli.main()
