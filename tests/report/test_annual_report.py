"""The annual report: its text and structure, and what makes it an archive."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdf
import pytest

from helpers.proof.freezing import RulesState
from helpers.proof.journal import JournalLine
from helpers.proof.revisions import Standing
from helpers.report.annual_report import compose, write_annual_report
from helpers.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Picture, Table
from helpers.report.chapters.results import tell_results
from helpers.report.chapters.scoring_rules import quote_rules
from helpers.report.chapters.technical import annex_examination
from helpers.report.digest import SeasonDigest
from helpers.report.wording import describe_reason
from tests.report.test_season_sizes import make_season

pytestmark = pytest.mark.slow

ATTACHMENTS = {"scores.csv": b"season,category\n", "rules.json": b"{}\n"}


@pytest.fixture(scope="module")
def blocks(digest: SeasonDigest) -> tuple[Block, ...]:
    """The report of the made-up season as blocks."""
    return compose(digest, ATTACHMENTS, "id").blocks


def read_pages(path: Path) -> list[str]:
    """The text of each page, its white space made plain."""
    pages = pypdf.PdfReader(path).pages
    return [" ".join(page.extract_text().split()) for page in pages]


@pytest.fixture(scope="module")
def report(digest: SeasonDigest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the made-up season."""
    path = tmp_path_factory.mktemp("report") / "laporan-tahunan.pdf"
    write_annual_report(digest, path, ATTACHMENTS)
    return path


def headings(blocks: tuple[Block, ...]) -> list[str]:
    """The headings of the first level with their numbers."""
    return [
        f"{block.number} {block.text}".strip()
        for block in blocks
        if isinstance(block, Heading) and block.level == 1
    ]


def test_chapters_stand_in_order(blocks: tuple[Block, ...]) -> None:
    """The summary comes first, then the chapters as an office writes them, then the annexes."""
    assert headings(blocks) == [
        "Ringkasan",
        "BAB I Pendahuluan",
        "BAB II Aturan dan Pelaksanaan",
        "BAB III Hasil Seleksi",
        "BAB IV Pemeriksaan dan Perbandingan Hasil",
        "BAB V Penutup",
        "Lampiran",
    ]


def test_headings_never_skip_a_level(blocks: tuple[Block, ...]) -> None:
    """A reader who walks by headings never falls from the first level to the third."""
    levels = [b.level for b in blocks if isinstance(b, Heading)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_tables_are_whole(blocks: tuple[Block, ...]) -> None:
    """Every table has a caption and a heading to each column, and no row is short."""
    tables = [b for b in blocks if isinstance(b, Table)]
    assert len({table.caption for table in tables}) == len(tables)
    for table in tables:
        assert all(column.head for column in table.columns)
        assert {len(row) for row in table.rows} == {len(table.columns)}
        assert None not in table.rows[0]


def test_pictures_have_texts_of_their_own(blocks: tuple[Block, ...]) -> None:
    """Every figure has an alternative text, and no two are alike."""
    alts = [b.alt for b in blocks if isinstance(b, Picture)]
    assert alts
    assert len(set(alts)) == len(alts)
    assert all(alts)


def test_cell_balance_stands_on_page_one(report: Path) -> None:
    """The first page after the cover says what became of every cell, and that it adds up."""
    first = read_pages(report)[1]
    for text in ("Neraca sel", "2.417", "312 dipakai + 2.104 diabaikan + 1 menunggu", "seimbang"):
        assert text in first


def test_balance_that_does_not_hold_is_said(digest: SeasonDigest) -> None:
    """Fates that do not add up to the cells are said in a frame, not passed over."""
    broken = replace(digest, balance=replace(digest.balance, used=311))
    notices = [b.title for b in compose(broken, {}, "id").blocks if isinstance(b, Notice)]
    assert "Neraca sel tidak seimbang" in notices


def test_cover_says_status_and_fingerprint(report: Path) -> None:
    """The cover holds the title, each category's status and the fingerprint."""
    cover = read_pages(report)[0]
    for text in (
        "Laporan Pelaksanaan",
        "Seleksi Pilar-Pilar Sosial Berprestasi",
        "Karang Taruna SEMENTARA",
        "RANCANGAN",
        "BELUM DAPAT DITETAPKAN",
        "9F2C-41D7-08AB-E6B3",
    ):
        assert text in cover


def test_sample_says_contoh_on_every_page(report: Path) -> None:
    """No page of a sample season can be taken for a real one."""
    pages = read_pages(report)
    assert len(pages) > 10
    assert all("CONTOH: data rekaan" in page for page in pages)


@pytest.mark.slow
def test_real_season_says_contoh_nowhere(digest: SeasonDigest, tmp_path: Path) -> None:
    """A real season carries no sign of the sample."""
    book = digest.rules.model_copy(update={"sample": False, "basis": "Keputusan", "officers": ()})
    path = tmp_path / "laporan.pdf"
    write_annual_report(replace(digest, rules=book, corrections=(), decisions=()), path, {})
    pages = read_pages(path)
    assert "data rekaan" not in " ".join(pages)
    assert "INTERNAL" in pages[1]


def test_names_stay_literal(report: Path) -> None:
    """Signs that mean something to typst, HTML or Jinja are printed as they stand in a name."""
    text = " ".join(read_pages(report))
    for name in ("Bina Muda & Rekan", "<b>Saijaan</b>", "{{7*7}}", "$x_1$ #1", "*tebal* @rujuk"):
        assert name in text


def test_undecided_category_gives_reasons_and_no_winner(blocks: tuple[Block, ...]) -> None:
    """A stopped category says why and what to do, and shows no ranking."""
    notice = next(b for b in blocks if isinstance(b, Notice) and b.lines)
    assert notice.title == "BELUM DAPAT DITETAPKAN"
    assert "LKS-02" in notice.lines[0]
    assert "Minta juri" in notice.lines[0]
    captions = [b.caption for b in blocks if isinstance(b, Table)]
    assert not any(c.startswith("Peringkat Lembaga") for c in captions)


def test_corrected_figures_carry_their_sign(blocks: tuple[Block, ...]) -> None:
    """A total and a stage value that a corrected mark entered carry the dagger, others do not."""
    tables = [b for b in blocks if isinstance(b, Table)]
    ranking = next(t for t in tables if t.caption.startswith("Peringkat Karang Taruna"))
    marked = [row[1] for row in ranking.rows if "†" in (row[4] or "")]
    assert marked == ["KT-02"]
    stages = next(t for t in tables if t.caption.startswith("Nilai dan peringkat"))
    assert [field for row in stages.rows for field in row if "†" in (field or "")] == [
        "86,17† (3)", "85,63†"
    ]  # fmt: skip


def test_ties_say_what_decided(blocks: tuple[Block, ...]) -> None:
    """Equal totals are named with the rule that set them in order."""
    text = str(blocks)
    assert "sama-sama bernilai 82,68; yang menentukan: nilai tahap Peninjauan lapangan" in text
    assert "sama-sama bernilai 37,00 dan menempati peringkat bersama" in text


def test_winner_that_hangs_on_one_juror_is_said(blocks: tuple[Block, ...]) -> None:
    """Where the winner would be another without a juror, that juror is named by the code."""
    lines = [line for block in blocks if isinstance(block, Bullets) for line in block.items]
    assert any("pemenangnya lain bila: tanpa Juri 3." in line for line in lines)
    assert any("diulang 5 kali" in line and "Pada 4 di antaranya" in line for line in lines)


def test_same_bytes(digest: SeasonDigest, report: Path, tmp_path: Path) -> None:
    """Writing the report again gives the same file to the last byte."""
    again = tmp_path / "again.pdf"
    write_annual_report(digest, again, ATTACHMENTS)
    assert again.read_bytes() == report.read_bytes()


def test_archive_and_accessible(report: Path) -> None:
    """The file says PDF/A-3a and PDF/UA-1, is tagged, and names title and language."""
    with pikepdf.open(report) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang).startswith("id")
        assert pdf.Root.MarkInfo.Marked
        assert "Laporan Pelaksanaan" in str(metadata["dc:title"])


def test_attachments_lie_inside(report: Path) -> None:
    """What was handed in can be taken out of the file unchanged."""
    with pikepdf.open(report) as pdf:
        held = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
    assert held == ATTACHMENTS


def test_no_fingerprint_of_the_workplace(report: Path) -> None:
    """No path and no day of making is in the file."""
    with pikepdf.open(report) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20240724")
    assert b"/tmp" not in report.read_bytes()


def test_arabic_and_unprintable_names(digest: SeasonDigest, tmp_path: Path) -> None:
    """Arabic prints; a sign that no font has is printed as its code and loses no report."""
    category = digest.category("karang-taruna")
    first, *others = category.placings
    name = "Yayasan مؤسسة الإخلاص \N{JAVANESE LETTER JA}"
    renamed = replace(category, placings=(replace(first, name=name), *others))
    path = tmp_path / "laporan.pdf"
    write_annual_report(replace(digest, categories=(renamed,)), path, {})
    assert "[U+A997]" in " ".join(read_pages(path))


@pytest.mark.slow
def test_english(digest: SeasonDigest, tmp_path: Path) -> None:
    """In English the report is English throughout, decimal points included."""
    path = tmp_path / "report.pdf"
    write_annual_report(digest, path, {}, "en")
    text = " ".join(read_pages(path))
    assert "Report on the Conduct of" in text
    assert "90.23" in text
    for word in ("Pendahuluan", "Peringkat", "Selisih adalah"):
        assert word not in text
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        assert str(pdf.Root.Lang).startswith("en")


def test_annexes_without_rows_say_so(digest: SeasonDigest) -> None:
    """An annex with nothing in it says that there is nothing, in place of an empty table."""
    bare = replace(digest, corrections=(), deductions=(), decisions=(), objections=(), findings=())
    texts = [b.text for b in compose(bare, {}, "id").blocks if isinstance(b, Paragraph)]
    for sentence in ("Tidak ada koreksi.", "Tidak ada pengurangan nilai.", "Tidak ada sanggahan."):
        assert sentence in texts


def typed_from_paper(digest: SeasonDigest, *entries: str) -> SeasonDigest:
    """The season with its first file typed from paper, and another beside it for a second entry."""
    first = replace(digest.files[0], entry=entries[0])
    others = (replace(first, file="scores/ketikan lain.xlsx", entry=one) for one in entries[1:])
    return replace(digest, files=(first, *others, *digest.files[1:]))


@pytest.mark.parametrize("entries", [("1",), ("2",), ("1", "2")])
def test_marks_typed_from_paper_are_told(digest: SeasonDigest, entries: tuple[str, ...]) -> None:
    """The chapter on the conduct says what was typed from paper, and whether a second time."""
    told = typed_from_paper(digest, *entries)
    texts = [b.text for b in compose(told, {}, "id").blocks if isinstance(b, Paragraph)]
    marks = sum(
        row.file == digest.files[0].file
        for one in digest.categories
        for rows in (one.scores, one.absences)
        for row in rows
    )
    assert marks
    assert any(
        f"{marks} nilai dan ketidakhadiran disalin dari formulir kertas" in text
        and f"berkas {digest.files[0].sha256[:8]}" in text
        for text in texts
    )
    twice = any("diketik lagi oleh orang kedua" in text for text in texts)
    assert twice is (len(entries) == 2)


def test_nothing_is_said_of_paper_where_none_was_typed(blocks: tuple[Block, ...]) -> None:
    """Without typed forms the report is silent about them."""
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert not any("formulir kertas yang diisi juri" in text for text in texts)


def test_who_entered_who_approved_and_who_sealed_stand_in_it(digest: SeasonDigest) -> None:
    """In annexes A to C both officers of every act; in the summary who amended and who sealed."""
    line = JournalLine(
        number=2, day="2024-07-29", kind="result_sealed", category="karang-taruna",
        folder="karang-taruna/1", status="FINAL", fingerprint="", files="", marks=12,
        same_titles="yes", by="CONTOH Pengubah", approved_by="CONTOH Penyetuju", basis="CONTOH SK",
        reason="Salah ketik",
    )  # fmt: skip
    first, *rest = digest.categories
    sealed = replace(first, standing=Standing("sealed", "FINAL", replace(line, by="CONTOH Kepala")))
    amended = RulesState("frozen", line, 1, "ABCD")
    season = replace(digest, categories=(sealed, *rest), rules_state=amended)
    blocks = compose(season, ATTACHMENTS, "id").blocks
    for title in ("Koreksi", "Pengurangan nilai", "Keputusan"):
        [place] = [
            n for n, one in enumerate(blocks)
            if isinstance(one, Heading) and one.number.startswith("Lampiran") and one.text == title
        ]  # fmt: skip
        table = blocks[place + 1]
        assert isinstance(table, Table)
        for row in table.rows:
            assert "CONTOH Petugas Satu, disetujui CONTOH Petugas Dua" in (row[-1] or "")
    told = " ".join(str(one) for one in blocks)
    assert "oleh CONTOH Pengubah, disetujui CONTOH Penyetuju" in told
    assert "ditetapkan FINAL (revisi 1) oleh CONTOH Kepala" in told


def test_the_report_says_how_to_recount(blocks: tuple[Block, ...]) -> None:
    """The annex of the attached files gives the command, and the sum of the rules as they are."""
    told = " ".join(str(one) for one in blocks)
    assert "python recount.py . --against rankings.csv" in told
    assert "Aturan lengkap dengan nama juri (tidak dilampirkan)" in told


def test_the_contents_name_the_right_pages(report: Path) -> None:
    """Every chapter stands on the page that the contents give; no picture drifts before it."""
    pages = read_pages(report)
    contents = next(page for page in pages if "Daftar Isi" in page)
    for number, name in (("BAB III", "Hasil Seleksi"), ("BAB V", "Penutup")):
        told = re.search(rf"{number} {name}[ .\u2060]*(\d+)", contents)
        assert told is not None, contents
        page = pages[int(told[1])]  # the cover stands before page 1
        assert page.split(name)[0].endswith(f"{number} ")


def test_no_page_of_the_report_is_empty(report: Path) -> None:
    """Each page holds more than its header and footer."""
    assert [place for place, page in enumerate(read_pages(report)) if len(page) < 200] == []


def test_a_rule_that_all_categories_share_is_told_once() -> None:
    """What holds in all categories stands before them; what differs stands in each."""
    twins = make_season(3, categories=2, examined=False)
    other = twins.rules.categories["kategori-2"].model_copy(update={"titles": ("Juara I",)})
    categories = {**twins.rules.categories, "kategori-2": other}
    book = twins.rules.model_copy(update={"categories": categories})
    terms = [b for b in quote_rules(replace(twins, rules=book), "id").blocks if b.kind == "terms"]
    topics = [[topic for topic, _ in block.items] for block in terms]
    assert [topic for topic in topics[0] if topic in topics[1]] == []
    assert "Bobot" in topics[0]
    assert topics[1] == topics[2] == ["Gelar"]


def test_many_criteria_take_a_row_a_stage() -> None:
    """A table of weights that would break over pages gathers the criteria of a stage in a row."""
    season = make_season(3, stages=8, examined=False)
    few = make_season(3, stages=2, examined=False)
    long, short = (
        next(b for b in quote_rules(one, "id").blocks if isinstance(b, Table))
        for one in (season, few)
    )
    assert (len(long.rows), len(short.rows)) == (8, 4)
    assert "Isi dan manfaat 60%; Cara penyajian 40%" in long.rows[0]


@pytest.mark.parametrize(("categories", "drawn"), [(4, 8), (5, 5)])
def test_more_than_four_categories_are_drawn_once_each(categories: int, drawn: int) -> None:
    """With many categories the result chapter draws the rankings only, not the stages."""
    season = make_season(3, categories=categories, examined=False)
    assert len(tell_results(season, "id").figures) == drawn


def test_every_table_of_the_technical_annex_fits_a_page() -> None:
    """Six categories of thirteen take one table of panels and two short tables each."""
    season = make_season(13, jurors=5, stages=3, categories=6)
    tables = [b for b in annex_examination(season, "id") if isinstance(b, Table)]
    assert len(tables) == 1 + 2 * 6
    assert all(len(one.rows) <= 30 for one in tables)
    assert sum(len(one.rows) for one in tables) < 200


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_reason_of_the_sample_has_words(sample_digest: SeasonDigest, language: str) -> None:
    """No cell of the balance is ignored for a reason that only the program understands."""
    reasons = [reason for reason, _ in sample_digest.balance.ignored_by_reason]
    assert [one for one in reasons if describe_reason(one, language) == one] == []
