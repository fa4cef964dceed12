"""Reading the chosen forms, and setting the others aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from helpers.intake.candidates import Candidate
from helpers.intake.corrections import CorrectionBook
from helpers.intake.expected import juror_name
from helpers.intake.fates import Fate, SheetFates, add_fates, ignored
from helpers.intake.form import Form
from helpers.intake.identify import Identity
from helpers.intake.marks import mark_rules
from helpers.intake.names import Register
from helpers.intake.numbers_beside import told_of_numbers
from helpers.intake.readings import Reading, read_form
from helpers.intake.table import WAITING_ROLES
from helpers.intake.told import Told
from helpers.intake.versions import Choice
from helpers.intake.workbook import Notice
from helpers.records.tables import COMMITTEE, Decision
from helpers.rules import RuleBook
from helpers.rules.recusal import left_out, recused


@dataclass
class ReadForms:
    """The forms that were read, and the fates of the cells of all."""

    readings: list[Reading] = field(default_factory=list)
    fates: SheetFates = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class FormReader:
    """What all forms of a season are read with.

    ``excused`` are category, stage and juror where a decision leaves the juror out; some of the
    ``decisions`` leave one out for a single participant.
    """

    book: RuleBook
    season: str
    registers: Mapping[str, Register]
    corrections: CorrectionBook
    decisions: Sequence[Decision]
    excused: Collection[tuple[str, str, str]]

    def form(self, one: Candidate) -> Form:
        """A table with everything that reading it takes."""
        who = one.identity
        register = self.registers[who.category]
        asked = one.form.sheet(one.sheet.name) if one.form else None
        return Form(
            self.book,
            one.workbook,
            one.sheet,
            one.table,
            who,
            register,
            self.corrections.of(one.workbook),
            mark_rules(self.book),
            one.version,
            (who.category, who.stage, who.juror) in self.excused,
            one.whole,
            spared=_spared(self.book, who, register, self.decisions),
            ours=one.form is not None,
            entry=one.form.entry if one.form else "",
            asked=asked.participants if asked else "",
        )

    def read(self, parts: Iterable[Candidate], second: Reading | None = None) -> Reading:
        """What the parts of a form hold, held against its second entry where there is one."""
        return read_form(_with_others([self.form(one) for one in parts]), self.season, second)


def read_forms(choices: Iterable[Choice], reader: FormReader) -> ReadForms:
    """Read every form that was chosen and is due."""
    done = ReadForms()
    together: dict[tuple[object, ...], list[Choice]] = {}
    for choice in choices:
        one, who = choice.candidate, choice.candidate.identity
        if choice.read and _is_due(reader.book, one):
            alone = (one.workbook.file, one.sheet.name) if who.juror == COMMITTEE else ()
            key = (who.category, who.stage, who.juror, *alone)
            together.setdefault(key, []).append(choice)
        elif choice.read:
            for each in choice.both:
                done.told.append(_not_due(reader.book, each))
                _set_fates(done, each, _waiting(each, "JUROR_NOT_DUE"))
        elif choice.stop:
            _set_fates(done, one, _waiting(one, choice.stop))
        else:
            aside = Fate("ignored", "unread", choice.reason)
            _set_fates(done, one, dict.fromkeys(one.table.roles, aside))
    for parts in together.values():
        _read(done, reader, parts)
    done.told += [
        _about(form, notice) for form, notice in told_of_numbers(done.readings, done.fates)
    ]
    return done


def _read(done: ReadForms, reader: FormReader, parts: Sequence[Choice]) -> None:
    """Read one form; the cells of a second entry are only compared."""
    entries = [choice.second for choice in parts if choice.second]
    second = reader.read(entries) if entries else None
    reading = reader.read((choice.candidate for choice in parts), second)
    done.readings.append(reading)
    done.told += [_about(form, notice) for form, notice in reading.seen]
    for place, fates in reading.fates.items():
        add_fates(done.fates, place, fates)
    if second is not None:
        done.told += [_about(form, notice) for form, notice in second.besides_marks()]
        for place, fates in second.fates.items():
            add_fates(done.fates, place, fates | reading.checked.get(place, {}))


def _spared(
    book: RuleBook, who: Identity, register: Register, decisions: Sequence[Decision]
) -> frozenset[str]:
    """The participants for whom a juror has no marks to give."""
    if who.juror == COMMITTEE:
        return frozenset()
    people = register.participants.values()
    out = left_out(decisions, who.category, who.stage, who.juror, people)
    return frozenset(out) | frozenset(recused(book, who.category, who.juror, people))


def _set_fates(done: ReadForms, one: Candidate, fates: Mapping[tuple[int, int], Fate]) -> None:
    add_fates(done.fates, (one.workbook.file, one.sheet.name), fates)


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
