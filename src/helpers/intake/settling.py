"""Notices become the season's findings, once every correction has said what it settles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from helpers.intake.corrections import CorrectionBook, Corrections, Place
from helpers.intake.fates import Fate, SheetFates
from helpers.intake.ledger import quarantine
from helpers.intake.notices import to_finding
from helpers.intake.told import Told
from helpers.intake.workbook import Workbook, read_address
from helpers.records.findings import LEVELS
from helpers.records.tables import Correction, Finding
from helpers.records.words import say

SETTLED = "info"  # the level of a finding that a person has settled


def settle(
    told: Iterable[Told],
    corrections: CorrectionBook,
    workbooks: Mapping[str, Workbook],
    fates: SheetFates,
    language: str,
    others: Iterable[Finding] = (),
    sent_again: Callable[[CorrectionBook], None] = lambda _book: None,
) -> tuple[Finding, ...]:
    """All findings: settled ones lowered, unused corrections named, one for each cell and code.

    The fates of cells are brought in line: a cell that a stopping finding names waits, one that a
    correction sets aside is ignored. ``others`` are findings that no correction can settle;
    ``sent_again`` looks at the corrections that fit no longer, before they are told of.
    """
    findings = _once(to_finding(one.notice, language, one.file, one.category) for one in told)
    _settle_rest(findings, corrections, workbooks, fates)
    sent_again(corrections)
    corrections.tell_unused()
    settled = {place: id_ for id_, place in corrections.applied.items()}
    findings = [_lowered(one, settled, language) for one in findings]
    quarantine(fates, findings)
    about = [to_finding(notice, language, file) for file, notice in corrections.notices]
    return tuple(sorted(_once([*findings, *about, *others]), key=_order))


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each cell and code, the gravest; those about no cell are kept as they are."""
    seen: dict[tuple[str, ...], Finding] = {}
    for one in findings:
        where: tuple[str, ...] = (one.code, one.file, one.sheet, one.cell)
        where = where if one.cell else (*where, one.category, one.message)
        seen[where] = min(seen.get(where, one), one, key=lambda one: LEVELS.index(one.level))
    return list(seen.values())


def _order(finding: Finding) -> tuple[object, ...]:
    position = read_address(finding.cell) or (0, 0)
    return (
        LEVELS.index(finding.level),
        finding.category,
        finding.file,
        finding.sheet,
        position,
        finding.code,
        finding.message,
    )


def _settle_rest(
    findings: Iterable[Finding],
    corrections: CorrectionBook,
    workbooks: Mapping[str, Workbook],
    fates: SheetFates,
) -> None:
    """Corrections away from marks: ``use`` accepts a warning, ``ignore`` sets a cell aside."""
    levels: dict[Place, set[str]] = {}
    for one in findings:
        levels.setdefault((one.file, one.sheet, one.cell), set()).add(one.level)
    for file, workbook in workbooks.items():
        mine = corrections.of(workbook)
        for correction in mine.open():
            place = (file, correction.sheet, correction.cell.upper())
            fate = _fate(fates, place)
            warned = "warn" in levels.get(place, ())
            action = correction.action
            if (action == "use" and warned) or (action == "ignore" and fate):
                _apply(mine, correction, workbook, fates)


def accepted(
    findings: Iterable[Finding], corrections: Iterable[Correction], language: str
) -> tuple[Finding, ...]:
    """Findings made after intake: those at a cell that an officer accepted become notes."""
    places = {
        (one.file, one.sheet, one.cell.upper()): one.id
        for one in corrections
        if one.applied == "yes" and one.action == "use"
    }
    return tuple(
        _lowered(one, places, language) if one.level == "warn" else one for one in findings
    )


def _lowered(finding: Finding, settled: Mapping[Place, str], language: str) -> Finding:
    """The finding as a note, where a correction settled it."""
    correction = settled.get((finding.file, finding.sheet, finding.cell))
    if correction is None or finding.level == SETTLED:
        return finding
    message = say("intake.settled", language, message=finding.message, correction=correction)
    return replace(finding, level=SETTLED, message=message)


def _fate(fates: SheetFates, place: Place) -> Fate | None:
    position = read_address(place[2])
    return fates.get(place[:2], {}).get(position) if position else None


def _apply(
    mine: Corrections, correction: Correction, workbook: Workbook, fates: SheetFates
) -> None:
    position = read_address(correction.cell.upper())
    sheet = next((s for s in workbook.sheets if s.name == correction.sheet), None)
    cell = sheet.cells.get(position) if sheet and position else None
    applied = mine.take(correction.sheet, cell or position or "")
    fate = _fate(fates, (workbook.file, correction.sheet, correction.cell.upper()))
    if applied and applied.action == "ignore" and fate and position:
        done = Fate("ignored", fate.role, "correction", correction=applied.id)
        fates[workbook.file, correction.sheet][position] = done
