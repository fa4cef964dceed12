"""How one category is spoken of: its stages, criteria, jurors, numbers and days by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from helpers.records.numbers import show
from helpers.records.words import say
from helpers.rules.models import Category, RuleBook


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says the rules of one category in one language.

    ``juror_names`` holds how each juror is named; without it jurors are counted and not named, so
    that a document for the public cannot give one away.
    """

    book: RuleBook
    category: str
    language: str
    juror_names: Mapping[str, str] | None = None

    @property
    def rules(self) -> Category:
        return self.book.categories[self.category]

    def say(self, key: str, **values: object) -> str:
        return say(f"clauses.{key}", self.language, **values)

    def number(self, value: Decimal | int) -> str:
        return show(value, None, self.language)

    def day(self, day: date) -> str:
        return format_date(day, "d MMMM y", locale=self.language)

    def stage(self, stage: str) -> str:
        return self.quoted(self.rules.stages[stage].name)

    def criterion(self, stage: str, criterion: str) -> str:
        return self.quoted(self.rules.stages[stage].criteria[criterion].name)

    def quoted(self, name: str) -> str:
        """The name so that an "and" within it does not read as one of the sentence."""
        return f"“{name}”"

    def criteria(self, stage: str, criteria: Iterable[str]) -> str:
        return self.listed(self.criterion(stage, criterion) for criterion in criteria)

    def listed(self, parts: Iterable[str]) -> str:
        """The parts as a list in a sentence: ``a, b dan c``."""
        *first, last = parts
        return f"{', '.join(first)} {self.say('and')} {last}" if first else last

    def juror(self, juror: str) -> str:
        return self.juror_names.get(juror, juror) if self.juror_names else ""

    def jurors(self, jurors: tuple[str, ...]) -> str:
        """How many jurors, with their names where they may be named."""
        if self.juror_names:
            names = self.listed(map(self.juror, jurors))
            return self.say("jurors.named", count=len(jurors), names=names)
        return self.say("jurors.one" if len(jurors) == 1 else "jurors.many", count=len(jurors))
