"""Published results, reproduced exactly from the marks that were published with them."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
ISU = CASES / "08_isu_worlds_2017_men"
WINE = CASES / "04_wine_tastings"
PANELS = ("report88", "report176", "report2", "report224")
TECHNICAL = "technical"


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table of a case."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def need(folder: Path) -> None:
    """Skip, by name, where the published case is not beside the project."""
    if not folder.is_dir():
        pytest.skip(f"the published case {folder.name} is not at ../shared/cases")


def isu_rule(scoring: Any) -> dict[str, Any]:
    """The rule of the ISU: trimmed 1 at criterion, factors, rounding after each of two steps."""
    technical = {"weight": 1, "source": "committee", "scale": {"min": 0, "max": 200, "decimals": 2}}
    factors = read(ISU / "weights.csv")
    stages = {
        stage: scoring.stage(
            {row["criterion"]: Decimal(row["factor"]) for row in factors if row["stage"] == stage}
            | {TECHNICAL: technical},
            weight=None,
        )
        for stage in ("SP", "FS")
    }
    return {
        "scale": {"min": "0.25", "max": 10, "decimals": 2},
        "weights": "factor",
        "stages": stages,
        "combine": {"jurors": {"trimmed": 1}, "at": "criterion"},
        "rounding": {"mark": 2, "weighted": 2, "stage": 2, "total": 2},
        "rank_by": "total",
        "missing": {"juror_absent": "mean_of_present", "blank": "absent"},
        "ties": [{"criterion": f"SP.{TECHNICAL}"}, "shared"],
    }


@pytest.fixture(scope="module")
def isu(scoring: Any) -> Any:
    """The men's event of the 2017 Worlds as a category."""
    need(ISU)
    rows = read(ISU / "scores.csv")
    marks = {
        (row["stage"], row["criterion"], row["participant"], row["juror"]): row["score"]
        for row in rows
        if row["score"]
    }
    points = read(ISU / "fixed_points.csv")
    for row in points:
        slot = (row["stage"], TECHNICAL, row["participant"], scoring.committee)
        marks[slot] = row["technical_points"]
    deductions = [
        scoring.deduction(row["participant"], row["deduction"], row["stage"]) for row in points
    ]
    return scoring.rank(marks, isu_rule(scoring), jurors=9, deductions=deductions)


def test_isu_panel_scores(isu: Any) -> None:
    """All 240 published panel scores come out exactly."""
    published = {
        (row["participant"], row["stage"], row["criterion"]): Decimal(row["published_panel_score"])
        for row in read(ISU / "expected_panel.csv")
    }
    made = {
        (step.participant, step.stage, step.criterion): step.value
        for step in isu.steps
        if step.level == "mark" and step.criterion != TECHNICAL
    }
    assert len(published) == 240
    assert made == published


def test_isu_stage_totals_and_ranks(isu: Any) -> None:
    """All 48 published stage totals and ranks come out exactly."""
    made = {(line.participant, line.stage): (line.value, line.rank) for line in isu.stages}
    published = {
        (row["participant"], row["stage"]): (
            Decimal(row["published_segment_total"]),
            int(row["published_segment_rank"]),
        )
        for row in read(ISU / "expected_segments.csv")
    }
    assert len(published) == 48
    assert made == published


def test_isu_component_totals(isu: Any) -> None:
    """The weighted components of each stage add up to the published component totals."""
    for row in read(ISU / "expected_segments.csv"):
        components = [
            step.value
            for step in isu.steps
            if step.level == "weighted"
            and (step.participant, step.stage) == (row["participant"], row["stage"])
            and step.criterion != TECHNICAL
        ]
        assert sum(components) == Decimal(row["published_component_total"])


def test_isu_overall_totals(isu: Any) -> None:
    """The three published overall totals come out exactly, and lead the ranking."""
    published = json.loads((ISU / "expected.json").read_text(encoding="utf-8"))["published_overall"]
    leaders = {line.participant: str(line.total) for line in isu.placings[:3]}
    assert isu.decided
    assert leaders == published


@pytest.mark.parametrize("panel", PANELS)
def test_wine_panel(scoring: Any, panel: str) -> None:
    """A panel of wine tasters gives the published rank sums and the published shared places."""
    need(WINE)
    expected = json.loads((WINE / "expected.json").read_text(encoding="utf-8"))[panel]
    rows = read(WINE / f"{panel}.csv")
    last = len({row["participant"] for row in rows})
    jurors = sorted({row["juror"] for row in rows})
    seats = {juror: f"J{place}" for place, juror in enumerate(jurors, start=1)}
    marks = {
        ("s", "c", row["participant"], seats[row["juror"]]): last + 1 - Decimal(row["rank"])
        for row in rows
    }
    result = scoring.rank(marks, {"combine": {"jurors": "rank_sum"}}, jurors=len(jurors))
    assert scoring.ranks_of(result) == expected["group_rank"]
    assert {line.participant: line.exact for line in result.placings} == expected["rank_sum"]
