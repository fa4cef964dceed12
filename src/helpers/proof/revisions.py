"""Sealed revisions: what status a category's result has, and why.

The result at hand has the status of its last sealed revision as long as it is that result: the same
marks from the same files, the same rules, deductions and decisions, the same ranking.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path
from typing import Any

from helpers.proof.journal import JournalLine, broken_lines, read_journal
from helpers.proof.keeping import kept_sum
from helpers.records.places import Places
from helpers.records.tables import Placing, read_table
from helpers.rules import RuleBook, fingerprint

SEALED = "result_sealed"
ACT = "penetapan.json"
DRAFT, PROVISIONAL, FINAL = "RANCANGAN", "SEMENTARA", "FINAL"
# What decides a category's result, beside its rules.
FACTS = ("scores.csv", "absences.csv", "deductions.csv", "decisions.csv")


@dataclass(frozen=True)
class Act:
    """What was decided when a result was sealed, as it lies in the revision under its sums.

    So a signature over the sums covers the status and the names too, not the files alone.
    """

    category: str
    status: str
    day: str
    by: str
    note: str
    fingerprint: str


def act_bytes(act: Act) -> bytes:
    """The act as the file ``penetapan.json`` of a revision."""
    return (json.dumps(asdict(act), ensure_ascii=False, indent=2) + "\n").encode()


def act_of(line: JournalLine) -> Act:
    """The act that a line of the journal tells of."""
    return Act(line.category, line.status, line.day, line.by, line.reason, line.fingerprint)


@dataclass(frozen=True)
class Standing:
    """What was sealed for a category, and whether the result at hand still is that.

    ``state`` is open (never sealed), sealed, differs, or broken (the journal or the archive was
    changed). ``revision`` counts from 1.
    """

    state: str
    status: str = DRAFT
    line: JournalLine | None = None

    @property
    def revision(self) -> int:
        """The number of the last sealed revision; 0 where there is none."""
        return int(self.line.folder.rpartition("/")[2]) if self.line else 0


NEVER_SEALED = Standing("open")


def category_fingerprint(processed: Path, book: RuleBook, category: str) -> str:
    """SHA-256 over the rules, the facts of a category, their files, and its ranking.

    The status is left out: it follows from the fingerprint.
    """
    total = hashlib.sha256(fingerprint(book).encode())
    tables = {name: _of(read_table(processed, name), category) for name in FACTS}
    sources = {row.file for name in ("scores.csv", "absences.csv") for row in tables[name]}
    for rows in tables.values():
        _add(total, rows)
    files = read_table(processed, "files.csv")
    _add(total, [(file.file, file.sha256) for file in files if file.file in sources])
    placings: Sequence[Placing] = _of(read_table(processed, "rankings.csv"), category)
    _add(total, [replace(row, status="") for row in placings])
    return total.hexdigest()


def _of(rows: Iterable[Any], category: str) -> list[Any]:
    return [row for row in rows if row.category == category]


def _add(total: Any, rows: Iterable[Any]) -> None:
    for row in rows:
        fields = row if isinstance(row, tuple) else astuple(row)
        total.update("\x1f".join(map(str, fields)).encode() + b"\n")


def sealed_lines(lines: Iterable[JournalLine], category: str) -> tuple[JournalLine, ...]:
    """The journal's lines about the revisions of a category, the latest last."""
    return tuple(line for line in lines if line.kind == SEALED and line.category == category)


def standing(where: Places, book: RuleBook, category: str) -> Standing:
    """The standing of the result that lies in ``data/processed``."""
    try:
        journal = read_journal(where.sealed)
    except (ValueError, LookupError):
        return Standing("broken")
    lines = sealed_lines(journal, category)
    if any(broken_lines(journal)):
        return Standing("broken", line=lines[-1] if lines else None)
    if not lines:
        return NEVER_SEALED
    last = lines[-1]
    if kept_sum(where.sealed / last.folder) != last.files:
        return Standing("broken", line=last)
    if category_fingerprint(where.processed, book, category) != last.fingerprint:
        return Standing("differs", line=last)
    return Standing("sealed", last.status, last)


def with_status(rows: Iterable[Placing], standings: dict[str, Standing]) -> list[Placing]:
    """The placings, each with the status of its category."""
    return [replace(row, status=standings[row.category].status) for row in rows]
