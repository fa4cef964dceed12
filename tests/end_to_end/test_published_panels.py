"""Published panels come out of the front door: one season of spreadsheets, one command."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

pytestmark = pytest.mark.slow

SEASON = "panels"
TASTINGS = ("report2", "report88", "report176", "report224")
WITH_GAPS = "{juror_absent: mean_of_present, blank: absent}"  # who gave no mark is not counted
# Conover (1999), table 5.1, as in the example of R's agricolae::durbin.test: of seven varieties of
# ice cream each person ranked three.
VARIETIES = (1, 2, 4, 2, 3, 5, 3, 4, 6, 4, 5, 7, 1, 5, 6, 2, 6, 7, 1, 3, 7)
PREFERENCES = (2, 3, 1, 3, 1, 2, 2, 1, 3, 1, 2, 3, 3, 1, 2, 3, 1, 2, 3, 1, 2)

Rows = Mapping[tuple[str, str], Mapping[str, str]]  # id, measure


@dataclass(frozen=True)
class Panel:
    """A published panel as a category of one stage and one criterion."""

    key: str
    marks: Mapping[tuple[str, str], str]  # participant, juror
    scale: tuple[int, int]
    combine: str = "{jurors: mean, at: total}"
    missing: str = "{}"

    @property
    def participants(self) -> dict[str, str]:
        """The ids of those who were marked, and their names."""
        marked = sorted({participant for participant, _ in self.marks})
        return {f"{self.key}-{one}": f"Name {one}" for one in marked}

    @property
    def jurors(self) -> list[str]:
        """Those who marked."""
        return list(dict.fromkeys(juror for _, juror in self.marks))

    def rule(self) -> list[str]:
        """The panel in the rule book, under ``categories``."""
        low, high = self.scale
        return [
            f"  {self.key}:", f"    name: Panel {self.key}",
            f"    jurors: [{', '.join(f'{self.key}-{juror}' for juror in self.jurors)}]",
            f"    scale: {{min: {low}, max: {high}, decimals: 0}}", "    stages:", "      only:",
            "        name: Only stage", "        weight: 100",
            "        criteria: {overall: {name: Overall, weight: 100}}",
            f"    combine: {self.combine}", f"    missing: {self.missing}", "    ties: [shared]",
        ]  # fmt: skip

    def write_scores(self, folder: Path) -> None:
        """A workbook from each juror."""
        for juror in self.jurors:
            with Workbook(str(folder / f"{self.key} {juror}.xlsx")) as book:
                sheet = book.add_worksheet("Sheet1")
                whose = f"Juri: Juror {self.key} {juror}"
                labels = [f"Kategori: Panel {self.key}", "Tahap: Only stage", whose]
                sheet.write_column(0, 0, labels)
                sheet.write_row(4, 0, ["Kode", "Nama", "Overall"])
                for row, person in enumerate(self.participants.items(), start=5):
                    sheet.write_row(row, 0, person)
                    mark = self.marks.get((person[0].removeprefix(f"{self.key}-"), juror), "")
                    if mark:
                        sheet.write_number(row, 2, float(mark))


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def marks_of(path: Path) -> dict[tuple[str, str], str]:
    """The marks of a published panel; an empty one was not given."""
    return {(row["participant"], row["juror"]): row["score"] for row in rows_of(path)}


def tasting(key: str, path: Path) -> Panel:
    """A tasting: the file holds ranks, so a mark is N + 1 - rank; the lowest sum of ranks wins."""
    ranks = rows_of(path)
    wines = len({row["participant"] for row in ranks})
    marks = {(row["participant"], row["juror"]): str(wines + 1 - int(row["rank"])) for row in ranks}
    return Panel(key, marks, (1, wines), "{jurors: rank_sum, at: total}")


def ice_cream() -> Panel:
    """Seven persons, each with three of seven varieties."""
    persons = [f"J{number // 3 + 1}" for number in range(len(VARIETIES))]
    marks = {
        (f"V{variety}", person): str(4 - rank)
        for variety, person, rank in zip(VARIETIES, persons, PREFERENCES, strict=True)
    }
    return Panel("ice-cream", marks, (1, 3), missing=WITH_GAPS)


def panels_of(cases: Path) -> tuple[Panel, ...]:
    """All of them."""
    published = {
        key: marks_of(cases / folder / "scores.csv")
        for key, folder in (
            ("fleiss", "01_shrout_fleiss_1979"),
            ("krippendorff", "02_krippendorff_reliability"),
            ("brennan", "13_brennan_set1_pxi"),
        )
    }
    return (
        Panel("fleiss", published["fleiss"], (0, 10)),
        Panel("krippendorff", published["krippendorff"], (1, 5), missing=WITH_GAPS),
        Panel("brennan", published["brennan"], (0, 1)),
        *(tasting(key, cases / "04_wine_tastings" / f"{key}.csv") for key in TASTINGS),
        ice_cream(),
    )


def write_season(panels: Sequence[Panel], raw: Path) -> None:
    """The folder as an officer has it: rules, participants, and the jurors' workbooks."""
    (raw / "scores").mkdir(parents=True)
    rules = [
        f"season: {SEASON}", "title: Published panels", "basis: Published panels", "language: en",
        "office: {name: CONTOH Panel, city: Banjarbaru, timezone: Asia/Makassar}", "jurors:",
        *(
            f"  {one.key}-{juror}: {{name: Juror {one.key} {juror}, decree: panel}}"
            for one in panels
            for juror in one.jurors
        ),
        "categories:", *(line for one in panels for line in one.rule()), "",
    ]  # fmt: skip
    (raw / "rules.yaml").write_text("\n".join(rules), encoding="utf-8")
    people = [
        f"{id_},{one.key},,{name}" for one in panels for id_, name in one.participants.items()
    ]
    lines = ["id,category,region,name", *people, ""]
    (raw / "participants.csv").write_text("\n".join(lines), encoding="utf-8")
    for one in panels:
        one.write_scores(raw / "scores")


@dataclass(frozen=True)
class Published:
    """The tables that the command made of the panels, and the cases."""

    cases: Path
    processed: Path

    def expected(self, folder: str) -> Any:
        """What was published."""
        return json.loads((self.cases / folder / "expected.json").read_bytes())

    def rows(self, panel: str, stage: str = "only") -> Rows:
        """The rows of diagnostics.csv of a panel by id and measure, jurors by their own names."""
        return {
            (row["id"].removeprefix(f"{panel}-"), row["measure"]): row
            for row in rows_of(self.processed / "diagnostics.csv")
            if (row["category"], row["stage"]) == (panel, stage)
        }


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """All panels as one season, after the whole command has run on it."""
    home = tmp_path_factory.mktemp("panels")
    write_season(panels_of(shared / "cases"), home / "data" / "raw" / SEASON)
    done = subprocess.run(
        [sys.executable, "-m", "helpers.cli", "report", SEASON, "--home", str(home)],
        capture_output=True,
        encoding="utf-8",
        cwd=home,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return Published(shared / "cases", home / "data" / "processed" / SEASON)


def assert_printed(
    rows: Rows, published: Mapping[tuple[str, str], float], tolerance: float
) -> None:
    """Each published number stands in the table."""
    values = {key: float(rows[key]["value"]) for key in published}
    assert values == pytest.approx(published, abs=tolerance)


def test_shrout_and_fleiss(published: Published) -> None:
    """The six intraclass correlations of 1979, their mean squares, and the limits of programs."""
    rows, expected = published.rows("fleiss"), published.expected("01_shrout_fleiss_1979")
    names = {
        "ICC(1,1)": "icc_11", "ICC(2,1)": "icc_a1", "ICC(3,1)": "icc_c1", "ICC(1,4)": "icc_1k",
        "ICC(2,4)": "icc_ak", "ICC(3,4)": "icc_ck", "BMS": "mean_square_p",
        "WMS": "mean_square_within", "JMS": "mean_square_j", "EMS": "mean_square_pj",
    }  # fmt: skip
    printed = {("", names[name]): value for name, value in expected["published"].items()}
    assert_printed(rows, printed, expected["tolerance"])
    programs = expected["software_reference"]
    for form, name in (
        ("ICC(1)", "icc_11"), ("ICC(C,1)", "icc_c1"), ("ICC(A,1)", "icc_a1"), ("ICC(4)", "icc_1k"),
        ("ICC(C,4)", "icc_ck"),
    ):  # fmt: skip
        told = [float(rows["", name][column]) for column in ("value", "low", "high")]
        given = programs["irr 0.84.1 / R 4.2.2"][form]
        assert told == pytest.approx(given, abs=expected["software_tolerance"])
    told = [float(rows["", "icc_ak"][column]) for column in ("value", "low", "high")]
    assert told == pytest.approx([0.6200505, 0.0711, 0.9272], abs=5.1e-5)


def test_krippendorff(published: Published) -> None:
    """Alpha with seven marks missing, on all four scales: blank cells are let through as absent."""
    expected = published.expected("02_krippendorff_reliability")
    names = {"alpha_interval": "krippendorff_alpha"}
    printed = {
        ("", names.get(name, f"krippendorff_{name}")): value
        for name, value in expected["published"].items()
    }
    assert_printed(published.rows("krippendorff"), printed, expected["tolerance"])


@pytest.mark.parametrize("panel", TASTINGS)
def test_wine_tastings(panel: str, published: Published) -> None:
    """Rank sums, order with shared places, W with its p, each taster against the others' mean."""
    expected = published.expected("04_wine_tastings")[panel]
    ranking = {
        row["participant"].removeprefix(f"{panel}-"): row
        for row in rows_of(published.processed / "rankings.csv")
        if row["category"] == panel
    }
    sums = {wine: Decimal(str(value)) for wine, value in expected["rank_sum"].items()}
    assert {wine: Decimal(row["total"]) for wine, row in ranking.items()} == sums
    assert {wine: int(row["rank"]) for wine, row in ranking.items()} == expected["group_rank"]
    printed = {
        ("", "kendall_w"): expected["kendall_W"],
        ("", "kendall_p"): expected["p_value_chi2"],
    } | {
        (taster, "rho_rest"): rho
        for taster, rho in expected["spearman_juror_vs_mean_of_others"].items()
    }
    assert_printed(published.rows(panel), printed, expected["tolerance"])


def test_brennan(published: Published) -> None:
    """The variance components of Brennan's first synthetic data, and his decision study."""
    expected = published.expected("13_brennan_set1_pxi")
    variance, squares = expected["variance"], expected["MS"]
    printed = {
        ("", "component_p"): variance["p"],
        ("", "component_j"): variance["i"],
        ("", "component_pj"): variance["pi,e"],
        ("", "mean_square_p"): squares["p"],
        ("", "mean_square_j"): squares["i"],
        ("", "mean_square_pj"): squares["pi"],
        ("", "generalizability"): expected["E_rho2_n12"],
        ("", "dependability"): expected["Phi_n12"],
    }
    for size, (relative, absolute) in expected["D_study"].items():
        printed[f"jurors={size}", "generalizability"] = relative
        printed[f"jurors={size}", "dependability"] = absolute
    assert_printed(published.rows("brennan"), printed, expected["tolerance"])


def test_ice_cream(published: Published) -> None:
    """Durbin's test where nobody scored everything: chi-square 12, p = 0.0620."""
    rows = published.rows("ice-cream")
    assert_printed(rows, {("", "durbin_chi2"): 12, ("", "durbin_p"): 0.0620}, 5.1e-5)
    assert rows["", "kendall_w"]["value"] == ""


@pytest.mark.parametrize("panel", ["fleiss", "krippendorff", "brennan", *TASTINGS, "ice-cream"])
def test_a_single_stage_is_the_whole(panel: str, published: Published) -> None:
    """What is said of the only stage is said of the category as a whole, too."""
    whole, stage = published.rows(panel, ""), published.rows(panel)
    told = ("value", "low", "high", "unit", "note")
    of_the_stage = ("deviation", "smallest_weight_change")
    both = [
        key
        for key, row in stage.items()
        if key[1] not in of_the_stage and row["subject"] != "criterion"
    ]
    assert len(both) > 30
    for key in both:
        assert [whole[key][name] for name in told] == [stage[key][name] for name in told], key
