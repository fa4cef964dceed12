"""The package gate: what is refused before anything in a file is believed."""

from __future__ import annotations

import stat
import struct
import zipfile
from typing import Any

import pytest

from helpers.intake import gate
from helpers.intake.gate import open_package, sniff
from helpers.intake.workbook import RefusedError


@pytest.fixture
def sound(forge: Any) -> dict[str, bytes]:
    """The parts of a sound workbook."""
    parts: dict[str, bytes] = forge.parts({"S": forge.sheet({"A1": 1})})
    return parts


def refusal(name: str, data: bytes) -> str:
    """The code with which a file is refused."""
    with pytest.raises(RefusedError) as refused:
        open_package(name, data)
    return refused.value.notice.code


def test_a_sound_workbook_passes(forge: Any, sound: dict[str, bytes]) -> None:
    """Every part of a sound workbook comes out as it went in."""
    package = open_package("a.xlsx", forge.zip(sound))
    assert {name: b"".join(package.stream(name)) for name in package} == sound


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EMPTY_FILE"),
        (b"%PDF-1.4", "WRONG_TYPE"),
        (b"No;Kode\n1;P01\n", "WRONG_TYPE"),
        (b"<html>", "WRONG_TYPE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "WRONG_TYPE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "ENCRYPTED"),
    ],
)
def test_other_files_are_refused_by_what_they_are(data: bytes, code: str) -> None:
    """A file that is no workbook is refused by its content, whatever its name."""
    assert refusal("nilai.xlsx", data) == code


@pytest.mark.parametrize("name", ["~$nilai.xlsx", ".~lock.nilai.xlsx#", "._nilai.xlsx"])
def test_lock_files_are_refused(name: str) -> None:
    """The file that an open workbook leaves behind is no workbook."""
    assert refusal(name, b"x") == "LOCK_FILE"


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is refused before it is looked at."""
    monkeypatch.setattr(gate, "FILE_LIMIT", 10)
    assert refusal("a.xlsx", b"0" * 11) == "FILE_TOO_BIG"


def test_a_cut_file_is_refused(forge: Any, sound: dict[str, bytes]) -> None:
    """A file that was cut off has no end record."""
    assert refusal("a.xlsx", forge.zip(sound)[:-40]) == "TRUNCATED"


def test_bytes_around_the_archive_are_refused(forge: Any, sound: dict[str, bytes]) -> None:
    """Nothing may stand before or behind the archive."""
    data = forge.zip(sound)
    assert refusal("a.xlsx", data + b"more") == "TRAILING_DATA"
    assert refusal("a.xlsx", b"\0" * 512 + data) in ("POLYGLOT", "WRONG_TYPE")


def test_the_same_member_twice_is_refused(forge: Any, sound: dict[str, bytes]) -> None:
    """Two members whose names differ only in case are two contents for two readers."""
    sound["XL/styles.xml"] = b"<x/>"
    assert refusal("a.xlsx", forge.zip(sound)) == "DUPLICATE_MEMBER"


@pytest.mark.parametrize("name", ["../evil.xml", "/evil.xml", "xl\\evil.xml", "c:evil"])
def test_unsafe_names_are_refused(forge: Any, sound: dict[str, bytes], name: str) -> None:
    """A member whose name could lead out of a folder is refused."""
    assert refusal("a.xlsx", forge.zip(sound | {name: b""})) == "BAD_MEMBER_NAME"


def test_a_link_inside_the_archive_is_refused(forge: Any, sound: dict[str, bytes]) -> None:
    """A symbolic link has no business in a workbook."""
    data = bytearray(forge.zip(sound))
    entry = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 38, (stat.S_IFLNK | 0o777) << 16)
    assert refusal("a.xlsx", bytes(data)) == "BAD_MEMBER_NAME"


def test_other_compressions_are_refused(forge: Any, sound: dict[str, bytes]) -> None:
    """Only stored and deflated members are accepted."""
    assert refusal("a.xlsx", forge.zip(sound, zipfile.ZIP_BZIP2)) == "ZIP_METHOD"


def test_an_encrypted_member_is_refused(forge: Any, sound: dict[str, bytes]) -> None:
    """A member with the encryption flag is refused."""
    data = bytearray(forge.zip(sound))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert refusal("a.xlsx", bytes(data)) == "ZIP_ENCRYPTED"


def test_a_flipped_bit_is_refused(forge: Any, sound: dict[str, bytes]) -> None:
    """A damaged member fails its checksum."""
    data = bytearray(forge.zip(sound, zipfile.ZIP_STORED))
    data[data.index(b"sheetData") + 1] ^= 1
    assert refusal("a.xlsx", bytes(data)) == "CRC"


def test_another_name_in_the_member_itself_is_refused(forge: Any, sound: dict[str, bytes]) -> None:
    """The name in a member's own header must be that of the directory."""
    data = bytearray(forge.zip(sound))
    at = data.index(b"xl/styles.xml")
    data[at : at + 2] = b"xy"
    assert refusal("a.xlsx", bytes(data)) == "HEADER_MISMATCH"


def test_members_that_share_bytes_are_refused(forge: Any, sound: dict[str, bytes]) -> None:
    """Two members may not lie over each other."""
    data = bytearray(forge.zip({"a.xml": b"1", "b.xml": b"2", **sound}))
    first, second = (
        data.index(b"PK\x01\x02"),
        data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1),
    )
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    assert refusal("a.xlsx", bytes(data)) in ("OVERLAP", "HEADER_MISMATCH")


def test_what_inflates_too_far_is_refused(
    forge: Any, sound: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The inflated size is counted while it streams, over one part and over all."""
    sound["xl/media/image1.bin"] = b"0" * (2 << 20)
    assert refusal("a.xlsx", forge.zip(sound)) == "BOMB"
    monkeypatch.setattr(gate, "RATIO_LIMIT", 10**6)
    open_package("a.xlsx", forge.zip(sound))
    monkeypatch.setattr(gate, "TOTAL_LIMIT", 1 << 20)
    assert refusal("a.xlsx", forge.zip(sound)) == "BOMB"


def test_too_many_members_are_refused(
    forge: Any, sound: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive with more members than any workbook has is refused."""
    monkeypatch.setattr(gate, "MEMBER_LIMIT", 3)
    assert refusal("a.xlsx", forge.zip(sound)) == "TOO_MANY_MEMBERS"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_doctype_in_any_part_is_refused(
    forge: Any, sound: dict[str, bytes], encoding: str
) -> None:
    """No legal part has a DOCTYPE, also none that is not read."""
    sound["docProps/app.xml"] = "<!DOCTYPE x []><x/>".encode(encoding)
    assert refusal("a.xlsx", forge.zip(sound)) == "DTD"


def test_other_archives_are_named(forge: Any) -> None:
    """A zip archive of another kind is refused as what it is."""
    assert refusal("a.xlsx", forge.zip({"foto.jpg": b"x"})) == "WRONG_TYPE"
    assert refusal("a.xlsx", forge.zip({"mimetype": b"application/vnd.oasis.opendocument"})) == (
        "WRONG_TYPE"
    )


def test_sniffing_goes_by_the_first_bytes() -> None:
    """What a file is does not depend on its name."""
    kinds = {
        b"PK\x03\x04": "zip",
        b"\x89PNG\r\n\x1a\n": "picture",
        b"a;b": "text",
        b"\0a": "binary",
    }
    assert {start: sniff(start) for start in kinds} == kinds
