"""Marks after the deadline of their stage: what the file and the corrections say about the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from helpers.intake.expected import juror_name
from helpers.intake.form import Form
from helpers.intake.readings import Reading
from helpers.intake.workbook import Notice, Word
from helpers.records.tables import Correction, Score
from helpers.rules import RuleBook


def late_marks(
    book: RuleBook, readings: Iterable[Reading], corrections: Iterable[Correction]
) -> Iterator[tuple[Form, Notice]]:
    """Each sheet that was saved, or completed by a correction, after the deadline of its stage.

    A sheet is told of once, whatever lies in it. When a workbook was saved is what it says itself,
    so the notice is a question to a person.
    """
    known = {one.id: one for one in corrections}
    for reading in readings:
        for form in {form.place: form for form in reading.forms}.values():
            stage = form.category.stages[form.identity.stage]
            if stage.deadline is None:
                continue
            mine = [one for one in reading.scores if (one.file, one.sheet) == form.place]
            saved, added = _saved(book, form, stage.deadline), _added(mine, known, stage.deadline)
            for detail in (*saved, *added):
                values = {
                    "juror": juror_name(book, form.identity.juror),
                    "stage": stage.name,
                    "deadline": _written(stage.deadline),
                    "detail": detail,
                }
                yield form, Notice("LATE_MARK", form.sheet.name, values=values)


def _saved(book: RuleBook, form: Form, deadline: date) -> Iterator[Word]:
    """That the workbook says it was saved after the deadline, by the clock of the office's zone."""
    saved = form.workbook.saved
    if saved is None:
        return
    local = saved.astimezone(ZoneInfo(book.office.timezone))
    if local.date() > deadline:
        when = f"{_written(local.date())} {local:%H.%M %Z}"
        yield Word("late_saved", {"when": when})


def _added(
    scores: Iterable[Score], corrections: Mapping[str, Correction], deadline: date
) -> Iterator[Word]:
    """The corrections that put a mark where none was, on a day after the deadline."""
    days: dict[str, list[str]] = {}
    for score in scores:
        correction = corrections.get(score.correction)
        if correction is None or correction.action != "set" or score.literal.strip():
            continue
        if date.fromisoformat(correction.date) > deadline:
            days.setdefault(correction.date, []).append(correction.id)
    for day, ids in sorted(days.items()):
        when = _written(date.fromisoformat(day))
        yield Word("late_correction", {"ids": ", ".join(sorted(ids)), "when": when})


def _written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
