"""Reading the chosen forms, and setting the others aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from helpers.intake.candidates import Candidate
from helpers.intake.corrections import CorrectionBook
from helpers.intake.expected import juror_name
from helpers.intake.fates import Fate, SheetFates, add_fates, ignored
from helpers.intake.form import Form
from helpers.intake.marks import mark_rules
from helpers.intake.names import Register
from helpers.intake.numbers_beside import told_of_numbers
from helpers.intake.readings import Reading, read_form
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
    together: dict[tuple[object, ...], list[Form]] = {}
    for choice in choices:
        one, who = choice.candidate, choice.candidate.identity
        place = (one.workbook.file, one.sheet.name)
        if choice.read and _is_due(book, one):
            form = Form(
                book,
                one.workbook,
                one.sheet,
                one.table,
                who,
                registers[who.category],
                corrections.of(one.workbook),
                rules,
                one.version,
                (who.category, who.stage, who.juror) in excused,
                one.whole,
            )
            alone = place if form.by_committee else ()
            together.setdefault((who.category, who.stage, who.juror, *alone), []).append(form)
        elif choice.read:
            done.told.append(_not_due(book, one))
            add_fates(done.fates, place, _waiting(one, "JUROR_NOT_DUE"))
        elif choice.stop:
            add_fates(done.fates, place, _waiting(one, choice.stop))
        else:
            aside = Fate("ignored", "unread", choice.reason)
            add_fates(done.fates, place, dict.fromkeys(one.table.roles, aside))
    done.readings = [read_form(_with_others(forms), season) for forms in together.values()]
    for reading in done.readings:
        done.told += [_about(form, notice) for form, notice in reading.seen]
        for place, fates in reading.fates.items():
            add_fates(done.fates, place, fates)
    done.told += [
        _about(form, notice) for form, notice in told_of_numbers(done.readings, done.fates)
    ]
    return done


def _with_others(forms: list[Form]) -> list[Form]:
    """The parts of a form, those of a recap each with the criteria that the others hold."""
    named = [
        {target.criterion for field in form.table.of_kind("mark") for target in field.targets}
        for form in forms
    ]
    return [
        replace(form, elsewhere=frozenset().union(*(named[:number] + named[number + 1 :])))
        if form.whole
        else form
        for number, form in enumerate(forms)
    ]


def _about(form: Form, notice: Notice) -> Told:
    return Told(notice, form.workbook.file, form.identity.category)


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
