"""verify: establish a result from the files alone, and say what was looked at and what was not."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from helpers.proof.recounting import RecountFailed, lay_out_inputs, recount_season
from helpers.records.findings import stops
from helpers.records.places import Places
from helpers.rules import RuleBook
from helpers.seal.archive import check_sealed, check_signatures, note_signers
from helpers.seal.checks import (
    FAILED,
    SKIPPED,
    CheckRow,
    Tables,
    check_conservation,
    check_evidence,
    check_inputs,
    check_manifest,
    check_rules,
    check_sums,
    check_tables,
    last_stage,
    read_tables,
    skip,
    tell,
)
from helpers.seal.marks import check_cells, read_sheets
from helpers.seal.owners import check_owners
from helpers.seal.papers import check_papers
from helpers.seal.recalculation import find_program, recalculate
from helpers.seal.remaking import (
    Fresh,
    check_documents,
    check_program,
    check_rerun,
    name_failure,
    run_afresh,
)
from helpers.seal.second_reader import Reading

WORKBOOK = "rekapitulasi.xlsx"


@dataclass(frozen=True)
class VerifyResult:
    """One row for each check, in the order in which they were made."""

    rows: tuple[CheckRow, ...]

    @property
    def failed(self) -> tuple[CheckRow, ...]:
        """The checks that found something wrong."""
        return tuple(row for row in self.rows if row.state == FAILED)

    @property
    def left(self) -> tuple[CheckRow, ...]:
        """What could not be checked, or was left out."""
        return tuple(row for row in self.rows if row.state == SKIPPED)


@dataclass(frozen=True)
class Case:
    """What the checks look at. ``fresh`` is there where the season was run again."""

    where: Places
    book: RuleBook
    language: str
    tables: Tables
    fresh: Fresh | None = None

    @cached_property
    def readings(self) -> Mapping[Path, Reading]:
        """What the second reader sees in the sheets that marks came from; read once."""
        return read_sheets(self.where.raw, self.tables)


def _cells(case: Case) -> Iterator[CheckRow]:
    yield from check_cells(case.where, case.tables, case.readings, case.language)


def _owners(case: Case) -> Iterator[CheckRow]:
    yield check_owners(case.where, case.book, case.tables, case.readings, case.language)


def _rerun(case: Case) -> Iterator[CheckRow]:
    if case.fresh is None:
        yield skip("rerun", case.language)
    else:
        yield from check_rerun(case.where, case.fresh, case.language)


def _documents(case: Case) -> Iterator[CheckRow]:
    if case.fresh is None or not case.fresh.whole:
        yield skip("documents", case.language)
    else:
        yield check_documents(case.where, case.fresh, case.language)


def _signatures(case: Case) -> Iterator[CheckRow]:
    yield check_signatures(case.where, case.language)
    yield from note_signers(case.where, case.language)


# In the order in which they are made and told. Those of BARE need no table to be readable.
CHECKS: dict[str, Callable[[Case], Iterator[CheckRow]]] = {
    "sums": lambda case: iter([check_sums(case.where, case.language)]),
    "manifest": lambda case: iter([check_manifest(case.where, case.language)]),
    "tables": lambda case: iter([check_tables(case.where, case.language)]),
    "program": lambda case: iter([check_program(case.where, case.language)]),
    "inputs": lambda case: iter(
        [check_inputs(case.where, case.tables["files.csv"], case.language)]
    ),
    "conservation": lambda case: iter([check_conservation(case.tables, case.language)]),
    "cells": _cells,
    "owners": _owners,
    "evidence": lambda case: iter([check_evidence(case.where, case.book, case.language)]),
    "rules": lambda case: iter([check_rules(case.where, case.book, case.language)]),
    "recount": lambda case: iter(
        [check_recount(case.where, case.book, case.tables, case.language)]
    ),
    "rerun": _rerun,
    "documents": _documents,
    "workbook": lambda case: iter([check_workbook(case.where, case.language)]),
    "sealed": lambda case: iter([check_sealed(case.where, case.book, case.language)]),
    "signature": _signatures,
    "papers": lambda case: iter([check_papers(case.where, case.language)]),
}
BARE = ("sums", "manifest", "tables", "program", "rules", "workbook", "signature", "papers")
AFRESH = ("rerun", "documents")  # these run the season again


def verify(
    where: Places,
    book: RuleBook,
    language: str = "",
    without: Collection[str] = (),
    fresh: Fresh | None = None,
) -> VerifyResult:
    """Check a season's report against its tables, and the tables against the raw files.

    Nothing is written but in a temporary folder.

    Parameters
    ----------
    language
        ``id`` or ``en``; the rule book's unless given.
    without
        Names of checks to leave out; each is said.
    fresh
        A fresh run of the same inputs that was made before; else one is made where it is needed.
    """
    language = language or book.language
    tables = read_tables(where)
    wanted = [name for name in CHECKS if name not in without and (tables or name in BARE)]
    with ExitStack() as stack:
        if fresh is None and where.raw.is_dir() and not {*AFRESH}.isdisjoint(wanted):
            run = run_afresh(where, book, whole="documents" in wanted)
            fresh = stack.enter_context(run)
        case = Case(where, book, language, tables or {}, fresh)
        rows = [row for name in wanted for row in CHECKS[name](case)]
    if tables is None:
        rows.append(skip("rest", language))
    rows += [skip("left_out", language, left=name) for name in CHECKS if name in without]
    return VerifyResult(tuple(rows))


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
        reason = [name_failure(failure)]
        return tell("workbook", language, 0, reason, checks=0, program=Path(program).name)
    broken = [*result.differences, *result.nonzero]
    return tell(
        "workbook", language, result.formulas, broken,
        checks=result.checks, program=result.program,
    )  # fmt: skip
