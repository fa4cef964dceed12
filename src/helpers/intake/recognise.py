"""Which tables a workbook holds, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from helpers.intake.corrections import same_file
from helpers.intake.identify import (
    META_SHEET,
    SUBJECTS,
    Identity,
    declared,
    identify,
    meta_identity,
    with_defaults,
)
from helpers.intake.locate import Locator, find_tables
from helpers.intake.officer_tables import Source
from helpers.intake.table import Table
from helpers.intake.told import Told
from helpers.intake.workbook import Notice, Position, Sheet, Word, Workbook
from helpers.records.tables import COMMITTEE
from helpers.rules import RuleBook

_SPOKEN_ROLES = ("title", "footer", "outside")


@dataclass(frozen=True)
class Candidate:
    """One table of one sheet of one workbook, and whose it is as far as that is known."""

    workbook: Workbook
    sheet: Sheet
    table: Table
    identity: Identity
    source: Source | None = None
    version: str = ""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.workbook.file} › {self.sheet.name}"


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
    candidates: list[Candidate] = []
    unread: list[Sheet] = []
    form_data = meta_identity(workbook.sheets)
    for sheet in workbook.sheets:
        source = source_of(sources, workbook, sheet.name)
        layout = source.layout if source else ""
        tables = () if sheet.name == META_SHEET else find_tables(sheet, locator, layout)
        found = _identified(workbook, sheet, tables, book, source, form_data)
        found = [one for one in found if _is_score_table(book, one)]
        candidates += found
        if not found:
            unread.append(sheet)
    if not candidates:
        nothing = Told(_no_table(workbook), workbook.file)
        return Recognised((), tuple(unread), (nothing,), refused=True)
    told = tuple(
        Told(_unidentified(one), workbook.file, one.identity.category)
        for one in candidates
        if one.identity.open
    )
    return Recognised(tuple(candidates), tuple(unread), told)


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
        identity = identify(book, table, sheet, texts, known)
        if found:
            identity = with_defaults(identity, found[0].identity)
        version = declared(texts).get("version", "")
        found.append(Candidate(workbook, sheet, table, identity, source, version))
    if found and found[0].identity.open:
        first = with_defaults(found[0].identity, found[-1].identity)
        found[0] = replace(found[0], identity=replace(first, stage=found[0].identity.stage))
    return found


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
    after = tables[number - 1].end if number else 0
    before = table.end if number + 1 < len(tables) else None
    return {
        position: sheet.cells[position].literal
        for position, role in table.roles.items()
        if role in _SPOKEN_ROLES
        and sheet.cells[position].kind == "text"
        and table.line_at(position) > after
        and (before is None or table.line_at(position) <= before)
    }


def _no_table(workbook: Workbook) -> Notice:
    return Notice("NO_TABLE", values={"line": f"{quoted(workbook.file)},,,,,,,tidak,...,...,..."})


def _unidentified(candidate: Candidate) -> Notice:
    identity = candidate.identity
    labels = identity.seen or {}
    seen = tuple(f"“{labels[subject]}”" for subject in identity.open if subject in labels)
    values: dict[str, object] = {
        "missing": tuple(Word(f"subject_{subject}") for subject in identity.open),
        "seen": Word("seen", {"texts": seen}) if seen else "",
        "line": source_line(candidate, "ya"),
    }
    name = candidate.sheet.name
    return Notice("UNIDENTIFIED_SHEET", name, values=values, about=identity.about)


def source_line(candidate: Candidate, use: str) -> str:
    """A line for ``sources``, ready to paste; what a person must fill in is three points."""
    workbook, identity = candidate.workbook, candidate.identity
    known = [getattr(identity, subject) or "..." for subject in SUBJECTS]
    fields = [workbook.file, candidate.sheet.name, *known, "", workbook.sha256, use]
    return ",".join([*map(quoted, fields), "...", "...", "..."])


def quoted(text: str) -> str:
    """A field of a .csv line."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if set(text) & set(',;"\n') else text
