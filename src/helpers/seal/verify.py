"""verify: establish a result from the files alone, and say what was looked at and what was not."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.proof.recounting import RecountFailed, lay_out_inputs, recount_season
from helpers.records.findings import stops
from helpers.records.places import Places, places
from helpers.rules import RuleBook
from helpers.run.gather import gather_categories
from helpers.run.parts import ensure_parts
from helpers.run.workspace import Workspace
from helpers.seal.archive import check_sealed, check_signatures
from helpers.seal.checks import (
    FAILED,
    CheckRow,
    Tables,
    check_conservation,
    check_evidence,
    check_inputs,
    check_rules,
    check_sums,
    check_tables,
    last_stage,
    read_tables,
    skip,
    tell,
)
from helpers.seal.marks import check_cells
from helpers.seal.recalculation import find_program, recalculate

WORKBOOK = "rekapitulasi.xlsx"
# What is made by another command.
NOT_CHECKED = ("documents",)


@dataclass(frozen=True)
class VerifyResult:
    """One row for each check, in the order in which they were made."""

    rows: tuple[CheckRow, ...]

    @property
    def failed(self) -> tuple[CheckRow, ...]:
        """The checks that found something wrong."""
        return tuple(row for row in self.rows if row.state == FAILED)


def verify(where: Places, book: RuleBook, language: str = "") -> VerifyResult:
    """Check a season's report against its tables, and the tables against the raw files.

    Nothing is written but in a temporary folder.

    Parameters
    ----------
    language
        ``id`` or ``en``; the rule book's unless given.
    """
    return VerifyResult(tuple(_checks(where, book, language or book.language)))


def _checks(where: Places, book: RuleBook, language: str) -> Iterator[CheckRow]:
    yield check_sums(where, language)
    yield check_tables(where, language)
    tables = read_tables(where)
    if tables is None:
        yield skip("rest", language)
        return
    yield check_inputs(where, tables["files.csv"], language)
    yield check_conservation(tables, language)
    yield from check_cells(where, tables, language)
    yield check_evidence(where, book, language)
    yield check_rules(where, book, language)
    yield check_recount(where, book, tables, language)
    yield check_rerun(where, book, language)
    yield check_workbook(where, language)
    yield check_sealed(where, book, language)
    yield check_signatures(where, language)
    for check in NOT_CHECKED:
        yield skip(check, language)


def check_recount(where: Places, book: RuleBook, tables: Tables, language: str) -> CheckRow:
    """Count again from the tables and the rule book, and find the published rankings.

    A category may stand undecided only where a finding stops it.
    """
    with tempfile.TemporaryDirectory() as folder:
        lay_out_inputs(where.processed, book, Path(folder), last_stage(where))
        try:
            result = recount_season(Path(folder), where.processed / "rankings.csv", language)
        except RecountFailed as failure:
            return tell("recount", language, 0, [str(failure)])
    stopped = {finding.category for finding in tables["findings.csv"] if stops(finding)}
    unexplained = [one for one in result.undecided if not {one, ""} & stopped]
    counted = sum(result.counts.values())
    return tell("recount", language, counted, [*result.differences, *unexplained])


def check_rerun(where: Places, book: RuleBook, language: str) -> CheckRow:
    """Make all tables again from the raw files; they must come out to the last byte."""
    if not where.raw.is_dir():
        return skip("rerun", language)
    with tempfile.TemporaryDirectory() as folder:
        fresh = places(where.home, where.season, Path(folder))
        workspace = Workspace(fresh, book, last_stage(where), language, draft=True)
        try:
            ensure_parts(workspace)
            gather_categories(workspace)
        except Exception as failure:  # whatever the changed files break is an answer here
            return tell("rerun", language, 0, [_named(failure)])
        made = sorted(path.name for path in fresh.processed.glob("*.csv"))
        broken = [
            name
            for name in made
            if not (where.processed / name).is_file()
            or (where.processed / name).read_bytes() != (fresh.processed / name).read_bytes()
        ]
    return tell("rerun", language, len(made), broken)


def check_workbook(where: Places, language: str) -> CheckRow:
    """Let LibreOffice recalculate the recap: every formula as stored, every check column 0."""
    workbook = where.reports / WORKBOOK
    if not workbook.is_file():
        return tell("workbook", language, 0, [WORKBOOK], checks=0, program="–")
    program = find_program()
    if not program:
        return skip("workbook", language)
    try:
        result = recalculate(workbook, program)
    except Exception as failure:  # NotRecalculated, or whatever a broken workbook raises
        reason = [_named(failure)]
        return tell("workbook", language, 0, reason, checks=0, program=Path(program).name)
    broken = [*result.differences, *result.nonzero]
    return tell(
        "workbook", language, result.formulas, broken,
        checks=result.checks, program=result.program,
    )  # fmt: skip


def _named(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"
