"""The main job, as far as it can be shown without kernels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.records.findings import find
from helpers.records.places import places
from helpers.rules import load
from helpers.run import season as seasons
from helpers.run.kernels import NotebookFailed
from helpers.run.workspace import project_folder

WHERE = places(project_folder(), "contoh-2024")


def test_plan_runs_what_is_independent_side_by_side() -> None:
    """First the cleaning, then every category's two notebooks together, then the report."""
    first, together, last = seasons.plan(load(WHERE.rules), "contoh-2024")
    assert [run.name for run in first] == ["1-clean"]
    assert len(together) == 8
    assert {run.notebook for run in together} == {"2-rank", "3-examine"}
    assert [run.name for run in last] == ["4-report"]


def test_outcome_tells_which_categories_wait(tmp_path: Path) -> None:
    """A finding that stops one category leaves the others decided."""
    book = load(WHERE.rules)
    found = (find("EMPTY_FILE", "id", category="psm", file="scores/psm.xlsx"),)
    outcome = seasons.Outcome(places(tmp_path, "contoh-2024"), book, (), found, unchanged=False)
    assert outcome.undecided == ("psm",)
    assert outcome.reasons("lks") == ()


def test_failing_notebook_leaves_the_report_and_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a notebook stops, nothing is replaced, and the notebook can be looked at."""
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "contoh-2024").symlink_to(WHERE.raw)
    where = places(tmp_path, "contoh-2024")
    where.reports.mkdir(parents=True)
    (where.reports / "index.html").write_text("the last report")

    def fail(runs: Any, _: Path, executed: Path, *__: Any) -> Iterator[Any]:
        (executed / f"{runs[0].name}.ipynb").write_text("{}")
        raise NotebookFailed(runs[0].name, "RecountDisagrees", "KT-01", "")
        yield

    monkeypatch.setattr(seasons, "execute_together", fail)
    with pytest.raises(NotebookFailed):
        seasons.report(where, listen=lambda _: None)
    assert (where.reports / "index.html").read_text() == "the last report"
    assert (tmp_path / "data/.run/contoh-2024/failed/1-clean.ipynb").exists()
    assert not (tmp_path / "data/.run/contoh-2024/staging").exists()


def test_unknown_stage_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    """--through with a stage that no category has stops at once."""
    where = places(project_folder(), "contoh-2024", tmp_path)
    with pytest.raises(seasons.UnknownStage):
        seasons.report(where, listen=lambda _: None, through="final")
    assert list(tmp_path.iterdir()) == []
