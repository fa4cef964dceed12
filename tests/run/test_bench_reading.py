"""The workbooks that reading is measured on, and the ways to read them; no time is asserted."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.intake import read_workbook
from helpers.run import bench_reading


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A benchmark on little."""
    monkeypatch.setattr(bench_reading, "JURORS", 2)
    monkeypatch.setattr(bench_reading, "LARGE_ROWS", 50)


@pytest.mark.usefixtures("few")
def test_every_way_reads_the_same_workbooks(tmp_path: Path) -> None:
    """Every way that a limit names is there and runs, and the cells are as many as it says."""
    ways = bench_reading.reading_ways(tmp_path)
    assert set(ways) == {
        name for one in bench_reading.READING_LIMITS for name in (one.what, one.alternative)
    }
    for way in ways.values():
        way()
    forms, large = sorted(tmp_path.glob("juri-*.xlsx")), tmp_path / "besar.xlsx"
    cells = {one.what: one.cells for one in bench_reading.READING_LIMITS if one.cells}
    assert sum(read_workbook(path).cells for path in forms) * 100 == cells["read 200 score sheets"]
    assert read_workbook(large).cells * 400 == cells["read one large workbook"]


@pytest.mark.usefixtures("few")
def test_a_refused_workbook_is_no_measurement(tmp_path: Path) -> None:
    """What our reader refuses would be fast for nothing."""
    ways = bench_reading.reading_ways(tmp_path)
    (tmp_path / "besar.xlsx").write_bytes(b"")
    with pytest.raises(RuntimeError, match=r"besar\.xlsx"):
        ways["read one large workbook"]()
