"""The fresh run: everything made again from the raw files, and held against what lies there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from helpers.proof.journal import broken_lines, read_journal
from helpers.proof.keeping import kept_sum
from helpers.proof.manifest import read_manifest, versions
from helpers.proof.revisions import SEALED
from helpers.proof.sums import UNSUMMED, files_below
from helpers.records.places import Places, places
from helpers.records.tables import TABLES
from helpers.rules import RuleBook
from helpers.run.gather import gather_categories
from helpers.run.inputs import code_state
from helpers.run.parts import ensure_parts
from helpers.run.season import remake
from helpers.run.workspace import Workspace, project_folder
from helpers.seal.checks import OK, SKIPPED, CheckRow, last_stage, skip, tell

RECORD = "bukti/run.json"  # the one file with clocks in it
CODE_DIGITS = 12
# The tables that decide who wins: they must come out alike under any version of the program.
DECIDING = (
    "absences.csv", "decisions.csv", "deductions.csv", "overall.csv", "participants.csv",
    "rankings.csv",
    "scores.csv", "stages.csv",
)  # fmt: skip


@dataclass(frozen=True)
class Program:
    """By what a report was made: '' or nothing where its manifest does not say."""

    code: str
    versions: Mapping[str, str]

    def differences(self, other: Program) -> tuple[str, ...]:
        """What differs: the code, and each version as ``numpy 1.26 / 2.0``."""
        names = [
            name
            for name in sorted(self.versions.keys() | other.versions.keys())
            if self.versions.get(name) != other.versions.get(name)
        ]
        told = [
            f"{name} {self.versions.get(name, '–')} / {other.versions.get(name, '–')}"
            for name in names
        ]
        if self.code != other.code:
            told.insert(0, f"{self.code[:CODE_DIGITS]} / {other.code[:CODE_DIGITS]}")
        return tuple(told)


@dataclass(frozen=True)
class Fresh:
    """What a fresh run came to: its places, or why it came to nothing.

    ``whole`` says whether the documents were made too, or the tables alone.
    """

    places: Places
    whole: bool
    failure: str = ""


def made_by(where: Places) -> Program:
    """The program that the report's manifest names."""
    return _named_in(read_manifest(where.reports))


def _named_in(manifest: Mapping[str, Any]) -> Program:
    return Program(manifest.get("made", {}).get("code", ""), manifest.get("versions", {}))


def made_here() -> Program:
    """The program that runs now."""
    return Program(code_state(project_folder()), versions())


def vouched(where: Places) -> bool:
    """Whether a sealed revision names the program that the report says it was made by.

    A manifest can be edited by whoever edits a document. What was sealed stands in the journal with
    the sum of its files, so a manifest that was kept there then cannot be turned to an excuse now.
    """
    try:
        lines = read_journal(where.sealed)
    except (ValueError, LookupError):
        return False
    sealed = [(where.sealed / one.folder, one.files) for one in lines if one.kind == SEALED]
    kept = [folder for folder, files in sealed if kept_sum(folder) == files]
    return not any(broken_lines(lines)) and made_by(where) in [
        _named_in(read_manifest(folder)) for folder in kept
    ]


def report_language(where: Places, book: RuleBook) -> str:
    """The language that a report was made in."""
    language: str = read_manifest(where.reports).get("made", {}).get("language", "")
    return language or book.language


@contextmanager
def run_afresh(where: Places, book: RuleBook, *, whole: bool) -> Iterator[Fresh]:
    """Run the season again in a temporary folder: everything, or the tables alone."""
    through, language = last_stage(where), report_language(where, book)
    with TemporaryDirectory() as folder:
        output = Path(folder) / "fresh"
        fresh = Fresh(places(where.home, where.season, output), whole)
        try:
            if whole:
                remake(where, output, through, language)
            else:
                workspace = Workspace(fresh.places, book, through, language, draft=True)
                ensure_parts(workspace)
                gather_categories(workspace)
        except Exception as failure:  # whatever the changed files break is an answer here
            fresh = Fresh(fresh.places, whole, name_failure(failure))
        yield fresh


def check_program(where: Places, language: str) -> CheckRow:
    """Whether the report was made by the program that checks it now."""
    made = made_by(where)
    if not made.code:
        return skip("program", language)
    if other := made.differences(made_here()):
        row = skip("program_other", language, differences="; ".join(other))
        return replace(row, check="program")
    return tell("program", language, len(made.versions), [], code=made.code[:CODE_DIGITS])


def check_rerun(where: Places, fresh: Fresh, language: str) -> Iterator[CheckRow]:
    """Every table must come out to the last byte.

    Under another program those must that decide; the others are then named, not compared.
    """
    if fresh.failure:
        yield tell("rerun", language, 0, [fresh.failure])
        return
    made = sorted(path.name for path in fresh.places.processed.glob("*.csv"))
    broken = _differing(where.processed, fresh.places.processed, {*made, *TABLES})
    other = check_program(where, language).state != OK
    if broken and other and not vouched(where):
        yield replace(tell("rerun_unknown", language, len(made), broken), check="rerun")
        return
    excused = [name for name in broken if other and name not in DECIDING]
    yield tell("rerun", language, len(made), [name for name in broken if name not in excused])
    if excused:
        yield _told_apart("rerun_other", language, len(made), excused)


def check_documents(where: Places, fresh: Fresh, language: str) -> CheckRow:
    """Every file of the report but the record of the run must come out to the last byte."""
    if fresh.failure:
        return tell("documents", language, 0, [fresh.failure])
    made = set(files_below(fresh.places.reports)) - {RECORD}
    present = set(files_below(where.reports)) - {RECORD}
    broken = _differing(where.reports, fresh.places.reports, made | present)
    # The sums follow from the files that are named already.
    named = [name for name in broken if name not in UNSUMMED] or broken
    if broken and check_program(where, language).state != OK:
        if not vouched(where):
            row = tell("documents_unknown", language, len(made), named)
            return replace(row, check="documents")
        return _told_apart("documents_other", language, len(made), named)
    return tell("documents", language, len(made), named)


def _told_apart(check: str, language: str, count: int, names: Iterable[str]) -> CheckRow:
    """Differences that another program explains: named, and no failure."""
    row = tell(check, language, count, list(names))
    return replace(row, check=check.removesuffix("_other"), state=SKIPPED)


def _differing(one: Path, other: Path, names: Iterable[str]) -> list[str]:
    return [name for name in sorted(names) if not _same(one / name, other / name)]


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


def name_failure(failure: Exception) -> str:
    """A failure in one line."""
    return f"{type(failure).__name__}: {failure}"
