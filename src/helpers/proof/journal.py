"""The journal of a season: what was frozen and sealed, by whom; each line chained to the last.

A line's hash is taken over its own fields and the hash of the line before. Whoever changes, removes
or inserts a line breaks every hash after it; only who can also replace the copies on signed paper
(the short fingerprints) could hide that.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from helpers.records.tables import read_rows, table_text

NAME = "journal.csv"
START = "0" * 64  # what the first line follows
_BETWEEN = "\x1f"  # stands in no field: the fields cannot run into each other


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One act: ``kind`` is rules_frozen, rules_amended, result_sealed or cells_checked.

    ``folder`` is what was kept, below ``data/sealed/<season>``, and ``files`` the SHA-256 of its
    sums. ``marks`` is how many marks had come when rules were amended, or how many cells a
    working paper examined, ``same_titles`` whether the
    rules before give the same titles: yes, no, or '' where that was not to be known.
    """

    number: int
    day: str
    kind: str
    category: str
    folder: str
    status: str
    fingerprint: str
    files: str
    marks: int | None
    same_titles: str
    by: str
    approved_by: str
    basis: str
    reason: str
    previous: str = ""
    hash: str = ""


def line_hash(line: JournalLine) -> str:
    """SHA-256 over the fields of a line, the hash of the line before included."""
    fields = ("" if field is None else str(field) for field in astuple(line)[:-1])
    return hashlib.sha256(_BETWEEN.join(fields).encode()).hexdigest()


def read_journal(sealed: Path) -> tuple[JournalLine, ...]:
    """The lines of the journal in ``data/sealed/<season>``; none where there is no journal.

    Raises
    ------
    ValueError
        The file is no journal.
    """
    path = sealed / NAME
    return read_rows(JournalLine, path.read_bytes().decode()) if path.exists() else ()


def broken_lines(lines: Sequence[JournalLine]) -> Iterator[int]:
    """The numbers of the lines that do not follow the line before, or were changed."""
    previous = START
    for place, line in enumerate(lines, start=1):
        if line.number != place or line.previous != previous or line.hash != line_hash(line):
            yield place
        previous = line.hash


def append_line(sealed: Path, line: JournalLine) -> JournalLine:
    """Add a line, numbered and chained; the journal is replaced as a whole or not at all.

    Raises
    ------
    ValueError
        The journal is broken: nothing is added to it.
    """
    lines = read_journal(sealed)
    if any(broken_lines(lines)):
        raise ValueError(f"{NAME}: {next(broken_lines(lines))}")
    last = lines[-1].hash if lines else START
    chained = replace(line, number=len(lines) + 1, previous=last)
    chained = replace(chained, hash=line_hash(chained))
    sealed.mkdir(parents=True, exist_ok=True)
    fresh = sealed / f"{NAME}.new"
    with fresh.open("wb") as file:
        file.write(table_text(JournalLine, (*lines, chained)).encode())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(sealed / NAME)
    return chained
