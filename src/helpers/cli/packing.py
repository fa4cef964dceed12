"""bundle: a folder for a computer without network: the project, its packages, a start file."""

from __future__ import annotations

import shutil
from fnmatch import fnmatch
from pathlib import Path

import click

from helpers.cli.office import STOPPED, Office, common_options
from helpers.cli.wheels import PYTHONS, NotDownloadedError, Platform, download_wheels, platforms
from helpers.records.words import say

NOTE = "BACA-DULU.txt"
LOCK = "requirements.lock"
# What a copy of the project does not take along: what is made here, and every real season.
LEFT_BEHIND = (
    ".*", "wheels", "kemas", "build", "__pycache__", "*.egg-info", "*.pyc", "data/processed",
    "data/forms", "data/sealed", "data/raw/*", "reports/*",
)  # fmt: skip
TAKEN_ALONG = (
    "data/raw/contoh-*", "reports/.gitkeep", ".ci", ".gitignore", ".gitattributes",
    ".pre-commit-config.yaml",
)  # fmt: skip


@click.command()
@click.argument("platform", type=click.Choice(list(platforms())))
@click.option("--python", "pythons", type=click.Choice(PYTHONS), multiple=True,
              help="For this Python only; may be repeated. Default: all.")  # fmt: skip
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=None,
              help="The folder to make; default: kemas/seleksi-PLATFORM.")  # fmt: skip
@common_options
def bundle(office: Office, platform: str, pythons: tuple[str, ...], into: Path | None) -> None:
    """Make a folder for a computer without network (kemas)."""
    from helpers.run.workspace import project_folder

    project, kind = project_folder(), platforms()[platform]
    folder = (into or office.home / "kemas" / f"seleksi-{platform}").resolve()
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(say("cli.bundle_exists", office.spoken, folder=folder))
    copy_project(project, folder)
    _write_start(folder, kind, office.language or "id")
    wheels = folder / "wheels"
    wheels.mkdir()
    lock = (project / LOCK).read_text(encoding="utf-8")
    for python in pythons or PYTHONS:
        office.say("bundle_downloading", python=python, platform=platform)
        try:
            download_wheels(lock, kind, python, wheels)
        except NotDownloadedError as error:
            shutil.rmtree(folder)
            office.say("bundle_failed", python=python, reason=error)
            raise click.exceptions.Exit(STOPPED) from error
    sources = sorted(one.name for one in wheels.iterdir() if one.suffix != ".whl")
    size = sum(one.stat().st_size for one in wheels.iterdir()) // 10**6
    office.say("bundle_made", folder=folder, count=len(list(wheels.iterdir())), size=size)
    if sources:
        office.say("bundle_sources", names=", ".join(sources))
    office.say("bundle_next", start=kind.start)
    if office.as_json:
        office.answer(
            {
                "folder": str(folder),
                "platform": platform,
                "pythons": list(pythons or PYTHONS),
                "files": len(list(wheels.iterdir())),
                "sources": sources,
            }
        )


def copy_project(project: Path, folder: Path) -> None:
    """Copy the project without what was made in it and without any real season."""

    def left(directory: str, names: list[str]) -> set[str]:
        inside = Path(directory).relative_to(project)
        return {name for name in names if _stays((inside / name).as_posix(), name)}

    shutil.copytree(project, folder, ignore=left, dirs_exist_ok=True)


def _stays(path: str, name: str) -> bool:
    if any(fnmatch(path, pattern) for pattern in TAKEN_ALONG):
        return name == "perbaikan.xlsx"
    if path.startswith("data/raw/contoh-"):
        return name == "perbaikan.xlsx"
    return any(fnmatch(path if "/" in pattern else name, pattern) for pattern in LEFT_BEHIND)


def _write_start(folder: Path, kind: Platform, language: str) -> None:
    """The start file of the computer, and the note that says how to begin."""
    start = folder / kind.start
    if start.suffix == ".bat":
        lines = [
            "@echo off",
            'if not "%~1"=="" goto run',
            'py "%~dp0seleksi.py" --help',
            "cmd /k",
            "exit /b",
            ":run",
            'py "%~dp0seleksi.py" %*',
        ]
        start.write_bytes("".join(f"{line}\r\n" for line in lines).encode())
    else:
        start.write_text(
            '#!/bin/sh\nexec python3 "$(dirname "$0")/seleksi.py" "$@"\n', encoding="utf-8"
        )
        start.chmod(0o755)
    note = say("cli.bundle_note", language, start=kind.start, platform=kind.name)
    ending = "\r\n" if start.suffix == ".bat" else "\n"
    lines = note.split(" | ")
    (folder / NOTE).write_bytes("".join(f"{line}{ending}" for line in lines).encode("utf-8-sig"))
