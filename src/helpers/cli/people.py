"""Which participant a person means: by id, by name, or by region."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from helpers.records.tables import Participant
from helpers.rules import RuleBook, find_region
from helpers.rules.regions import fold

LIKELY = 3  # proposals where nobody is meant


def find_people(
    book: RuleBook, people: Sequence[Participant], text: str
) -> tuple[Participant, ...]:
    """All whom ``text`` may mean: by id, else by exact name, else by region; none if nobody."""
    wanted = fold(text)
    region = find_region(text, book.regions or ())
    ways: tuple[Callable[[Participant], bool], ...] = (
        lambda one: fold(one.id) == wanted,
        lambda one: fold(one.name) == wanted,
        lambda one: bool(one.region) and one.region == (region.code if region else text),
    )
    found = (tuple(filter(meant, people)) for meant in ways)
    return next((some for some in found if some), ())


def likely_people(people: Sequence[Participant], text: str) -> tuple[Participant, ...]:
    """Those whose id or name is nearest: proposals for a person, never a match."""
    from rapidfuzz import fuzz, process  # only where nobody is meant, and it takes time

    names = [f"{one.id} {one.name}".casefold() for one in people]
    found = process.extract(text.casefold(), names, scorer=fuzz.WRatio, limit=LIKELY)
    return tuple(people[place] for _, _, place in found)
