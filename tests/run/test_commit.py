"""Replacing the last report: all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.records.places import places
from helpers.run.commit import Exchange, commit, discard, prepare, recover


class Killed(BaseException):
    """Stands for a process that ends in the middle."""


def fill(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "result.txt").write_text(text)


def make(tmp_path: Path, *, last: str = "last", new: str = "new") -> Exchange:
    exchange = Exchange(places(tmp_path, "lomba"))
    for folder in (exchange.target.processed, exchange.target.reports):
        if last:
            fill(folder, last)
    staged = prepare(exchange)
    for folder in (staged.processed, staged.reports):
        fill(folder, new)
    return exchange


def held(exchange: Exchange) -> list[str]:
    target = exchange.target
    return [
        (folder / "result.txt").read_text() if folder.exists() else "nothing"
        for folder in (target.processed, target.reports)
    ]


def test_commit_replaces_both_folders(tmp_path: Path) -> None:
    """After the commit both folders are the new ones and nothing of the run is left."""
    exchange = make(tmp_path)
    commit(exchange)
    assert held(exchange) == ["new", "new"]
    assert not exchange.marker.exists()
    assert not exchange.staged.output.exists()
    assert not exchange.old.output.exists()


def test_discarded_run_changes_nothing(tmp_path: Path) -> None:
    """A run that is thrown away leaves the last report as it was."""
    exchange = make(tmp_path)
    discard(exchange)
    assert not recover(exchange)
    assert held(exchange) == ["last", "last"]


@pytest.mark.parametrize("last", ["last", ""])
@pytest.mark.parametrize("moment", range(5))
def test_interrupted_commit_is_finished_by_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int, last: str
) -> None:
    """Wherever a commit is cut off, both folders are the old or, after recovery, both the new."""
    exchange = make(tmp_path, last=last)
    real, count = Path.replace, 0

    def replace_until_killed(source: Path, target: Path) -> Path:
        nonlocal count
        if count == moment:
            raise Killed
        count += 1
        return real(source, target)

    monkeypatch.setattr(Path, "replace", replace_until_killed)
    try:
        commit(exchange)
    except Killed:
        monkeypatch.setattr(Path, "replace", real)
        assert recover(exchange)
    assert held(exchange) == ["new", "new"]
    assert not exchange.old.output.exists()


@pytest.mark.parametrize("moment", range(1, 4))
def test_folder_that_cannot_be_moved_leaves_the_last_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Where a file of the report is open and cannot be moved, the last report stays whole."""
    exchange = make(tmp_path)
    real, count = Path.replace, 0

    def refuse_once(source: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == moment:
            raise PermissionError("open in another program")
        return real(source, target)

    monkeypatch.setattr(Path, "replace", refuse_once)
    with pytest.raises(PermissionError):
        commit(exchange)
    assert held(exchange) == ["last", "last"]
    assert not recover(exchange)
    assert held(exchange) == ["last", "last"]


def test_half_built_staging_is_thrown_away(tmp_path: Path) -> None:
    """Without the marker, what an interrupted run built never becomes the report."""
    exchange = make(tmp_path)
    staged = prepare(exchange)
    assert list(staged.reports.iterdir()) == []
    assert held(exchange) == ["last", "last"]
