"""A season small enough to know by heart, its forms, and what fills them in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from helpers.forms import DueSheet, due_forms, form_name, form_workbook
from helpers.records.tables import Decision, Participant
from helpers.rules import RuleBook

SEASON = "musim-uji"
REGIONS = ("63.01", "63.02", "63.03")
RULES: dict[str, Any] = {
    "season": "2024",
    "title": "Seleksi CONTOH",
    "basis": "CONTOH",
    "sample": True,
    "office": {"name": "Dinas CONTOH", "city": "Banjarbaru"},
    "absent_words": {"participant": ["TH", "tidak hadir"], "juror": ["juri berhalangan"]},
    "regions": [
        {"code": "63.01", "name": "Kabupaten Tanah Laut"},
        {"code": "63.02", "name": "Kabupaten Kotabaru"},
        {"code": "63.03", "name": "Kabupaten Banjar"},
    ],
    "jurors": {
        "J1": {"name": "Drs. Juri Satu, M.Si."},
        "J2": {"name": "Juri Dua", "region": "63.03"},
    },
    "categories": {
        "kt": {
            "name": "Karang Taruna",
            "jurors": ["J1", "J2"],
            "scale": {"max": 100},
            "recusal": "same_region",
            "stages": {
                "adm": {
                    "name": "Administrasi",
                    "date": "2024-07-22",
                    "weight": 60,
                    "criteria": {
                        "legalitas": {"name": "Legalitas", "weight": 40, "rubric": "Akta ada."},
                        "program": {"name": "Program kerja", "weight": "60"},
                    },
                },
                "tes": {
                    "name": "Tes tertulis",
                    "weight": 40,
                    "source": "committee",
                    "criteria": {
                        "tes": {
                            "name": "Tes tertulis",
                            "weight": 100,
                            "scale": {"max": 50, "decimals": 0},
                        }
                    },
                },
            },
        }
    },
}  # fmt: skip


class FormSeason:
    """A season: its rule book, who takes part, and its forms."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / SEASON
        self.rules: dict[str, Any] = RULES
        self.people = [
            Participant(f"KT-0{n}", "kt", region, name)
            for n, (region, name) in enumerate(
                zip(REGIONS, ("Tunas Muda", "Nur'aini", "Bina Banua"), strict=True), 1
            )
        ]

    @property
    def book(self) -> RuleBook:
        return RuleBook.model_validate(self.rules)

    def with_rules(self, **changes: Any) -> None:
        """Change keys of the rule book."""
        self.rules = {**self.rules, **changes}

    def with_category(self, **changes: Any) -> None:
        """Change keys of the category."""
        self.with_rules(categories={"kt": {**self.rules["categories"]["kt"], **changes}})

    def with_criteria(self, names: list[str]) -> None:
        """Let the first stage have these criteria, the first of them with all the weight."""
        stages = self.rules["categories"]["kt"]["stages"]
        criteria = {
            f"c{n}": {"name": name, "weight": 0 if n else 100} for n, name in enumerate(names)
        }
        self.with_category(stages={**stages, "adm": {**stages["adm"], "criteria": criteria}})

    def due(self, *decisions: Decision) -> dict[str, tuple[DueSheet, ...]]:
        """The sheets that are due, with everybody in every stage."""
        everybody = [person.id for person in self.people]
        fields = {"kt": dict.fromkeys(self.rules["categories"]["kt"]["stages"], everybody)}
        return due_forms(self.book, self.people, decisions, fields)

    def form(self, juror: str = "J1", entry: str = "", language: str = "") -> bytes:
        """The form of a juror."""
        return form_workbook(self.book, SEASON, self.due()[juror], entry, language)

    def read(self, juror: str = "J1", entry: str = "", language: str = "") -> Workbook:
        """The form of a juror as openpyxl sees it."""
        return load_workbook(io.BytesIO(self.form(juror, entry, language)))

    def write_tables(self) -> None:
        """Write the season's folder, without scores."""
        (self.folder / "scores").mkdir(parents=True, exist_ok=True)
        lines = [",".join((p.id, p.category, p.region, f'"{p.name}"')) for p in self.people]
        text = "\n".join(["id,category,region,name", *lines])
        (self.folder / "participants.csv").write_text(text + "\n", encoding="utf-8")

    def path(self, juror: str, entry: str = "") -> Path:
        """Where a form that came back lies."""
        return self.folder / "scores" / form_name(juror, entry)


def open_cells(workbook: Workbook) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The cells that can be typed in, by sheet and address: whose line, and which criterion."""
    return {
        (sheet.title, cell.coordinate): (sheet.cell(cell.row, 2).value, _header(sheet, cell))
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }


def _header(sheet: Any, cell: Any) -> str:
    return str(sheet.cell(8, cell.column).value)


@pytest.fixture
def forms(tmp_path: Path) -> FormSeason:
    """A season whose forms can be made."""
    return FormSeason(tmp_path)


@pytest.fixture
def cells_of() -> Any:
    """What finds the cells that can be typed in."""
    return open_cells
