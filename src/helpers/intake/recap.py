"""What a recap adds up over its jurors: sums, means and ranks that are no single juror's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from helpers.intake.arithmetic import SUMS, Column, Way
from helpers.intake.form import Form
from helpers.intake.jurors_across import SHARED
from helpers.intake.part import Part, Recounted
from helpers.intake.ranks import compared, written_ranks
from helpers.intake.table import Field, Line, Table
from helpers.intake.tallies import summaries
from helpers.intake.weights import official_weight, written_number


def check_recap(table: Table, parts: Sequence[Part]) -> Iterator[Recounted]:
    """The columns of a recap that belong to all its jurors.

    Parameters
    ----------
    table
        The whole table.
    parts
        What was read of it, one part for each juror.
    """
    shared = tuple(one for one in table.fields if one.kind in SHARED and one.seat is None)
    form = replace(parts[0].form, table=replace(table, fields=shared))
    lines = _marks(parts)
    keys = {key for marks in lines.values() for key in marks}
    complete = {line: marks for line, marks in lines.items() if marks.keys() == keys}
    for field in shared:
        covered = _covered(form, field, keys) if field.kind in SUMS else {}
        if covered:
            column = Column(_ways(covered, len(parts)))
            column.add(form, field, lines)
            yield from column.judged()
    ranked, holes = written_ranks(form, complete)
    if ranked and not any(part.waiting() for part in parts):
        yield from compared(ranked, _ways(_covered(form, None, keys), len(parts)))
        yield from holes

    def number(line: Line, field: Field) -> Fraction | None:
        return written_number(form, form.table.cell(line.index, field.index))

    sums = [one for one in shared if one.kind in SUMS]
    yield from summaries(form, sums, number, lambda _line, _field: False)


def _marks(parts: Sequence[Part]) -> dict[int, dict[str, Fraction]]:
    """The marks of each line by juror and criterion."""
    lines: dict[int, dict[str, Fraction]] = {}
    for part in parts:
        for line, marks in part.marks_by_line().items():
            named = {f"{part.form.identity.juror}/{one}": mark for one, mark in marks.items()}
            lines.setdefault(line, {}).update(named)
    return lines


def _covered(form: Form, field: Field | None, keys: set[str]) -> dict[str, Fraction]:
    """The marks that a column may add up, each with the weight of its criterion."""
    who = form.identity
    named = {
        target.criterion
        for target in (field.targets if field else ())
        if (target.category, target.stage) == (who.category, who.stage)
    }
    return {
        key: Fraction(official_weight(form, criterion))
        for key in sorted(keys)
        for criterion in [key.rpartition("/")[2]]
        if not named or criterion in named
    }


def _ways(covered: Mapping[str, Fraction], jurors: int) -> list[Way]:
    """Plain or weighted, added up or as the mean over marks or over jurors."""
    plain = dict.fromkeys(covered, Fraction(1))
    ways: list[Way] = []
    for terms in (plain, {key: weight / 100 for key, weight in covered.items()}, covered):
        for divisor in dict.fromkeys((1, jurors, len(covered))):
            ways.append({key: factor / divisor for key, factor in terms.items()})
    return ways
