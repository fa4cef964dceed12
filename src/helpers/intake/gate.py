"""The package gate: what a file must be before anything in it is believed.

A score sheet is a zip archive that strangers made. Everything that two readers could see
differently, and everything that could cost more than its size suggests, is refused here, before
any of it is parsed.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from helpers.intake.archive import Member, inflate, read_directory
from helpers.intake.package import Package
from helpers.intake.workbook import RefusedError, Word

MEGABYTE = 1 << 20
FILE_LIMIT = 20 * MEGABYTE
PART_LIMIT = 128 * MEGABYTE  # a million cells with texts of their own
TOTAL_LIMIT = 256 * MEGABYTE
RATIO_LIMIT = 200  # for parts above one megabyte

_LOCK_PREFIXES = (".~lock.", "._")
_LOCK_SIGN = "~$"
_DOCTYPE = b"<!DOCTYPE"  # entities are declared inside one and nowhere else
_ZERO = b"\0"
_OPEN_DOCUMENT = "mimetype"


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    text = (files("helpers.intake") / "signatures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((bytes.fromhex(row["bytes"]), row["kind"]) for row in rows)


def sniff(data: bytes) -> str:
    """What a file is by its first bytes: zip, ole, pdf, picture, ..., text or binary."""
    for start, kind in _signatures():
        if data.startswith(start):
            return kind
    return "binary" if b"\0" in data[:4096] else "text"


def is_lock_file(name: str) -> bool:
    """Whether a file name is that of a lock or shadow file, left by an open workbook."""
    return _LOCK_SIGN in name or name.startswith(_LOCK_PREFIXES)


def open_package(name: str, data: bytes) -> Package:
    """The package of a workbook, after every part of it was inflated once and nothing kept.

    Raises
    ------
    RefusedError
        The file is not a sound, plain .xlsx or .xlsm package.
    """
    _check_type(name, data)
    members = read_directory(data)
    _check_kind(data, members)
    _check_names(members)
    _check_sizes(members)
    for member in members:
        _check_contents(data, member)
    return Package(data, members)


def _check_type(name: str, data: bytes) -> None:
    if is_lock_file(name):
        raise RefusedError("LOCK_FILE")
    if not data:
        raise RefusedError("EMPTY_FILE")
    if len(data) > FILE_LIMIT:
        raise RefusedError("FILE_TOO_BIG")
    kind = sniff(data)
    if kind == "ole":
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise RefusedError("ENCRYPTED") if encrypted else _wrong_type(kind)
    if kind != "zip":
        hidden = kind in ("binary", "text") and b"PK\x03\x04" in data and b"PK\x05\x06" in data
        raise RefusedError("POLYGLOT") if hidden else _wrong_type(kind)


def _wrong_type(kind: str) -> RefusedError:
    return RefusedError("WRONG_TYPE", kind=Word(f"kind_{kind}"))


def _check_kind(data: bytes, members: Iterable[Member]) -> None:
    """A zip archive that is no workbook is named for what it is."""
    by_name = {member.name: member for member in members}
    workbook = any(name.startswith("xl/") for name in by_name)
    if "xl/workbook.bin" in by_name:
        raise _wrong_type("xlsb")
    if _OPEN_DOCUMENT in by_name:
        start = next(inflate(data, by_name[_OPEN_DOCUMENT]), b"")
        if b"opendocument" in start:
            raise _wrong_type("ods")
    if not workbook:
        raise _wrong_type("office" if "[Content_Types].xml" in by_name else "zip")


def _check_names(members: Iterable[Member]) -> None:
    seen: set[str] = set()
    for member in members:
        key = unicodedata.normalize("NFC", member.name).casefold()
        if key in seen:
            raise RefusedError("DUPLICATE_MEMBER", part=member.name)
        seen.add(key)


def _check_sizes(members: Iterable[Member]) -> None:
    """What the directory promises; that it is kept is counted while the members stream."""
    total = 0
    for member in members:
        total += member.size
        swollen = member.size > MEGABYTE and member.size > RATIO_LIMIT * member.packed
        if member.size > PART_LIMIT or total > TOTAL_LIMIT or swollen:
            raise RefusedError("BOMB", detail=member.name)


def _check_contents(data: bytes, member: Member) -> None:
    """Inflate a member for its size and checksum; no part, parsed or not, has a DOCTYPE."""
    tail = b""
    for piece in inflate(data, member):
        # Without its zero bytes, UTF-16 reads as ASCII, whichever byte comes first.
        text = tail + (piece.translate(None, _ZERO) if _ZERO in piece else piece)
        if _DOCTYPE in text:
            raise RefusedError("DTD", part=member.name)
        tail = text[1 - len(_DOCTYPE) :]
