"""The checks that need nothing but the files: sums, hashes, inputs, evidence and the neraca sel."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.intake import season_files
from helpers.proof.datapackage import broken_hashes
from helpers.proof.freezing import rules_state
from helpers.proof.manifest import NAME as MANIFEST
from helpers.proof.manifest import read_manifest
from helpers.proof.recounting import lay_out_inputs
from helpers.proof.sums import broken_sums, file_sum, files_below, read_sums
from helpers.records.places import Places
from helpers.records.tables import TABLES, Absence, LedgerEntry, Score, SourceFile, read_table
from helpers.records.words import say
from helpers.rules import RuleBook

SHOWN = 5  # addresses that a sentence names
OK, FAILED, SKIPPED = "ok", "failed", "skipped"

Tables = dict[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What a check came to: ``state`` is ok, failed or skipped; ``count``: what was looked at."""

    check: str
    state: str
    count: int
    sentence: str


def tell(
    check: str, language: str, count: int, broken: Sequence[str], **values: object
) -> CheckRow:
    """The row of a check that was made; ``broken`` are the addresses where something is wrong."""
    state = FAILED if broken else OK
    rest = len(broken) - SHOWN
    places = "; ".join(broken[:SHOWN])
    if rest > 0:
        places += say("seal.more", language, count=rest)
    sentence = say(
        f"seal.{check}_{state}", language, count=count, broken=len(broken), places=places, **values
    )
    return CheckRow(check, state, count, sentence)


def skip(check: str, language: str, **values: object) -> CheckRow:
    """The row of a check that could not be made, with the reason."""
    return CheckRow(check, SKIPPED, 0, say(f"seal.{check}_skipped", language, **values))


def cell_address(file: str, sheet: str, cell: str) -> str:
    """Where a cell is, as people read it."""
    return " › ".join(part for part in (file, sheet, cell) if part)


def check_sums(where: Places, language: str) -> CheckRow:
    """Every file of the report is as SHA256SUMS says, and none is there besides."""
    broken = broken_sums(where.reports)
    return tell("sums", language, len(read_sums(where.reports)), broken)


def check_manifest(where: Places, language: str) -> CheckRow:
    """Every input, table and document is as the manifest of the run lists it."""
    manifest = read_manifest(where.reports)
    folders = {"inputs": where.raw, "tables": where.processed, "outputs": where.reports}
    if not manifest.keys() >= folders.keys():
        return tell("manifest", language, 0, [f"bukti/{MANIFEST}"])
    listed = [(kind, one["path"], one["sha256"]) for kind in folders for one in manifest[kind]]
    broken = [
        path
        for kind, path, digest in listed
        if not (folders[kind] / path).is_file() or file_sum(folders[kind] / path) != digest
    ]
    return tell("manifest", language, len(listed), broken)


def check_tables(where: Places, language: str) -> CheckRow:
    """Every table is as ``datapackage.json`` says, and can be read by its schema."""
    broken = list(broken_hashes(where.processed))
    for name in TABLES:
        try:
            read_table(where.processed, name)
        except (OSError, ValueError, ArithmeticError, LookupError):
            broken.append(name)
    return tell("tables", language, len(TABLES), sorted(set(broken)))


def read_tables(where: Places) -> Tables | None:
    """All tables of the season, or None where one cannot be read."""
    try:
        return {name: read_table(where.processed, name) for name in TABLES}
    except (OSError, ValueError, ArithmeticError, LookupError):
        return None


def check_inputs(where: Places, files: Iterable[SourceFile], language: str) -> CheckRow:
    """Every raw file is still the one that was read, and no other has come."""
    expected = tuple(files)
    return tell("inputs", language, len(expected), changed_inputs(where, expected))


def changed_inputs(where: Places, files: Iterable[SourceFile]) -> list[str]:
    """The raw files that are not as they were when read: changed, gone or new."""
    expected = {file.file: file.sha256 for file in files}
    present = season_files(where.raw)
    changed = (name for name in present if expected.get(name) != file_sum(where.raw / name))
    return sorted({*changed, *(expected.keys() - set(present))})


def check_evidence(where: Places, book: RuleBook, language: str) -> CheckRow:
    """What lies in ``bukti/`` for the recount is this program, these rules and these tables."""
    evidence = where.reports / "bukti"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        lay_out_inputs(where.processed, book, fresh, last_stage(where))
        names = files_below(fresh)
        broken = [
            f"bukti/{name}" for name in names if not _same_bytes(fresh / name, evidence / name)
        ]
    return tell("evidence", language, len(names), broken)


def check_rules(where: Places, book: RuleBook, language: str) -> CheckRow:
    """The rules in use are the frozen ones, and the journal is whole; skipped where none were."""
    told = rules_state(where, book)
    if told.state == "open":
        return skip("rules", language)
    named = ", ".join(told.forms)
    broken = (
        [] if told.state == "frozen" else [say(f"seal.rules_{told.state}", language, forms=named)]
    )
    return tell("rules", language, told.amendments, broken, fingerprint=told.short)


def last_stage(where: Places) -> str:
    """The last stage that the report counts, or '' where it counts all."""
    path = where.reports / "bukti" / "through.txt"
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def check_conservation(tables: Tables, language: str) -> CheckRow:
    """Every cell that the reader counted has one fate, and every mark one used cell."""
    ledger: tuple[LedgerEntry, ...] = tables["ledger.csv"]
    files: tuple[SourceFile, ...] = tables["files.csv"]
    counted = Counter(entry.file for entry in ledger)
    expected = {file.file: file.cells for file in files}
    wrong_counts = [
        f"{name}: {expected.get(name, 0)} / {counted[name]}"
        for name in sorted(expected.keys() | counted.keys())
        if expected.get(name, 0) != counted[name]
    ]
    twice = _repeated(cell_address(one.file, one.sheet, one.cell) for one in ledger)
    broken = [*wrong_counts, *twice, *_unmatched(tables)]
    return tell("conservation", language, len(ledger), broken)


def _unmatched(tables: Tables) -> Iterator[str]:
    """Marks without their used cell, used cells without a mark, and slots with two marks."""
    scores: tuple[Score, ...] = tables["scores.csv"]
    absences: tuple[Absence, ...] = tables["absences.csv"]
    cells = {
        (one.file, one.sheet, one.cell): one for one in tables["ledger.csv"] if one.role == "score"
    }
    used = {place: one.literal for place, one in cells.items() if one.fate == "used"}
    # A mark that waits for a person is blank to the ranking, and waits in the ledger.
    waiting = {place: one.literal for place, one in cells.items() if one.fate == "quarantined"}
    rows: tuple[Score | Absence, ...] = (*scores, *absences)
    served = {(one.file, one.sheet, one.cell): one for one in rows}
    for place, row in served.items():
        blank = isinstance(row, Absence) and row.kind == "blank"
        held = waiting.get(place) if blank and place in waiting else used.get(place)
        if row.literal and held != row.literal:
            yield cell_address(*place)
    for place in used.keys() - served.keys():
        yield cell_address(*place)
    yield from _repeated(
        " › ".join((one.category, one.stage, one.criterion, one.participant, one.juror))
        for one in scores
    )


def _repeated(names: Iterable[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times > 1)


def _same_bytes(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


__all__ = [
    "CheckRow",
    "Tables",
    "cell_address",
    "changed_inputs",
    "check_conservation",
    "check_evidence",
    "check_inputs",
    "check_manifest",
    "check_rules",
    "check_sums",
    "check_tables",
    "last_stage",
    "read_tables",
    "skip",
    "tell",
]
