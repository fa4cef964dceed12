"""A zip archive read strictly: its directory to the last byte, and its members as streams.

Two programs that open one archive must see the same members. So the directory, each member's own
header and the places of all members have to agree, and nothing lies between them. ``zipfile`` is
too forgiving for that: it mends offsets, cuts names and takes what it finds.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpers.intake.workbook import RefusedError

MEMBER_LIMIT = 500
CHUNK = 1 << 16

_END = struct.Struct("<4s4H2IH")
_END_SIGN = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"
_ENTRY = struct.Struct("<4s6H3I5H2I")
_ENTRY_SIGN = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s5H3I2H")
_LOCAL_SIGN = b"PK\x03\x04"
_DESCRIPTOR_SIGN = b"PK\x07\x08"

_ENCRYPTED = 1 | 1 << 6 | 1 << 13  # flag bits: plain, strong and masked encryption
_PATCHED = 1 << 5
_NEWEST = 45  # the version of a reader that knows what may be here
_DESCRIBED = 1 << 3  # sizes and checksum stand behind the member
_UTF8 = 1 << 11
_STORED, _DEFLATED = 0, 8
_FULL = 0xFFFFFFFF  # "the value stands in the zip64 field"
_SECOND_NAME = 0x7075  # an extra field that gives the member another name


class Member(NamedTuple):
    """One member as the directory describes it; sizes in bytes."""

    name: str
    written: bytes  # the name as stored
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    header: int  # where its own header begins


def read_directory(data: bytes) -> tuple[Member, ...]:
    """The members of an archive, in the order of its directory.

    Raises
    ------
    RefusedError
        The bytes are not one plain zip archive and nothing else.
    """
    count, start, end = _read_end(data)
    if count > MEMBER_LIMIT:
        raise RefusedError("TOO_MANY_MEMBERS", limit=MEMBER_LIMIT)
    members = []
    place = start
    for _ in range(count):
        if place + _ENTRY.size > end:
            raise RefusedError("BAD_ZIP")
        member, place = _read_entry(data, place)
        members.append(member)
    if place != end:
        raise RefusedError("BAD_ZIP")
    _check_places(data, members, start)
    return tuple(members)


def _read_end(data: bytes) -> tuple[int, int, int]:
    """How many members there are, and where the directory begins and ends."""
    end = len(data) - _END.size
    if not data.startswith(_END_SIGN, max(0, end)):
        found = data.rfind(_END_SIGN)
        raise RefusedError("TRAILING_DATA" if 0 <= found < end else "TRUNCATED")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, end)
    if data.startswith(_ZIP64_LOCATOR, max(0, end - 20)) or _FULL in (size, start):
        raise RefusedError("ZIP64")
    if comment:
        raise RefusedError("TRUNCATED")
    if disk or first_disk or here != count:
        raise RefusedError("BAD_ZIP")
    if start + size != end:
        raise RefusedError("POLYGLOT" if start + size < end else "BAD_ZIP")
    return count, start, end


def _read_entry(data: bytes, place: int) -> tuple[Member, int]:
    """One entry of the directory, and where the next one begins."""
    entry = _ENTRY.unpack_from(data, place)
    sign, _, version, flags, method = entry[:5]
    checksum, packed, size = entry[7:10]
    name_length, extra_length, comment_length, _, _, attributes, header = entry[10:]
    if sign != _ENTRY_SIGN:
        raise RefusedError("BAD_ZIP")
    place += _ENTRY.size
    written = data[place : place + name_length]
    extra = data[place + name_length : place + name_length + extra_length]
    name = _read_name(written, flags)
    if _unsafe(name) or _has_second_name(extra) or stat.S_ISLNK(attributes >> 16):
        raise RefusedError("BAD_MEMBER_NAME", part=ascii(name))
    if flags & _ENCRYPTED:
        raise RefusedError("ZIP_ENCRYPTED", part=name)
    if method not in (_STORED, _DEFLATED) or flags & _PATCHED or version > _NEWEST:
        raise RefusedError("ZIP_METHOD", part=name)
    if _FULL in (packed, size, header):
        raise RefusedError("ZIP64")
    member = Member(name, written, flags, method, checksum, packed, size, header)
    return member, place + name_length + extra_length + comment_length


def _read_name(written: bytes, flags: int) -> str:
    """A member's name; outside ASCII only where the archive says that it is UTF-8."""
    try:
        return written.decode("utf-8" if flags & _UTF8 else "ascii")
    except UnicodeDecodeError as error:
        raise RefusedError("BAD_MEMBER_NAME", part=ascii(written)) from error


def _unsafe(name: str) -> bool:
    """Whether a name could lead out of a folder or be written in two ways."""
    folders = name.removesuffix("/").split("/")
    return any(part in ("", ".", "..") for part in folders) or any(
        sign in "\\:" or sign < " " for sign in name
    )


def _has_second_name(extra: bytes) -> bool:
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == _SECOND_NAME:
            return True
        place += 4 + length
    return False


def _check_places(data: bytes, members: Sequence[Member], directory: int) -> None:
    """The members fill the archive from byte 0 to its directory, one behind the other."""
    place = 0
    for member in sorted(members, key=lambda member: member.header):
        if member.header < place:
            raise RefusedError("OVERLAP")
        if member.header > place:
            raise RefusedError("HEADER_MISMATCH", part=member.name)
        end = _check_header(data, member)
        if end > directory:
            raise RefusedError("OVERLAP")
        place = end + _descriptor(data, member, end, directory)
    if place != directory:
        raise RefusedError("HEADER_MISMATCH", part=members[-1].name if members else "")


def _check_header(data: bytes, member: Member) -> int:
    """Check that a member's own header repeats the directory; where its bytes end."""
    if member.header + _LOCAL.size > len(data):
        raise RefusedError("HEADER_MISMATCH", part=member.name)
    head = _LOCAL.unpack_from(data, member.header)
    sign, flags, method, sizes, name_length, extra_length = (
        head[0], head[2], head[3], head[6:9], head[9], head[10],
    )  # fmt: skip
    start = member.header + _LOCAL.size
    known = (member.checksum, member.packed, member.size)
    same = sizes == known or (
        flags & _DESCRIBED
        and all(one in (0, other) for one, other in zip(sizes, known, strict=True))
    )
    if (
        sign != _LOCAL_SIGN
        or (flags ^ member.flags) & (_DESCRIBED | _ENCRYPTED)
        or method != member.method
        or not same
        or data[start : start + name_length] != member.written
    ):
        raise RefusedError("HEADER_MISMATCH", part=member.name)
    return start + int(name_length) + int(extra_length) + member.packed


def _descriptor(data: bytes, member: Member, place: int, directory: int) -> int:
    """How many bytes behind a member describe it."""
    if not member.flags & _DESCRIBED:
        return 0
    described = struct.pack("<3I", member.checksum, member.packed, member.size)
    for form in (_DESCRIPTOR_SIGN + described, described):
        if data.startswith(form, place) and place + len(form) <= directory:
            return len(form)
    raise RefusedError("HEADER_MISMATCH", part=member.name)


def inflate(data: bytes, member: Member) -> Iterator[bytes]:
    """The contents of a member, piece by piece, never more than its declared size.

    Raises
    ------
    RefusedError
        The stream is damaged, or has another size or checksum than declared.
    """
    head = _LOCAL.unpack_from(data, member.header)
    start = member.header + _LOCAL.size + head[9] + head[10]
    packed = memoryview(data)[start : start + member.packed]
    pieces = _pieces(packed) if member.method == _STORED else _inflated(packed, member.name)
    size = checksum = 0
    for piece in pieces:
        size += len(piece)
        if size > member.size:
            raise RefusedError("SIZE_MISMATCH", part=member.name)
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size != member.size:
        raise RefusedError("SIZE_MISMATCH", part=member.name)
    if checksum != member.checksum:
        raise RefusedError("CRC", part=member.name)


def _pieces(packed: memoryview) -> Iterator[bytes]:
    for place in range(0, len(packed), CHUNK):
        yield bytes(packed[place : place + CHUNK])


def _inflated(packed: memoryview, name: str) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for place in range(0, len(packed), CHUNK):
            piece = stream.decompress(packed[place : place + CHUNK], CHUNK)
            while piece:
                yield piece
                piece = stream.decompress(stream.unconsumed_tail, CHUNK)
            if stream.eof:
                break
    except zlib.error as error:
        raise RefusedError("CRC", part=name) from error
    if not stream.eof:
        raise RefusedError("CRC", part=name)
    if stream.unused_data or place + CHUNK < len(packed):
        raise RefusedError("SIZE_MISMATCH", part=name)
