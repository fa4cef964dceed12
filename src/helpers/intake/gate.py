"""The package gate: what a file must be before anything in it is believed.

A score sheet is a zip archive that strangers made. Everything that two readers could see
differently, and everything that could cost more than its size suggests, is refused here, before
any of it is parsed.
"""

from __future__ import annotations

import csv
import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from helpers.intake.workbook import RefusedError, Word

MEGABYTE = 1 << 20
FILE_LIMIT = 20 * MEGABYTE
PART_LIMIT = 64 * MEGABYTE
TOTAL_LIMIT = 128 * MEGABYTE
MEMBER_LIMIT = 500
RATIO_LIMIT = 200  # for parts above one megabyte
CHUNK = 1 << 16
HEAD = 4096  # bytes that say what kind a file is

_END = b"PK\x05\x06"
_END_SIZE = 22
_ZIP64_LOCATOR = b"PK\x06\x07"
_LOCAL = struct.Struct("<4s5H3I2H")
_LOCK_PREFIXES = (".~lock.", "._")
_LOCK_SIGN = "~$"
_XML_ENDINGS = (".xml", ".rels", ".vml")
_XML_KINDS = {
    b"urn:schemas-microsoft-com:office:spreadsheet": "xml_table",
    b"urn:oasis:names:tc:opendocument": "ods",
}
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|meta|table|body)\b", re.I)
_DOCTYPES = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le")
)


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    text = (files("helpers.intake") / "signatures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((bytes.fromhex(row["bytes"]), row["kind"]) for row in rows)


def sniff(data: bytes) -> str:
    """What a file is by its first bytes: zip, ole, pdf, picture, ..., text or binary."""
    for start, kind in _signatures():
        if data.startswith(start):
            known = (name for sign, name in _XML_KINDS.items() if sign in data[:HEAD])
            return next(known, kind) if kind == "xml" else kind
    if b"\0" in data[:HEAD]:
        return "binary"
    return "html" if _HTML.match(data[:HEAD]) else "text"


def is_lock_file(name: str) -> bool:
    """Whether a file name is that of a lock or shadow file, left by an open workbook."""
    return _LOCK_SIGN in name or name.startswith(_LOCK_PREFIXES)


def open_package(name: str, data: bytes) -> dict[str, bytes]:
    """The parts of a workbook, inflated, by name.

    Raises
    ------
    RefusedError
        The file is not a sound, plain .xlsx or .xlsm package.
    """
    _check_type(name, data)
    _check_frame(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members, data)
            parts = dict(_inflate(archive, members))
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError) as error:
        raise RefusedError("BAD_ZIP") from error
    _check_kind(parts)
    return parts


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
        hidden = kind in ("binary", "text") and b"PK\x03\x04" in data and _END in data
        raise RefusedError("POLYGLOT") if hidden else _wrong_type(kind)


def _wrong_type(kind: str) -> RefusedError:
    return RefusedError("WRONG_TYPE", kind=Word(f"kind_{kind}"))


def _check_frame(data: bytes) -> None:
    """The archive begins at byte 0, and its directory and end record end the file."""
    end = data.rfind(_END)
    if end < 0 or end + _END_SIZE > len(data):
        raise RefusedError("TRUNCATED")
    if data[max(0, end - 20) : end].startswith(_ZIP64_LOCATOR):
        raise RefusedError("ZIP64")
    if end + _END_SIZE != len(data):
        raise RefusedError("TRAILING_DATA")
    size, start = struct.unpack_from("<2I", data, end + 12)
    if start + size != end:
        raise RefusedError("POLYGLOT" if start + size < end else "BAD_ZIP")


def _check_members(members: list[zipfile.ZipInfo], data: bytes) -> None:
    if len(members) > MEMBER_LIMIT:
        raise RefusedError("TOO_MANY_MEMBERS", limit=MEMBER_LIMIT)
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if _unsafe(name) or stat.S_ISLNK(member.external_attr >> 16):
            raise RefusedError("BAD_MEMBER_NAME", part=ascii(name))
        if name.casefold() in seen:
            raise RefusedError("DUPLICATE_MEMBER", part=name)
        seen.add(name.casefold())
        if member.flag_bits & 1:
            raise RefusedError("ZIP_ENCRYPTED", part=name)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise RefusedError("ZIP_METHOD", part=name)
        large = member.file_size > MEGABYTE
        if member.file_size > PART_LIMIT or (
            large and member.file_size > RATIO_LIMIT * member.compress_size
        ):
            raise RefusedError("BOMB", detail=name)
    _check_places(members, data)


def _unsafe(name: str) -> bool:
    parts = name.split("/")
    return not name or name[0] == "/" or ".." in parts or any(sign in name for sign in "\\:\0")


def _check_places(members: list[zipfile.ZipInfo], data: bytes) -> None:
    """Each member's own header repeats the directory, and no two members share a byte."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise RefusedError("OVERLAP")
        head = _LOCAL.unpack_from(data, member.header_offset)
        start = member.header_offset + _LOCAL.size
        name = data[start : start + head[9]]
        if head[0] != b"PK\x03\x04" or name != _stored_name(member):
            raise RefusedError("HEADER_MISMATCH", part=member.filename)
        end = start + head[9] + head[10] + member.compress_size


def _stored_name(member: zipfile.ZipInfo) -> bytes:
    return member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437")


def _inflate(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> Iterator[tuple[str, bytes]]:
    """Each part, counted while it streams: the declared size is not believed."""
    total = 0
    for member in members:
        pieces, size = [], 0
        try:
            with archive.open(member) as stream:
                while piece := stream.read(CHUNK):
                    pieces.append(piece)
                    size += len(piece)
                    if size > PART_LIMIT or total + size > TOTAL_LIMIT:
                        raise RefusedError("BOMB", detail=member.filename)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise RefusedError("CRC", part=member.filename) from error
        if size != member.file_size:
            raise RefusedError("SIZE_MISMATCH", part=member.filename)
        total += size
        part = b"".join(pieces)
        if member.filename.endswith(_XML_ENDINGS) and any(word in part for word in _DOCTYPES):
            raise RefusedError("DTD", part=member.filename)
        yield member.filename, part


def _check_kind(parts: Mapping[str, bytes]) -> None:
    """A zip archive that is no workbook is named for what it is."""
    if "[Content_Types].xml" in parts and not any(name.startswith("xl/") for name in parts):
        raise _wrong_type("office")
    if "xl/workbook.bin" in parts:
        raise _wrong_type("xlsb")
    if "mimetype" in parts and b"opendocument" in parts["mimetype"]:
        raise _wrong_type("ods")
    if not any(name.startswith("xl/") for name in parts):
        numbers = any(name.endswith(".iwa") for name in parts)
        raise _wrong_type("numbers" if numbers else "zip")
