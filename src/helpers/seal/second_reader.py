"""The second reader: what openpyxl sees in the cells that count, in a process of its own.

The project reads workbooks with its own strict reader; this one shares no code with it. It runs
apart, with limits on memory and time, because a workbook that one reader passed can still drown
another.

    python -m helpers.seal.second_reader < jobs.json
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

MEMORY = 1 << 30  # bytes of address space
SECONDS = 20  # for one workbook

Place = tuple[str, str]  # sheet, cell


@dataclass(frozen=True)
class Seen:
    """What the second reader sees in a cell: its value, and its formula where it has one.

    A value is a whole number, a float, a text, a truth value, or None for an empty cell.
    """

    value: Any
    formula: str = ""


@dataclass(frozen=True)
class Reading:
    """One workbook as the second reader sees it; ``error`` says why it could not be read."""

    cells: Mapping[Place, Seen]
    error: str = ""


def read_again(wanted: Mapping[Path, Iterable[Place]]) -> dict[Path, Reading]:
    """Read cells of many workbooks with the second reader.

    All are read by one process; if that one fails, each by its own, so that only the workbook at
    fault stays unread.
    """
    jobs = {path: sorted(set(places)) for path, places in wanted.items()}
    readings = _run(jobs)
    for path in jobs.keys() - readings.keys():
        alone = _run({path: jobs[path]})
        readings[path] = alone.get(path, Reading({}, "limit"))
    return readings


def _run(jobs: Mapping[Path, list[Place]]) -> dict[Path, Reading]:
    """What one process says; as far as it came."""
    orders = json.dumps([[str(path), places] for path, places in jobs.items()])
    try:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "helpers.seal.second_reader"],
            input=orders,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS * (len(jobs) + 1),
            check=False,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired:
        return {}
    answers = (json.loads(line) for line in done.stdout.splitlines() if line.endswith("]"))
    return {
        path: Reading(
            {place: Seen(*seen) for place, seen in zip(jobs[path], cells, strict=bool(not error))},
            error,
        )
        for path, (cells, error) in ((Path(name), rest) for name, *rest in answers)
    }


def read_cells(path: Path, places: Iterable[Place]) -> list[Seen]:
    """The cells of a workbook, read by openpyxl in its normal mode, values and formulas.

    Raises
    ------
    Exception
        Whatever openpyxl raises on a workbook that it cannot read.
    """
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("openpyxl reads without defusedxml")
    values = openpyxl.load_workbook(path, rich_text=True, data_only=True)
    formulas = openpyxl.load_workbook(path, rich_text=True)
    seen = []
    for sheet, cell in places:
        formula = formulas[sheet][cell]
        text = _formula(formula.value) if formula.data_type == "f" else ""
        seen.append(Seen(_plain(values[sheet][cell].value, values.epoch), text))
    return seen


def _formula(value: Any) -> str:
    """The formula as text, also that of an array; a data table has none."""
    text = value if isinstance(value, str) else getattr(value, "text", None)
    return str(text or "").removeprefix("=")


def _plain(value: Any, epoch: datetime) -> Any:
    """The value as JSON can hold it; a day or time as the number that the cell stores."""
    from openpyxl.utils.datetime import to_excel

    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (date, time, timedelta)):
        return to_excel(value, epoch)
    return str(value)


def _limit_memory() -> None:
    """No more memory than ``MEMORY``, where the system can be told so."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _answer(orders: Iterable[tuple[str, list[Place]]]) -> Iterator[str]:
    for name, places in orders:
        cells: list[tuple[Any, str]] = []
        error = ""
        try:
            cells = [(seen.value, seen.formula) for seen in read_cells(Path(name), places)]
        except Exception as failure:  # whatever it is, it is an answer
            error = f"{type(failure).__name__}: {failure}"
        yield json.dumps([name, cells, error])


if __name__ == "__main__":
    _limit_memory()
    for answer in _answer(json.loads(sys.stdin.read())):
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()
