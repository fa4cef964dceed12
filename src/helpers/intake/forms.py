"""Reading the chosen forms, and setting the others aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from helpers.intake.corrections import CorrectionBook
from helpers.intake.expected import juror_name
from helpers.intake.fates import Fate, SheetFates, ignored
from helpers.intake.form import Form
from helpers.intake.marks import mark_rules
from helpers.intake.names import Register
from helpers.intake.readings import Reading, read_form
from helpers.intake.recognise import Candidate
from helpers.intake.table import WAITING_ROLES
from helpers.intake.told import Told
from helpers.intake.versions import Choice
from helpers.intake.workbook import Notice
from helpers.records.tables import COMMITTEE
from helpers.rules import RuleBook


@dataclass
class ReadForms:
    """The forms that were read, and the fates of the cells of all."""

    readings: list[Reading] = field(default_factory=list)
    fates: SheetFates = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


def read_forms(
    choices: Iterable[Choice],
    book: RuleBook,
    registers: Mapping[str, Register],
    corrections: CorrectionBook,
    excused: Collection[tuple[str, str, str]],
    season: str,
) -> ReadForms:
    """Read every form that was chosen and is due.

    Parameters
    ----------
    excused
        Category, stage and juror where a decision leaves the juror out.
    """
    done = ReadForms()
    rules = mark_rules(book)
    for choice in choices:
        one = choice.candidate
        if choice.read and _is_due(book, one):
            category = one.identity.category
            form = Form(
                book,
                one.workbook,
                one.sheet,
                one.table,
                one.identity,
                registers[category],
                corrections.of(one.workbook),
                rules,
                one.version,
                (category, one.identity.stage, one.identity.juror) in excused,
            )
            reading = read_form(form, season)
            done.readings.append(reading)
            done.told += [Told(notice, one.workbook.file, category) for notice in reading.notices]
            _add(done.fates, one, reading.fates)
        elif choice.read:
            done.told.append(_not_due(book, one))
            _add(done.fates, one, _waiting(one, "JUROR_NOT_DUE"))
        elif choice.stop:
            _add(done.fates, one, _waiting(one, choice.stop))
        else:
            aside = Fate("ignored", "unread", choice.reason)
            _add(done.fates, one, dict.fromkeys(one.table.roles, aside))
    return done


def _is_due(book: RuleBook, one: Candidate) -> bool:
    who = one.identity
    if who.juror == COMMITTEE:
        return bool(book.categories[who.category].committee_criteria(who.stage))
    return who.juror in book.due_jurors(who.category, who.stage)


def _not_due(book: RuleBook, one: Candidate) -> Told:
    who = one.identity
    stage = book.categories[who.category].stages[who.stage].name
    values = {"juror": juror_name(book, who.juror), "stage": stage}
    notice = Notice("JUROR_NOT_DUE", one.sheet.name, values=values, about=who.about)
    return Told(notice, one.workbook.file, who.category)


def _waiting(one: Candidate, code: str) -> dict[tuple[int, int], Fate]:
    """The marks and keys of a table wait; what is around them needs no decision."""
    return {
        at: Fate("quarantined", role, code) if role in WAITING_ROLES else ignored(role)
        for at, role in one.table.roles.items()
    }


def _add(fates: SheetFates, one: Candidate, more: Mapping[tuple[int, int], Fate]) -> None:
    """Add the fates of one table; what it only sees beside it is left to the other tables."""
    sheet = fates.setdefault((one.workbook.file, one.sheet.name), {})
    for at, fate in more.items():
        if at not in sheet or fate.role not in ("title", "footer", "outside"):
            sheet[at] = fate
