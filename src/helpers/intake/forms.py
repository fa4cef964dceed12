"""Reading the chosen forms, and setting the others aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.intake.corrections import CorrectionBook
from helpers.intake.expected import juror_name
from helpers.intake.fates import Fate, SheetFates, ignored
from helpers.intake.form import Form
from helpers.intake.identify import Identity
from helpers.intake.marks import mark_rules
from helpers.intake.names import Register
from helpers.intake.readings import Reading, read_form
from helpers.intake.recognise import Candidate
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
            excused=(who.category, who.stage, who.juror) in self.excused,
            spared=_spared(self.book, who, register, self.decisions),
            entry=one.form.entry if one.form else "",
            asked=asked.participants if asked else "",
        )

    def read(self, one: Candidate, second: Reading | None = None) -> Reading:
        """What a table holds, held against the other entry of the same paper form if there is."""
        return read_form(self.form(one), self.season, second)


def read_forms(choices: Iterable[Choice], reader: FormReader) -> ReadForms:
    """Read every form that was chosen and is due."""
    done = ReadForms()
    for choice in choices:
        one, second = choice.candidate, choice.second
        if choice.read and _is_due(reader.book, one):
            _read(done, reader, one, second)
        elif choice.read:
            for each in (one, second) if second else (one,):
                done.told.append(_not_due(reader.book, each))
                _add(done.fates, each, _waiting(each, "JUROR_NOT_DUE"))
        elif choice.stop:
            _add(done.fates, one, _waiting(one, choice.stop))
        else:
            aside = Fate("ignored", "unread", choice.reason)
            _add(done.fates, one, dict.fromkeys(one.table.roles, aside))
    return done


def _read(done: ReadForms, reader: FormReader, one: Candidate, second: Candidate | None) -> None:
    """Read one form; the cells of its second entry are only compared."""
    beside = reader.read(second) if second else None
    reading = reader.read(one, beside)
    done.readings.append(reading)
    _tell(done, one, reading.notices)
    _add(done.fates, one, reading.fates)
    if second and beside:
        _tell(done, second, beside.besides_marks())
        _add(done.fates, second, beside.fates | dict(reading.checked))


def _spared(
    book: RuleBook, who: Identity, register: Register, decisions: Sequence[Decision]
) -> frozenset[str]:
    """The participants for whom a juror has no marks to give."""
    if who.juror == COMMITTEE:
        return frozenset()
    people = register.participants.values()
    out = left_out(decisions, who.category, who.stage, who.juror, people)
    return frozenset(out) | frozenset(recused(book, who.category, who.juror, people))


def _tell(done: ReadForms, one: Candidate, notices: Iterable[Notice]) -> None:
    done.told += [Told(notice, one.workbook.file, one.identity.category) for notice in notices]


def _is_due(book: RuleBook, one: Candidate) -> bool:
    who = one.identity
    if who.juror == COMMITTEE:
        return bool(book.categories[who.category].committee_criteria(who.stage))
    return who.juror in book.due_jurors(who.category, who.stage)


def _not_due(book: RuleBook, one: Candidate) -> Told:
    who = one.identity
    stage = book.categories[who.category].stages[who.stage].name
    values = {"juror": juror_name(book, who.juror), "stage": stage}
    notice = Notice("JUROR_NOT_DUE", one.sheet.name, values=values)
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
