"""Published panels come out of a season folder: spreadsheets in, ``diagnostics.csv`` out."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from helpers.examine import examine_category
from helpers.intake import clean, write_clean
from helpers.records.facts import read_facts
from helpers.records.tables import write_table
from helpers.rules import load

pytestmark = pytest.mark.slow

PANELS = ("report2", "report88", "report176", "report224")
WITH_GAPS = "{juror_absent: mean_of_present, blank: absent}"  # who gave no mark is not counted
# Conover (1999), table 5.1, as in the example of R's agricolae::durbin.test: of seven varieties of
# ice cream each person ranked three.
VARIETIES = (1, 2, 4, 2, 3, 5, 3, 4, 6, 4, 5, 7, 1, 5, 6, 2, 6, 7, 1, 3, 7)
PREFERENCES = (2, 3, 1, 3, 1, 2, 2, 1, 3, 1, 2, 3, 3, 1, 2, 3, 1, 2, 3, 1, 2)

Marks = Mapping[tuple[str, str], str]  # participant, juror


@dataclass(frozen=True)
class Season:
    """A published panel as a season of one category, one stage and one criterion."""

    marks: Marks
    scale: tuple[int, int]
    combine: str = "{jurors: mean, at: total}"
    missing: str = "{}"

    @property
    def participants(self) -> list[str]:
        """Those who were marked."""
        return sorted({participant for participant, _ in self.marks})

    @property
    def jurors(self) -> list[str]:
        """Those who marked."""
        return list(dict.fromkeys(juror for _, juror in self.marks))


def rules_of(season: Season) -> str:
    """The rule book of a panel."""
    low, high = season.scale
    return "\n".join(
        [
            "season: panel", "title: Published panel", "basis: Published panel", "language: en",
            "office: {name: Panel, city: Banjarbaru}", "jurors:",
            *(f"  {juror}: {{name: Juror {juror}}}" for juror in season.jurors),
            "categories:", "  panel:", "    name: Panel", f"    jurors: {season.jurors}",
            f"    scale: {{min: {low}, max: {high}, decimals: 0}}", "    stages:", "      only:",
            "        name: Only stage", "        weight: 100",
            "        criteria: {overall: {name: Overall, weight: 100}}",
            f"    combine: {season.combine}", f"    missing: {season.missing}",
            "    ties: [shared]", "",
        ]
    ).replace("'", "")  # fmt: skip


def write_season(season: Season, raw: Path) -> None:
    """The folder as an officer has it: rules, participants, and a workbook from each juror."""
    (raw / "scores").mkdir(parents=True)
    (raw / "rules.yaml").write_text(rules_of(season), encoding="utf-8")
    people = [(f"P-{participant}", f"Name {participant}") for participant in season.participants]
    lines = ["id,category,region,name", *(f"{id_},panel,,{name}" for id_, name in people)]
    (raw / "participants.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for juror in season.jurors:
        with Workbook(str(raw / "scores" / f"{juror}.xlsx")) as book:
            sheet = book.add_worksheet("Sheet1")
            labels = ["Kategori: Panel", "Tahap: Only stage", f"Juri: Juror {juror}"]
            sheet.write_column(0, 0, labels)
            sheet.write_row(4, 0, ["Kode", "Nama", "Overall"])
            for row, (participant, person) in enumerate(
                zip(season.participants, people, strict=True), start=5
            ):
                sheet.write_row(row, 0, person)
                mark = season.marks.get((participant, juror), "")
                if mark:
                    sheet.write_number(row, 2, float(mark))


def examined(season: Season, home: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Clean and examine a season; the rows of its diagnostics.csv by id and measure.

    With a single stage, what is said of its panel and of that of the whole category is the same.
    """
    raw, processed = home / "raw", home / "processed"
    write_season(season, raw)
    book = load(raw / "rules.yaml")
    write_clean(clean(raw, book), processed)
    facts = read_facts(processed, book.season)
    write_table(processed, "diagnostics.csv", examine_category(book, "panel", facts))
    with (processed / "diagnostics.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    whole, stage = (
        {(row["id"], row["measure"]): row for row in rows if row["stage"] == of}
        for of in ("", "only")
    )
    told = ("value", "low", "high", "unit", "note")
    assert len(stage) > 30
    of_the_stage = ("deviation", "smallest_weight_change")
    for key, row in stage.items():
        if key[1] not in of_the_stage and row["subject"] != "criterion":
            assert [whole[key][column] for column in told] == [row[column] for column in told], key
    return whole


def marks_of(path: Path, column: str = "score") -> dict[tuple[str, str], str]:
    """The marks of a published panel; an empty one was not given."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["participant"], row["juror"]): row[column] for row in csv.DictReader(file)}


def expected_of(case: Path) -> Any:
    """What was published."""
    return json.loads((case / "expected.json").read_bytes())


def assert_printed(
    rows: Mapping[tuple[str, str], Mapping[str, str]],
    published: Mapping[tuple[str, str], float],
    tolerance: float,
) -> None:
    """Each published number stands in the table."""
    values = {key: float(rows[key]["value"]) for key in published}
    assert values == pytest.approx(published, abs=tolerance)


def test_shrout_and_fleiss(shared: Path, tmp_path: Path) -> None:
    """The six intraclass correlations of 1979, their mean squares, and the limits of programs."""
    case = shared / "cases" / "01_shrout_fleiss_1979"
    rows = examined(Season(marks_of(case / "scores.csv"), (0, 10)), tmp_path)
    expected = expected_of(case)
    names = {
        "ICC(1,1)": "icc_11", "ICC(2,1)": "icc_a1", "ICC(3,1)": "icc_c1", "ICC(1,4)": "icc_1k",
        "ICC(2,4)": "icc_ak", "ICC(3,4)": "icc_ck", "BMS": "mean_square_p",
        "WMS": "mean_square_within", "JMS": "mean_square_j", "EMS": "mean_square_pj",
    }  # fmt: skip
    published = {("", names[name]): value for name, value in expected["published"].items()}
    assert_printed(rows, published, expected["tolerance"])
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


def test_krippendorff(shared: Path, tmp_path: Path) -> None:
    """Alpha with seven marks missing, on all four scales: blank cells are let through as absent."""
    case = shared / "cases" / "02_krippendorff_reliability"
    season = Season(marks_of(case / "scores.csv"), (1, 5), missing=WITH_GAPS)
    rows = examined(season, tmp_path)
    expected = expected_of(case)
    names = {"alpha_interval": "krippendorff_alpha"}
    published = {
        ("", names.get(name, f"krippendorff_{name}")): value
        for name, value in expected["published"].items()
    }
    assert_printed(rows, published, expected["tolerance"])


@pytest.mark.parametrize("panel", PANELS)
def test_wine_tastings(panel: str, shared: Path, tmp_path: Path) -> None:
    """Kendall's W, its probability, and each taster against the mean of the others."""
    case = shared / "cases" / "04_wine_tastings"
    expected = expected_of(case)[panel]
    ranks = marks_of(case / f"{panel}.csv", "rank")
    wines = len({wine for wine, _ in ranks})
    marks = {key: str(wines + 1 - int(rank)) for key, rank in ranks.items()}
    rows = examined(Season(marks, (1, wines), "{jurors: rank_sum, at: total}"), tmp_path)
    published = {
        ("", "kendall_w"): expected["kendall_W"],
        ("", "kendall_p"): expected["p_value_chi2"],
    } | {
        (taster, "rho_rest"): rho
        for taster, rho in expected["spearman_juror_vs_mean_of_others"].items()
    }
    assert_printed(rows, published, expected["tolerance"])


def test_brennan(shared: Path, tmp_path: Path) -> None:
    """The variance components of Brennan's first synthetic data, and his decision study."""
    case = shared / "cases" / "13_brennan_set1_pxi"
    rows = examined(Season(marks_of(case / "scores.csv"), (0, 1)), tmp_path)
    expected = expected_of(case)
    variance, squares = expected["variance"], expected["MS"]
    published = {
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
        published[f"jurors={size}", "generalizability"] = relative
        published[f"jurors={size}", "dependability"] = absolute
    assert_printed(rows, published, expected["tolerance"])


def test_ice_cream(tmp_path: Path) -> None:
    """Durbin's test where nobody scored everything: chi-square 12, p = 0.0620."""
    persons: Sequence[str] = [f"J{number // 3 + 1}" for number in range(21)]
    marks = {
        (f"V{variety}", person): str(4 - rank)
        for variety, person, rank in zip(VARIETIES, persons, PREFERENCES, strict=True)
    }
    rows = examined(Season(marks, (1, 3), missing=WITH_GAPS), tmp_path)
    assert_printed(rows, {("", "durbin_chi2"): 12, ("", "durbin_p"): 0.0620}, 5.1e-5)
    assert rows["", "kendall_w"]["value"] == ""
