"""What should have come, and what has: sheets of jurors, participants of regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.intake.candidates import Candidate
from helpers.intake.form import Form
from helpers.intake.readings import Reading
from helpers.intake.workbook import Notice, Word
from helpers.records.tables import COMMITTEE, Decision, Participant
from helpers.rules import Category, RuleBook

OUT = ("withdrawn", "disqualified", "replaced")


@dataclass(frozen=True)
class Expected:
    """One sheet that is due, and the file it came in; '' where it has not come.

    ``excused`` says that a decision leaves the juror out of the stage.
    """

    category: str
    stage: str
    juror: str
    file: str = ""
    sheet: str = ""
    excused: bool = False


def stages_through(category: Category, through: str) -> tuple[str, ...]:
    """The stages up to ``through``; all where the category has no such stage."""
    stages = tuple(category.stages)
    return stages[: stages.index(through) + 1] if through in stages else stages


def held_stages(book: RuleBook, through: str = "") -> frozenset[tuple[str, str]]:
    """Category and stage of everything that was held."""
    return frozenset(
        (category, stage)
        for category, rules in book.categories.items()
        for stage in stages_through(rules, through)
    )


def due_sheets(
    book: RuleBook, decisions: Iterable[Decision], through: str = ""
) -> Iterator[Expected]:
    """Every sheet that is due, in the order of the rule book."""
    left_out = [one for one in decisions if one.kind == "juror_left_out" and not one.participant]
    for category, rules in book.categories.items():
        for stage in stages_through(rules, through):
            jurors = book.due_jurors(category, stage) if rules.juror_criteria(stage) else ()
            committee = (COMMITTEE,) if rules.committee_criteria(stage) else ()
            for juror in (*jurors, *committee):
                excused = any(
                    (one.category, one.juror) == (category, juror) and one.stage in ("", stage)
                    for one in left_out
                )
                yield Expected(category, stage, juror, excused=excused)


def received(
    due: Iterable[Expected], candidates: Iterable[Candidate], readings: Iterable[Reading]
) -> tuple[Expected, ...]:
    """The sheets that are due, each with the file it came in: the one read, else the first."""
    came: dict[tuple[str, str, str], tuple[str, str]] = {}
    forms: list[Form | Candidate] = [form for reading in readings for form in reading.forms]
    for one in [*forms, *candidates]:
        who = one.identity
        place = (one.workbook.file, one.sheet.name)
        came.setdefault((who.category, who.stage, who.juror), place)
    return tuple(
        replace(one, file=file, sheet=sheet)
        for one in due
        for file, sheet in [came.get((one.category, one.stage, one.juror), ("", ""))]
    )


def juror_name(book: RuleBook, juror: str) -> str | Word:
    """The juror as people know it: name and code."""
    if juror == COMMITTEE:
        return Word("committee")
    known = book.jurors.get(juror)
    return f"{known.name} ({juror})" if known else juror


def region_notices(
    book: RuleBook, participants: Sequence[Participant], decisions: Sequence[Decision]
) -> Iterator[tuple[str, Notice]]:
    """Regions that sent none or too many, with the category, until a decision says why."""
    for category, rules in book.categories.items():
        if rules.per_region is None or not book.regions:
            continue
        mine = [one for one in decisions if one.category == category]
        out = {one.participant for one in mine if one.kind in OUT}
        excused = {one.value for one in mine if one.kind == "not_sent"}
        members = [person for person in participants if person.category == category]
        counts = Counter(person.region for person in members if person.id not in out)
        sent = {person.region for person in members}
        for region in book.regions:
            name = f"{region.name} ({region.code})"
            if region.code not in sent and region.code not in excused:
                line = f"...,{category},,,,not_sent,{region.code},...,...,...,...,...,"
                values = {"region": name, "line": line}
                about = {"region": region.code}
                yield category, Notice("REGION_NOT_SENT", values=values, about=about)
            if counts[region.code] > rules.per_region:
                ids = [p.id for p in members if p.region == region.code and p.id not in out]
                many = {
                    "region": name,
                    "count": counts[region.code],
                    "allowed": rules.per_region,
                    "participants": ", ".join(ids),
                }
                about = {"region": region.code, "participants": " ".join(ids)}
                yield category, Notice("REGION_TOO_MANY", values=many, about=about)
