"""One part of a form as it was read, and the numbers beside its marks that were counted again."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from helpers.intake.columns import Columns
from helpers.intake.form import Form
from helpers.intake.rows import Rows
from helpers.intake.slots import Slot
from helpers.intake.weights import ShownWeight
from helpers.intake.workbook import Notice, Position


@dataclass(frozen=True)
class Part:
    """A table of a form with its columns, lines and slots, and the weights it shows."""

    form: Form
    columns: Columns
    rows: Rows
    slots: tuple[Slot, ...]
    shown: tuple[ShownWeight, ...]

    def marks_by_line(self) -> dict[int, dict[str, Fraction]]:
        """The marks of each line that can be counted, by criterion; no line where none is due."""
        lines: dict[int, dict[str, Fraction]] = {}
        for slot in self.slots:
            if slot.mark.kind == "not_due":
                continue
            marks = lines.setdefault(slot.line, {})
            if slot.value is not None:
                marks[slot.criterion] = Fraction(slot.value)
        return lines

    def waiting(self) -> set[tuple[int, str]]:
        """Line and criterion of each mark that a person must still decide on.

        No sum over one of them can be counted again yet, and none is judged. A line without any
        mark is no such case: the participant may have had none to get.
        """
        begun = {slot.line for slot in self.slots if slot.mark.kind != "blank"}
        return {
            (slot.line, slot.criterion)
            for slot in self.slots
            if slot.stop or (slot.left_open and slot.line in begun)
        }


class Recounted(NamedTuple):
    """A number that a juror wrote beside the marks, counted again; ``notice`` where it is wrong.

    Also a place where such a number should be and is none.
    """

    form: Form
    at: Position
    notice: Notice | None = None


def missing(form: Form, line: int, index: int) -> Recounted:
    """A place that is empty or holds a text, where others of its kind hold a number."""
    at = form.table.grid.position((line, index))
    return Recounted(form, at, form.notice("NUMBER_EXPECTED", at))
