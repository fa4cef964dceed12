"""One run at a time for one season."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.run.lock import SeasonBusy, hold_season

HOLDER = """
import sys
from pathlib import Path
from helpers.run.lock import hold_season
with hold_season(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_second_run_is_told_that_the_season_is_busy(tmp_path: Path) -> None:
    """While another process holds the season, taking it raises at once."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(SeasonBusy), hold_season(tmp_path):
        pass
    holder.kill()
    holder.wait()
    with hold_season(tmp_path):
        assert (tmp_path / "lock").exists()


def test_lock_is_free_after_use(tmp_path: Path) -> None:
    """A season can be held again after it was let go."""
    for _ in range(2):
        with hold_season(tmp_path):
            pass
    assert (tmp_path / "lock").exists()
