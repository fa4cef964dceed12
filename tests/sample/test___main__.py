"""The generator as a command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.sample.material import SEASONS
from helpers.sample.seasons import season_files


@pytest.mark.slow
def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    """Neither the hash seed, nor the time zone, nor the folder changes a byte."""
    command = [sys.executable, "-m", "helpers.sample", str(tmp_path)]
    other = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Makassar"}
    subprocess.run(command, check=True, env=other, cwd=tmp_path)
    for season in SEASONS:
        for name, content in season_files(season).items():
            assert (tmp_path / season / name).read_bytes() == content, name
