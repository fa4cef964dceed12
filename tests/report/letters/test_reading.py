"""A Word document read as it would be printed."""

from __future__ import annotations

import io
import zipfile

import pytest

from helpers.report.letters.reading import NotWord, Reading, read_document

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read_body(body: str, space: str = SPACE) -> Reading:
    """Read a document with this body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}" xmlns:mc="http://schemas.openxmlformats.org/'
            f'markup-compatibility/2006"><w:body>{body}</w:body></w:document>',
        )
    return read_document(out.getvalue())


def run(text: str) -> str:
    """A run of text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def row(*cells: str, mark: str = "") -> str:
    """A row of a table."""
    inner = "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in cells)
    return f"<w:tr>{mark}{inner}</w:tr>"


def test_split_runs_are_put_together() -> None:
    """A figure that Word split into runs is one figure."""
    found = read_body(f"<w:p>{run('87')}<w:proofErr/>{run(',')}{run('50')}</w:p>")
    assert [one.text for one in found.paragraphs] == ["87,50"]


def test_tracked_changes_are_read_as_accepted_and_counted() -> None:
    """What was put in counts, what was taken out does not, and both are counted."""
    found = read_body(
        f"<w:p>{run('nilai ')}<w:del><w:r><w:delText>87,50</w:delText></w:r></w:del>"
        f"<w:ins>{run('88,00')}</w:ins><w:moveFrom>{run(' lama')}</w:moveFrom></w:p>"
    )
    assert found.paragraphs[0].text == "nilai 88,00"
    assert found.tracked == 3


def test_a_deleted_row_is_gone_and_the_others_keep_their_numbers() -> None:
    """A row that a tracked change deletes is not read; the rows after it keep their numbers."""
    gone = "<w:trPr><w:del/></w:trPr>"
    found = read_body(f"<w:tbl>{row('a')}{row('b', mark=gone)}{row('c')}</w:tbl>")
    assert [(one.number, one.cells) for one in found.tables[0].rows] == [(1, ("a",)), (3, ("c",))]


def test_hidden_text_is_not_read() -> None:
    """Text that does not print does not count."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>87,50</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>88,00</w:t></w:r>'
    assert read_body(f"<w:p>{hidden}{shown}</w:p>").paragraphs[0].text == "88,00"


def test_a_text_box_is_read_once() -> None:
    """What Word stores twice, for older programs too, is read once."""
    found = read_body(
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:p>{run('isi')}</w:p></mc:Choice>"
        f"<mc:Fallback><w:p>{run('isi')}</w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [one.text for one in found.paragraphs] == ["isi"]


def test_a_table_in_a_cell_is_text_of_that_cell() -> None:
    """A table in a cell does not shift the numbers of the tables after it."""
    inner = f"<w:tr><w:tc><w:tbl>{row('dalam')}</w:tbl><w:p/></w:tc></w:tr>"
    found = read_body(f"<w:tbl>{inner}</w:tbl><w:tbl>{row('luar')}</w:tbl>")
    assert [table.number for table in found.tables] == [1, 2]
    assert "dalam" in found.tables[0].rows[0].cells[0]


def test_strict_documents_are_read() -> None:
    """What Word saves as strict Open XML is read alike."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert read_body(f"<w:p>{run('isi')}</w:p>", strict).text == "isi"


@pytest.mark.parametrize("content", [b"", b"isi", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_document(content: bytes) -> None:
    """A file that is no Word document is refused."""
    with pytest.raises(NotWord):
        read_document(content)


def test_broken_xml() -> None:
    """A document that is cut off is refused."""
    with pytest.raises(NotWord):
        read_body("<w:p>")


def test_a_damaged_part_is_no_word_document() -> None:
    """A package whose compressed bytes are damaged is refused in a sentence, not by a traceback."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<a>" + "nilai" * 3000 + "</a>")
    damaged = bytearray(made.getvalue())
    start = damaged.find(b"word/document.xml") + len("word/document.xml")
    damaged[start : start + 8] = b"\xff" * 8
    with pytest.raises(NotWord):
        read_document(bytes(damaged))
