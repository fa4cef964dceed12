"""SHA256SUMS: the sums of all files of a folder, as ``sha256sum -c`` reads them."""

from __future__ import annotations

import hashlib
from pathlib import Path

SUMS = "SHA256SUMS"
UNSUMMED = (SUMS, "bukti/run.json")  # the sums themselves, and the one file with clocks in it


def file_sum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_below(folder: Path) -> list[str]:
    """The files below a folder, by their path from it with slashes, in sorted order."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def write_sums(folder: Path) -> None:
    """Write the sums of all files in the folder but those of ``UNSUMMED``."""
    names = (name for name in files_below(folder) if name not in UNSUMMED)
    lines = (f"{file_sum(folder / name)}  {name}\n" for name in names)
    (folder / SUMS).write_bytes("".join(lines).encode())


def read_sums(folder: Path) -> dict[str, str]:
    """The sums that stand in the folder, by file; empty where there are none."""
    path = folder / SUMS
    if not path.exists():
        return {}
    pairs = (line.partition("  ") for line in path.read_bytes().decode().splitlines())
    return {name: digest for digest, _, name in pairs}


def broken_sums(folder: Path) -> tuple[str, ...]:
    """The files that are not as their sums say: changed, gone, or in no line of the sums."""
    expected = read_sums(folder)
    if not expected:
        return (SUMS,)
    present = [name for name in files_below(folder) if name not in UNSUMMED]
    changed = (name for name in present if expected.get(name) != file_sum(folder / name))
    return tuple(sorted({*changed, *(expected.keys() - set(present))}))
