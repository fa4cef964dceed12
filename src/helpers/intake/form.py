"""A score form that has been located and identified: everything that reading it takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from helpers.intake.corrections import Corrections
from helpers.intake.identify import Identity
from helpers.intake.marks import MarkRules
from helpers.intake.names import Register
from helpers.intake.table import Table
from helpers.intake.workbook import Cell, Notice, Position, Sheet, Workbook, address
from helpers.records.tables import COMMITTEE
from helpers.rules import Category, RuleBook, Scale


@dataclass(frozen=True, eq=False)
class Form:
    """One table of one sheet, filled in by one juror or the committee for one stage.

    It may be a part: one of several cards, or the columns of one juror in a table (``whole``).
    """

    book: RuleBook
    workbook: Workbook
    sheet: Sheet
    table: Table
    identity: Identity
    register: Register
    corrections: Corrections
    rules: MarkRules
    version: str = ""  # what the form says about its own version
    excused: bool = False  # whether a decision leaves the juror out of the stage
    whole: Table | None = None
    elsewhere: frozenset[str] = frozenset()  # the criteria of the other parts

    @property
    def category(self) -> Category:
        return self.book.categories[self.identity.category]

    @property
    def place(self) -> tuple[str, str]:
        """File and sheet."""
        return (self.workbook.file, self.sheet.name)

    @property
    def by_committee(self) -> bool:
        return self.identity.juror == COMMITTEE

    @cached_property
    def due_criteria(self) -> tuple[str, ...]:
        """The criteria that the juror, or the committee, marks in the stage."""
        stage = self.identity.stage
        if self.by_committee:
            return self.category.committee_criteria(stage)
        return self.category.juror_criteria(stage)

    def scale(self, criterion: str) -> Scale:
        """The marks that are possible for a criterion."""
        return self.category.criterion_scale(self.identity.stage, criterion)

    def criterion_name(self, criterion: str) -> str:
        """The name of a criterion, as the rule book has it."""
        return self.category.stages[self.identity.stage].criteria[criterion].name

    def notice(
        self, code: str, place: Cell | Position | str = "", level: str = "", **values: object
    ) -> Notice:
        """A notice at a cell of this form's sheet; without a place, about the sheet."""
        if isinstance(place, Cell):
            return Notice(code, self.sheet.name, place.address, place.literal, level, values)
        where = place if isinstance(place, str) else address(place)
        cell = None if isinstance(place, str) else self.sheet.cells.get(place)
        literal = cell.literal if cell else ""
        return Notice(code, self.sheet.name, where, literal, level, values)
