"""What the office announces: what the rule book lets it, and nothing that leads to a juror."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from lxml import html
from pypdf import PdfReader

from helpers.report.digest import SeasonDigest
from helpers.report.public import render_table, safe, write_public

FILES = ("pengumuman.html", "pengumuman.pdf", "hasil.csv")


def publishing(digest: SeasonDigest, scores: str) -> SeasonDigest:
    """The same season with another decision on what may be published."""
    publish = digest.rules.publish.model_copy(update={"scores": scores})
    return replace(digest, rules=digest.rules.model_copy(update={"publish": publish}))


def texts(digest: SeasonDigest, folder: Path, language: str = "") -> dict[str, str]:
    """The words of every public document."""
    write_public(digest, folder, language)
    public = folder / "publik"
    page = html.document_fromstring((public / "pengumuman.html").read_text("utf-8"))
    pdf = PdfReader(public / "pengumuman.pdf")
    return {
        "pengumuman.html": " ".join(page.text_content().split()),
        "pengumuman.pdf": " ".join(" ".join(p.extract_text().split()) for p in pdf.pages),
        "hasil.csv": (public / "hasil.csv").read_text("utf-8"),
    }


def rows(digest: SeasonDigest) -> list[dict[str, str]]:
    """The public table."""
    return list(csv.DictReader(io.StringIO(render_table(digest, "id"))))


@pytest.mark.parametrize("scores", ["all", "titled", "none"])
def test_no_juror_and_no_file_can_be_found(
    digest: SeasonDigest, tmp_path: Path, scores: str
) -> None:
    """No name, institution or code of a juror, no file and no officer stands in any of them."""
    jurors = digest.rules.jurors
    hidden = [juror.name for juror in jurors.values()]
    hidden += ["Perguruan tinggi", "Dunia usaha", "Media massa", "Forum CSR"]
    hidden += [officer.name for officer in digest.rules.officers]
    hidden += [".xlsx", "Salah ketik", "Mengapa peringkat", "Terlambat", "mengundurkan"]
    for name, text in texts(publishing(digest, scores), tmp_path).items():
        assert not [words for words in hidden if words in text], name
        assert not re.search(r"\bJ[1-6]\b|Juri \d", text), name


def test_every_public_byte_is_searched_too(digest: SeasonDigest, tmp_path: Path) -> None:
    """Nor in what a reader does not see: markup, metadata, streams of the PDF."""
    write_public(digest, tmp_path)
    pieces = [(tmp_path / "publik" / name).read_bytes() for name in FILES]
    with pikepdf.open(tmp_path / "publik" / "pengumuman.pdf") as pdf:
        pieces += [thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        pieces.append(str(pdf.docinfo).encode())
    for juror in digest.rules.jurors.values():
        assert not any(juror.name.encode() in piece for piece in pieces)


def test_titled_shows_the_scores_of_the_titled_only(digest: SeasonDigest, tmp_path: Path) -> None:
    """Under publish.scores: titled, six titles stand with their totals and nobody else is named."""
    for text in texts(publishing(digest, "titled"), tmp_path).values():
        assert "Harapan III" in text
        assert "Saraba Kawa" not in text
    assert [row["peringkat"] for row in rows(digest)] == ["1", "2", "3", "4", "5", "6", ""]


def test_all_shows_everyone_and_no_reason_for_having_no_rank(
    digest: SeasonDigest, tmp_path: Path
) -> None:
    """Under publish.scores: all, thirteen lines; those without a rank are not told why."""
    for text in texts(publishing(digest, "all"), tmp_path).values():
        assert "Saraba Kawa" in text
        assert "di bawah nilai minimum" not in text
    table = rows(publishing(digest, "all"))
    assert sum(row["kategori"] == "Karang Taruna" for row in table) == 13
    assert [row["keterangan"] for row in table[10:13]] == ["tidak diberi peringkat"] * 3


def test_none_shows_no_number_of_any_score(digest: SeasonDigest, tmp_path: Path) -> None:
    """Under publish.scores: none, titles and names, no total and no stage value."""
    for text in texts(publishing(digest, "none"), tmp_path).values():
        assert "Juara I" in text
        assert not re.search(r"90[,.]23|88[,.]00|nilai_administrasi", text)


def test_totals_are_those_of_the_ranking(digest: SeasonDigest) -> None:
    """The table holds the totals as published, with a decimal point, for programs to read."""
    winners = digest.categories[0].winners
    assert [row["nilai_akhir"] for row in rows(digest)[:6]] == [str(p.total) for p in winners]


def test_an_undecided_category_says_only_that(digest: SeasonDigest, tmp_path: Path) -> None:
    """What stops a category is internal; the public learns that it cannot be decided yet."""
    for text in texts(digest, tmp_path).values():
        assert "Hasil kategori ini belum dapat ditetapkan." in text
        assert "kosong" not in text.replace("Nilai yang kosong tanpa keterangan", "").replace(
            "kosong tidak pernah berarti nol", ""
        )


@pytest.mark.parametrize(
    "text", ["=1+1", "+62", "-5", "@SUM(A1)", "\t=1", "|cmd", "＝1", "  =1", "\r=1"]
)
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    """A text that a spreadsheet could run begins with an apostrophe."""
    assert safe(text) == f"'{text}"
    assert safe(f"Karang Taruna {text}") == f"Karang Taruna {text}"


def test_the_table_guards_a_dangerous_name(digest: SeasonDigest) -> None:
    """The name that begins with an equals sign is guarded in the table."""
    assert "'=1+1 Karang Taruna Ruhui Rahayu" in [row["nama"] for row in rows(digest)]


def test_the_page_is_a_page_for_everyone(digest: SeasonDigest, tmp_path: Path) -> None:
    """Language, captions, scopes and the policy that allows nothing from outside."""
    write_public(digest, tmp_path)
    page = html.document_fromstring((tmp_path / "publik" / "pengumuman.html").read_text("utf-8"))
    assert page.get("lang") == "id"
    assert page.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none'")
    assert all(table.find("caption") is not None for table in page.iter("table"))
    assert all(cell.get("scope") for cell in page.iter("th"))


def test_the_sheet_is_tagged_and_says_its_language(digest: SeasonDigest, tmp_path: Path) -> None:
    """PDF/UA: tagged, with a language and a title; one sheet a category and one for Juara Umum."""
    write_public(digest, tmp_path)
    with pikepdf.open(tmp_path / "publik" / "pengumuman.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "id"
        assert "pdfuaid:part" in pdf.open_metadata()
        assert len(pdf.pages) == 3


def test_contoh_stands_on_every_sheet_of_a_sample(digest: SeasonDigest, tmp_path: Path) -> None:
    """Nobody can take a sheet of the sample for a real one."""
    write_public(digest, tmp_path)
    pages = PdfReader(tmp_path / "publik" / "pengumuman.pdf").pages
    assert all("CONTOH" in page.extract_text() for page in pages)


def test_only_a_final_result_has_a_place_to_sign(digest: SeasonDigest, tmp_path: Path) -> None:
    """The signatory stands under FINAL, never under a draft or a provisional result."""
    assert "Plt. Kepala Dinas" not in texts(digest, tmp_path)["pengumuman.pdf"]
    first, *others = digest.categories
    final = tuple(replace(placing, status="FINAL") for placing in first.placings)
    sealed = replace(digest, categories=(replace(first, placings=final), *others))
    assert "Plt. Kepala Dinas" in texts(sealed, tmp_path)["pengumuman.pdf"]


def test_a_rare_letter_does_not_lose_the_sheet(digest: SeasonDigest, tmp_path: Path) -> None:
    """A sign that no font holds is printed as its code."""
    first, *others = digest.categories
    winner = replace(first.placings[0], name="Karang Taruna 🥇")
    odd = replace(first, placings=(winner, *first.placings[1:]))
    text = texts(replace(digest, categories=(odd, *others)), tmp_path)["pengumuman.pdf"]
    assert "[U+1F947]" in text


def test_the_same_season_gives_the_same_bytes(digest: SeasonDigest, tmp_path: Path) -> None:
    """Two runs give the same three files."""
    for folder in ("a", "b"):
        write_public(digest, tmp_path / folder)
    for name in FILES:
        first, second = (tmp_path / folder / "publik" / name for folder in ("a", "b"))
        assert first.read_bytes() == second.read_bytes()


def test_the_announcement_speaks_english(digest: SeasonDigest, tmp_path: Path) -> None:
    """The same in English."""
    found: Sequence[str] = list(texts(digest, tmp_path, "en").values())
    assert all("cannot be decided yet" in text for text in found)


def test_a_category_that_calls_itself_one_is_called_so_once(
    digest: SeasonDigest, tmp_path: Path
) -> None:
    """Behind the word category, a name that begins with it is written without it."""
    category = digest.category("karang-taruna")
    renamed = category.rules.model_copy(update={"name": "Kategori Karang Taruna"})
    season = replace(digest, categories=(replace(category, rules=renamed),))
    write_public(season, tmp_path)
    page = (tmp_path / "publik" / "pengumuman.html").read_text(encoding="utf-8")
    assert "<caption>Hasil seleksi kategori Karang Taruna</caption>" in page
    assert "kategori Kategori" not in page
