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


def read_forms(
    choices: Iterable[Choice],
    book: RuleBook,
    registers: Mapping[str, Register],
    corrections: CorrectionBook,
    excused: Collection[tuple[str, str, str]],
    decisions: Sequence[Decision],
    season: str,
) -> ReadForms:
    """Read every form that was chosen and is due.

    Parameters
    ----------
    excused
        Category, stage and juror where a decision leaves the juror out.
    decisions
        All decisions; some leave a juror out for one participant.
    """
    done = ReadForms()
    rules = mark_rules(book)

    def form_of(one: Candidate) -> Form:
        who = one.identity
        register = registers[who.category]
        asked = one.form.sheet(one.sheet.name) if one.form else None
        return Form(
            book,
            one.workbook,
            one.sheet,
            one.table,
            who,
            register,
            corrections.of(one.workbook),
            rules,
            one.version,
            excused=(who.category, who.stage, who.juror) in excused,
            spared=_spared(book, who, register, decisions),
            entry=one.form.entry if one.form else "",
            asked=asked.participants if asked else "",
        )

    for choice in choices:
        one = choice.candidate
        both = [one, choice.second] if choice.second else [one]
        if choice.read and _is_due(book, one):
            beside = read_form(form_of(choice.second), season) if choice.second else None
            reading = read_form(form_of(one), season, beside)
            done.readings.append(reading)
            _tell(done, one, reading.notices)
            _add(done.fates, one, reading.fates)
            if beside and choice.second:
                _tell(done, choice.second, beside.besides_marks())
                _add(done.fates, choice.second, beside.fates | dict(reading.checked))
        elif choice.read:
            done.told += [_not_due(book, each) for each in both]
            for each in both:
                _add(done.fates, each, _waiting(each, "JUROR_NOT_DUE"))
        elif choice.stop:
            _add(done.fates, one, _waiting(one, choice.stop))
        else:
            aside = Fate("ignored", "unread", choice.reason)
            _add(done.fates, one, dict.fromkeys(one.table.roles, aside))
    return done


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
