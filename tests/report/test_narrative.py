"""The office's own paragraphs and photographs."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image

from helpers.report.annual_report import compose
from helpers.report.blocks import Heading, Paragraph, Picture
from helpers.report.digest import SeasonDigest
from helpers.report.narrative import read_narrative


def fill(folder: Path) -> Path:
    """A folder with texts, photographs, and what is neither."""
    folder.mkdir()
    (folder / "pendahuluan.txt").write_bytes(b"Satu\r\nbaris.\r\n\r\nDua *tebal*.")
    (folder / "penutup.txt").write_bytes("Jum\x92at".encode("latin-1"))
    (folder / "catatan.docx").write_bytes(b"PK")
    (folder / "pelaksanaan-1.jpg.txt").write_text("Pembukaan\n\nPeserta di aula.", "utf-8")
    (folder / "rusak.png").write_bytes(b"bukan gambar")
    exif = Image.Exif()
    exif[271], exif[274] = "Kamera Rahasia", 6  # the maker; turned by a quarter
    picture = Image.new("RGB", (2400, 1200), "green")
    picture.save(folder / "pelaksanaan-1.jpg", exif=exif)
    return folder


def test_texts_and_photographs_are_read(tmp_path: Path) -> None:
    """Paragraphs, captions and texts come out by name; a broken photograph says so."""
    told = {one.file: one for one in read_narrative(fill(tmp_path / "narasi"))}
    assert set(told) == {"pendahuluan.txt", "penutup.txt", "pelaksanaan-1.jpg", "rusak.png"}
    assert told["pendahuluan.txt"].paragraphs == ("Satu baris.", "Dua *tebal*.")
    assert told["penutup.txt"].paragraphs == ("Jum\u2019at",)
    photograph = told["pelaksanaan-1.jpg"]
    assert (photograph.caption, photograph.alt) == ("Pembukaan", "Peserta di aula.")
    assert told["rusak.png"].problem
    assert told["rusak.png"].chapter == "pelaksanaan"


def test_photographs_stand_upright_and_tell_nothing_of_the_camera(tmp_path: Path) -> None:
    """A photograph is turned as the camera noted, made smaller, and loses what was noted."""
    told = {one.file: one for one in read_narrative(fill(tmp_path / "narasi"))}
    content = told["pelaksanaan-1.jpg"].photograph
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (800, 1600)
        assert not picture.getexif()
    assert b"Rahasia" not in content


def test_words_stand_in_their_chapters(digest: SeasonDigest, tmp_path: Path) -> None:
    """Each text stands after the heading of the chapter that its name begins with."""
    told = read_narrative(fill(tmp_path / "narasi"))
    chapter, places = "", {}
    for block in compose(replace(digest, narrative=told), {}, "id").blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter = block.number
        if isinstance(block, Paragraph):
            places[block.text] = chapter
        if isinstance(block, Picture):
            places[block.caption] = chapter
    assert places["Dua *tebal*."] == "BAB I"
    assert places["Pembukaan"] == "BAB II"
    assert places["Jum\u2019at"] == "BAB V"
    assert (
        places["Foto rusak.png dalam folder narasi tidak dapat dibaca dan tidak dimuat."]
        == "BAB II"
    )


def test_nothing_where_there_is_no_folder(tmp_path: Path) -> None:
    """The office need not write anything."""
    assert read_narrative(tmp_path / "narasi") == ()
