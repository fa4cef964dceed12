"""The packages of the lock as files, for a computer of another kind that has no network."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from helpers.cli.conditions import holds

PYTHONS = ("3.11", "3.12", "3.13")
# The lock may tell the early releases of a Python from the late ones.
EARLY, LATE = "0", "99"


class NotDownloadedError(Exception):
    """A package could not be had; the text is the end of what pip said."""


@dataclass(frozen=True)
class Platform:
    """A kind of computer: what the lock's conditions and pip call it, and its start file."""

    name: str
    start: str
    markers: dict[str, str]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Locked:
    """One package of the lock: its version, its hashes, and on which computers it is needed."""

    pinned: str
    condition: str
    hashes: tuple[str, ...]

    def needed(self, environment: dict[str, str]) -> bool:
        """Whether a computer needs it."""
        return holds(self.condition, environment)

    @property
    def text(self) -> str:
        """The lines for pip, without the condition: it was asked about this computer's kind."""
        return " \\\n    ".join((self.pinned, *self.hashes))


def platforms() -> dict[str, Platform]:
    """The kinds of computers that a bundle can be made for."""
    text = (files("helpers.cli") / "platforms.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        name, start, tags = row.pop("platform"), row.pop("start"), row.pop("tags")
        found[name] = Platform(name, start, row, tuple(tags.split()))
    return found


def read_lock(text: str) -> Iterator[Locked]:
    """The packages of the lock."""
    for entry in text.replace("\\\n", " ").splitlines():
        if "==" not in entry or entry.lstrip().startswith("#"):
            continue
        head, *hashes = entry.split("--hash=")
        pinned, _, condition = head.partition(" ;")
        yield Locked(
            pinned.strip(), condition.strip(), tuple(f"--hash={one.strip()}" for one in hashes)
        )


def needed_on(lock: str, platform: Platform, release: str) -> list[Locked]:
    """What a computer with a Python of that full version needs."""
    environment = {
        **platform.markers,
        "python_version": ".".join(release.split(".")[:2]),
        "python_full_version": release,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    return [package for package in read_lock(lock) if package.needed(environment)]


def download_wheels(lock: str, platform: Platform, python: str, folder: Path) -> int:
    """Download what one Python needs on a platform, each file by its hash; returns how many.

    Packages that come as source only are taken as they are: the door builds them with the
    setuptools of the lock.

    Raises
    ------
    NotDownloadedError
        A package could not be had.
    """
    early, late = (needed_on(lock, platform, f"{python}.{part}") for part in (EARLY, LATE))
    # No file of requirements may ask for two versions of one package.
    only_late = [package for package in late if package not in early]
    for packages, part in ((early, EARLY), (only_late, LATE)):
        if packages:
            _download(packages, platform, f"{python}.{part}", folder)
    return len({*early, *late})


def _download(packages: list[Locked], platform: Platform, release: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        wanted = Path(name) / "wanted.txt"
        wanted.write_text("\n".join(package.text for package in packages), encoding="utf-8")
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-deps",
            "--disable-pip-version-check", "--require-hashes", "--prefer-binary",
            "--no-build-isolation", "--requirement", str(wanted), "--dest", str(folder),
            "--python-version", release, "--implementation", "cp",
            *(word for tag in platform.tags for word in ("--platform", tag)),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotDownloadedError("\n".join(done.stderr.strip().splitlines()[-4:]))
