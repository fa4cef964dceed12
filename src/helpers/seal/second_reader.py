"""The second reader: what others see in the cells that count, in a process of its own.

The project reads score sheets with its own strict reader; this one shares no code with it: openpyxl
reads the workbooks, the csv module of Python the plain tables. It runs
apart, with limits on memory and time, because a workbook that one reader passed can still drown
another.

    python -m helpers.seal.second_reader < jobs.json
"""

from __future__ import annotations

import codecs
import csv
import io
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
SECONDS = 20  # for one file
PLAIN = (".csv", ".tsv")

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
    """The cells of a file, read by openpyxl in its normal mode, values and formulas, or as .csv.

    Raises
    ------
    Exception
        Whatever the library raises on a file that it cannot read.
    """
    if path.suffix.casefold() in PLAIN:
        return list(_plain_cells(path, places))
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


def _plain_cells(path: Path, places: Iterable[Place]) -> Iterator[Seen]:
    """Fields of a .csv at the addresses that they have in a spreadsheet."""
    rows = _plain_rows(path.read_bytes())
    for sheet, cell in places:
        if sheet != path.stem:
            raise KeyError(sheet)
        letters = cell.rstrip("0123456789")
        row = rows[int(cell[len(letters) :]) - 1]
        column = sum((ord(letter) - 64) * 26**n for n, letter in enumerate(reversed(letters)))
        yield Seen(row[column - 1] if column <= len(row) else None)


def _plain_rows(data: bytes) -> list[list[str]]:
    """All rows, by the separator that the first line declares or that alone makes them equal."""
    text = _decoded(data).removeprefix("\ufeff")
    if text[:4].casefold() == "sep=" and text[5:6] in ("", "\r", "\n"):
        return _cut(text[5:].removeprefix("\r").removeprefix("\n"), text[4:5])
    for separator in ";,\t":
        try:
            rows = _cut(text, separator)
        except csv.Error:
            continue
        widths = {len(row) for row in rows if row}
        if len(widths) == 1 and widths != {1}:
            return rows
    return _cut(text, ",")


def _cut(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def _decoded(data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


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
