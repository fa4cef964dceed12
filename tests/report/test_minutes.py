"""The minutes: figures and words agree, nothing in a name breaks them, the same bytes."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document

from helpers.report.digest import SeasonDigest
from helpers.report.letters.template import TemplateBroken, printable
from helpers.report.minutes import minutes_fields, write_minutes
from helpers.report.spoken_numbers import speak_written


def read_minutes(digest: SeasonDigest, key: str, path: Path, language: str = "id") -> Document:
    """Write the minutes and open them."""
    write_minutes(digest, key, path, language)
    return docx.Document(str(path))


def all_text(document: Document) -> str:
    """Everything that is printed: paragraphs, tables, header and footer."""
    section = document.sections[0]
    parts = [*document.paragraphs, *section.header.paragraphs, *section.footer.paragraphs]
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(part.text for part in parts), *(cell.text for cell in cells)])


@pytest.fixture
def decided(digest: SeasonDigest, tmp_path: Path) -> Document:
    """The minutes of the decided category."""
    return read_minutes(digest, "karang-taruna", tmp_path / "berita-acara" / "kt.docx")


def test_form_of_the_minutes(decided: Document) -> None:
    """Title, number to be typed, opening in words, statement and closing stand in their order."""
    text = all_text(decided)
    parts = (
        "BERITA ACARA",
        "KATEGORI KARANG TARUNA",
        "NOMOR: ....",
        "Pada hari ini, Rabu, tanggal dua puluh empat bulan Juli tahun dua ribu dua puluh empat",
        "13 (tiga belas) peserta",
        "telah memeriksa data dan dokumen",
        "Demikian berita acara ini dibuat",
        "Banjarbaru, 24 Juli 2024",
        "Plt. Kepala Dinas",
    )
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_figures_and_words_agree(decided: Document) -> None:
    """Every total is spoken as it is written."""
    rows = decided.tables[1].rows[1:]
    assert len(rows) == 10
    for row in rows:
        figure, words = row.cells[3].text.rstrip("†‡"), row.cells[4].text
        assert words == speak_written(figure)
    assert rows[0].cells[4].text == "sembilan puluh koma dua tiga"


def test_results_follow_the_ranking(decided: Document) -> None:
    """The rows hold rank, name, region and title in the order of the ranking."""
    rows = [[cell.text for cell in row.cells] for row in decided.tables[1].rows[1:]]
    assert rows[0][:3] == ["1", "Karang Taruna Bina Muda & Rekan", "Kabupaten Tanah Laut"]
    assert [row[5] for row in rows[:3]] == ["Juara I", "Juara II", "Juara III"]
    assert rows[-1][5] == "bukan finalis"


def test_names_stay_literal(decided: Document) -> None:
    """No name is read as markup, as a template or as a formula."""
    text = all_text(decided)
    for name in ("Bina Muda & Rekan", "<b>Saijaan</b>", "{{7*7}}", "=1+1 Karang", "Mu'minin"):
        assert name in text


def test_jurors_who_sat_sign(decided: Document) -> None:
    """The chair and the members whose marks are there have a place to sign, nobody else has."""
    signers = [row.cells[1].text for row in decided.tables[2].rows[1:]]
    assert signers[0].startswith("Dra. Juri Satu, M.Si.")
    assert "(Ketua)" in signers[0]
    assert len(signers) == 5
    assert not any("Pengganti" in signer for signer in signers)


def test_footer_and_sample(decided: Document) -> None:
    """Status and fingerprint stand in the footer, CONTOH in the header of every page."""
    section = decided.sections[0]
    footer = section.footer.paragraphs[0].text
    assert "SEMENTARA" in footer
    assert "9F2C-41D7-08AB-E6B3" in footer
    assert "CONTOH" in section.header.paragraphs[0].text


def test_undecided_says_why_and_names_no_winner(digest: SeasonDigest, tmp_path: Path) -> None:
    """Minutes of a stopped category list the reasons and hold no table of results."""
    document = read_minutes(digest, "lks", tmp_path / "lks.docx")
    text = all_text(document)
    assert "BELUM DAPAT DITETAPKAN" in text
    assert "Nilai LKS-02" in text
    assert "belum ada pemenang" in text
    assert "Juara" not in text
    assert len(document.tables) == 2


def test_same_bytes(digest: SeasonDigest, tmp_path: Path) -> None:
    """Writing twice gives the same file; no member carries a clock."""
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"
    for path in (first, second):
        write_minutes(digest, "karang-taruna", path)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_properties_are_true(decided: Document) -> None:
    """The file names its title, the office and the day of the selection."""
    properties = decided.core_properties
    assert properties.title.startswith("Berita acara hasil Seleksi")
    assert properties.author == "Dinas Sosial Provinsi Kalimantan Selatan"
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2024-07-24"


def test_template_of_the_office(digest: SeasonDigest, tmp_path: Path) -> None:
    """The office's own template is used, and a field that there is not is told with the file."""
    own, out = tmp_path / "templat" / "berita-acara.docx", tmp_path / "out.docx"
    own.parent.mkdir()
    for text in ("Kop surat {{ kantor }}", "{{ tidak_ada }}"):
        document = docx.Document()
        document.add_paragraph(text)
        document.save(str(own))
        if "tidak_ada" not in text:
            write_minutes(digest, "karang-taruna", out, own=own.parent)
    assert "Kop surat Dinas Sosial" in docx.Document(str(out)).paragraphs[0].text
    with pytest.raises(TemplateBroken, match=r"templat/berita-acara\.docx: isian “tidak_ada”"):
        write_minutes(digest, "karang-taruna", out, own=own.parent)


def test_control_characters_become_visible() -> None:
    """A control character, which a Word file cannot hold, is shown and not dropped."""
    assert printable(["a\x07b", {"nama": "c\nd"}]) == ["a�b", {"nama": "c�d"}]


def test_through_a_stage(digest: SeasonDigest, tmp_path: Path) -> None:
    """Minutes up to a stage say so and carry the day of that stage."""
    document = read_minutes(replace(digest, through="tes"), "karang-taruna", tmp_path / "t.docx")
    text = all_text(document)
    assert "sampai dengan tahap Tes tertulis" in text
    assert "Selasa, tanggal dua puluh tiga" in text


def test_rule_book_without_days_or_head(digest: SeasonDigest) -> None:
    """Where the rule book has no days and no head, dots are left to type on."""
    stages = {
        name: stage.model_copy(update={"date": None})
        for name, stage in digest.rules.categories["lks"].stages.items()
    }
    category = digest.rules.categories["lks"].model_copy(update={"stages": stages})
    book = digest.rules.model_copy(update={"categories": {"lks": category}, "signatories": {}})
    bare = replace(
        digest, rules=book, categories=(replace(digest.category("lks"), rules=category),)
    )
    fields = minutes_fields(bare, "lks", "id")
    assert set(str(fields["hari_terbilang"])) == {"."}
    assert fields["pejabat"] == {}


def test_an_empty_column_is_left_out(digest: SeasonDigest, tmp_path: Path) -> None:
    """Where the rule book names no institution, the panel has no column for one."""
    head = read_minutes(digest, "karang-taruna", tmp_path / "a.docx").tables[0].rows[0].cells
    jurors = {
        key: one.model_copy(update={"institution": None})
        for key, one in digest.rules.jurors.items()
    }
    book = digest.rules.model_copy(update={"jurors": jurors})
    document = read_minutes(replace(digest, rules=book), "karang-taruna", tmp_path / "b.docx")
    assert [cell.text for cell in head] == ["No.", "Nama", "Kedudukan", "Unsur"]
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["No.", "Nama", "Kedudukan"]


def test_pages_are_counted(decided: Document) -> None:
    """The footer says which page of how many: a page that was taken out is missed."""
    footer = decided.sections[0].footer._element.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer


def test_english(digest: SeasonDigest, tmp_path: Path) -> None:
    """The English minutes are English, with figures and words in that language."""
    text = all_text(read_minutes(digest, "karang-taruna", tmp_path / "en.docx", "en"))
    assert "ninety point two three" in text
    assert "Pada hari ini" not in text
