"""The folder of a season's forms: what is there already is never lost."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from helpers.records.tables import COMMITTEE

KEPT = "lama"  # the folder of forms that were replaced
DIGITS = 8  # of the SHA-256 in the name of a form that was replaced


@dataclass(frozen=True)
class Written:
    """A form's file, and what became of it: written, same, differs or replaced."""

    path: Path
    outcome: str


def form_name(juror: str, entry: str = "", through: str = "") -> str:
    """The file name of a form: which entry it is, whose, and after which stage it was made."""
    kind = f"ketikan-{entry}" if entry else "formulir"
    whose = "panitia" if juror == COMMITTEE else f"juri-{juror}"
    after = f"-setelah-{through}" if through else ""
    return f"{kind}-{whose}{after}.xlsx"


def write_form(path: Path, content: bytes, replace: bool = False) -> Written:
    """Write a form where there is none yet.

    A different file of that name stays as it is (``differs``), for it may be filled in; with
    ``replace`` it is moved aside into the folder ``lama`` before the new one is written.
    """
    outcome = "written"
    if path.exists():
        present = path.read_bytes()
        if present == content:
            return Written(path, "same")
        if not replace:
            return Written(path, "differs")
        _move_aside(path, hashlib.sha256(present).hexdigest()[:DIGITS])
        outcome = "replaced"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".tmp")
    unfinished.write_bytes(content)
    unfinished.replace(path)
    return Written(path, outcome)


def _move_aside(path: Path, digits: str) -> None:
    kept = path.parent / KEPT / f"{path.stem}-{digits}{path.suffix}"
    kept.parent.mkdir(exist_ok=True)
    path.replace(kept)
