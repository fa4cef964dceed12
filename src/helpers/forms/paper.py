"""What one sheet of a form shows, and where on the sheet it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from helpers.forms.due import DueSheet
from helpers.forms.looks import (
    COLOURS,
    MANY,
    Colour,
    after_widths,
    criterion_width,
    fixed_widths,
)
from helpers.records.tables import COMMITTEE
from helpers.records.words import say
from helpers.rules import Category, Criterion, RuleBook, Scale, Stage

NUMBER, ID, NAME, REGION, FIRST_MARK = range(5)
OFFICE, TITLE, HEADING, CATEGORY, STAGE, JUROR, INSTRUCTION, HEADER, WEIGHT, RANGE = range(10)
FIRST_LINE = RANGE + 1


@dataclass(frozen=True)
class Paper:
    """One sheet; ``season`` is its folder, ``entry`` is '' or which of the two entries it is.

    ``rules`` is the fingerprint of the rule book. Rows and columns are counted from 0.
    """

    book: RuleBook
    season: str
    due: DueSheet
    entry: str
    language: str
    rules: str

    @property
    def category(self) -> Category:
        return self.book.categories[self.due.category]

    @property
    def stage(self) -> Stage:
        return self.category.stages[self.due.stage]

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria, one for each column of marks."""
        return tuple(self.stage.criteria[one] for one in self.due.criteria)

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """The scales of the criteria."""
        return tuple(
            self.category.criterion_scale(self.due.stage, one) for one in self.due.criteria
        )

    @property
    def by_committee(self) -> bool:
        return self.due.juror == COMMITTEE

    @property
    def marked_rows(self) -> tuple[int, ...]:
        """The rows that marks are due in."""
        lines = enumerate(self.due.lines, FIRST_LINE)
        return tuple(row for row, line in lines if line.spared is None)

    @property
    def last_line(self) -> int:
        """The row of the last participant."""
        return FIRST_LINE + len(self.due.lines) - 1

    @property
    def check(self) -> int:
        """The column that counts."""
        return FIRST_MARK + len(self.criteria)

    @property
    def last_column(self) -> int:
        """The column of notes where somebody is not marked, else the one that counts."""
        return self.check + (len(self.marked_rows) < len(self.due.lines))

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """The widths of all columns."""
        marks = (criterion_width(one.name, self.upright) for one in self.criteria)
        widths = (*fixed_widths(self.upright), *marks, *after_widths(self.upright))
        return widths[: self.last_column + 1]

    @property
    def upright(self) -> bool:
        """Whether the names of the criteria stand upright, because there are many."""
        return len(self.criteria) > MANY

    @property
    def colour(self) -> Colour:
        return COLOURS[self.entry]

    def say(self, key: str, **values: object) -> str:
        """One of the room's sentences."""
        return say(f"forms.{key}", self.language, **values)
