"""Absences that contradict marks: one says the participant was away, another has marked it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.intake.workbook import Notice, Word
from helpers.records.tables import COMMITTEE, Absence, Score


def contradictions(
    scores: Iterable[Score], absences: Iterable[Absence]
) -> Iterator[tuple[Absence, Notice]]:
    """Each declared absence of a participant in a stage in which others gave it marks.

    One notice for each sheet, at its first such cell. What an officer declared is not questioned,
    and the committee's marks, which need no presence, contradict no juror.
    """
    marked = {_slot(score) for score in scores}
    told: set[tuple[str, ...]] = set()
    for one in absences:
        if one.kind != "participant_absent" or one.correction or _slot(one) not in marked:
            continue
        sheet = (*_slot(one), one.file, one.sheet)
        if sheet not in told:
            told.add(sheet)
            values = {"detail": Word("absence_contradicted")}
            yield one, Notice("ABSENCE_WORD", one.sheet, one.cell, one.literal, values=values)


def _slot(row: Score | Absence) -> tuple[str, ...]:
    committee = "committee" if row.juror == COMMITTEE else ""
    return (row.category, row.stage, row.participant, committee)
