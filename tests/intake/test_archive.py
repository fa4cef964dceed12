"""The zip directory: what two programs could read differently is refused, whatever it hides."""

from __future__ import annotations

import stat
import struct
import zlib
from typing import Any

import pytest

from helpers.intake import archive
from helpers.intake.archive import inflate, read_directory
from helpers.intake.workbook import RefusedError

UTF8 = 1 << 11
DESCRIBED = 1 << 3


def contents(data: bytes) -> dict[str, bytes]:
    """The members of an archive."""
    return {member.name: b"".join(inflate(data, member)) for member in read_directory(data)}


def refusal(data: bytes) -> str:
    """The code with which an archive is refused, in its directory or in a member."""
    with pytest.raises(RefusedError) as refused:
        contents(data)
    return refused.value.notice.code


def test_members_come_out_as_they_went_in(forge: Any) -> None:
    """Stored and deflated members, folders and empty ones are read."""
    members = [
        forge.entry(b"a.xml", b"a" * 300_000),
        forge.entry(b"xl/", method=0),
        forge.entry(b"xl/b.bin", bytes(range(256)) * 999, method=0),
        forge.entry(b"c", b""),
    ]
    found = contents(forge.archive(members))
    assert found == {one.name.decode(): one.data for one in members}


def test_an_archive_may_be_empty(forge: Any) -> None:
    """An archive without members has none."""
    assert read_directory(forge.archive([])) == ()


@pytest.mark.parametrize("sign", [b"PK\7\b", b""])
@pytest.mark.parametrize("sizes", ["zeros", "size", "all"])
def test_sizes_may_stand_behind_a_member(forge: Any, sign: bytes, sizes: str) -> None:
    """A program that streams writes checksum and sizes behind each member, and they must agree."""
    data = b"isi" * 50
    body = forge.deflate(data)
    known = {"checksum": zlib.crc32(data), "packed": len(body), "size": len(data)}
    kept = {"zeros": (), "size": ("size",), "all": tuple(known)}[sizes]
    member = forge.entry(
        b"a",
        data,
        flags=DESCRIBED,
        local={name: value if name in kept else 0 for name, value in known.items()},
        after=sign + struct.pack("<3I", *known.values()),
    )
    assert contents(forge.archive([member, member.__class__(b"b", b"x")]))["a"] == data
    lie = member.__class__(b"a", data, flags=DESCRIBED, after=sign + struct.pack("<3I", 1, 2, 3))
    assert refusal(forge.archive([lie])) == "HEADER_MISMATCH"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"flags": 1}, "ZIP_ENCRYPTED"),
        ({"flags": 1 << 6}, "ZIP_ENCRYPTED"),
        ({"flags": 1 << 13}, "ZIP_ENCRYPTED"),
        ({"flags": 1 << 5}, "ZIP_METHOD"),
        ({"method": 12}, "ZIP_METHOD"),
        ({"method": 14}, "ZIP_METHOD"),
        ({"version": 255}, "ZIP_METHOD"),
        ({"packed": 0xFFFFFFFF}, "ZIP64"),
        ({"size": 0xFFFFFFFF}, "ZIP64"),
        ({"header": 0xFFFFFFFF}, "ZIP64"),
        ({"attributes": (stat.S_IFLNK | 0o777) << 16}, "BAD_MEMBER_NAME"),
        ({"extra": struct.pack("<2H", 0x7075, 6) + b"\1xl/ab"}, "BAD_MEMBER_NAME"),
        ({"size": 5}, "SIZE_MISMATCH"),
        ({"size": 10**6}, "SIZE_MISMATCH"),
        ({"checksum": 1}, "CRC"),
        ({"body": b"\xff\xff"}, "CRC"),
        ({"body": b""}, "CRC"),
        ({"packed": 3}, "HEADER_MISMATCH"),
        ({"packed": 10**6}, "OVERLAP"),
        ({"header": 10**6}, "HEADER_MISMATCH"),
        ({"header": 7}, "HEADER_MISMATCH"),
        ({"before": b"x"}, "HEADER_MISMATCH"),
        ({"after": b"x"}, "HEADER_MISMATCH"),
        ({"local": {"name": b"[Content_Types].xmk"}}, "HEADER_MISMATCH"),
        ({"local": {"sign": b"PK\3\5"}}, "HEADER_MISMATCH"),
        ({"local": {"method": 0}}, "HEADER_MISMATCH"),
        ({"local": {"size": 7}}, "HEADER_MISMATCH"),
        ({"local": {"packed": 7}}, "HEADER_MISMATCH"),
        ({"local": {"checksum": 7}}, "HEADER_MISMATCH"),
        ({"local": {"flags": 1}}, "HEADER_MISMATCH"),
    ],
)
def test_a_member_that_lies_is_refused(forge: Any, change: dict[str, Any], code: str) -> None:
    """A field of one member that is not plainly true refuses the archive."""
    assert refusal(forge.archive(forge.entries(**change))) == code


@pytest.mark.parametrize(
    "name",
    [
        b"../evil.xml", b"xl/../../evil", b"/evil.xml", b"xl\\evil.xml", b"c:evil", b"C:/evil.xml",
        b"xl/./styles.xml", b"xl//styles.xml", b"", b"/", b"xl/st\0yles.xml", b"xl/a\nb",
        b"xl/ber\xa3s.xml", "xl/nilai-é.xml".encode("cp437"), "xl/nilai-é.xml".encode(),
    ],
)  # fmt: skip
def test_names_that_can_be_read_in_two_ways_are_refused(forge: Any, name: bytes) -> None:
    """A name that leads out of the folder, has two spellings or no declared encoding is refused."""
    assert refusal(forge.archive(forge.entries(forge.entry(name)))) == "BAD_MEMBER_NAME"


def test_names_in_utf_8_are_read(forge: Any) -> None:
    """A name outside ASCII is read where the archive declares UTF-8, and refused where it lies."""
    named = forge.entry("xl/médiá.bin".encode(), flags=UTF8)
    assert "xl/médiá.bin" in contents(forge.archive([named]))
    assert refusal(forge.archive([forge.entry(b"xl/\xff", flags=UTF8)])) == "BAD_MEMBER_NAME"


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ({"disk": 1}, "BAD_ZIP"),
        ({"here": 2}, "BAD_ZIP"),
        ({"count": 4, "here": 4}, "BAD_ZIP"),
        ({"count": 9, "here": 9}, "BAD_ZIP"),
        ({"count": 0, "here": 0}, "BAD_ZIP"),
        ({"count": 0xFFFF, "here": 0xFFFF}, "TOO_MANY_MEMBERS"),
        ({"size": 0xFFFFFFFF}, "ZIP64"),
        ({"start": 0xFFFFFFFF}, "ZIP64"),
        ({"start": 10**6}, "BAD_ZIP"),
        ({"start": 0}, "POLYGLOT"),
        ({"comment": 5}, "TRUNCATED"),
    ],
)
def test_an_end_record_that_lies_is_refused(forge: Any, end: dict[str, int], code: str) -> None:
    """The directory is as long, and has as many entries, as the end record says."""
    assert refusal(forge.archive(forge.entries(), **end)) == code


def test_an_entry_that_is_none_is_refused(forge: Any) -> None:
    """Damage in the directory itself is no directory."""
    data = forge.archive(forge.entries())
    assert refusal(data.replace(b"PK\1\2", b"PK\1\3", 1)) == "BAD_ZIP"


def test_zip64_is_refused(forge: Any) -> None:
    """A locator of the 64-bit directory before the end record refuses the archive."""
    data = forge.archive(forge.entries())
    locator = b"PK\6\7" + bytes(16)
    assert refusal(data[:-22] + locator + data[-22:]) == "ZIP64"


def test_nothing_stands_around_the_archive(forge: Any) -> None:
    """Bytes behind the end record, a comment, and bytes before the first member are refused."""
    data = forge.archive(forge.entries())
    assert refusal(data + b"\n") == "TRAILING_DATA"
    assert refusal(data[:-2] + b"\5\0" + b"halo!") == "TRAILING_DATA"
    assert refusal(b"GIF89a" + data) == "POLYGLOT"
    assert refusal(data[:-1]) in ("TRUNCATED", "TRAILING_DATA")
    assert refusal(data[: len(data) // 2]) == "TRUNCATED"


def test_a_member_that_is_not_listed_is_refused(forge: Any) -> None:
    """A program that reads from the front would see a member that the directory does not name."""
    hidden = forge.archive([forge.entry(b"xl/worksheets/sheet1.xml", b"<x/>")])
    hidden = hidden[: hidden.index(b"PK\1\2")]
    data = forge.archive(forge.entries(before=hidden))
    assert refusal(data) == "HEADER_MISMATCH"
    assert refusal(forge.archive(forge.entries(forge.entry(b"z", after=hidden)))) == (
        "HEADER_MISMATCH"
    )


def test_members_that_share_bytes_are_refused(forge: Any) -> None:
    """A thousand entries that name one body, or a body inside another, overlap."""
    one = forge.entry(b"a", b"0" * 1000)
    same = [forge.entry(b"b%d" % number, b"", body=b"", header=0) for number in range(9)]
    assert refusal(forge.archive([one, *same])) == "OVERLAP"


def test_a_stream_never_outgrows_what_is_declared(forge: Any) -> None:
    """A bomb that declares few bytes is stopped at the first piece beyond them."""
    bomb = forge.deflate(bytes(50 << 20))
    data = forge.archive([forge.entry(b"a", b"", body=bomb, size=100)])
    stream = inflate(data, read_directory(data)[0])
    with pytest.raises(RefusedError) as refused:
        next(stream)
    assert refused.value.notice.code == "SIZE_MISMATCH"


def test_bytes_behind_a_stream_are_refused(forge: Any) -> None:
    """What stands in a member behind the end of its stream is seen by some programs only."""
    for more in (b"x", b"x" * (archive.CHUNK + 5)):
        body = forge.deflate(b"isi") + more
        member = forge.entry(b"a", b"isi", body=body)
        assert refusal(forge.archive([member])) == "SIZE_MISMATCH"


def test_an_archive_inside_is_left_alone(forge: Any) -> None:
    """An archive in an archive, also one that holds itself, is bytes like any others."""
    inner = forge.archive(forge.entries())
    assert contents(forge.archive([forge.entry(b"inner.xlsx", inner)])) == {"inner.xlsx": inner}
