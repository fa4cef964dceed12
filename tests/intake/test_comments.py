"""Notes and threads on cells."""

from __future__ import annotations

from typing import Any

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREAD = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_notes_and_threads_are_read_by_cell(forge: Any) -> None:
    """A note and a thread on cells are read; the stub that a thread leaves in the notes is not."""
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
        '<Relationship Id="b" Type="http://schemas.microsoft.com/office/2017/10/relationships/'
        'threadedComment" Target="../threaded1.xml"/></Relationships>'
    )
    notes = (
        f'<comments xmlns="{MAIN}"><authors><author>siti@contoh.example</author></authors>'
        '<commentList><comment ref="B2"><text><r><t>harusnya</t></r><r><t> 58</t></r></text>'
        '</comment><comment ref="C2"><text><t>[Threaded comment] stub</t></text></comment>'
        "</commentList></comments>"
    )
    thread = (
        f'<ThreadedComments xmlns="{THREAD}"><threadedComment ref="C2" personId="{{1}}">'
        "<text>ganti 90</text></threadedComment></ThreadedComments>"
    )
    book = forge.read(
        {"S": forge.sheet({"B2": 85, "C2": 80})},
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": links,
            "xl/comments1.xml": notes,
            "xl/threaded1.xml": thread,
        },
    )
    assert book.sheets[0].comments == {(2, 2): "harusnya 58", (2, 3): "ganti 90"}
