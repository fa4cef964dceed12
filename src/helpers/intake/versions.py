"""Several sheets for one juror and stage: never the newest, never the first, but the one chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from helpers.intake.differences import difference
from helpers.intake.expected import juror_name
from helpers.intake.names import Register
from helpers.intake.recognise import Candidate, source_line
from helpers.intake.told import Told
from helpers.intake.workbook import Notice
from helpers.records.tables import COMMITTEE
from helpers.rules import RuleBook

Group = tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """What is done with a table: read it, or set it aside with a reason; ``stop`` is a code."""

    candidate: Candidate
    read: bool
    reason: str = ""
    stop: str = ""


def choose(
    candidates: Iterable[Candidate], book: RuleBook, registers: Mapping[str, Register]
) -> tuple[list[Choice], list[Told]]:
    """Choose between the versions of each juror's sheet, by ``sources`` alone.

    What differs between versions of which none is chosen is told, by participant and criterion.

    Returns
    -------
    tuple
        The choice for every table, and what is to be told.
    """
    choices: list[Choice] = []
    told: list[Told] = []
    groups: dict[Group, list[Candidate]] = {}
    for one in candidates:
        if one.source is not None and one.source.use == "no":
            choices.append(Choice(one, read=False, reason="not_used"))
            told.append(_set_aside(one, one.source.reason))
        elif one.identity.open:
            choices.append(Choice(one, read=False, stop="UNIDENTIFIED_SHEET"))
        else:
            groups.setdefault(_group(one), []).append(one)
    for versions in groups.values():
        chosen = [one for one in versions if one.source is not None and one.source.use == "yes"]
        if len(versions) == 1 or len(chosen) == 1:
            kept = (chosen or versions)[0]
            choices.append(Choice(kept, read=True))
            for one in versions:
                if one is not kept:
                    choices.append(Choice(one, read=False, reason="not_used"))
                    told.append(_set_aside(one, kept.source.reason if kept.source else ""))
        else:
            conflict = _code(versions)
            choices += [Choice(one, read=False, stop=conflict) for one in versions]
            told += _conflicts(conflict, versions, book, registers)
    return choices, told


def _group(one: Candidate) -> Group:
    """What may only be there once; the committee may give its criteria on several sheets."""
    who = one.identity
    if who.juror != COMMITTEE:
        return (who.category, who.stage, who.juror)
    criteria = {target.criterion for field in one.table.of_kind("mark") for target in field.targets}
    return (who.category, who.stage, who.juror, *sorted(criteria))


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
        "juror": juror_name(book, who.juror),
        "stage": stage.name,
        "sheets": "; ".join(one.place for one in versions),
        "differences": difference(versions, registers[who.category], names),
    }
    for one in versions:
        values = {**common, "line": source_line(one, "ya")}
        notice = Notice(code, one.sheet.name, values=values, about=one.identity.about)
        yield Told(notice, one.workbook.file, one.identity.category)
