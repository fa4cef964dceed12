"""Folders that are written once: what was frozen or sealed, and one sum over all of it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from helpers.proof.sums import file_sum, files_below


def keep(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder that is not there yet: all of it or nothing, for reading only.

    Raises
    ------
    FileExistsError
        The folder is there; what was kept is never written again.
    """
    if folder.exists():
        raise FileExistsError(folder)
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, content in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o444)
    fresh.rename(folder)


def kept_sum(folder: Path) -> str:
    """SHA-256 over the names and bytes of a kept folder's files."""
    total = hashlib.sha256()
    for name in files_below(folder):
        total.update(f"{name}\0{file_sum(folder / name)}\n".encode())
    return total.hexdigest()


def next_number(folder: Path, before: str = "") -> int:
    """The first number from 1 on that no folder bears yet; ``before`` stands before it."""
    number = 1
    while (folder / f"{before}{number}").exists():
        number += 1
    return number
