"""The official tables do not know which Python made them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.proof.test_recount import find_python

SEASON = "contoh-2023"
LEFT_OUT = shutil.ignore_patterns(".*", "processed", "sealed", "forms", "reports", "__pycache__")


def official_tables(python: str, folder: Path) -> dict[str, str]:
    """The sums of the clean tables that a copy of the project makes, started by this Python."""
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    command = [python, str(folder / "seleksi.py"), "report", SEASON]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    tables = (folder / "data" / "processed" / SEASON).glob("*.csv")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tables}


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_every_python_makes_the_same_tables(version: str, tmp_path: Path) -> None:
    """Set up from nothing, each Python of the contract makes the same bytes of every table."""
    made = official_tables(find_python(version), tmp_path / "seleksi")
    home = tmp_path / "home"
    shutil.copytree(ROOT / "data" / "raw" / SEASON, home / "data" / "raw" / SEASON)
    (home / "reports").mkdir()
    command = [sys.executable, "-m", "helpers.cli", "report", SEASON, "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    here = (home / "data" / "processed" / SEASON).glob("*.csv")
    assert made == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in here}
    assert {"rankings.csv", "steps.csv", "ledger.csv", "diagnostics.csv"} <= set(made)
