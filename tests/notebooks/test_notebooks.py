"""The notebooks as a person runs them: from top to bottom, with what is stored in them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.slow
def test_notebooks_run_by_hand() -> None:
    """Every notebook runs through under nbval, in a fresh kernel, with its stored parameters."""
    options = ["-o", "addopts=", "-p", "nbval", "-p", "no:cacheprovider", "--nbval-lax", "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *map(str, NOTEBOOKS)],
        cwd=NOTEBOOKS[0].parents[1],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-5000:]
