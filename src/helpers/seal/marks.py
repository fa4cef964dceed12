"""The marks against the cells they came from, as the second reader sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from helpers.records.places import Places
from helpers.records.tables import LedgerEntry, Score
from helpers.seal.checks import CheckRow, Tables, cell_address, skip, tell
from helpers.seal.second_reader import Place, Reading, Seen, read_again

READ = (".xlsx", ".xlsm", ".csv", ".tsv")  # what the second reader reads
SHOWN_DIGITS = 15
KEYS = ("id", "name", "header")  # what says whose mark a cell holds, and on what


def read_sheets(raw: Path, tables: Tables) -> dict[Path, Reading]:
    """The second reader on every cell that a mark came from, and the ids, names and headers."""
    used, keys, scores = _read_again(tables)
    return _read(raw, (*used, *keys, *scores))


def _read_again(tables: Tables) -> tuple[list[LedgerEntry], list[LedgerEntry], list[Score]]:
    """Used cells, the keys beside them, and the marks, as far as a second reader reads them."""
    ledger: tuple[LedgerEntry, ...] = tables["ledger.csv"]
    read = [entry for entry in ledger if entry.file.lower().endswith(READ)]
    used = [entry for entry in read if entry.fate == "used"]
    sheets = {(entry.file, entry.sheet) for entry in used}
    keys = [one for one in read if one.role in KEYS and (one.file, one.sheet) in sheets]
    return used, keys, [one for one in tables["scores.csv"] if one.file.lower().endswith(READ)]


def check_cells(
    where: Places, tables: Tables, readings: Mapping[Path, Reading], language: str
) -> tuple[CheckRow, ...]:
    """Hold what was read against what the second reader sees (:func:`read_sheets`)."""
    used, keys, scores = _read_again(tables)
    rows = [
        tell("cells", language, len(used), list(_differing(where.raw, used, readings, exact))),
        tell("keys", language, len(keys), list(_differing(where.raw, keys, readings, loosely))),
        tell("marks", language, len(scores), list(_wrong_marks(where.raw, scores, readings))),
    ]
    unread = sum(one.fate == "used" for one in tables["ledger.csv"]) - len(used)
    if unread:
        rows.append(skip("cells", language, count=unread))
    return tuple(rows)


def _read(raw: Path, rows: Iterable[LedgerEntry | Score]) -> dict[Path, Reading]:
    wanted: dict[Path, list[Place]] = {}
    for row in rows:
        if (raw / row.file).is_file():
            wanted.setdefault(raw / row.file, []).append((row.sheet, row.cell))
    return read_again(wanted)


def _seen(raw: Path, row: LedgerEntry | Score, readings: Mapping[Path, Reading]) -> Seen | None:
    reading = readings.get(raw / row.file)
    return reading.cells.get((row.sheet, row.cell)) if reading else None


def _differing(
    raw: Path, entries: Iterable[LedgerEntry], readings: Mapping[Path, Reading], same: Any
) -> Iterator[str]:
    for entry in entries:
        seen = _seen(raw, entry, readings)
        if seen is None or not same(entry.literal, seen.value):
            what = _told(seen, readings.get(raw / entry.file))
            yield f"{cell_address(entry.file, entry.sheet, entry.cell)}: {entry.literal} / {what}"
        elif not entry.formula.startswith("(") and seen.formula != entry.formula:
            what = f"={seen.formula}" if seen.formula else "–"
            yield f"{cell_address(entry.file, entry.sheet, entry.cell)}: ={entry.formula} / {what}"


def _wrong_marks(
    raw: Path, scores: Iterable[Score], readings: Mapping[Path, Reading]
) -> Iterator[str]:
    """Marks that are not what their cell says. A corrected one keeps the literal of its cell."""
    for score in scores:
        seen = _seen(raw, score, readings)
        right = seen is not None and exact(score.literal, seen.value)
        if right and not score.correction:
            right = seen is not None and says(seen.value, score.score)
        if not right:
            what = _told(seen, readings.get(raw / score.file))
            yield f"{cell_address(score.file, score.sheet, score.cell)}: {score.score} / {what}"


def _told(seen: Seen | None, reading: Reading | None) -> str:
    if seen is not None:
        return str(seen.value)
    return reading.error if reading and reading.error else "–"


def exact(literal: str, value: Any) -> bool:
    """Whether the second reader's value is what the stored literal means."""
    if isinstance(value, bool):
        return literal == str(int(value))
    if isinstance(value, (int, float)):
        try:
            return value == (int(literal) if isinstance(value, int) else float(literal))
        except ValueError:
            return False
    return literal == (value or "")


def loosely(literal: str, value: Any) -> bool:
    """The same for a text that is no mark: blanks and line breaks may be stored differently."""
    if isinstance(value, str):
        return " ".join(literal.split()) == " ".join(value.split())
    return exact(literal, value)


def says(value: Any, mark: Decimal) -> bool:
    """Whether a cell with this value says this mark.

    It is the same double, or the 15 digits that a spreadsheet shows of it, or the decimal as a
    text.
    """
    if isinstance(value, str):
        text = value.strip(" \t\n\u00a0").removeprefix("'").replace(",", ".")
        try:
            return Decimal(text) == mark
        except InvalidOperation:
            return False
    if not isinstance(value, (int, float)):
        return False
    return float(value) == float(mark) or Decimal(f"{value:.{SHOWN_DIGITS}g}") == mark
