"""Every file of a season's folder: what it is, its size and its SHA-256."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from helpers.intake.corrections import SCORES
from helpers.intake.gate import is_lock_file, sniff
from helpers.intake.reader import read_bytes
from helpers.intake.repair_table import is_unfilled
from helpers.intake.repairs import FILE
from helpers.intake.workbook import Notice, Workbook

READ_KINDS = ("workbook", "spreadsheet", "lock")
RULES = "rules.yaml"
_SHEET_SIGNS = {  # what stands in a spreadsheet of each kind, and in nothing else
    "zip": (b"xl/workbook.bin", b"opendocument.spreadsheet", b".iwa"),
    "ole": ("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")),
    "xml_table": (b"<",),
    "ods": (b"opendocument:xmlns:spreadsheet", b"<office:spreadsheet"),
}
_RULE_BOOKS = (RULES, "aturan.xlsx")


@dataclass(frozen=True)
class RawFile:
    """One file as it lies in the season's folder; ``workbook`` where it was read as one."""

    file: str
    kind: str
    size: int
    sha256: str
    workbook: Workbook | None = None


@cache
def _kinds() -> dict[str, str]:
    text = (files("helpers.intake") / "file_kinds.csv").read_text(encoding="utf-8")
    return {row["ending"]: row["kind"] for row in csv.DictReader(text.splitlines())}


def read_files(raw: Path) -> Iterator[RawFile]:
    """All files below the season's folder by name; score sheets are read, the others hashed."""
    for file, path in season_files(raw).items():
        yield read_file(path, file)


def season_files(raw: Path) -> dict[str, Path]:
    """The files of a season's folder by name, in order.

    A perbaikan.xlsx that nobody has filled in yet is a question, no answer: it is not among them.
    """
    found = {path.relative_to(raw).as_posix(): path for path in raw.rglob("*") if path.is_file()}
    if FILE in found and is_unfilled(found[FILE]):
        del found[FILE]
    return dict(sorted(found.items()))


def read_file(path: Path, file: str) -> RawFile:
    """One file under the name that it has, or would have, in a season's folder."""
    data = path.read_bytes()
    kind = file_kind(file, data)
    if kind in READ_KINDS:
        workbook = read_bytes(file, data)
        return RawFile(file, kind, len(data), workbook.sha256, _as_season(workbook))
    return RawFile(file, kind, len(data), hashlib.sha256(data).hexdigest())


def file_kind(file: str, data: bytes) -> str:
    """What a file of a season is: by its place and name, else by its first bytes."""
    name = file.rpartition("/")[2]
    if not file.startswith(f"{SCORES}/"):
        return "rules" if file in _RULE_BOOKS else "narrative" if "/" in file else "table"
    if is_lock_file(name):
        return "lock"
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if ending in _kinds():
        return _kinds()[ending]
    return _kind_by_content(data)


def _kind_by_content(data: bytes) -> str:
    """What a file with an unknown ending is: a spreadsheet of any kind must not go unread."""
    kind = sniff(data)
    if kind == "zip" and b"xl/workbook.xml" in data:
        return "workbook"
    signs = _SHEET_SIGNS.get(kind, ())
    return "spreadsheet" if any(sign in data for sign in signs) else "other"


def _as_season(workbook: Workbook) -> Workbook:
    """A lock file holds no marks: in a season it is a note, not a refusal."""
    notices = tuple(
        Notice(one.code, level="info") if one.code == "LOCK_FILE" else one
        for one in workbook.notices
    )
    return replace(workbook, notices=notices)
