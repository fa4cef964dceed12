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
