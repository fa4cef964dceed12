"""Signed-off minutes read back: what an editor may change, and what no longer agrees."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement

from helpers.records.words import LANGUAGES
from helpers.report.digest import SeasonDigest
from helpers.report.letters.read_back import Difference, ReadBack, read_back
from helpers.report.letters.reading import read_document
from helpers.report.minutes import minutes_names, write_minutes

KEY = "karang-taruna"
Edit = Callable[[Document], None]


def edited(digest: SeasonDigest, folder: Path, edit: Edit, stage: str = "") -> ReadBack:
    """Write minutes, edit them, read them back."""
    path = folder / "signed.docx"
    write_minutes(digest, KEY, path, stage=stage)
    document = docx.Document(str(path))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    found = read_back(digest, read_document(out.getvalue()), "id")
    assert found is not None
    return found


def type_into(document: Document, table: int, row: int, column: int, text: str) -> None:
    """Type another text into a cell."""
    document.tables[table].rows[row].cells[column].text = text


@pytest.mark.parametrize("language", LANGUAGES)
def test_untouched_minutes_agree(digest: SeasonDigest, tmp_path: Path, language: str) -> None:
    """Every minutes of the season, of results and of stages, agrees as it was written."""
    for name, (category, stage) in minutes_names(digest).items():
        path = tmp_path / name
        write_minutes(digest, category, path, language, stage=stage)
        found = read_back(digest, read_document(path.read_bytes()), "id")
        assert found is not None
        assert (found.category, found.stage, found.differences) == (category, stage, ())
        assert found.values > 10


def test_wording_letterhead_number_and_date_are_free(digest: SeasonDigest, tmp_path: Path) -> None:
    """What the office words, adds and types makes no difference."""

    def edit(document: Document) -> None:
        for paragraph in document.paragraphs:
            for was, becomes in (
                ("................................", "Aula Dinas Sosial, Banjarbaru"),
                ("......................................................", "400.9.7/190/BA/2024"),
                ("dengan sebenarnya", "dengan sebenar-benarnya dan penuh tanggung jawab"),
                ("Banjarbaru, 24 Juli 2024", "Banjarbaru, 26 Juli 2024"),
                ("telah dilaksanakan penilaian", "telah diadakan kegiatan penilaian"),
            ):
                if was in paragraph.text:
                    paragraph.text = paragraph.text.replace(was, becomes)
        document.paragraphs[0].insert_paragraph_before("PEMERINTAH PROVINSI KALIMANTAN SELATAN")
        document.tables[1].rows[0].cells[3].text = "Jumlah nilai"
        type_into(document, 2, 1, 2, "tertanda")

    assert edited(digest, tmp_path, edit).differences == ()


@pytest.mark.parametrize(
    ("column", "text", "field"),
    [
        (0, "2", "peringkat"),
        (1, "Karang Taruna Bina Muda dan Rekan", "nama"),
        (2, "Kabupaten Banjar", "kabupaten/kota"),
        (3, "90,32", "nilai"),
        (4, "sembilan puluh koma tiga dua", "nilai dengan huruf"),
        (5, "Juara II", "gelar atau keterangan"),
    ],
)
def test_every_changed_cell_is_named(
    digest: SeasonDigest, tmp_path: Path, column: int, text: str, field: str
) -> None:
    """A changed figure, word, name, rank, region or title is named with table, row and column."""
    found = edited(digest, tmp_path, lambda document: type_into(document, 1, 1, column, text))
    (one,) = found.differences
    assert (one.field, one.found) == (field, text)
    assert one.where.startswith("tabel 2, baris 2, kolom ")


def test_swapped_names_are_both_named(digest: SeasonDigest, tmp_path: Path) -> None:
    """Two names that changed places are two differences."""

    def edit(document: Document) -> None:
        first, second = (document.tables[1].rows[row].cells[1] for row in (1, 2))
        first.text, second.text = second.text, first.text

    found = edited(digest, tmp_path, edit).differences
    assert [(one.where.split(",")[1], one.field) for one in found] == [
        (" baris 2", "nama"), (" baris 3", "nama")
    ]  # fmt: skip


def test_a_row_that_went_and_one_that_came(digest: SeasonDigest, tmp_path: Path) -> None:
    """A row that was taken out and one that was added are named; the others still agree."""

    def edit(document: Document) -> None:
        table = document.tables[1]
        table._tbl.remove(table.rows[4]._tr)
        added = table.add_row()
        added.cells[1].text = "Karang Taruna Titipan"

    gone, added = edited(digest, tmp_path, edit).differences
    assert gone.field == "baris hilang"
    assert "Selidah" in gone.expected
    assert added == Difference("tabel 2, baris 11", "baris tambahan", "", "Karang Taruna Titipan")


def test_a_table_that_went(digest: SeasonDigest, tmp_path: Path) -> None:
    """A deleted table is named once, and the tables after it are still known."""

    def edit(document: Document) -> None:
        document.element.body.remove(document.tables[1]._tbl)

    (one,) = edited(digest, tmp_path, edit).differences
    assert one.field == "tabel"
    assert "Peringkat" in one.expected


def test_a_column_that_was_put_in(digest: SeasonDigest, tmp_path: Path) -> None:
    """A column that the office put in does not confuse the others."""

    def edit(document: Document) -> None:
        for row in document.tables[1].rows:
            cell = OxmlElement("w:tc")
            cell.append(OxmlElement("w:p"))
            row._tr.insert(1, cell)
        type_into(document, 1, 3, 4, "1,00")

    (one,) = edited(digest, tmp_path, edit).differences
    assert (one.field, one.found) == ("nilai", "1,00")


def test_a_figure_in_a_sentence(digest: SeasonDigest, tmp_path: Path) -> None:
    """A count, a total or a name changed in a sentence is named with its paragraph."""

    def edit(document: Document) -> None:
        for paragraph in document.paragraphs:
            if "tiga belas" in paragraph.text:
                paragraph.text = paragraph.text.replace("13 (tiga belas)", "13 (dua belas)")
            if "sama-sama" in paragraph.text and "KT-04" in paragraph.text:
                paragraph.text = paragraph.text.replace("KT-04", "KT-14")

    found = edited(digest, tmp_path, edit).differences
    assert [one.field for one in found] == [
        "jumlah peserta dengan huruf", "penyelesaian nilai sama"
    ]  # fmt: skip
    assert all(one.where.startswith("paragraf ") for one in found)


def test_another_fingerprint(digest: SeasonDigest, tmp_path: Path) -> None:
    """Minutes of an earlier result carry its fingerprint, and that is told."""

    def edit(document: Document) -> None:
        footer = document.sections[0].footer.paragraphs[0]
        footer.text = footer.text.replace("9F2C-41D7-08AB-E6B3", "AAAA-BBBB-CCCC-DDDD")

    (one,) = edited(digest, tmp_path, edit).differences
    assert (one.field, one.found) == ("sidik jari hasil", "AAAA-BBBB-CCCC-DDDD")


def test_minutes_of_a_stage_are_not_taken_for_the_result(
    digest: SeasonDigest, tmp_path: Path
) -> None:
    """A changed value in the minutes of a stage is told of that stage."""
    found = edited(
        digest, tmp_path, lambda document: type_into(document, 1, 1, 3, "1,00"), "administrasi"
    )
    assert (found.stage, [one.field for one in found.differences]) == ("administrasi", ["nilai"])


def test_a_tracked_change_is_read_as_accepted(digest: SeasonDigest, tmp_path: Path) -> None:
    """A figure replaced with Track Changes on is told, and that there are such changes."""

    def edit(document: Document) -> None:
        paragraph = document.tables[1].rows[1].cells[3].paragraphs[0]
        was = paragraph.runs[0]._r
        taken, put = OxmlElement("w:del"), OxmlElement("w:ins")
        was.addprevious(taken)
        taken.append(was)
        run = paragraph.add_run("91,00")
        taken.addnext(put)
        put.append(run._r)

    found = edited(digest, tmp_path, edit)
    assert found.tracked == 2
    assert [one.found for one in found.differences] == ["91,00"]


def test_what_is_no_minutes_of_this_season(digest: SeasonDigest) -> None:
    """A letter about something else is no minutes."""
    document = docx.Document()
    document.add_paragraph("Undangan rapat Karang Taruna pada tanggal 24 Juli 2024.")
    out = io.BytesIO()
    document.save(out)
    assert read_back(digest, read_document(out.getvalue()), "id") is None


def test_a_result_that_changed_later(digest: SeasonDigest, tmp_path: Path) -> None:
    """Where the tables changed after signing, the signed figure and the new one are both named."""
    path = tmp_path / "signed.docx"
    write_minutes(digest, KEY, path)
    category = digest.category(KEY)
    first, *others = category.placings
    changed = replace(category, placings=(replace(first, title="Juara III"), *others))
    later = replace(digest, categories=(changed, *digest.categories[1:]))
    found = read_back(later, read_document(path.read_bytes()), "id")
    assert found is not None
    (one,) = found.differences
    assert (one.expected, one.found) == ("Juara III", "Juara I")


@pytest.mark.slow
def test_saved_again_by_libreoffice(digest: SeasonDigest, tmp_path: Path, soffice: str) -> None:
    """Minutes that LibreOffice saved again are read as before, a changed figure included."""
    made = tmp_path / "made"
    for name, (category, stage) in minutes_names(digest).items():
        write_minutes(digest, category, made / name, stage=stage)
    altered = docx.Document(str(made / f"{KEY}.docx"))
    type_into(altered, 1, 2, 3, "1,00")
    altered.save(str(made / "diubah.docx"))
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "again"),
         *map(str, sorted(made.iterdir()))],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    for path in sorted((tmp_path / "again").iterdir()):
        found = read_back(digest, read_document(path.read_bytes()), "id")
        assert found is not None, path.name
        wanted = ["1,00"] if path.stem == "diubah" else []
        assert [one.found for one in found.differences] == wanted, path.name
