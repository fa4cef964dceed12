"""kill -9 at every boundary between two steps, and at fifty moments that nobody chose."""

from __future__ import annotations

import json
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Command, sums
from tests.end_to_end.disturbed import SAID_AT_THE_END
from tests.end_to_end.test_faults import SEASON, changed_sums, disturbed, stands
from tests.end_to_end.test_running import change_one_mark, start_report

__all__ = ["changed_sums"]  # the fixture

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]
GROUPS = 5  # that a failure names its neighbourhood, and no single test takes too long
MOMENTS = 50


def check_after_a_kill(home: Path, before: str, after: str, command: Command) -> None:
    """The report is whole at once, or by the next command; the next run is right.

    Only between the marker and the end of the replacement may it be between two reports, and then
    whatever command comes next says that it has put it in order.
    """
    cut_off = (home / "data" / ".run" / SEASON / "marker").exists()
    if cut_off:
        assert "sudah diselesaikan" in command(home, "trace", SEASON, "lks-1").stdout
        assert sums(home) == after
    assert sums(home) in (before, after)
    assert stands(home)
    done = command(home, "report", SEASON)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sums(home) == after
    assert stands(home)
    left = {path.name for path in (home / "data" / ".run" / SEASON).iterdir()}
    assert left <= {"lock"}


@pytest.fixture(scope="module")
def boundaries(small_report: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many boundaries an undisturbed run passes."""
    home = tmp_path_factory.mktemp("count") / "home"
    renew(small_report, home)
    said = disturbed(home, "killed").stdout
    number = int(said.split(SAID_AT_THE_END)[1].split()[0])
    assert number > 40, "the steps of a run are no longer those of the table"
    return number


def renew(small_report: Path, home: Path) -> None:
    """The reported season with a mark that has changed since."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(small_report, home)
    change_one_mark(home)


@pytest.mark.parametrize("group", range(GROUPS))
def test_killed_at_every_boundary(
    group: int,
    boundaries: int,
    small_report: Path,
    changed_sums: str,
    tmp_path: Path,
    command: Command,
) -> None:
    """Killed before and after each step, the last report is whole and the next run right."""
    for moment in range(1 + group, boundaries + 1, GROUPS):
        renew(small_report, tmp_path / "home")
        done = disturbed(tmp_path / "home", "killed", moment)
        assert done.returncode == -signal.SIGKILL, moment
        check_after_a_kill(tmp_path / "home", sums(small_report), changed_sums, command)


@pytest.mark.parametrize("group", range(GROUPS))
def test_killed_at_any_moment(
    group: int, small_report: Path, changed_sums: str, tmp_path: Path, command: Command
) -> None:
    """Killed whenever, even when it had just begun or nearly ended, nothing is lost."""
    run = json.loads((small_report / "reports" / SEASON / "bukti" / "run.json").read_bytes())
    draw = random.Random(group)  # noqa: S311  # moments, not secrets
    for _ in range(MOMENTS // GROUPS):
        renew(small_report, tmp_path / "home")
        process = start_report(tmp_path / "home")
        # From the start of Python until a little after an undisturbed run would have ended.
        time.sleep(draw.uniform(0, run["seconds"] + 2))
        process.kill()
        process.communicate()
        check_after_a_kill(tmp_path / "home", sums(small_report), changed_sums, command)
