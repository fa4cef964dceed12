"""The builders of the scoring tests, for this room too."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from helpers.examine.panels import Panel, stage_panel

BUILDERS = Path(__file__).parents[1] / "scoring" / "conftest.py"


@pytest.fixture(scope="session")
def scoring() -> Any:
    """Builders of rule books, facts and results."""
    spec = spec_from_file_location("scoring_builders", BUILDERS)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Scoring


# A panel with ties, and one in which the jurors are of opposite minds; the numbers that other
# programs give for them stand in the tests.
MIXED = (
    "A: 82 78 85 80\nB: 75 75 75 70\nC: 90 84 88 91\nD: 68 72 70 65\nE: 82 80 79 84\nF: 77 73 85 70"
)
AGAINST = "A: 1 5 3\nB: 2 4 3\nC: 3 3 1\nD: 4 2 5\nE: 5 2 3"
MEAN_OF_PRESENT = {"missing": {"juror_absent": "mean_of_present"}}


@pytest.fixture(scope="session")
def panel_of(scoring: Any) -> Any:
    """Makes the panel of the only stage of a table of marks."""

    def make(table: str, rule: Any = None) -> Panel:
        jurors = max(len(line.split()) - 1 for line in table.splitlines())
        result = scoring.rank(table, MEAN_OF_PRESENT | (rule or {}), jurors=jurors)
        return stage_panel(result.stage_results["s"])

    return make


@pytest.fixture(scope="session")
def table_of(panel_of: Any) -> Any:
    """Makes the jurors' totals of the only stage of a table of marks."""
    return lambda table, rule=None: panel_of(table, rule).points


@pytest.fixture
def mixed() -> str:
    """Six participants and four jurors, with ties."""
    return MIXED


@pytest.fixture
def against() -> str:
    """Five participants and three jurors of opposite minds."""
    return AGAINST
