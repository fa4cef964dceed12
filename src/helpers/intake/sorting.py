"""Sorting the files: refused, sent twice, not used, without a table; the rest are candidates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from helpers.intake.candidates import Candidate
from helpers.intake.fates import Fate, SheetFates, all_cells, ignored, set_aside
from helpers.intake.identify import SUBJECTS
from helpers.intake.locate import Locator
from helpers.intake.officer_tables import Source
from helpers.intake.recognise import fits, recognise
from helpers.intake.source_files import RULES, RawFile
from helpers.intake.told import Told
from helpers.intake.workbook import Notice, Sheet, Workbook
from helpers.records.form_data import META_SHEET
from helpers.records.tables import SourceFile
from helpers.rules import RuleBook

TOLD_NUMBERS = 100  # of a sheet without a table; a list of numbers may be long


@dataclass
class SortedFiles:
    """The candidates among the files, and what became of all others."""

    candidates: list[Candidate] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)
    fates: SheetFates = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


def sort_files(
    files: Sequence[RawFile], book: RuleBook, locator: Locator, sources: tuple[Source, ...]
) -> SortedFiles:
    """Sort all files of a season, by name."""
    done = SortedFiles()
    first: dict[str, str] = {}
    for file in sorted(files, key=lambda file: (excluded(file, sources) is not None, file.file)):
        if file.workbook is None:
            done.outcomes[file.file] = "listed"
            continue
        if file.sha256 in first:
            _set_duplicate(done, file.workbook, first[file.sha256])
            continue
        if not file.workbook.refused:
            first[file.sha256] = file.file
        _sort(done, file.workbook, book, locator, sources, excluded(file, sources))
    return done


def recogniser(book: RuleBook, locator: Locator) -> Callable[[Workbook], tuple[Candidate, ...]]:
    """Finds the tables of a workbook that was set aside, by what it says of itself."""
    return lambda workbook: recognise(workbook, book, locator, ()).candidates


def excluded(file: RawFile, sources: Iterable[Source]) -> Source | None:
    """The line of ``sources`` that keeps a whole file out."""
    if file.workbook is None:
        return None
    lines = (one for one in sources if one.use == "no" and not one.sheet)
    return next((one for one in lines if fits(one, file.workbook)), None)


def _set_duplicate(done: SortedFiles, workbook: Workbook, other: str) -> None:
    notice = Notice("DUPLICATE_SUBMISSION", values={"other": other})
    done.told.append(Told(notice, workbook.file))
    done.outcomes[workbook.file] = "duplicate"
    done.fates |= set_aside(workbook, "duplicate")


def _sort(
    done: SortedFiles,
    workbook: Workbook,
    book: RuleBook,
    locator: Locator,
    sources: tuple[Source, ...],
    kept_out: Source | None,
) -> None:
    if kept_out is not None:
        notice = Notice("NOT_USED", values={"reason": kept_out.reason.rstrip(".")})
        done.told.append(Told(notice, workbook.file))
        done.told += [Told(replace(one, level="info"), workbook.file) for one in workbook.notices]
        done.outcomes[workbook.file] = "not_used"
        done.fates |= set_aside(workbook, "not_used")
        return
    if workbook.refused:
        done.told += [Told(one, workbook.file) for one in workbook.notices]
        done.outcomes[workbook.file] = "refused"
        return
    found = recognise(workbook, book, locator, sources)
    done.candidates += found.candidates
    done.told += found.told
    done.outcomes[workbook.file] = "refused" if found.refused else "read"
    for sheet in found.unread:
        done.fates |= _unread(workbook, sheet, found.refused)
        if not found.refused and sheet.name != META_SHEET:
            done.told += _numbers(workbook, sheet)


def _unread(workbook: Workbook, sheet: Sheet, refused: bool) -> SheetFates:
    if sheet.name == META_SHEET:
        return all_cells(workbook, sheet, ignored("meta"))
    if refused:
        return all_cells(workbook, sheet, Fate("refused", "unread", "NO_TABLE"))
    return all_cells(workbook, sheet, ignored("unread"))


def _numbers(workbook: Workbook, sheet: Sheet) -> Iterator[Told]:
    """The numbers on a sheet without a table: the first asks for a look, the others are notes."""
    numbers = [cell for _, cell in sorted(sheet.cells.items()) if cell.kind == "number"]
    for place, cell in enumerate(numbers[:TOLD_NUMBERS]):
        code = "NUMBER_NOT_USED" if place else "OUTSIDE_TABLE"
        yield Told(Notice(code, sheet.name, cell.address, cell.literal), workbook.file)


def source_files(
    files: Iterable[RawFile], done: SortedFiles, tables: Collection[str]
) -> tuple[SourceFile, ...]:
    """The table of all files, with whose they are as far as each is one juror's.

    Parameters
    ----------
    tables
        The officers' tables that were read.
    """
    return tuple(
        SourceFile(
            file.file, file.sha256, file.size, file.kind,
            "read" if file.file in (RULES, *tables) else done.outcomes[file.file],
            *_whose(one for one in done.candidates if one.workbook.file == file.file),
            file.workbook.cells if file.workbook else 0,
            _entry(one for one in done.candidates if one.workbook.file == file.file),
        )
        for file in files
    )  # fmt: skip


def _whose(candidates: Iterable[Candidate]) -> tuple[str, str, str]:
    """Category, stage and juror of a file; '' where its sheets differ."""
    found = [one.identity for one in candidates]
    same = [{getattr(one, subject) for one in found} for subject in SUBJECTS]
    category, stage, juror = (one.pop() if len(one) == 1 else "" for one in same)
    return category, stage, juror


def _entry(candidates: Iterable[Candidate]) -> str:
    """Which of two entries from paper a file is; '' where a juror filled it in."""
    return next((one.form.entry for one in candidates if one.form), "")
