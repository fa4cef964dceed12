"""What is offered in perbaikan.xlsx: a row for each open finding that a person can settle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from helpers.intake.candidates import OPEN
from helpers.intake.identify import SUBJECTS
from helpers.intake.repair_table import RepairRow, RepairSheet
from helpers.intake.repairs import (
    AGAIN,
    OFFICERS,
    PREFIX,
    TABLES,
    Repair,
    actions_for,
)
from helpers.intake.season import CleanSeason
from helpers.records.findings import address
from helpers.records.tables import COMMITTEE, Absence, Finding, Score
from helpers.records.words import say
from helpers.rules import RuleBook

MOST_IN_A_LOT = 3  # of so many tied participants every order fits into a list

# What the column kind holds: a region's code, an old correction's number, a name inside a cell.
KINDS = ("region", "correction", "written")

Cell = tuple[str, str, str]


@dataclass(frozen=True)
class Subjects:
    """Whose a cell or a sheet is, for findings that name only the address."""

    book: RuleBook
    slots: Mapping[Cell, Score | Absence]
    sheets: Mapping[tuple[str, str], Mapping[str, str]]
    names: Mapping[str, str]
    sha256: Mapping[str, str]

    def of(self, finding: Finding) -> dict[str, str]:
        """Category, stage, juror, participant and criterion, as far as they are known."""
        found = {"category": finding.category} if finding.category else {}
        found |= self.sheets.get((finding.file, finding.sheet), {})
        found |= self.sheets.get((finding.file, ""), {}) if not finding.sheet else {}
        slot = self.slots.get((finding.file, finding.sheet, finding.cell))
        if slot is not None:
            for name in ("category", "stage", "juror", "participant", "criterion"):
                found[name] = getattr(slot, name)
        return found | dict(finding.about)

    def spoken(self, subject: Mapping[str, str], language: str) -> str:
        """Juror, participant and criterion in brief; the category where no participant says it."""
        category = self.book.categories.get(subject.get("category", ""))
        stage = category.stages.get(subject.get("stage", "")) if category else None
        criterion = subject.get("criterion", "")
        juror = subject.get("juror", "")
        alone = category.name if category and not subject.get("participant") else ""
        parts = (
            alone,
            say("intake.committee", language) if juror == COMMITTEE else juror,
            subject.get("participant", ""),
            stage.criteria[criterion].name if stage and criterion in stage.criteria else "",
        )
        return " · ".join(part for part in parts if part)


def subjects(clean: CleanSeason, book: RuleBook) -> Subjects:
    """Whose the cells and sheets of a clean season are."""
    rows: tuple[Score | Absence, ...] = (*clean.facts.scores, *clean.facts.absences)
    sheets: dict[tuple[str, str], Mapping[str, str]] = {}
    for one in clean.expected:
        if one.file:
            about = {"category": one.category, "stage": one.stage, "juror": one.juror}
            sheets[one.file, one.sheet] = about
    for file in clean.files:
        about = {"category": file.category, "stage": file.stage, "juror": file.juror}
        sheets[file.file, ""] = {name: text for name, text in about.items() if text}
    return Subjects(
        book,
        {(row.file, row.sheet, row.cell): row for row in rows},
        sheets,
        {person.id: person.name for person in clean.facts.participants},
        {file.file: file.sha256 for file in clean.files},
    )


def propose(
    findings: Iterable[Finding], clean: CleanSeason, book: RuleBook, language: str
) -> tuple[Repair, ...]:
    """One row for each place with findings that a person can settle, in the order of findings."""
    known = subjects(clean, book)
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        if offered := _actions(finding):
            place = (finding.file, finding.sheet, finding.cell)
            apart = () if TABLES[offered[0]] == "corrections" else _apart(finding)
            groups.setdefault((*place, *apart), []).append(finding)
    rows = (_row(group, known, clean, language) for group in groups.values())
    return tuple({row.subject: row for row in reversed(tuple(rows))}.values())[::-1]


def _actions(finding: Finding) -> tuple[str, ...]:
    """What can be done about a finding; a correction needs a file, and only jurors are left out."""
    actions = actions_for(finding.code, finding.level)
    if finding.about.get("juror") == COMMITTEE and finding.code.startswith("MISSING"):
        return ()
    return tuple(
        action
        for action in actions
        if finding.file or TABLES[action] not in ("corrections", "sources", "names")
    )


def _apart(finding: Finding) -> tuple[str, ...]:
    """What keeps findings apart that are about no cell."""
    return (finding.code, finding.category, *(text for _, text in sorted(finding.about.items())))


def _row(group: Sequence[Finding], known: Subjects, clean: CleanSeason, language: str) -> Repair:
    first = group[0]
    about = known.of(first)
    codes = dict.fromkeys(one.code for one in group)
    slot = (first.file, first.sheet, first.cell) in known.slots
    actions = tuple(dict.fromkeys(action for one in group for action in _actions(one)))
    texts = {
        **dict.fromkeys(OFFICERS, ""),
        "file": first.file,
        "sheet": first.sheet,
        "cell": first.cell,
        "subject": known.spoken(about, language),
        "read": first.literal or (say("repairs.read_blank", language) if slot else ""),
        "message": " ".join(dict.fromkeys(bare(one) for one in group)),
        "advice": say("repairs.what_to_do", language, actions=_listed(actions, language)),
        "code": "+".join(codes),
        "sha256": known.sha256.get(first.file, ""),
        "was": first.literal,
        "kind": next((about[name] for name in KINDS if name in about), ""),
        **{name: about.get(name, "") for name in ("category", "stage", "juror", "participant")},
    }
    if about.get("why") == "offered":
        texts |= _offer(about["correction"], clean, language)
    elif "correction" in about and about.get("why") is None:
        texts |= _old(about["correction"], clean)
    return Repair(texts, actions, tuple(_values(first, actions, known, clean)))


def _listed(actions: Iterable[str], language: str) -> str:
    return " / ".join(say(f"repairs.action_{action}", language) for action in actions)


def bare(finding: Finding) -> str:
    """The message without the address that stands in its own columns."""
    return finding.message.removeprefix(f"{address(finding)}: ")


def _offer(old: str, clean: CleanSeason, language: str) -> dict[str, str]:
    """The old correction, ready to be confirmed for the new file."""
    correction = next(one for one in clean.corrections if one.id == old)
    return {
        "kind": f"{AGAIN}{old}",
        "action": say(f"repairs.action_{correction.action}", language),
        "value": correction.value,
        "reason": correction.reason,
        "evidence": correction.evidence,
    }


def _old(old: str, clean: CleanSeason) -> dict[str, str]:
    """The file and the content that a correction itself names."""
    correction = next(one for one in clean.corrections if one.id == old)
    return {"sha256": correction.sha256, "was": correction.was}


def _values(
    finding: Finding, actions: Iterable[str], known: Subjects, clean: CleanSeason
) -> Iterator[str]:
    """The likely values, for a drop-down."""
    named = finding.about.get("participants", "").split()
    if "identify" in actions:
        about = {name: id_ for name, id_ in finding.about.items() if name in SUBJECTS}
        jurors = finding.about.get("jurors", "")
        if jurors and OPEN not in jurors and len(about) == len(SUBJECTS) - 1:
            yield " / ".join((about["category"], about["stage"], jurors))
        for one in () if jurors else clean.expected:
            fits = all(getattr(one, name) == id_ for name, id_ in about.items())
            if fits and not one.file and not one.excused:
                yield f"{one.category} / {one.stage} / {one.juror}"
    elif "lot" in actions and len(named) <= MOST_IN_A_LOT:
        yield from (" > ".join(order) for order in permutations(named))
    elif "finalists" in actions:
        sets = (finding.about.get("computed", "").split(), named)
        yield from ("; ".join(ids) for ids in sets if ids)
    elif {"map", "withdrawn"} & set(actions):
        yield from (f"{id_} – {known.names.get(id_, '')}".rstrip(" –") for id_ in named)


def merge(
    sheet: RepairSheet, proposed: Iterable[Repair], clean: CleanSeason, language: str
) -> tuple[Repair, ...]:
    """The rows of the next perbaikan.xlsx: what officers typed is kept, new findings are added.

    A row that nobody touched goes with its finding. Numbers are never given twice.
    """
    open_rows = {row.subject: row for row in proposed}
    applied = {one.id for one in clean.corrections if one.applied == "yes"}
    rows: list[Repair] = []
    for one in sheet.rows:
        fresh = open_rows.pop(one.repair.subject, None)
        if fresh is not None or one.repair.touched:
            state = _state(one, fresh is not None, applied)
            rows.append(_kept(one.repair, fresh, say(f"repairs.status_{state}", language)))
    numbers = (int(one.repair["id"].removeprefix(PREFIX)) for one in sheet.rows)
    next_number = max(numbers, default=0) + 1
    waiting = say("repairs.status_open", language)
    for number, row in enumerate(open_rows.values(), start=next_number):
        rows.append(replace(row, texts={**row.texts, "id": f"{PREFIX}{number}", "status": waiting}))
    return tuple(rows)


def _kept(old: Repair, fresh: Repair | None, status: str) -> Repair:
    """A row as it stands, with the finding in today's words and everything that officers typed."""
    typed = {column: old[column] for column in OFFICERS}
    now = fresh or old
    return replace(now, texts={**now.texts, **typed, "id": old["id"], "status": status})


def _state(one: RepairRow, waits: bool, applied: set[str]) -> str:
    if waits:
        return "open" if not one.repair.touched else "filled" if one.complete else "partly"
    in_force = TABLES.get(one.action) != "corrections" or one.repair["id"] in applied
    return "settled" if one.complete and in_force else "gone"
