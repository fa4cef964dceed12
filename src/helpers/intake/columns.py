"""Which column holds which criterion, once it is known whose sheet it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.intake.identify import Identity, declared
from helpers.intake.lines import is_markish
from helpers.intake.table import Field, Table
from helpers.intake.workbook import Notice, Position, address
from helpers.records.tables import COMMITTEE
from helpers.rules import RuleBook


@dataclass(frozen=True)
class Columns:
    """The columns of a table by criterion, and what was odd about them.

    ``refused`` is the code that keeps the whole sheet out; ``waiting`` are fields whose cells wait
    for a person, with the code.
    """

    marks: tuple[tuple[str, Field], ...]
    notices: tuple[Notice, ...]
    waiting: tuple[tuple[Field, str], ...] = ()
    refused: str = ""


def due_criteria(book: RuleBook, identity: Identity) -> tuple[str, ...]:
    """The criteria that the juror, or the committee, marks in the stage."""
    rules = book.categories[identity.category]
    if identity.juror == COMMITTEE:
        return rules.committee_criteria(identity.stage)
    return rules.juror_criteria(identity.stage)


def find_columns(
    book: RuleBook, table: Table, identity: Identity, sheet: str, version: str
) -> Columns:
    """Match the columns with the criteria that are due, by name and never by place.

    Parameters
    ----------
    version
        What the sheet says about the version of its form; '' if nothing.
    """
    due = due_criteria(book, identity)
    found: dict[str, list[Field]] = {}
    strange: list[Field] = []
    for field in table.of_kind("mark", "extra"):
        criterion = _criterion(field, identity)
        if criterion in due:
            found.setdefault(criterion, []).append(field)
        elif _is_marked(table, field):
            strange.append(field)
    _take_the_only_one(table, due, found, strange)
    missing = [criterion for criterion in due if criterion not in found]
    names = _names(book, identity, missing)
    if missing and not strange and identity.juror != COMMITTEE:
        return _refuse(sheet, version, names)
    notices = [*_strangers(strange, sheet, bool(missing), names), *_doubles(found, sheet)]
    marks = tuple((one, fields[0]) for one, fields in found.items() if len(fields) == 1)
    notices += _order(due, marks, sheet)
    doubled = [(f, "DUPLICATE_HEADER") for fs in found.values() if len(fs) > 1 for f in fs]
    unknown = [(field, "UNKNOWN_CRITERION") for field in strange] if missing else []
    return Columns(marks, tuple(notices), (*doubled, *unknown))


def form_version(texts: dict[Position, str]) -> str:
    """The version that a form says it has; '' if none."""
    return declared(texts).get("version", "")


def _criterion(field: Field, identity: Identity) -> str:
    for category, stage, criterion in field.targets:
        if (category, stage) == (identity.category, identity.stage):
            return criterion
    return ""


def _is_marked(table: Table, field: Field) -> bool:
    cells = (table.cell(line.index, field.index) for line in table.participant_lines())
    return any(cell is not None and is_markish(cell) for cell in cells)


def _take_the_only_one(
    table: Table, due: Iterable[str], found: dict[str, list[Field]], strange: list[Field]
) -> None:
    """A single criterion may stand under the plain word for a mark (Nilai)."""
    plain = [field for field in table.of_kind("mark") if not field.targets]
    wanted = tuple(due)
    if len(wanted) == 1 and not found and len(plain) == 1:
        found[wanted[0]] = plain
        strange[:] = [field for field in strange if field not in plain]


def _names(book: RuleBook, identity: Identity, criteria: Iterable[str]) -> str:
    part = book.categories[identity.category].stages[identity.stage]
    return ", ".join(part.criteria[criterion].name for criterion in criteria)


def _refuse(sheet: str, version: str, names: str) -> Columns:
    code = "TEMPLATE_VERSION" if version else "TEMPLATE_SHAPE"
    values = {"version": version, "missing": names}
    return Columns((), (Notice(code, sheet, values=values),), refused=code)


def _strangers(
    fields: Iterable[Field], sheet: str, missing: bool, names: str
) -> list[Notice]:
    code = "UNKNOWN_CRITERION" if missing else "EXTRA_COLUMN"
    return [
        Notice(code, sheet, address(field.position), field.header, values={"missing": names})
        for field in fields
    ]


def _doubles(found: dict[str, list[Field]], sheet: str) -> list[Notice]:
    notices = []
    for fields in found.values():
        if len(fields) > 1:
            cells = ", ".join(address(field.position) for field in fields)
            where = address(fields[1].position)
            notices.append(
                Notice("DUPLICATE_HEADER", sheet, where, fields[1].header, values={"cells": cells})
            )
    return notices


def _order(
    due: tuple[str, ...], marks: tuple[tuple[str, Field], ...], sheet: str
) -> list[Notice]:
    seen = [one for one, _ in sorted(marks, key=lambda pair: pair[1].index)]
    if seen == [one for one in due if one in seen]:
        return []
    return [Notice("COLUMN_ORDER", sheet)]

