"""The benchmarks' own arithmetic and their alternatives; no time is asserted."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import nbformat
import pytest
from rich.console import Console

from helpers.run import bench


def seconds(**ours: float) -> dict[str, float]:
    """Four seconds for every way, but for those that are named."""
    ways = {name for one in bench.LIMITS for name in (one.what, one.alternative)}
    return dict.fromkeys(ways, 4.0) | ours


def test_ratio_is_tested_against_what_is_allowed() -> None:
    """A way is within its limit when it takes no longer than the allowed multiple of the other."""
    command, threads, check = bench.compare(seconds(report=2.0, check=4.1))[:3]
    assert (command.ratio, command.within) == (0.5, True)
    assert (threads.ratio, threads.within) == (0.5, True)
    assert (check.ratio, check.within) == (1.02, False)


def test_seconds_may_be_allowed_on_top() -> None:
    """The gate may take as long as inflating and fifty milliseconds, and not longer."""
    gate = "gate of the large workbook"
    *_, within = bench.compare(seconds(**{gate: 4.05}))
    *_, beyond = bench.compare(seconds(**{gate: 4.06}))
    assert (within.what, within.within, beyond.within) == (gate, True, False)


def test_what_is_only_shown_has_no_limit() -> None:
    """However slow ours is beside calamine, which keeps less, it is within."""
    slow = bench.compare(seconds(**{"read one large workbook": 400.0}))
    shown = [one for one in slow if one.allowed is None]
    assert {one.within for one in shown} == {True}
    assert [one.cells_per_second for one in slow if one.what == "read one large workbook"] == [
        1000, 1000,
    ]  # fmt: skip


def test_ways_take_turns() -> None:
    """Each round runs every way once, so that a slow moment of the computer slows all of them."""
    order: list[str] = []
    ways = {name: lambda name=name: order.append(name) for name in ("ours", "theirs")}
    clocked = bench._clock_in_turn(ways, repeats=2)
    assert order == ["ours", "theirs", "ours", "theirs"]
    assert [len(seconds) for seconds in clocked.values()] == [2, 2]


def test_what_takes_long_is_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ways beside one another get a second round only where the first was short."""
    ran: list[str] = []
    ways = {name: lambda name=name: ran.append(name) for name in ("ours", "theirs")}
    monkeypatch.setattr(bench, "LONG", 0)
    bench._clock_in_turn(ways, repeats=3)
    assert ran == ["ours", "theirs"]


def test_medians_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The middle of the repeats counts, not one slow outlier; each row is told once it is there."""
    told: list[bench.Measurement] = []
    monkeypatch.setattr(bench, "_ways", lambda _scratch: seconds())
    monkeypatch.setattr(
        bench, "_clock_in_turn", lambda ways, _repeats: {name: [1.0, 9.0, 2.0] for name in ways}
    )
    measured = bench.run_benchmarks(3, told.append)
    assert {one.seconds for one in measured} == {2.0}
    assert tuple(told) == measured == bench.compare(seconds() | dict.fromkeys(seconds(), 2.0))


def test_table_says_what_is_beyond() -> None:
    """The table names each way, its ratio, and whether it is within or beyond what is allowed."""
    console = Console(record=True, width=200)
    bench.show(bench.compare(seconds(report=2.0, check=8.0)), console)
    shown = console.export_text()
    assert "1.00 + 0.05 s" in shown
    assert "100,000" in shown
    assert shown.count("within") == 4
    assert shown.count("beyond") == 4
    assert shown.count("shown") == 2


def test_each_row_is_told_on_one_line() -> None:
    """With its ratio, its limit and whether it is held, for who does not wait for the table."""
    lines = [bench.in_one_line(one) for one in bench.compare(seconds(report=2.0, check=8.0))]
    assert lines[0] == (
        "within: report 2.00 s, papermill's command, one after the other 4.00 s, ratio 0.50, "
        "allowed 0.50"
    )
    assert [line.partition(":")[0] for line in lines].count("beyond") == 4
    assert lines[-1].endswith("allowed 1.00 + 0.05 s")


def test_measurements_can_be_read_by_a_program() -> None:
    """A measurement is plain text, numbers and yes or no."""
    for one in bench.compare(seconds()):
        assert all(
            isinstance(value, str | float | int | bool | None) for value in asdict(one).values()
        )


@pytest.mark.slow
def test_plain_notebooks_run_over_the_same_graph(tmp_path: Path) -> None:
    """The alternative executes as many notebooks as asked, by groups, each with a figure."""
    bench._write_plain_notebooks(tmp_path, [1, 2])
    bench.execute_in_threads(tmp_path)
    executed = sorted(tmp_path.glob("executed/*.ipynb"))
    assert [path.stem for path in executed] == ["0-0", "1-0", "1-1"]
    outputs = nbformat.read(executed[0], as_version=4).cells[-1].outputs
    assert "image/png" in outputs[-1].data


@pytest.mark.long
def test_benchmarks_run() -> None:
    """All benchmarks run to their end on the sample season."""
    assert len(bench.run_benchmarks(1)) == len(bench.LIMITS)
