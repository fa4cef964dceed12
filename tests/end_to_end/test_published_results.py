"""The men at the World Championships of 2017 come out of the front door, by one command."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from xlsxwriter import Workbook

pytestmark = pytest.mark.slow

TECHNICAL = "technical"
STAGES = {"SP": "Short Program", "FS": "Free Skating"}
OFFICE = "{name: CONTOH Panitia, city: Banjarbaru, timezone: Asia/Makassar}"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_rows(path: Path, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """A CSV file as an officer would save it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *lines])


@dataclass(frozen=True)
class ScoreSheet:
    """One sheet of one marker: who marked what in which stage, on which criteria."""

    name: str
    labels: Mapping[str, str]
    criteria: Sequence[str]
    marks: Mapping[tuple[str, str], str]  # participant, criterion


def write_book(path: Path, sheets: Iterable[ScoreSheet], names: Mapping[str, str]) -> None:
    """A workbook as a juror fills one in: a title, whose it is, the table, a signature."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(str(path)) as workbook:
        bold = workbook.add_format({"bold": True})
        for one in sheets:
            sheet = workbook.add_worksheet(one.name)
            sheet.write_string("A1", "LEMBAR PENILAIAN", bold)
            for place, (label, text) in enumerate(one.labels.items(), 2):
                sheet.write_string(place, 0, f"{label} : {text}")
            top = len(one.labels) + 3
            sheet.write_row(top, 0, ["No.", "Kode", "Nama", *one.criteria], bold)
            for number, (participant, name) in enumerate(names.items(), 1):
                sheet.write_number(top + number, 0, number)
                sheet.write_string(top + number, 1, participant)
                sheet.write_string(top + number, 2, name)
                for column, criterion in enumerate(one.criteria, 3):
                    mark = one.marks.get((participant, criterion), "")
                    if mark:
                        sheet.write_number(top + number, column, float(mark))
            sheet.write_string(top + len(names) + 3, 1, "Tanda tangan,")


def run_report(home: Path, season: str) -> Path:
    """Run the whole command, and give the folder of the tables that it made."""
    done = subprocess.run(
        [sys.executable, "-m", "helpers.cli", "report", season, "--home", str(home)],
        capture_output=True,
        encoding="utf-8",
        cwd=home,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return home / "data" / "processed" / season


def isu_rules(weights: list[dict[str, str]], jurors: Sequence[str]) -> str:
    """The rule of the ISU as a rule book."""
    lines = [
        "season: '2017'", "title: ISU World Championships 2017, Men",
        "basis: ISU Judging System 2016-17", "language: en", "decimal_mark: '.'",
        f"office: {OFFICE}", "jurors:",
        *(f"  {juror}: {{name: Judge No. {juror[1:]}, decree: ISU}}" for juror in jurors),
        "categories:", "  men:", "    name: Men", f"    jurors: [{', '.join(jurors)}]",
        "    scale: {min: 0, max: 10, decimals: 2}", "    weights: factor", "    stages:",
    ]  # fmt: skip
    for stage, name in STAGES.items():
        lines += [f"      {slug(stage)}:", f"        name: {name}", "        criteria:"]
        for row in weights:
            if row["stage"] == stage:
                part = f"{{name: {row['criterion']}, weight: {row['factor']}}}"
                lines.append(f"          {slug(row['criterion'])}: {part}")
        lines.append(
            f"          {TECHNICAL}: {{name: Technical Points, weight: 1, source: committee,"
            " scale: {min: 0, max: 200, decimals: 2}}"
        )
    lines += [
        "    combine: {jurors: {trimmed: 1}, at: criterion}",
        "    rounding: {mark: 2, weighted: 2, stage: 2, total: 2}", "    rank_by: total",
        "    missing: {juror_absent: mean_of_present, blank: absent}",
        f"    ties: [criterion: fs.{TECHNICAL}, shared]", "    titles: [Gold, Silver, Bronze]",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def slug(text: str) -> str:
    """The key of a stage or criterion."""
    return text.lower().replace(" ", "-")


def build_isu(case: Path, raw: Path) -> dict[str, str]:
    """The season folder, as a person would have made it; gives the ids of the skaters by name."""
    scores, weights = rows(case / "scores.csv"), rows(case / "weights.csv")
    fixed = rows(case / "fixed_points.csv")
    names = sorted({row["participant"] for row in scores})
    jurors = sorted({row["juror"] for row in scores})
    criteria = sorted({row["criterion"] for row in weights})
    ids = {name: f"ISU-{place:02}" for place, name in enumerate(names, 1)}
    skaters = {id_: name for name, id_ in ids.items()}
    raw.mkdir(parents=True)
    (raw / "rules.yaml").write_text(isu_rules(weights, jurors), encoding="utf-8")
    write_rows(
        raw / "participants.csv",
        ["id", "category", "region", "name"],
        [(id_, "men", "", name) for id_, name in skaters.items()],
    )
    for juror in jurors:
        sheets = [
            ScoreSheet(
                stage,
                {"Kategori": "Men", "Tahap": name, "Juri": f"Judge No. {juror[1:]}"},
                criteria,
                {
                    (ids[row["participant"]], row["criterion"]): row["score"]
                    for row in scores
                    if (row["stage"], row["juror"]) == (stage, juror)
                },
            )
            for stage, name in STAGES.items()
        ]
        write_book(raw / "scores" / f"judge {juror[1:]}.xlsx", sheets, skaters)
    technical = [
        ScoreSheet(
            stage,
            {"Kategori": "Men", "Tahap": name, "Penilai": "Panitia"},
            ["Technical Points"],
            {
                (ids[row["participant"]], "Technical Points"): row["technical_points"]
                for row in fixed
                if row["stage"] == stage
            },
        )
        for stage, name in STAGES.items()
    ]
    write_book(raw / "scores" / "technical points.xlsx", technical, skaters)
    write_rows(
        raw / "deductions.csv",
        ["category", "participant", "stage", "points", "article", "reason", "by", "date",
         "approved_by"],
        [
            ("men", ids[row["participant"]], slug(row["stage"]), row["deduction"], "353", "Falls",
             "Referee", "2017-04-01", "")
            for row in fixed
            if Decimal(row["deduction"])
        ],
    )  # fmt: skip
    return ids


@dataclass(frozen=True)
class Event:
    """The published case, the tables that the command made, and the skaters' ids."""

    case: Path
    processed: Path
    ids: Mapping[str, str]

    def stage_values(self) -> dict[tuple[str, str], dict[str, str]]:
        """The rows of stages.csv by participant and stage."""
        table = rows(self.processed / "stages.csv")
        return {(row["participant"], row["stage"]): row for row in table}


@pytest.fixture(scope="module")
def skating(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Event:
    """The men's event as a season, after the whole command has run on it."""
    home = tmp_path_factory.mktemp("skating")
    case = shared / "cases" / "08_isu_worlds_2017_men"
    ids = build_isu(case, home / "data" / "raw" / "isu-2017")
    return Event(case, run_report(home, "isu-2017"), ids)


def test_panel_scores_of_the_isu(skating: Event) -> None:
    """All 240 panel scores are those of the protocols."""
    marks = {
        (row["participant"], row["stage"], row["criterion"]): Decimal(row["value"])
        for row in rows(skating.processed / "steps.csv")
        if row["level"] == "mark"
    }
    published = {
        (skating.ids[row["participant"]], slug(row["stage"]), slug(row["criterion"])):
            Decimal(row["published_panel_score"])
        for row in rows(skating.case / "expected_panel.csv")
    }  # fmt: skip
    assert len(published) == 240
    assert {key: marks[key] for key in published} == published


def test_segment_totals_of_the_isu(skating: Event) -> None:
    """All 48 segment totals and segment ranks are those of the protocols."""
    values = skating.stage_values()
    published = rows(skating.case / "expected_segments.csv")
    assert len(published) == 48
    for row in published:
        stage = values[skating.ids[row["participant"]], slug(row["stage"])]
        assert Decimal(stage["value"]) == Decimal(row["published_segment_total"])
        assert stage["rank"] == row["published_segment_rank"]


def test_overall_totals_of_the_isu(skating: Event) -> None:
    """The three published overall totals come out, in their order, with the medals."""
    published = json.loads((skating.case / "expected.json").read_bytes())["published_overall"]
    ranking = rows(skating.processed / "rankings.csv")[:3]
    assert [(row["name"], Decimal(row["total"])) for row in ranking] == [
        (name, Decimal(total)) for name, total in published.items()
    ]
    assert [row["title"] for row in ranking] == ["Gold", "Silver", "Bronze"]
