"""The season at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.records.places import places
from helpers.records.tables import Placing
from helpers.rules import load
from helpers.run.glance import announce, describe, season_places
from helpers.run.season import Outcome
from helpers.run.workspace import HOME, PUBLISH, project_folder


def test_season_is_published_only_where_lab_opened_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Opened any other way, season.ipynb makes a draft."""
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.delenv(PUBLISH, raising=False)
    assert season_places("contoh-2024").reports == tmp_path / ".draft/reports/contoh-2024"
    monkeypatch.setenv(PUBLISH, "1")
    assert season_places("contoh-2024").reports == tmp_path / "reports/contoh-2024"


def test_rule_book_is_described_stage_by_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything runs one sees the categories with their stages and days."""
    monkeypatch.delenv(HOME, raising=False)
    assert "Karang Taruna" in describe("contoh-2024").text
    assert "22 Juli 2024" in describe("contoh-2024").text


def test_announcement_names_titles_and_where_the_report_lies(tmp_path: Path) -> None:
    """Each title stands with its holder; the folder is named without the machine's own path."""
    book = load(project_folder() / "data/raw/contoh-2024/rules.yaml")
    one = Placing("contoh-2024", "lks", 1, "LKS-06", "Panti", "63.06", None, None, None,
                  "Juara I", "", "RANCANGAN")  # fmt: skip
    where = places(tmp_path, "contoh-2024", tmp_path / ".draft")
    text = announce(Outcome(where, book, (one,), (), unchanged=False)).text
    assert "Juara I  Panti" in text
    assert ".draft/reports/contoh-2024" in text
    assert str(tmp_path) not in text
