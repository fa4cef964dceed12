"""A season of tiny categories, each with one reason why something about it cannot be said."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

SEASON = "penjaga-2024"
HELD = "satu"  # the only stage that was held
HOME = "Kota Contoh"  # the region of juror J4
GAPS = "{juror_absent: mean_of_present, blank: absent}"
HEAD = """\
season: "2024"
sample: true
title: CONTOH Musim yang Serba Kurang
basis: CONTOH. Musim kecil untuk pengujian.
office: {name: CONTOH Dinas, city: Banjarbaru}
jurors:
  J1: {name: CONTOH Juri Satu}
  J2: {name: CONTOH Juri Dua}
  J3: {name: CONTOH Juri Tiga}
  J4: {name: CONTOH Juri Empat, region: Kota Contoh}
categories:
"""


@dataclass(frozen=True)
class Tiny:
    """One category: who marks, and each participant's marks in the order of the jurors."""

    jurors: Sequence[str]
    marks: Sequence[Sequence[int | None]]
    missing: str = "{}"
    later: bool = False
    own: int = 0

    def rules(self, key: str) -> str:
        """The category as the rule book has it; all stages are alike."""
        stages = [
            f"      {stage}: {{name: Tahap {stage}, weight: {100 // (1 + self.later)},"
            " criteria: {isi: {name: Isi, weight: 60}, cara: {name: Cara, weight: 40}}}"
            for stage in ((HELD, "dua") if self.later else (HELD,))
        ]
        return "\n".join(
            [
                f"  {key}:", f"    name: {key.title()}", f"    jurors: [{', '.join(self.jurors)}]",
                "    scale: {min: 0, max: 100, decimals: 0}", "    stages:", *stages,
                f"    missing: {self.missing}", "    ties: [shared]", "    titles: [Juara I]", "",
            ]
        )  # fmt: skip


CATEGORIES: Mapping[str, Tiny] = {
    "seorang-juri": Tiny(["J1"], [(80,), (75,), (71,), (66,)]),
    "dua-juri": Tiny(["J1", "J2"], [(80, 78), (75, 77), (71, 73), (66, 64)]),
    "sama": Tiny(["J1", "J2", "J3"], [(70, 70, 70)] * 4),
    "rata": Tiny(["J1", "J2", "J3"], [(60, 70, 80)] * 4),
    "satu-rapat": Tiny(["J1", "J2", "J3"], [(70, 80, 84), (70, 77, 79), (70, 71, 75)]),
    "kosong": Tiny(
        ["J1", "J2", "J3"],
        [(80, None, 84), (None, 77, 79), (70, 71, None), (66, 64, 65)],
        missing=GAPS,
    ),
    "seorang": Tiny(["J1", "J2", "J3"], [(80, 78, 84)]),
    "nanti": Tiny(["J1", "J2", "J3"], [(80, 78, 84), (75, 77, 79), (70, 71, 75)], later=True),
    "daerah": Tiny(
        ["J1", "J2", "J4"],
        [(70 + n, 72 + n, 71 + n + (9 if n in (2, 5) else -2)) for n in range(8)],
        own=2,
    ),
}


def write_guarded_season(home: Path) -> None:
    """Write the season into a home: rules, participants, and a workbook for each juror."""
    raw = home / "data" / "raw" / SEASON
    (raw / "scores").mkdir(parents=True)
    book = HEAD + "".join(tiny.rules(key) for key, tiny in CATEGORIES.items())
    (raw / "rules.yaml").write_text(book, encoding="utf-8")
    with (raw / "participants.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "category", "region", "name"))
        for key in CATEGORIES:
            writer.writerows((id_, key, region, name) for id_, name, region in participants(key))
    for key, tiny in CATEGORIES.items():
        for seat, juror in enumerate(tiny.jurors):
            _write_book(raw / "scores" / f"{key} {juror}.xlsx", key, seat)


def participants(key: str) -> list[tuple[str, str, str]]:
    """Those of a category: id, name, region. Numbers 3 and 6 are of the juror's own region."""
    tiny = CATEGORIES[key]
    return [
        (
            f"{key}-{n + 1}",
            f"CONTOH {key.title()} {n + 1}",
            HOME if tiny.own and n in (2, 5) else "Kabupaten Contoh",
        )
        for n in range(len(tiny.marks))
    ]


def _write_book(path: Path, key: str, seat: int) -> None:
    tiny = CATEGORIES[key]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Nilai")
        labels = [
            f"Kategori: {key.title()}",
            f"Tahapan: Tahap {HELD}",
            f"Juri: {tiny.jurors[seat]}",
        ]
        sheet.write_column(0, 0, ["LEMBAR NILAI", *labels])
        sheet.write_row(5, 0, ["Kode", "Nama", "Isi", "Cara"])
        for line, (person, marks) in enumerate(zip(participants(key), tiny.marks, strict=True), 6):
            sheet.write_row(line, 0, person[:2])
            if (mark := marks[seat]) is not None:
                sheet.write_row(line, 2, [mark, mark])
