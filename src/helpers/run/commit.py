"""Replacing the last report by the new one: all of it or nothing.

A run builds in a staging folder. When it is complete, one marker file decides: with the marker the
replacement is finished by whoever comes next, without it the half-made result is thrown away.

    data/.run/<season>/staging/  the new result, being built
    data/.run/<season>/marker    "the staged result counts"
    data/.run/<season>/old/      what it replaces, until the replacement is done
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from helpers.records.places import Places, places


@dataclass(frozen=True, slots=True)
class Exchange:
    """The working folder of one season's runs and the two folders that a run replaces together."""

    target: Places

    @property
    def folder(self) -> Path:
        return self.target.output / "data" / ".run" / self.target.season

    @property
    def marker(self) -> Path:
        return self.folder / "marker"

    @property
    def staged(self) -> Places:
        return places(self.target.home, self.target.season, self.folder / "staging")

    @property
    def old(self) -> Places:
        return places(self.target.home, self.target.season, self.folder / "old")

    def moves(self) -> tuple[tuple[Path, Path, Path], ...]:
        """For each folder: where it is staged, where it belongs, where its predecessor waits."""
        return (
            (self.staged.processed, self.target.processed, self.old.processed),
            (self.staged.reports, self.target.reports, self.old.reports),
        )


def prepare(exchange: Exchange) -> Places:
    """Clear the staging folder and give the places to build in."""
    recover(exchange)
    for folder in (exchange.staged.processed, exchange.staged.reports):
        folder.mkdir(parents=True)
    return exchange.staged


def commit(exchange: Exchange) -> None:
    """Put the staged result in the place of the last one.

    Raises
    ------
    OSError
        A folder cannot be moved, for instance because a file in it is open on Windows. The last
        report then stands where it stood.
    """
    _write_marker(exchange.marker)
    try:
        _replace(exchange)
    except OSError:
        _undo(exchange)
        raise
    _finish(exchange)


def recover(exchange: Exchange) -> bool:
    """Finish or undo what an interrupted run left; says whether there was anything to finish."""
    finished = exchange.marker.exists()
    if finished:
        _replace(exchange)
    _finish(exchange)
    return finished


def discard(exchange: Exchange) -> None:
    """Throw the staged result away."""
    shutil.rmtree(exchange.staged.output, ignore_errors=True)


def _write_marker(marker: Path) -> None:
    with marker.open("w") as file:
        file.write("The staged result counts.\n")
        file.flush()
        os.fsync(file.fileno())


def _replace(exchange: Exchange) -> None:
    """Move what is still staged into its place; may be run again after any interruption."""
    for staged, target, old in exchange.moves():
        if not staged.exists():
            continue
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
            old.parent.mkdir(parents=True, exist_ok=True)
            target.replace(old)
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(target)


def _undo(exchange: Exchange) -> None:
    """Put the predecessors back where they stood."""
    for staged, target, old in exchange.moves():
        if target.exists() and not staged.exists():
            target.replace(staged)
        if old.exists():
            old.replace(target)
    exchange.marker.unlink()


def _finish(exchange: Exchange) -> None:
    """Clear the working folder, the marker last: a clearing that is cut off is taken up again."""
    shutil.rmtree(exchange.old.output, ignore_errors=True)
    discard(exchange)
    exchange.marker.unlink(missing_ok=True)
