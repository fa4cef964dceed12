"""What a result depends on, as one hash: when it has not changed, neither has the result."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from helpers.intake import season_files
from helpers.records.places import Places

_CODE = ("*.py", "*.csv", "*.json", "*.typ", "*.j2", "*.css", "*.docx", "*.ipynb")


def _files(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted(
        path
        for pattern in patterns
        for path in folder.rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    )


class InputsChanged(Exception):
    """Raw or sealed files changed, came or went while a run was reading them."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(files)
        super().__init__(", ".join(self.files))


def input_sums(where: Places) -> dict[str, str]:
    """SHA-256 of each of the season's raw and sealed files, by its path below the season.

    Raises
    ------
    InputsChanged
        A file went away after it was listed.
    """
    listed = [(where.raw, path) for path in season_files(where.raw).values()]
    listed += [(where.sealed, path) for path in _files(where.sealed, ("*",))]
    sums: dict[str, str] = {}
    for base, path in listed:
        name = path.relative_to(base).as_posix()
        try:
            sums[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        except FileNotFoundError as error:
            raise InputsChanged([name]) from error
    return sums


def check_unchanged(before: dict[str, str], where: Places) -> None:
    """Hold the files against what they were when the run began.

    What was read then no longer lies there: a report made from it could not be checked.

    Raises
    ------
    InputsChanged
        It names every file that changed, came or went.
    """
    now = input_sums(where)
    changed = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    if changed:
        raise InputsChanged(sorted(changed))


def code_state(project: Path) -> str:
    """SHA-256 over the code, the notebooks and the lock: the program that makes a report."""
    total = hashlib.sha256()
    _add(total, project, _code_files(project))
    return total.hexdigest()


def _code_files(project: Path) -> list[Path]:
    lock = project / "requirements.lock"
    code = _files(project / "src", _CODE) + _files(project / "notebooks", _CODE)
    return [*code, lock] if lock.exists() else code


def input_state(where: Places, project: Path, through: str, language: str) -> str:
    """SHA-256 over the season's raw files, forms and sealed files, the program and the options."""
    total = hashlib.sha256(f"{through}\n{language}\n".encode())
    groups = (
        (where.raw, list(season_files(where.raw).values())),
        (where.sealed, _files(where.sealed, ("*",))),
        (where.forms, _files(where.forms, ("*",))),
        (project, _code_files(project)),
    )
    for base, paths in groups:
        _add(total, base, paths)
    return total.hexdigest()


def _add(total: hashlib._Hash, base: Path, paths: Iterable[Path]) -> None:
    for path in paths:
        total.update(path.relative_to(base).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
