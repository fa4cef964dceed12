"""One category as scoring sees it: its rule, its facts, and who is in the contest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from helpers.records.facts import SeasonFacts
from helpers.records.tables import Decision, Participant
from helpers.rules.models import Category, RuleBook
from helpers.scoring.arrays import Flags
from helpers.scoring.exact import Exact, exact
from helpers.scoring.telling import Teller

OUT = ("withdrawn", "disqualified", "replaced")


@dataclass(frozen=True)
class Contest:
    """A category, the facts about it, and its participants.

    ``participants`` are those who are scored, in the order of their ids: the first axis of every
    array. ``out`` are the others, each with the note that says why.
    """

    book: RuleBook
    category: str
    facts: SeasonFacts
    registered: dict[str, Participant]
    participants: tuple[str, ...]
    out: dict[str, str]

    @property
    def rule(self) -> Category:
        """The rules of the category."""
        return self.book.categories[self.category]

    @property
    def low_wins(self) -> bool:
        """Whether the lowest number is the best: so it is for sums of ranks."""
        return self.rule.combine.jurors == "rank_sum"

    @cached_property
    def teller(self) -> Teller:
        """Makes the findings of the category."""
        return Teller(self.book, self.category, self.registered)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each scored participant on the first axis."""
        return {participant: place for place, participant in enumerate(self.participants)}

    @property
    def scored(self) -> tuple[Participant, ...]:
        """The participants that are scored, as registered."""
        return tuple(self.registered[participant] for participant in self.participants)

    @cached_property
    def set_aside(self) -> Flags:
        """Who is scored as all others, but by a decision listed without a rank."""
        return self.among(decision.participant for decision in self.decisions("rank_set_aside"))

    def among(self, participants: Iterable[str]) -> Flags:
        """Which of the scored participants are named."""
        named = set(participants)
        return np.array([p in named for p in self.participants], dtype=np.bool_)

    def decisions(self, *kinds: str) -> tuple[Decision, ...]:
        """The decisions of some kinds."""
        return tuple(decision for decision in self.facts.decisions if decision.kind in kinds)

    def points_off(self, stage: str) -> Exact:
        """The deductions of each participant in a stage, or off the total where it is ''."""
        points = dict.fromkeys(self.participants, Fraction(0))
        for deduction in self.facts.deductions:
            if deduction.stage == stage and deduction.participant in points:
                points[deduction.participant] += Fraction(deduction.points)
        return exact(points.values())


def contest_of(book: RuleBook, category: str, facts: SeasonFacts) -> Contest:
    """The contest of a category: who withdrew, was disqualified or replaced is out of it."""
    mine = facts.of(category)
    registered = {p.id: p for p in sorted(mine.participants, key=lambda p: (p.id, p.name))}
    out = {
        decision.participant: kind
        for kind in OUT
        for decision in mine.decisions
        if decision.kind == kind and decision.participant in registered
    }
    scored = tuple(participant for participant in registered if participant not in out)
    return Contest(book, category, mine, registered, scored, out)


def listed(value: str) -> tuple[str, ...]:
    """The participants that a decision lists in its value, separated by ``;``, ``,`` or ``>``."""
    return tuple(part.strip() for part in re.split(r"[;,>]", value) if part.strip())
