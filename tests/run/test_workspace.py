"""Where a notebook works."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.run.workspace import HOME, LANGUAGE, OUTPUT, THROUGH, open_workspace, project_folder


def test_notebook_opened_by_hand_works_in_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a run around it, a notebook leaves the published files alone."""
    for name in (HOME, OUTPUT, THROUGH, LANGUAGE):
        monkeypatch.delenv(name, raising=False)
    workspace = open_workspace("contoh-2024")
    assert workspace.draft
    assert workspace.places.raw == project_folder() / "data" / "raw" / "contoh-2024"
    assert workspace.places.processed.is_relative_to(project_folder() / ".draft")
    assert workspace.places.reports.is_relative_to(project_folder() / ".draft")


def test_run_says_where_to_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a run the notebook reads the home and writes to the staging folder it was told."""
    monkeypatch.setenv(HOME, str(project_folder()))
    monkeypatch.setenv(OUTPUT, str(tmp_path))
    monkeypatch.setenv(THROUGH, "administrasi")
    monkeypatch.setenv(LANGUAGE, "en")
    workspace = open_workspace("contoh-2024")
    assert not workspace.draft
    assert workspace.places.reports == tmp_path / "reports" / "contoh-2024"
    assert (workspace.through, workspace.language) == ("administrasi", "en")
