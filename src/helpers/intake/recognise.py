"""Which tables a workbook holds, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from helpers.intake.candidates import Candidate, no_table, whose_sheets
from helpers.intake.corrections import same_file
from helpers.intake.headers import Target
from helpers.intake.identify import (
    META_SHEET,
    SUBJECTS,
    Clue,
    Identity,
    Spoken,
    identify,
    meta_identity,
    named_criterion,
    spoken,
    with_defaults,
)
from helpers.intake.jurors_across import jurors_of, needs_criterion, on_criterion, table_of
from helpers.intake.labels import Words
from helpers.intake.locate import Locator, find_tables
from helpers.intake.officer_tables import Source
from helpers.intake.table import Table
from helpers.intake.told import Told
from helpers.intake.workbook import Position, Sheet, Workbook
from helpers.records.tables import COMMITTEE
from helpers.rules import RuleBook

_SPOKEN_ROLES = ("title", "footer", "outside")


@dataclass(frozen=True)
class Recognised:
    """The tables of a workbook, its sheets without one, and what was odd."""

    candidates: tuple[Candidate, ...] = ()
    unread: tuple[Sheet, ...] = ()
    told: tuple[Told, ...] = ()
    refused: bool = False


def source_of(sources: Iterable[Source], workbook: Workbook, sheet: str) -> Source | None:
    """The line of ``sources`` for a sheet: the one that names it, else the one for its file."""
    mine = [one for one in sources if fits(one, workbook) and one.sheet in ("", sheet)]
    return max(mine, key=lambda one: one.sheet == sheet, default=None)


def fits(source: Source, workbook: Workbook) -> bool:
    """Whether a line of ``sources`` means a workbook: its file, and its SHA-256 if given."""
    return same_file(source.file, workbook.file) and source.sha256 in ("", workbook.sha256)


def recognise(
    workbook: Workbook, book: RuleBook, locator: Locator, sources: tuple[Source, ...]
) -> Recognised:
    """Find the tables of a workbook and say whose they are."""
    parts: list[list[Candidate]] = []
    unread: list[Sheet] = []
    form_data = meta_identity(workbook.sheets)
    for sheet in workbook.sheets:
        source = source_of(sources, workbook, sheet.name)
        layout = source.layout if source else ""
        tables = () if sheet.name == META_SHEET else find_tables(sheet, locator, layout)
        whole = _identified(workbook, sheet, tables, book, source, form_data)
        found = [one for one in map(_by_juror, whole) if _is_score_table(book, one[0])]
        parts += found
        if not found:
            unread.append(sheet)
    if not parts:
        nothing = Told(no_table(workbook), workbook.file)
        return Recognised((), tuple(unread), (nothing,), refused=True)
    candidates = tuple(one for group in parts for one in group)
    return Recognised(candidates, tuple(unread), tuple(whose_sheets(book, parts)))


def _identified(
    workbook: Workbook,
    sheet: Sheet,
    tables: tuple[Table, ...],
    book: RuleBook,
    source: Source | None,
    form_data: Identity,
) -> list[Candidate]:
    said = {subject: getattr(source, subject) for subject in SUBJECTS} if source else {}
    known = with_defaults(Identity(**said), form_data)
    found: list[Candidate] = []
    for number, table in enumerate(tables):
        texts = _texts(sheet, tables, number)
        words = spoken(sheet, texts)
        identity = identify(book, table, words, known)
        if found:
            identity = with_defaults(identity, found[0].identity)
        if needs_criterion(table) and not {"category", "stage"} & set(identity.open):
            table, identity = _on_one_criterion(book, table, identity, words)
        version = words.labels.get("version", Words("")).text
        found.append(Candidate(workbook, sheet, table, identity, source, version))
    if found and found[0].identity.open:
        first = with_defaults(found[0].identity, found[-1].identity)
        found[0] = replace(found[0], identity=replace(first, stage=found[0].identity.stage))
    return found


def _on_one_criterion(
    book: RuleBook, table: Table, identity: Identity, words: Spoken
) -> tuple[Table, Identity]:
    """A table of jurors on the criterion that the sheet names; as it was where it names none."""
    category, stage = identity.category, identity.stage
    criterion, clue = named_criterion(book.categories[category], stage, words)
    if not criterion or clue is None:
        return table, identity
    clues = {**identity.clues, "criterion": clue}
    return on_criterion(table, Target(category, stage, criterion)), replace(identity, clues=clues)


def _by_juror(one: Candidate) -> list[Candidate]:
    """The parts of a table in which several jurors have columns; else the table as it is."""
    if one.table.layout != "jurors_across":
        return [one]
    jurors = jurors_of(one.table, one.source.juror if one.source else "")
    parts: dict[str, Candidate] = {}
    for whose, seat in one.table.seats.items():
        juror = jurors[whose]
        by_column = {"juror": Clue("column", Words(seat.label))} if seat.juror == juror else {}
        clues = {**one.identity.clues, **by_column}
        parts[juror or whose] = replace(
            one,
            table=table_of(one.table, jurors, whose),
            identity=replace(one.identity, juror=juror, clues=clues),
            whole=one.table,
        )
    return list(parts.values())


def _is_score_table(book: RuleBook, one: Candidate) -> bool:
    """Whether the header names a criterion, or stands for the only one of its stage."""
    if any(field.targets for field in one.table.of_kind("mark")):
        return True
    who = one.identity
    if who.open or not one.table.of_kind("mark"):
        return False
    rules = book.categories[who.category]
    if who.juror == COMMITTEE:
        return len(rules.committee_criteria(who.stage)) == 1
    return len(rules.juror_criteria(who.stage)) == 1


def _texts(sheet: Sheet, tables: tuple[Table, ...], number: int) -> Mapping[Position, str]:
    """The texts around one table; those between two tables belong to the lower one."""
    table = tables[number]
    cards = table.layout == "cards"  # each has rows of its own
    after = tables[number - 1].end if number else 0
    before = table.end if number + 1 < len(tables) else None
    return {
        position: sheet.cells[position].literal
        for position, role in table.roles.items()
        if role in _SPOKEN_ROLES
        and sheet.cells[position].kind == "text"
        and (cards or table.line_at(position) > after)
        and (cards or before is None or table.line_at(position) <= before)
    }
