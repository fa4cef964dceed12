"""The package gate: what is refused before anything in a file is believed."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from typing import Any

import pytest

from helpers.intake import gate
from helpers.intake.archive import CHUNK
from helpers.intake.gate import open_package, sniff
from helpers.intake.workbook import RefusedError, Word


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


def test_the_same_member_twice_is_refused(forge: Any, sound: dict[str, bytes]) -> None:
    """Two members whose names differ only in case are two contents for two readers."""
    sound["XL/styles.xml"] = b"<x/>"
    assert refusal("a.xlsx", forge.zip(sound)) == "DUPLICATE_MEMBER"


def test_the_same_name_composed_in_two_ways_is_refused(forge: Any) -> None:
    """A letter with its accent, and a letter and its accent, are one name."""
    names = ("xl/\u00e9.bin".encode(), "xl/e\u0301.bin".encode())
    more = [forge.entry(name, flags=1 << 11) for name in names]
    assert refusal("a.xlsx", forge.archive(forge.entries(*more))) == "DUPLICATE_MEMBER"


def test_what_inflates_too_far_is_refused(forge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One part, all parts together, and the ratio of a large part have limits."""
    data = forge.archive(forge.entries(forge.entry(b"xl/media/image1.bin", bytes(2 << 20))))
    assert refusal("a.xlsx", data) == "BOMB"
    monkeypatch.setattr(gate, "RATIO_LIMIT", 10**6)
    open_package("a.xlsx", data)
    monkeypatch.setattr(gate, "PART_LIMIT", (2 << 20) - 1)
    assert refusal("a.xlsx", data) == "BOMB"
    monkeypatch.setattr(gate, "PART_LIMIT", 2 << 20)
    monkeypatch.setattr(gate, "TOTAL_LIMIT", 2 << 20)
    assert refusal("a.xlsx", data) == "BOMB"


def test_a_bomb_is_refused_before_it_inflates(forge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes beyond the limits are refused by what the directory declares, unread."""
    monkeypatch.setattr(gate, "inflate", None)
    bomb = forge.entry(b"xl/a.bin", b"", body=b"x", size=gate.PART_LIMIT + 1)
    assert refusal("a.xlsx", forge.archive(forge.entries(bomb))) == "BOMB"


def test_a_bomb_that_lies_about_its_size_is_refused(forge: Any) -> None:
    """What inflates beyond the size that it declares is stopped there."""
    liar = forge.entry(b"xl/a.bin", b"", body=forge.deflate(bytes(5 << 20)), size=100)
    assert refusal("a.xlsx", forge.archive(forge.entries(liar))) == "SIZE_MISMATCH"


def test_too_many_members_are_refused(forge: Any) -> None:
    """An archive with more members than any workbook has is refused."""
    many = [forge.entry(b"xl/%d" % number, b"") for number in range(495)]
    open_package("a.xlsx", forge.archive(forge.entries(*many[:-1])))
    assert refusal("a.xlsx", forge.archive(forge.entries(*many))) == "TOO_MANY_MEMBERS"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize(
    "name", ["docProps/app.xml", "xl/drawings/vmlDrawing1.vml", "xl/printer.bin", "halaman"]
)
def test_a_doctype_in_any_part_is_refused(
    forge: Any, sound: dict[str, bytes], name: str, encoding: str
) -> None:
    """No legal part has a DOCTYPE, also none that is not read, whatever its name and encoding."""
    sound[name] = "<?xml version='1.0'?> <!DOCTYPE x []><x/>".encode(encoding)
    assert refusal("a.xlsx", forge.zip(sound)) == "DTD"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_doctype_across_the_border_of_two_pieces_is_refused(
    forge: Any, encoding: str, method: int
) -> None:
    """Wherever the pieces of the stream end, a DOCTYPE is seen."""
    doctype = "<!DOCTYPE".encode(encoding)
    for before in range(CHUNK - len(doctype) - 1, CHUNK + 1):
        hidden = forge.entry(b"xl/a.bin", b"x" * before + doctype + b"x" * 40, method=method)
        assert refusal("a.xlsx", forge.archive(forge.entries(hidden))) == "DTD"


def test_words_about_a_doctype_pass(forge: Any) -> None:
    """A cell in which somebody wrote of a DOCTYPE is escaped, and no DOCTYPE."""
    sheet = forge.sheet({"A1": "<!DOCTYPE html>"})
    assert list(open_package("a.xlsx", forge.data({"S": sheet})))


def test_the_gate_keeps_nothing_inflated(forge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of any size passes, or is refused, within a megabyte."""
    monkeypatch.setattr(gate, "RATIO_LIMIT", 10**6)
    data = forge.archive(forge.entries(forge.entry(b"xl/a.bin", bytes(20 * gate.MEGABYTE))))
    tracemalloc.start()
    try:
        open_package("a.xlsx", data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < gate.MEGABYTE


def test_a_directory_of_lies_costs_no_memory(forge: Any) -> None:
    """A directory with more entries than an archive may have is not read."""
    entry = forge.archive([forge.entry(b"a")])
    entry = entry[entry.index(b"PK\1\2") : -22]
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 9, 9, len(entry) * 200_000, 4, 0)
    data = b"PK\3\4" + entry * 200_000 + end
    tracemalloc.start()
    try:
        assert refusal("a.xlsx", data) == "BAD_ZIP"
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < gate.MEGABYTE


def test_other_archives_are_named(forge: Any) -> None:
    """A zip archive of another kind, also one that holds itself, is refused as what it is."""
    assert refusal("a.xlsx", forge.zip({"foto.jpg": b"x"})) == "WRONG_TYPE"
    assert refusal("a.xlsx", forge.zip({"mimetype": b"application/vnd.oasis.opendocument"})) == (
        "WRONG_TYPE"
    )


@pytest.mark.parametrize(
    ("part", "kind"),
    [("xl/workbook.bin", "xlsb"), ("word/document.xml", "office"), ("xl/workbook.xml", "")],
)
def test_other_office_files_are_named(forge: Any, part: str, kind: str) -> None:
    """A binary workbook and a text document are packages too, and are named for what they are."""
    data = forge.zip({"[Content_Types].xml": b"<x/>", part: b"<x/>"})
    if kind:
        with pytest.raises(RefusedError) as refused:
            open_package("a.xlsx", data)
        assert refused.value.notice.values["kind"] == Word(f"kind_{kind}")
    else:
        assert part in open_package("a.xlsx", data)


def test_a_workbook_behind_other_bytes_is_named(forge: Any) -> None:
    """A file that is something else at its beginning and a workbook behind it is neither."""
    data = forge.archive(forge.entries())
    assert refusal("a.xlsx", b"catatan\n" + data) == "POLYGLOT"
    assert refusal("a.xlsx", b"%PDF-1.4\n" + data) == "WRONG_TYPE"
    assert refusal("a.xlsx", data + b"\n") == "TRAILING_DATA"
    assert refusal("a.xlsx", data[:-40]) == "TRUNCATED"


def test_sniffing_goes_by_the_first_bytes() -> None:
    """What a file is does not depend on its name."""
    kinds = {
        b"PK\x03\x04": "zip",
        b"\x89PNG\r\n\x1a\n": "picture",
        b"a;b": "text",
        b"\0a": "binary",
    }
    assert {start: sniff(start) for start in kinds} == kinds
