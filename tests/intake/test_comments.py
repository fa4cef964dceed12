"""Notes and threads on cells."""

from __future__ import annotations

from typing import Any

from helpers.intake.workbook import Note

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREAD = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def commented(forge: Any, notes: str, thread: str) -> Any:
    """A sheet with notes and a thread."""
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
        '<Relationship Id="b" Type="http://schemas.microsoft.com/office/2017/10/relationships/'
        'threadedComment" Target="../threaded1.xml"/></Relationships>'
    )
    return forge.read(
        {"S": forge.sheet({"B2": 85, "C2": 80})},
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": links,
            "xl/comments1.xml": f'<comments xmlns="{MAIN}">{notes}</comments>',
            "xl/threaded1.xml": f'<ThreadedComments xmlns="{THREAD}">{thread}</ThreadedComments>',
            "xl/persons/person.xml": f'<personList xmlns="{THREAD}"><person id="{{1}}" '
            'displayName="Siti" userId="siti@contoh.example" providerId="AD"/></personList>',
            "xl/_rels/workbook.xml.rels": (
                forge.parts({"S": ""})["xl/_rels/workbook.xml.rels"]
                .decode()
                .replace(
                    "</Relationships>",
                    '<Relationship Id="p" Type="http://schemas.microsoft.com/office/2017/10/'
                    'relationships/person" Target="persons/person.xml"/></Relationships>',
                )
            ),
        },
    )


def note(cell: str, text: str) -> str:
    """One note of the first author."""
    return f'<comment ref="{cell}" authorId="0"><text>{text}</text></comment>'


def test_notes_and_threads_are_read_by_cell(forge: Any) -> None:
    """Notes and threads are read with who wrote them; the stub of a thread in the notes is not."""
    listed = note("B2", '<r><t>harusnya</t></r><r><t> 58</t></r><rPh sb="0"><t>x</t></rPh>')
    listed += note("C2", "<t>[Threaded comment] stub</t>")
    threads = "".join(
        f'<threadedComment ref="C2" personId="{{{person}}}"><text>{text}</text></threadedComment>'
        for person, text in ((1, "ganti 90"), (2, "setuju"))
    )
    notes = f"<authors><author>Juri Satu</author></authors><commentList>{listed}</commentList>"
    sheet = commented(forge, notes, threads).sheets[0]
    assert sheet.notes == (
        Note((2, 2), "harusnya 58", "Juri Satu"),
        Note((2, 3), "ganti 90", "Siti", threaded=True),
        Note((2, 3), "setuju", "", threaded=True),
    )
    assert sheet.comments == {(2, 2): "harusnya 58", (2, 3): "ganti 90 | setuju"}


def test_a_note_that_looks_like_a_stub_is_kept(forge: Any) -> None:
    """Without a thread at its cell, a note that begins like the stub of one is what was written."""
    book = commented(forge, note("B2", "<t>[Threaded comment] ganti 99</t>"), "")
    assert book.sheets[0].comments == {(2, 2): "[Threaded comment] ganti 99"}


def test_a_note_at_no_cell_is_refused(forge: Any) -> None:
    """A note whose address cannot be read could be meant for any cell."""
    assert commented(forge, note("$B$2", "<t>x</t>"), "").notices[0].code == "BAD_REF"
