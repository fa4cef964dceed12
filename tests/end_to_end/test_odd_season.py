"""One season of all sizes and odd names, reported at the front door: every document is right."""

from __future__ import annotations

import csv
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook

from tests.conftest import ROOT
from tests.end_to_end.conftest import Command, sums
from tests.end_to_end.odd_season import (
    LONG,
    SEASON,
    TITLES,
    UNDECIDED,
    Competition,
    competitions,
    make_odd_season,
)
from tests.report.test_pdf_standards import problems

SHARED = ROOT.parent / "shared"
ENTERED = competitions(SHARED)
DECIDED = tuple(one for one in ENTERED if one.key != UNDECIDED)
MOST_ROWS = 30  # of the announcement fit on a sheet
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Reported:
    """What a run of the season left and said."""

    home: Path
    code: int
    said: str

    def path(self, *parts: str) -> Path:
        """A file of the report folder."""
        return self.home.joinpath("reports", SEASON, *parts)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, command: Command) -> Reported:
    """The season, reported once. Read from it; change nothing in it."""
    home = tmp_path_factory.mktemp("odd") / "home"
    make_odd_season(home, SHARED)
    done = command(home, "report", SEASON)
    return Reported(home, done.returncode, done.stdout + done.stderr)


def squeezed(text: str) -> str:
    """Text without white space and with plain letters for presentation forms."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache
def pages_of(path: Path) -> tuple[str, ...]:
    """The squeezed text of each page of a PDF."""
    return tuple(squeezed(page.extract_text()) for page in pypdf.PdfReader(path).pages)


def is_printed(name: str, text: str) -> bool:
    """Whether a name stands in squeezed text of a PDF, whose Arabic words come in any order."""
    if any(unicodedata.bidirectional(sign) == "AL" for sign in name):
        return all(squeezed(word) in text for word in name.split())
    return squeezed(name) in text


@lru_cache
def paragraphs(path: Path) -> tuple[str, ...]:
    """Every paragraph of a letter, those in its tables too, as python-docx reads them."""
    letter = Document(str(path))
    return tuple(Paragraph(one, letter).text for one in letter.element.body.iter(qn("w:p")))


def winners(one: Competition) -> tuple[str, ...]:
    """Those who hold a title: the marks fall from the first participant to the last."""
    return one.people[: len(TITLES)]


def everybody(entered: tuple[Competition, ...]) -> Iterator[tuple[Competition, int, str]]:
    """Each participant with its category and place in the list."""
    for one in entered:
        for place, name in enumerate(one.people, start=1):
            yield one, place, name


def test_one_category_waits_and_the_others_are_decided(odd: Reported) -> None:
    """The command ends with 1, says where the mark is missing, and names the other winners."""
    assert odd.code == 1, odd.said
    assert odd.said.count("BELUM DAPAT DITETAPKAN") == 1
    assert f"scores/{UNDECIDED} J2.xlsx › Penilaian 1 › C8" in odd.said
    for one in DECIDED:
        assert f"{one.name}: Juara I {one.people[0]}" in odd.said
    assert not odd.path("piagam", f"{UNDECIDED}.docx").exists()


def test_every_name_stands_literally_on_every_page(odd: Reported) -> None:
    """Pages, announcement, annual report and score cards print every name as it was entered."""
    for page, entered in (("index.html", ENTERED), ("publik/pengumuman.html", DECIDED)):
        html = odd.path(page).read_text(encoding="utf-8")
        assert not re.search(r"<img src=x|<b>(Jannah|Tanah)", html)
        text = squeezed(unescape(re.sub(r"<[^>]+>", "", html)))
        assert [name for _, _, name in everybody(entered) if squeezed(name) not in text] == []
    for path in (odd.path("publik", "pengumuman.pdf"), odd.path("laporan-tahunan.pdf")):
        text = "".join(pages_of(path))
        assert [n for _, _, n in everybody(DECIDED) if not is_printed(n, text)] == []
    for one, place, name in everybody(DECIDED):
        card = odd.path("kartu-nilai", one.key, f"{one.key}-{place:02}.pdf")
        assert is_printed(name, "".join(pages_of(card))), card.name
    with odd.path("publik", "hasil.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = {cell for row in csv.reader(file) for cell in row}
    # A name that a spreadsheet would compute is led by an apostrophe there.
    assert [n for _, _, n in everybody(DECIDED) if not {n, f"'{n}"} & cells] == []


def test_every_name_stands_literally_in_every_letter(odd: Reported) -> None:
    """Minutes name everybody; decree, script and certificates the winners; nothing is computed."""
    decree, script = (odd.path(f"{kind}.docx") for kind in ("sk-penetapan", "naskah-pembawa-acara"))
    for one in DECIDED:
        stages = [f"{one.key}-tahap-{place}" for place in range(1, one.stages + 1)]
        for minutes in (one.key, *stages):
            read = paragraphs(odd.path("berita-acara", f"{minutes}.docx"))
            assert [name for name in one.people if name not in read] == [], minutes
        certificates = paragraphs(odd.path("piagam", f"{one.key}.docx"))
        for name in winners(one):
            assert certificates.count(name) == 1
            assert name in paragraphs(decree)
            assert any(text.startswith(name) for text in paragraphs(script)), name


def test_the_workbook_computes_no_name_and_all_is_zero(odd: Reported) -> None:
    """Names are texts, everybody stands in the result of the category, every difference is 0."""
    with_formulas = load_workbook(odd.path("rekapitulasi.xlsx"))
    texts = {c.value for s in with_formulas for row in s.iter_rows() for c in row
             if c.data_type == "s"}  # fmt: skip
    assert [name for _, _, name in everybody(ENTERED) if name not in texts] == []
    formulas = {str(c.value) for s in with_formulas for row in s.iter_rows() for c in row
                if c.data_type == "f"}  # fmt: skip
    assert formulas
    assert not formulas & {name for _, _, name in everybody(ENTERED)}
    cover = load_workbook(odd.path("rekapitulasi.xlsx"), data_only=True).worksheets[0]
    values = [str(value) for row in cover.iter_rows(values_only=True) for value in row]
    assert any(re.fullmatch(r"SEMUA NOL: \d+ selisih diperiksa, semuanya 0", v) for v in values)


def test_documents_have_the_pages_that_are_due(odd: Reported) -> None:
    """One page for the head and each card, at most 40 for the year, no announced row too many."""
    assert len(pages_of(odd.path("lembar-pimpinan.pdf"))) == 1
    cards = sorted(odd.path("kartu-nilai").rglob("*.pdf"))
    assert len(cards) == sum(len(one.people) for one in DECIDED)
    assert [card.name for card in cards if len(pages_of(card)) != 1] == []
    assert len(pages_of(odd.path("laporan-tahunan.pdf"))) <= 40
    crowd = next(one.people for one in DECIDED if len(one.people) == 60)
    sheets = pages_of(odd.path("publik", "pengumuman.pdf"))
    rows = [sum(squeezed(name) in sheet for name in crowd) for sheet in sheets]
    assert sum(rows) == 60
    assert max(rows) <= MOST_ROWS


def test_a_word_of_120_letters_is_broken(odd: Reported) -> None:
    """No line of announcement, report or card holds more letters in a row than fit there."""
    for path in (
        odd.path("publik", "pengumuman.pdf"),
        odd.path("laporan-tahunan.pdf"),
        odd.path("kartu-nilai", "panel", "panel-04.pdf"),
    ):
        lines = [
            line
            for page in pypdf.PdfReader(path).pages
            for line in page.extract_text().splitlines()
            if "Persatuankesejahteraan" in line
        ]
        assert lines
        assert not any(LONG in line for line in lines), path.name


def test_pdfs_are_tagged_and_hold_every_letter(odd: Reported) -> None:
    """Each PDF passes the checks of PDF/A and PDF/UA, and no sign of it is the empty box."""
    for path in (
        odd.path("laporan-tahunan.pdf"),
        odd.path("lembar-pimpinan.pdf"),
        odd.path("publik", "pengumuman.pdf"),
        *(odd.path("kartu-nilai", one.key, f"{one.key}-01.pdf") for one in DECIDED),
    ):
        assert problems(path) == [], path.name
        text = "".join(pages_of(path))
        assert not {"\N{REPLACEMENT CHARACTER}", "\0"} & set(text), path.name
        assert "[U+" not in text, path.name


@pytest.mark.long
def test_certificates_and_minutes_fit_their_pages(
    odd: Reported, soffice: str, tmp_path: Path
) -> None:
    """A certificate is one page for the longest name; nobody signs on a page without a sentence."""
    letters = [odd.path("piagam", f"{one.key}.docx") for one in DECIDED]
    minutes = tmp_path / "minutes"
    minutes.mkdir()
    for one in DECIDED:
        source = odd.path("berita-acara", f"{one.key}.docx")
        (minutes / f"ba-{one.key}.docx").write_bytes(source.read_bytes())
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), *map(str, letters), *map(str, sorted(minutes.iterdir()))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for one in DECIDED:
        assert len(pages_of(tmp_path / f"{one.key}.pdf")) == len(winners(one)), one.key
        last = pages_of(tmp_path / f"ba-{one.key}.pdf")[-1]
        assert "Demikianberitaacara" in last, one.key
        assert "Mengetahui," in last, one.key


@pytest.mark.long
def test_the_season_is_verified(odd: Reported, command: Command) -> None:
    """Recount, second reader, recalculation and re-run agree; only what was never done is open."""
    done = command(odd.home, "verify", SEASON)
    assert "✗" not in done.stdout, done.stdout
    assert "selisih semuanya 0" in done.stdout


@pytest.mark.long
@pytest.mark.timeout(900)
def test_another_place_gives_the_same_bytes(
    odd: Reported, tmp_path: Path, command: Command
) -> None:
    """Another time zone, hash seed and home folder give the same sums over all documents."""
    make_odd_season(tmp_path / "lain", SHARED)
    done = command(tmp_path / "lain", "report", SEASON, TZ="Pacific/Apia", PYTHONHASHSEED="7")
    assert done.returncode == 1, done.stderr
    assert sums(tmp_path / "lain", SEASON) == sums(odd.home, SEASON) != ""


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_same_season_in_english(tmp_path: Path, command: Command) -> None:
    """With ``--lang en`` the documents are as long, as whole and as sound."""
    make_odd_season(tmp_path, SHARED)
    done = command(tmp_path, "report", SEASON, "--lang", "en")
    english = Reported(tmp_path, done.returncode, done.stdout)
    test_documents_have_the_pages_that_are_due(english)
    test_every_name_stands_literally_on_every_page(english)
    test_every_name_stands_literally_in_every_letter(english)
    test_pdfs_are_tagged_and_hold_every_letter(english)


@pytest.mark.long
def test_forms_carry_the_names_as_text(tmp_path: Path, command: Command) -> None:
    """The forms that are sent hold every name as a text, whatever it begins with."""
    make_odd_season(tmp_path, SHARED)
    done = command(tmp_path, "forms", SEASON)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "data" / "forms" / SEASON
    texts = {
        cell.value
        for path in folder.glob("*.xlsx")
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s"
    }
    assert [name for _, _, name in everybody(ENTERED) if name not in texts] == []
