"""One category under examination, with the lines that its parts stand on."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.rules.entries import Entry
from helpers.rules.mistakes import Fault
from helpers.rules.models import Category, RuleBook


@dataclass(frozen=True, slots=True)
class Subject:
    """The category ``name`` of a rule book."""

    book: RuleBook
    name: str
    root: Entry

    @property
    def rules(self) -> Category:
        return self.book.categories[self.name]

    def fault(self, word: str, *path: object, **values: object) -> Fault:
        """A fault at ``path`` below the category, in whose sentence ``{category}`` can be named."""
        line = self.root.line_of("categories", self.name, *path)
        return Fault(line, word, {"category": self.name, **values})

    def juror_stages(self) -> list[str]:
        """The stages in which jurors give marks."""
        return [stage for stage in self.rules.stages if self.rules.juror_criteria(stage)]

    def panel(self, stage: str) -> tuple[str, ...]:
        """Who is due in a stage, replacements in place."""
        return self.book.due_jurors(self.name, stage)
