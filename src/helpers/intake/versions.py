"""Several sheets for one juror and stage: never the newest, never the first, but the one chosen.

Three cases need no choice: a form of ours that was not filled in beside one that was, the same
marks on two of them, and a paper form that was typed twice, whose entries check each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from helpers.intake.candidates import Candidate, source_line
from helpers.intake.differences import difference
from helpers.intake.expected import juror_name
from helpers.intake.form_checks import is_foreign
from helpers.intake.names import Register
from helpers.intake.told import Told
from helpers.intake.workbook import Notice
from helpers.records.form_data import ENTRIES
from helpers.records.tables import COMMITTEE
from helpers.rules import RuleBook, fingerprint

Group = tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """What is done with a table: read it, or set it aside with a reason; ``stop`` is a code.

    ``second`` is the other entry of the same paper form, which is read beside it.
    """

    candidate: Candidate
    read: bool
    reason: str = ""
    stop: str = ""
    second: Candidate | None = None

    @property
    def both(self) -> tuple[Candidate, ...]:
        """The table, and the second entry where there is one."""
        return (self.candidate, self.second) if self.second else (self.candidate,)


def choose(
    candidates: Iterable[Candidate],
    book: RuleBook,
    registers: Mapping[str, Register],
    season: str,
    held: Collection[tuple[str, str]],
) -> tuple[list[Choice], list[Told]]:
    """Choose between the versions of each juror's sheet, by ``sources`` alone.

    What differs between versions of which none is chosen is told, by participant and criterion.

    Parameters
    ----------
    held
        Category and stage of what was held; an empty form for another stage is not missed.

    Returns
    -------
    tuple
        The choice for every table, and what is to be told.
    """
    choices: list[Choice] = []
    told: list[Told] = []
    rules = fingerprint(book)
    groups: dict[Group, list[Candidate]] = {}
    for one in candidates:
        if one.source is not None and one.source.use == "no":
            choices.append(Choice(one, read=False, reason="not_used"))
            told.append(_set_aside(one, one.source.reason))
        elif is_foreign(one, rules, season):
            choices.append(Choice(one, read=False, stop="FORM_SEASON"))
        elif one.identity.open:
            choices.append(Choice(one, read=False, stop="UNIDENTIFIED_SHEET"))
        elif one.unfilled and (one.identity.category, one.identity.stage) not in held:
            choices.append(Choice(one, read=False, reason="not_held"))
        else:
            who = one.identity
            groups.setdefault((who.category, who.stage, who.juror), []).append(one)
    for group in groups.values():
        for versions in _versions(group, registers):
            kept = [one for one in versions if _is_chosen(one)]
            if kept and len(_versions(kept, registers)) == len(kept):
                others = [one for one in versions if not any(one is other for other in kept)]
                reason = kept[0].source.reason if kept[0].source else ""
                choices += [Choice(one, read=True) for one in kept]
                choices += [Choice(one, read=False, reason="not_used") for one in others]
                told += [_set_aside(one, reason) for one in others]
            else:
                more, heard = _weigh(versions, book, registers)
                choices += more
                told += heard
    return choices, told


def _weigh(
    versions: list[Candidate], book: RuleBook, registers: Mapping[str, Register]
) -> tuple[list[Choice], list[Told]]:
    """What is done with versions that nobody has chosen from."""
    different, aside, told = _distinct(versions)
    if len(different) == 1:
        told += _single_entry(different[0], book)
        return [Choice(different[0], read=True), *aside], told
    if entries := _two_entries(different):
        first, second = entries
        return [Choice(first, read=True, second=second), *aside], told
    conflict = _code(different)
    choices = [Choice(one, read=False, stop=conflict) for one in different]
    return [*choices, *aside], [*told, *_conflicts(conflict, different, book, registers)]


def _distinct(
    versions: list[Candidate],
) -> tuple[list[Candidate], list[Choice], list[Told]]:
    """The versions that differ; forms of ours that are empty or repeat another are set aside."""
    filled = [one for one in versions if not one.unfilled] or versions[:1]
    aside = [
        Choice(one, read=False, reason="not_filled")
        for one in versions
        if not any(one is other for other in filled)
    ]
    told: list[Told] = []
    different: list[Candidate] = []
    for one in filled:
        same = next((other for other in different if _repeats(one, other)), None)
        if same is None:
            different.append(one)
        else:
            aside.append(Choice(one, read=False, reason="same_marks"))
            notice = Notice("SAME_MARKS", one.sheet.name, values={"other": same.place})
            told.append(Told(notice, one.workbook.file, one.identity.category))
    return different, aside, told


def _repeats(one: Candidate, other: Candidate) -> bool:
    """Whether two forms of ours hold the same marks and are the same entry."""
    if one.form is None or other.form is None or one.form.entry != other.form.entry:
        return False
    return one.written == other.written


def _entry(one: Candidate) -> str:
    return one.form.entry if one.form else ""


def _two_entries(versions: list[Candidate]) -> tuple[Candidate, ...]:
    """The first and the second entry of a paper form; nothing where they are not just these."""
    ordered = tuple(sorted(versions, key=_entry))
    return ordered if tuple(map(_entry, ordered)) == ENTRIES else ()


def _single_entry(one: Candidate, book: RuleBook) -> Iterator[Told]:
    """A paper form that was typed only once so far."""
    if _entry(one) and not one.unfilled:
        values = _juror_and_stage(one, book)
        missing = next(entry for entry in ENTRIES if entry != _entry(one))
        notice = Notice("ENTRY_SINGLE", one.sheet.name, values={**values, "missing": missing})
        yield Told(notice, one.workbook.file, one.identity.category)


def _is_chosen(one: Candidate) -> bool:
    return one.source is not None and one.source.use == "yes"


def _versions(
    group: Iterable[Candidate], registers: Mapping[str, Register]
) -> list[list[Candidate]]:
    """The sheets of a juror and stage, those together that cannot both be read."""
    found: list[list[Candidate]] = []
    for one in group:
        same = [
            versions for versions in found if any(_exclude(one, v, registers) for v in versions)
        ]
        found = [versions for versions in found if versions not in same]
        found.append([*(v for versions in same for v in versions), one])
    return found


def _exclude(one: Candidate, other: Candidate, registers: Mapping[str, Register]) -> bool:
    """Whether two sheets of a juror and stage are two versions, rather than parts of one form.

    Cards of different participants make one form together; what stands twice in one file is found
    when it is read. So do sheets of the committee, and of several jurors, on different criteria.
    """
    if one.table.layout == other.table.layout == "cards":
        both = _people(one, registers) & _people(other, registers)
        return bool(both) and one.workbook is not other.workbook
    if one.identity.juror == COMMITTEE or (one.whole and other.whole):
        return bool(_criteria(one) & _criteria(other)) or not (_criteria(one) and _criteria(other))
    return True


def _people(one: Candidate, registers: Mapping[str, Register]) -> set[str]:
    register = registers[one.identity.category]
    return {
        person
        for line in one.table.participant_lines()
        for kind in line.keys
        if (person := register.by(kind, line.key_text(kind)))
    }


def _criteria(one: Candidate) -> set[str]:
    return {target.criterion for field in one.table.of_kind("mark") for target in field.targets}


def _code(versions: list[Candidate]) -> str:
    files = {one.workbook.file for one in versions}
    return "MULTIPLE_SCORE_SHEETS" if len(files) == 1 else "VERSION_CONFLICT"


def _set_aside(one: Candidate, reason: str) -> Told:
    notice = Notice("NOT_USED", one.sheet.name, values={"reason": reason.rstrip(".")})
    return Told(notice, one.workbook.file, one.identity.category)


def _conflicts(
    code: str, versions: list[Candidate], book: RuleBook, registers: Mapping[str, Register]
) -> Iterator[Told]:
    who = versions[0].identity
    stage = book.categories[who.category].stages[who.stage]
    names = {key: criterion.name for key, criterion in stage.criteria.items()}
    common = {
        **_juror_and_stage(versions[0], book),
        "sheets": "; ".join(one.place for one in versions),
        "differences": difference(versions, registers[who.category], names),
    }
    for one in versions:
        values = {**common, "line": source_line(one, "ya", book=book)}
        notice = Notice(code, one.sheet.name, values=values, about=one.identity.about)
        yield Told(notice, one.workbook.file, one.identity.category)


def _juror_and_stage(one: Candidate, book: RuleBook) -> dict[str, object]:
    who = one.identity
    stage = book.categories[who.category].stages[who.stage].name
    return {"juror": juror_name(book, who.juror), "stage": stage}
