"""A template of the office: filled safely, and what is wrong with it told with the file."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from helpers.records.words import LANGUAGES
from helpers.report.letters.template import (
    KINDS,
    TemplateBroken,
    default_bytes,
    open_template,
    printable,
)

NAME = "templat/surat.docx"
DAY = date(2024, 7, 24)


def word_file(*texts: str) -> bytes:
    """A Word document with these paragraphs."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def filled(content: bytes, **fields: object) -> list[str]:
    """The paragraphs of the filled template."""
    made = open_template(content, NAME, "id").fill(fields, "Judul", "Kantor", DAY)
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs]


@pytest.mark.parametrize(
    "name",
    ["A & B", "<b>tebal</b>", "{{7*7}}", "=1+1", "{% for %}", "{%p endif %}", "]]>", "&amp;"],
)
def test_a_value_stands_as_it_is(name: str) -> None:
    """No value is read as markup, as a template or as a formula."""
    assert filled(word_file("Nama: {{ nama }}."), nama=name) == [f"Nama: {name}."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ tidak_ada }}", "“tidak_ada”"),
        ("{{ satu.tidak_ada }}", "isian yang tidak dikenal"),
        ("{% if satu %}", "tanda isian tidak lengkap"),
        ("{{ satu }", "tanda isian tidak lengkap"),
        ("{{ satu.__class__.__mro__ }}", "tidak diizinkan"),
        ("{{ 1 / 0 }}", "tidak dapat diisi"),
        ("{{ nama | safe }}", "tidak dapat diisi"),
    ],
)
def test_a_wrong_template_is_told_with_the_file(text: str, said: str) -> None:
    """Whatever is wrong in a template ends in a sentence that names the file."""
    with pytest.raises(TemplateBroken) as told:
        filled(word_file(text), satu={"nama": 1}, nama="<b>")
    assert str(told.value).startswith(f"{NAME}: ")
    assert said in str(told.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"kop surat"])
def test_a_file_that_is_no_word_document(content: bytes) -> None:
    """A file that is no Word document is told as such."""
    with pytest.raises(TemplateBroken, match="bukan dokumen Word"):
        open_template(content, NAME, "id")


def test_a_zip_that_is_no_word_document() -> None:
    """A zip archive without a document in it is no Word document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("isi.txt", "kop surat")
    with pytest.raises(TemplateBroken, match="bukan dokumen Word"):
        open_template(out.getvalue(), NAME, "id")


def test_a_template_is_opened_once() -> None:
    """The same file is compiled once, however many letters it fills."""
    content = word_file("{{ nama }}")
    assert open_template(content, NAME, "id") is open_template(content, NAME, "id")


def test_a_letter_carries_no_clock_and_its_own_title() -> None:
    """The same fields give the same bytes, with the title, the office and the day given."""
    template = open_template(word_file("{{ nama }}"), NAME, "id")
    first, second = (template.fill({"nama": "A"}, "A & B", "Kantor", DAY) for _ in range(2))
    assert first == second
    properties = docx.Document(io.BytesIO(first)).core_properties
    assert (properties.title, properties.author) == ("A & B", "Kantor")
    assert properties.created is not None
    assert properties.created.date() == DAY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_default_template_opens(kind: str, language: str) -> None:
    """Each template that comes with the project compiles, and names a status and a fingerprint."""
    template = open_template(default_bytes(kind, language), kind, language)
    assert {"contoh", "status", "sidik"} <= template.names


def test_control_characters_become_visible() -> None:
    """A control character, which a Word file cannot hold, is shown and not dropped."""
    assert printable(("a\x07b", {"nama": "c\nd"})) == ["a\N{REPLACEMENT CHARACTER}b", {
        "nama": "c\N{REPLACEMENT CHARACTER}d"
    }]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_default_template_is_a_sound_document(kind: str, language: str) -> None:
    """Text stands in runs alone, so that Word opens it, and rows have the cells of their table."""
    body = docx.Document(io.BytesIO(default_bytes(kind, language))).element.body
    assert body.xpath(".//*[not(self::w:t or self::w:instrText)]/text()[normalize-space()]") == []
    for table in body.iter(qn("w:tbl")):
        columns = len(list(table.iter(qn("w:gridCol"))))
        for row in table.iter(qn("w:tr")):
            assert len(list(row.iter(qn("w:tc")))) == columns
