"""The rank ranges hold what they promise: the study of ``docs/coverage.py``, and its table."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def coverage() -> Any:
    """The script that made the table."""
    spec = spec_from_file_location("coverage_study", DOCS / "coverage.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by its name
    spec.loader.exec_module(module)
    return module


def printed() -> list[list[str]]:
    """The rows of the table that stands in the documentation."""
    text = (DOCS / "examination.md").read_text(encoding="utf-8")
    rows = text.partition("| jurors |")[2].splitlines()[2:]
    cells = ([cell.strip() for cell in row.strip("|").split("|")] for row in rows)
    return [row for row in cells if len(row) > 1]


def test_a_small_study(coverage: Any) -> None:
    """Sixty panels of five jurors hold about what they promise, and the same call the same."""
    made = coverage.study(5, panels=60, draws=2000)
    assert 0.93 <= made.held <= 0.995
    assert made == coverage.study(5, panels=60, draws=2000)


def test_the_printed_table(coverage: Any) -> None:
    """The table covers the asked panels, and every nominal 95 % lies between 93 and 99 %."""
    rows = printed()
    assert [row[0] for row in rows] == [str(jurors) for jurors in coverage.JURORS]
    assert all(93 <= float(row[1].rstrip("%")) <= 99 for row in rows)


@pytest.mark.long
def test_the_table_is_what_the_script_prints(coverage: Any) -> None:
    """The whole study, run again, prints the table of the documentation."""
    made = coverage.table([coverage.study(jurors) for jurors in coverage.JURORS])
    assert made in (DOCS / "examination.md").read_text(encoding="utf-8")
