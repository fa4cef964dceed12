"""Participants by id, exact name, approved spelling or region: found exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from helpers.intake.vocabulary import key
from helpers.records.tables import Participant
from helpers.rules import RuleBook
from helpers.rules.regions import fold, spellings

LIKELY = 3  # proposals for a name that is not known


@dataclass(frozen=True)
class Register:
    """Who may stand on a sheet of one category.

    ``ids``, ``names`` and ``regions`` lead from a folded spelling to a participant's id; a spelling
    that means two participants leads to none.
    """

    category: str
    participants: Mapping[str, Participant]
    ids: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)

    def by(self, kind: str, text: str) -> str:
        """The participant that a cell of a kind (id, name, region) names; '' if none.

        A name column may hold the approved name or, where each region sends one, the region; an id
        column likewise.
        """
        if kind == "id":
            return self.ids.get(key(text), "")
        if kind == "region":
            return self.region(text)
        return self.names.get(key(text), "") or self.region(text)

    def region(self, text: str) -> str:
        """The one participant of the region that ``text`` names; '' if none."""
        return self.regions.get(_folded(text), "") if self.regions else ""

    def anyhow(self, text: str) -> tuple[str, str]:
        """Kind and participant for a text in an unnamed column; ('', '') if it names nobody."""
        for kind, found in (
            ("id", self.ids.get(key(text), "")),
            ("name", self.names.get(key(text), "")),
            ("region", self.region(text)),
        ):
            if found:
                return kind, found
        return "", ""

    def likely(self, text: str) -> tuple[Participant, ...]:
        """The participants whose names are nearest: a proposal for a person, never a match."""
        from rapidfuzz import fuzz, process  # only where a name is unknown, and it takes time

        wanted = key(text)
        names = {id_: key(person.name) for id_, person in self.participants.items()}
        found = process.extract(wanted, names, scorer=fuzz.WRatio, limit=LIKELY)
        return tuple(self.participants[id_] for _, _, id_ in found)


_folded = lru_cache(maxsize=1 << 14)(fold)


def register(
    book: RuleBook,
    category: str,
    participants: Iterable[Participant],
    approved: Iterable[tuple[str, str]],
) -> Register:
    """The register of a category.

    Parameters
    ----------
    participants
        All participants of the season.
    approved
        Spellings that a person approved, with the participant's id.
    """
    members = {person.id: person for person in participants if person.category == category}
    registered = ((key(person.name), person.id) for person in members.values())
    written = ((key(text), id_) for text, id_ in approved if id_ in members)
    return Register(
        category=category,
        participants=members,
        ids=_unique((key(id_), id_) for id_ in members),
        names=_unique([*registered, *written]),
        regions=_by_region(book, category, members.values()),
    )


def everyone(registers: Iterable[Register]) -> Register:
    """All registers as one, to find a table before its category is known."""
    together = Register("", {}, {}, {}, {})
    for one in registers:
        together = Register(
            "",
            {**together.participants, **one.participants},
            {**together.ids, **one.ids},
            {**together.names, **one.names},
            {**together.regions, **one.regions},
        )
    return together


def _by_region(book: RuleBook, category: str, members: Iterable[Participant]) -> dict[str, str]:
    """Spellings of regions, where the category has one participant from each."""
    if book.categories[category].per_region != 1 or not book.regions:
        return {}
    sent = _unique((person.region, person.id) for person in members)
    return _unique(
        (spelling, sent[region.code])
        for region in book.regions
        if region.code in sent
        for spelling in spellings(region)
    )


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Spellings that lead to one participant only."""
    found: dict[str, str] = {}
    doubled: set[str] = set()
    for spelling, id_ in pairs:
        if found.setdefault(spelling, id_) != id_:
            doubled.add(spelling)
    return {spelling: id_ for spelling, id_ in found.items() if spelling not in doubled}
