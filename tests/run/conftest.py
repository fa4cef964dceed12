"""A sample season, cleaned and worked on as the notebooks do it, without a kernel."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.records.places import places
from helpers.rules import load
from helpers.run.workspace import Workspace, project_folder


@pytest.fixture
def draft(tmp_path: Path) -> Workspace:
    """A draft workspace of contoh-2023 in a folder of its own."""
    where = places(project_folder(), "contoh-2023", tmp_path)
    book = load(where.rules)
    return Workspace(where, book, through="", language="id", draft=True)
