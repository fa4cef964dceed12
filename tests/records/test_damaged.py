"""What damaged files raise is known by one table."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest

from helpers.records.damaged import DAMAGED_PACKAGE, DAMAGED_WORKBOOK


def packed(members: dict[str, bytes]) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_changed(content: bytes, place: int, byte: int) -> bytes:
    """The same bytes but for one, counted from the first local header."""
    return content[:place] + bytes([byte]) + content[place + 1 :]


WHOLE = packed({"a": b"1,2,3\n" * 500})


@pytest.mark.parametrize(
    "content",
    [b"", b"season: 2024", WHOLE[:-30], with_changed(WHOLE, 31, 0xFF), with_changed(WHOLE, 40, 0)],
    ids=["empty", "text", "cut off", "no such block", "wrong bytes"],
)
def test_a_damaged_package(content: bytes) -> None:
    """Whatever zipfile and zlib raise over it is in the table."""
    with pytest.raises(DAMAGED_PACKAGE), zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.read("a")


def test_a_package_that_is_no_workbook() -> None:
    """A sound zip without the parts of a workbook, or with XML that does not parse."""
    for members in ({"a": b"1"}, {"[Content_Types].xml": b"<Types", "xl/workbook.xml": b"<"}):
        with pytest.raises(DAMAGED_WORKBOOK):
            openpyxl.load_workbook(io.BytesIO(packed(members)))
    assert issubclass(ElementTree.ParseError, DAMAGED_WORKBOOK)
