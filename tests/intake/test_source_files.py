"""Every file of a season's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.intake.source_files import file_kind, read_files

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("file", "data", "kind"),
    [
        ("rules.yaml", b"", "rules"),
        ("participants.csv", b"", "table"),
        ("narasi/foto.jpg", b"", "narrative"),
        ("scores/a.xlsx", b"", "workbook"),
        ("scores/a.XLSM", b"", "workbook"),
        ("scores/a.csv", b"", "workbook"),
        ("scores/a.xls", b"", "spreadsheet"),
        ("scores/a.html", b"", "spreadsheet"),
        (
            "scores/nilai juri",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..W\0o\0r\0k\0b\0o\0o\0k\0",
            "spreadsheet",
        ),
        ("scores/nilai juri", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "other"),
        ("scores/nilai juri", b"PK\x03\x04..xl/workbook.bin", "spreadsheet"),
        ("scores/foto.JPG", b"", "picture"),
        ("scores/surat.pdf", b"", "document"),
        ("scores/~$a.xlsx", b"", "lock"),
        ("scores/nilai", b"PK\x03\x04....xl/workbook.xml", "workbook"),
        ("scores/nilai", b"PK\x03\x04....foto.jpg", "other"),
        ("scores/Thumbs.db", b"", "other"),
    ],
)
def test_files_have_a_kind(file: str, data: bytes, kind: str) -> None:
    """What a file is follows from its place, its ending or its content."""
    assert file_kind(file, data) == kind


def test_files_are_found_at_any_depth_in_one_order(tmp_path: Path) -> None:
    """All files below the folder come by name, each with its size and SHA-256."""
    for name in ("scores/b/c.jpg", "scores/a.jpg", "rules.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    found = list(read_files(tmp_path))
    assert [one.file for one in found] == ["rules.yaml", "scores/a.jpg", "scores/b/c.jpg"]
    assert {(one.size, len(one.sha256)) for one in found} == {(1, 64)}
