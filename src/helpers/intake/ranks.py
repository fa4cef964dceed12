"""The ranks that stand on a sheet, beside those that its marks give. None of them is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from helpers.intake.arithmetic import Marks, Way, sum_ways
from helpers.intake.form import Form
from helpers.intake.part import Part, Recounted, missing
from helpers.intake.weights import written_number
from helpers.intake.workbook import Cell
from helpers.records.numbers import as_decimal


@dataclass(frozen=True)
class Ranked:
    """A rank that somebody wrote, and the marks of its line."""

    form: Form
    cell: Cell
    written: Fraction
    marks: Marks


def check_ranks(parts: Sequence[Part]) -> Iterator[Recounted]:
    """The ranks on a juror's form, beside those that the juror's own marks give.

    While a mark waits, any rank may still be right.
    """
    if any(part.waiting() for part in parts):
        return
    found: list[Ranked] = []
    holes: list[Recounted] = []
    for part in parts:
        criteria = {criterion for criterion, _ in part.columns.marks}
        lines = {n: marks for n, marks in part.marks_by_line().items() if marks.keys() == criteria}
        ranked, empty = written_ranks(part.form, lines)
        found += ranked
        holes += empty
    if found:
        shown = {one.criterion: one.weight for part in parts for one in reversed(part.shown)}
        ways = sum_ways(found[0].form, "total", list(found[0].marks), shown)
        yield from compared(found, ways)
        yield from holes


def written_ranks(form: Form, lines: Mapping[int, Marks]) -> tuple[list[Ranked], list[Recounted]]:
    """The numbers in a column of ranks for the lines with all their marks, and where none is."""
    found, holes = [], []
    for field in form.table.of_kind("rank"):
        for line, marks in lines.items():
            cell = form.table.cell(line, field.index)
            written = written_number(form, cell)
            if cell is not None and written is not None:
                found.append(Ranked(form, cell, written, marks))
            else:
                holes.append(missing(form, line, field.index))
    return found, holes if found else []


def compared(found: Sequence[Ranked], ways: Sequence[Way]) -> Iterator[Recounted]:
    """Ranks against the totals of the way that most agree with; equals may stand in any order."""
    totals = [[_total(one.marks, way) for one in found] for way in ways]
    wrong = [
        [not _fits(one.written, total, column) for one, total in zip(found, column, strict=True)]
        for column in totals
    ]
    best = min(range(len(ways)), key=lambda way: sum(wrong[way]))
    for one, total, is_wrong in zip(found, totals[best], wrong[best], strict=True):
        place = 1 + sum(other > total for other in totals[best])
        notice = one.form.notice(
            "RANK_MISMATCH", one.cell, written=as_decimal(one.written), expected=place
        )
        yield Recounted(one.form, one.cell.position, notice if is_wrong else None)


def _total(marks: Marks, way: Way) -> Fraction:
    return sum((marks[one] * factor for one, factor in way.items()), Fraction(0))


def _fits(written: Fraction, total: Fraction, totals: Sequence[Fraction]) -> bool:
    """Whether a rank is one of those that a total may have: 1, 1, 3 or 1, 2, 3 or 1, 1, 2."""
    higher = sum(other > total for other in totals)
    dense = len({other for other in totals if other > total})
    return higher < written <= higher + totals.count(total) or written == dense + 1
