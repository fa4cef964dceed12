"""What is seen only over all files: what is missing, what contradicts, what fits no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from helpers.intake.absences import contradictions
from helpers.intake.deadlines import late_marks
from helpers.intake.expected import Expected, juror_name, region_notices
from helpers.intake.officer_tables import OfficerTables, Source
from helpers.intake.plain_tables import table_notice
from helpers.intake.readings import Reading
from helpers.intake.recognise import fits
from helpers.intake.sorting import SortedFiles
from helpers.intake.source_files import RawFile
from helpers.intake.table import WAITING_ROLES
from helpers.intake.told import Told
from helpers.intake.workbook import Notice, read_address
from helpers.records.form_data import META_SHEET
from helpers.rules import RuleBook


def seen_over_all(
    book: RuleBook,
    tables: OfficerTables,
    files: Sequence[RawFile],
    found: SortedFiles,
    readings: Sequence[Reading],
    expected: Iterable[Expected],
) -> Iterator[Told]:
    """All that no single form can show."""
    yield from _about_files(files, found)
    scores = [score for reading in readings for score in reading.scores]
    absences = [absence for reading in readings for absence in reading.absences]
    for absence, notice in contradictions(scores, absences):
        yield Told(notice, absence.file, absence.category)
    for form, notice in late_marks(book, readings, tables.corrections):
        yield Told(notice, form.workbook.file, form.identity.category)
    for one in expected:
        if not one.file and not one.excused:
            yield Told(_missing(book, one), category=one.category)
    for category, notice in region_notices(book, tables.participants, tables.decisions):
        yield Told(notice, category=category)
    for source in tables.sources:
        if not any(file.workbook and fits(source, file.workbook) for file in files):
            yield Told(_unused(source), source.written_in, source.category)


def _missing(book: RuleBook, one: Expected) -> Notice:
    stage = book.categories[one.category].stages[one.stage].name
    values = {"juror": juror_name(book, one.juror), "stage": stage}
    about = {"stage": one.stage, "juror": one.juror}
    return Notice("MISSING_SHEET", values=values, about=about)


def _unused(source: Source) -> Notice:
    return table_notice(source.table, source.line, "file", "source_unused", source.file)


def _about_files(files: Iterable[RawFile], found: SortedFiles) -> Iterator[Told]:
    """What the reader saw in the files that are used."""
    for file in files:
        if file.workbook is None or found.outcomes[file.file] != "read":
            continue
        mine = [one for one in found.candidates if one.workbook.file == file.file]
        categories = {one.identity.category for one in mine}
        category = categories.pop() if len(categories) == 1 else ""
        roles = {
            (one.sheet.name, position): role
            for one in mine
            for position, role in one.table.roles.items()
        }
        for notice in file.workbook.notices:
            if notice.sheet == META_SHEET:
                continue
            yield Told(_weighed(notice, roles), file.file, category)


def _weighed(notice: Notice, roles: dict[tuple[str, tuple[int, int]], str]) -> Notice:
    """A value under a merge only stops where marks and names stand."""
    position = read_address(notice.cell)
    if notice.code != "VALUE_UNDER_MERGE" or position is None:
        return notice
    inside = roles.get((notice.sheet, position), "") in WAITING_ROLES
    return notice if inside else Notice(
        notice.code, notice.sheet, notice.cell, notice.literal, "warn", notice.values
    )  # fmt: skip
