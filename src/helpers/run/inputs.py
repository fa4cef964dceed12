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


def input_state(where: Places, project: Path, through: str, language: str) -> str:
    """SHA-256 over the season's raw and sealed files, the code, the lock and the options."""
    total = hashlib.sha256(f"{through}\n{language}\n".encode())
    groups = (
        (where.raw, list(season_files(where.raw).values())),
        (where.sealed, _files(where.sealed, ("*",))),
        (project, _files(project / "src", _CODE) + _files(project / "notebooks", _CODE)),
        (project, [path for path in (project / "requirements.lock",) if path.exists()]),
    )
    for base, paths in groups:
        for path in paths:
            total.update(path.relative_to(base).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
