"""The first page: from what was decided down to the cells, without script or network."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html

from helpers.records.tables import Diagnostic
from helpers.report.digest import SeasonDigest
from helpers.report.drawing import Figure
from helpers.report.folder import folder_parts, part_links
from helpers.report.pages import picture_address, render_index, write_index
from tests.report.test_season_sizes import make_season


def allowed(style: str) -> str:
    """The policy that allows this style sheet, by its hash, and pictures inside the page."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    inside = f"style-src 'sha256-{digest}'; img-src data:"
    return f"default-src 'none'; {inside}; base-uri 'none'; form-action 'none'"


def index(digest: SeasonDigest, language: str = "id") -> html.HtmlElement:
    """The first page of the season, read as HTML."""
    return html.document_fromstring(source(digest, language))


def source(digest: SeasonDigest, language: str = "id") -> str:
    """The first page of the season."""
    parts = folder_parts(Path("reports"), language)
    return render_index(digest, parts, part_links(digest, language), language)


def test_the_page_allows_nothing_from_outside(digest: SeasonDigest) -> None:
    """The policy allows styles and embedded pictures only, and no address leads to the network."""
    page = index(digest)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = page.findtext(".//style")
    assert policy == allowed(style)
    assert not page.xpath("//script | //iframe | //link | //object | //form")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    for address in page.xpath("//@href | //@src"):
        assert address.startswith(("#", "data:image/svg+xml,")) or ":" not in address


def test_every_document_of_the_folder_is_linked(digest: SeasonDigest) -> None:
    """One comes from the first page to each document that the contract names."""
    links = set(index(digest).xpath("//@href"))
    assert links >= {
        "laporan-tahunan.pdf", "rekapitulasi.xlsx", "berita-acara/karang-taruna.docx",
        "publik/pengumuman.html", "publik/pengumuman.pdf", "publik/hasil.csv",
        "notebooks/1-clean.html", "notebooks/2-rank-lks.audit.html", "SHA256SUMS",
    }  # fmt: skip


def test_places_on_the_page_exist_once(digest: SeasonDigest) -> None:
    """Every inner link finds its place, and no place is named twice."""
    page = index(digest)
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert {link[1:] for link in page.xpath("//@href[starts-with(., '#')]")} <= set(names)


def test_tables_and_pictures_can_be_heard(digest: SeasonDigest) -> None:
    """Tables have captions and scopes, pictures a text made from their data, headings an order."""
    page = index(digest)
    for table in page.iter("table"):
        assert table.find("caption").text_content().strip()
        assert all(cell.get("scope") and cell.text_content().strip() for cell in table.iter("th"))
    texts = page.xpath("//img/@alt")
    assert len(texts) == len(page.xpath("//img")) == len(set(texts))
    assert all(len(text) > 40 for text in texts)
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_examination_is_drawn_beside_how_sure(digest: SeasonDigest) -> None:
    """The margins of the category stand below the heading, with the numbers folded under them."""
    category = digest.category("karang-taruna")
    row = Diagnostic("2024", category.key, "", "participant", "KT-01", "margin", "4.02")
    rows = (*category.diagnostics, replace(row, note="KT-03"))
    others = tuple(one for one in digest.categories if one is not category)
    page = index(replace(digest, categories=(replace(category, diagnostics=rows), *others)))
    (figure,) = page.xpath("//h3[.='Seberapa kuat hasil ini'][1]/following-sibling::figure[1]")
    assert "Selisih pada setiap gelar" in figure.findtext("figcaption")
    assert figure.getnext().tag == "details"
    assert figure.getnext().findall(".//tbody/tr")


def test_a_picture_is_its_drawing_and_nothing_else() -> None:
    """What the address holds is the drawing again; neither quotes nor signs can leave it."""
    root = '<svg xmlns="http://www.w3.org/2000/svg">'
    drawing = root + '<!-- a "b" --> <g id="x"/>\n <g id="y&lt;z"/></svg>'
    for svg in (drawing, drawing.replace('id="x"', """id="it's" """)):
        address = picture_address(Figure("n", "c", svg.encode(), "a", (), ()))
        assert "DOCTYPE" not in address
        assert not set(address) & set('<>"&#\n')
        inside = etree.fromstring(unquote(address.removeprefix("data:image/svg+xml,")))
        assert [one.get("id") for one in inside] == [
            one.get("id") for one in etree.fromstring(svg) if isinstance(one.tag, str)
        ]


def test_the_way_leads_from_the_winner_to_the_cells(digest: SeasonDigest) -> None:
    """Participant, stage and criterion open one in the other, down to juror, mark and cell."""
    page = index(digest)
    (row,) = page.xpath("//section[.//h2[@id='kategori-1']]//tr[@class='titled'][td[1]='1']")
    (target,) = row.xpath(".//a/@href")
    (winner,) = page.xpath(f"//details[@id='{target[1:]}']")
    cells = winner.xpath("./details/details//tr/td[2]")
    mine = [score for score in digest.categories[0].scores if score.participant == "KT-01"]
    assert sorted(cell.text_content() for cell in cells) == sorted(
        f"{score.file} › {score.sheet} › {score.cell}" for score in mine
    )


def test_the_total_is_explained(digest: SeasonDigest) -> None:
    """Beside a total stands the sum that makes it, with what was taken off."""
    text = index(digest).text_content()
    assert "Nilai akhir 90,23 = 88,00 × 30% + 90,00 × 20% + 91,67 × 50%" in text
    assert "Nilai akhir 37,95 = 77,50 × 30% + 76,00 × 20% − 0,5" in text


def test_a_correction_is_marked_all_the_way_up(digest: SeasonDigest) -> None:
    """The dagger stands at the mark, criterion, stage and total, with the reason at the mark."""
    (person,) = index(digest).xpath(
        "//details[@class='person folded'][.//text()[contains(., '†')]]"
    )
    summaries = [s.text_content() for s in person.iter("summary") if "†" in s.text_content()]
    assert len(summaries) == 3
    assert "semula “850”. Salah ketik: tertulis 850" in person.text_content()
    assert "CONTOH Petugas Satu; disetujui CONTOH Petugas Dua" in person.text_content()


def test_an_undecided_category_says_so_with_its_reasons(digest: SeasonDigest) -> None:
    """What stops a category, where, and what to do, stand where the winners would."""
    (card,) = index(digest).xpath("//article[h3[@id='kartu-2']]")
    text = " ".join(card.text_content().split())
    finding = digest.categories[1].findings[0]
    assert "BELUM DAPAT DITETAPKAN" in text
    assert finding.message in text
    assert finding.advice in text
    assert f"{finding.sheet} › {finding.cell}" in text


def test_names_stay_text(digest: SeasonDigest) -> None:
    """Markup and template signs in a name are shown as they are."""
    page = index(digest)
    assert not page.xpath("//table//b | //summary//b")
    text = page.text_content()
    assert "Karang Taruna <b>Saijaan</b>" in text
    assert "Karang Taruna {{7*7}} Barakat" in text


def test_findings_and_annexes_are_listed(digest: SeasonDigest) -> None:
    """Findings, corrections, deductions, decisions and objections stand on the page, and the sum
    of the cell balance."""
    text = " ".join(index(digest).text_content().split())
    for words in (
        "JUROR_ARITHMETIC", "Terlambat menyerahkan portofolio.", "mengundurkan diri",
        "Mengapa peringkat 5", "2.417", "Neraca seimbang",
    ):  # fmt: skip
        assert words in text


def test_notes_are_folded_behind_what_asks_for_action(digest: SeasonDigest) -> None:
    """Findings that ask for nothing stand in a fold of their own, and none of them is lost."""
    note = replace(digest.findings[0], level="info", message="Hanya catatan.")
    page = index(replace(digest, findings=(*digest.findings, note)))
    folded = page.xpath("//section[@aria-labelledby='temuan']//details//tbody/tr")
    rows = page.xpath("//section[@aria-labelledby='temuan']//tbody/tr")
    assert ["Hanya catatan." in row.text_content() for row in folded].count(True) == 1
    assert len(rows) == len(digest.findings) + 1


def test_paper_says_what_stays_folded(digest: SeasonDigest) -> None:
    """Beside folded notes and files stands how many there are and where, for a printed page."""
    note = replace(digest.findings[0], level="info", message="Hanya catatan.")
    page = index(replace(digest, findings=(*digest.findings, note)))
    said = {
        section: page.xpath(f"//section[@aria-labelledby='{section}']/p[@class='quiet on-paper']")
        for section in ("temuan", "neraca")
    }
    for section, words in (
        ("temuan", "ada 1 catatan"), ("neraca", f"Daftar {len(digest.files)} berkas")
    ):  # fmt: skip
        (sentence,) = said[section]
        assert words in sentence.text_content()
        assert sentence.getnext().get("class") == "folded"
    assert "findings.csv" in said["temuan"][0].text_content()


def test_a_balance_that_does_not_hold_is_shouted(digest: SeasonDigest) -> None:
    """A lost cell shows on the page."""
    broken = replace(digest, balance=replace(digest.balance, cells=9999))
    assert "NERACA TIDAK SEIMBANG" in index(broken).text_content()


def test_a_failed_recount_shows_at_the_top(digest: SeasonDigest) -> None:
    """Where the recount does not agree, the head of the page says so."""
    page = index(replace(digest, recounted=False))
    assert "TIDAK SESUAI" in page.find(".//header").text_content()


def test_a_season_that_is_still_going_on(digest: SeasonDigest) -> None:
    """With a last stage that counts, the page says that later ones were not held."""
    page = index(replace(digest, through="administrasi"))
    assert "Dihitung sampai tahap Administrasi dan portofolio." in page.text_content()


def test_a_real_season_does_not_say_contoh(digest: SeasonDigest) -> None:
    """The word of the sample is there for the sample only."""
    rules = digest.rules.model_copy(update={"sample": False})
    header = index(replace(digest, rules=rules)).find(".//header")
    assert "data buatan" not in header.text_content()
    assert "data buatan" in index(digest).find(".//header").text_content()


@pytest.mark.parametrize("language", ["id", "en"])
def test_both_languages_are_complete(digest: SeasonDigest, language: str) -> None:
    """Every word of the page is there in both languages, and the page says which one it is."""
    page = index(digest, language)
    assert page.get("lang") == language
    heading = {"id": "Hasil sekilas", "en": "The result at a glance"}[language]
    assert heading in page.text_content()


def test_the_same_season_gives_the_same_bytes_in_little_room(
    digest: SeasonDigest, tmp_path: Path
) -> None:
    """Two runs give the same page, and it stays far below 3 MB."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_index(digest, tmp_path / name)
    first, second = ((tmp_path / name / "index.html").read_bytes() for name in ("a", "b"))
    assert first == second
    assert len(first) < 1_500_000
    assert b"\r" not in first


def test_a_mark_takes_little_room() -> None:
    """A mark more is a short line more: so four full categories stay below 3 MB."""
    few, many = (make_season(4, jurors, examined=False) for jurors in (3, 13))
    marks = len(many.categories[0].scores) - len(few.categories[0].scores)
    parts = [
        sum(len(fold) for fold in re.findall("(?s)<details class=cells>.*?</details>", page))
        for page in (source(few), source(many))
    ]
    assert marks == 80
    written = "<tr><th scope=row>J10 · Rahasia Nama J10<td>88,75<td>"
    written += "scores/nilai.xlsx › Nilai › D8<td>88.75\n"
    assert (parts[1] - parts[0]) / marks < len(written) + 10


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_fits_its_window(
    digest: SeasonDigest, tmp_path: Path, width: int, chromium: str
) -> None:
    """Nothing makes the page wider than the window; wide tables scroll for themselves."""
    from playwright.sync_api import sync_playwright

    write_index(digest, tmp_path)
    opened = re.sub("<details", "<details open", (tmp_path / "index.html").read_text("utf-8"))
    (tmp_path / "index.html").write_text(opened, encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto((tmp_path / "index.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()
