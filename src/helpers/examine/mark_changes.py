"""What would have to change: the smallest change of one mark that moves the winner, or a title.

Every mark that counts is tried, upwards or downwards, on the grid of its scale and within it. The
order moves in one direction with a mark, so the smallest change is found by bisection; what is
reported was ranked once more by the official scoring.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain as joined
from itertools import groupby

from helpers.examine.borders import Border, borders_of, search_marks
from helpers.examine.rank_changes import search_rank_sums
from helpers.examine.reruns import with_mark, with_same_finalists
from helpers.examine.variations import Mark, Varied
from helpers.records.facts import SeasonFacts
from helpers.records.tables import Placing
from helpers.rules.models import RuleBook
from helpers.scoring import CategoryResult, score_category

SMALL = Fraction(1, 20)  # of the width of a scale: 5 points of 100


@dataclass(frozen=True)
class MarkChange:
    """One mark with another value, and who then stands where it matters.

    ``holders`` are those who would then have the rank in question; nobody where the tie that comes
    about waits for a person, or where nobody has that rank.
    """

    mark: Mark
    after: Decimal
    holders: tuple[Placing, ...] = ()

    @property
    def before(self) -> Decimal:
        """The mark as it is."""
        return self.mark.value(self.mark.steps)

    @property
    def points(self) -> Decimal:
        """By how much, in points of the mark's own scale."""
        return abs(self.after - self.before)

    @property
    def steps(self) -> int:
        """By how much, in steps of the scale."""
        return int(self.points.scaleb(self.mark.scale.decimals))

    @property
    def share(self) -> Fraction:
        """The same as a share of the width of the scale, so that scales compare."""
        return Fraction(self.points) / Fraction(self.mark.scale.max - self.mark.scale.min)


@dataclass(frozen=True)
class PlaceChange:
    """What single marks could do to a place.

    ``change`` is the smallest change that gives the rank other holders, ``behind`` the smallest by
    which they are no longer ahead of the next. ``able`` is how many of ``counted`` marks could each
    change the holders, ``easily`` how many of them by at most a twentieth of their scale. Without a
    change, ``reason`` says why.
    """

    rank: int
    holders: tuple[Placing, ...]
    change: MarkChange | None
    behind: MarkChange | None
    able: int
    easily: int
    counted: int
    reason: str = ""


@dataclass(frozen=True)
class Found:
    """The smallest value, in steps, with which each mark that can do so moves a border."""

    steps: Mapping[Border, Mapping[Mark, int]]

    def of(self, *borders: Border) -> dict[Mark, int]:
        """For each mark the smaller of its changes over several borders."""
        best: dict[Mark, int] = {}
        for border in borders:
            for mark, steps in self.steps.get(border, {}).items():
                known = best.get(mark)
                if known is None or abs(steps - mark.steps) < abs(known - mark.steps):
                    best[mark] = steps
        return best


def mark_changes(
    book: RuleBook, category: str, facts: SeasonFacts, official: CategoryResult, through: str = ""
) -> tuple[PlaceChange, ...]:
    """The smallest changes for every place that has a title, best first.

    The finalists stay those that they were, because only they were marked.
    """
    rule = book.categories[category]
    if not official.decided or not official.stage_results:
        return ()
    varied = Varied(rule, official, through)
    places = places_of(official, len(rule.titles))
    borders = tuple(joined.from_iterable(borders_of(varied, place) for place in places))
    marks = tuple(varied.marks())
    search = search_rank_sums if rule.combine.jurors == "rank_sum" else search_marks
    found = Found(search(varied, marks, borders))
    again = _Again(book, with_same_finalists(facts, official), official, through)
    return tuple(
        _place_change(place, earlier, borders, found, marks, again)
        for earlier, place in zip((None, *places), places, strict=False)
    )


def places_of(official: CategoryResult, titles: int) -> tuple[tuple[Placing, ...], ...]:
    """Those who share each rank that has a title, best first."""
    ranked = (line for line in official.placings if line.rank is not None and line.rank <= titles)
    return tuple(tuple(lines) for _, lines in groupby(ranked, key=lambda line: line.rank))


def _place_change(
    place: tuple[Placing, ...],
    earlier: tuple[Placing, ...] | None,
    borders: Sequence[Border],
    found: Found,
    marks: Sequence[Mark],
    again: _Again,
) -> PlaceChange:
    rank = place[0].rank or 0
    ranks = (rank, earlier[0].rank if earlier else 0)
    own = [one for one in borders if one.rank == rank]
    moving = found.of(*(b for b in borders if b.rank == rank or (not b.inner and b.rank in ranks)))
    behind = found.of(*(one for one in own if not one.inner))
    change = _smallest(moving, again, rank)
    able = [_share(mark, steps) for mark, steps in moving.items()]
    return PlaceChange(
        rank=rank,
        holders=place,
        change=change,
        behind=_smallest(behind, again, rank),
        able=len(able),
        easily=sum(share <= SMALL for share in able),
        counted=len(marks),
        reason="" if change else "no_mark",
    )


def _share(mark: Mark, steps: int) -> Fraction:
    return Fraction(abs(steps - mark.steps), mark.highest - mark.lowest)


def _smallest(moving: Mapping[Mark, int], again: _Again, rank: int) -> MarkChange | None:
    """The smallest of the changes that the official scoring confirms.

    Of three who are equal, juror_majority may decide otherwise than for each two of them; what the
    scoring does not confirm is then passed over.
    """
    for mark, steps in sorted(moving.items(), key=lambda one: _share(*one)):
        holders = again.holders(mark, steps, rank)
        if holders is not None:
            return MarkChange(mark, mark.value(steps), holders)
    return None


class _Again:
    """The official scoring with one mark changed; each change is ranked once."""

    def __init__(
        self, book: RuleBook, held: SeasonFacts, official: CategoryResult, through: str
    ) -> None:
        self._book, self._held = book, held
        self._official, self._through = official, through
        self._made: dict[tuple[Mark, int], CategoryResult] = {}

    def holders(self, mark: Mark, steps: int, rank: int) -> tuple[Placing, ...] | None:
        """Who has the rank with the mark changed; None where nothing has changed up to it.

        Nobody where the category would wait for a person.
        """
        key = (mark, steps)
        if key not in self._made:
            slot = (mark.stage, mark.criterion, mark.participant, mark.juror)
            facts = with_mark(self._held, *slot, mark.value(steps))
            official = self._official
            self._made[key] = score_category(
                self._book, official.category, facts, self._through, official
            )
        made = self._made[key]
        if not made.decided:
            return ()
        if _down_to(made, rank) == _down_to(self._official, rank):
            return None
        return tuple(line for line in made.placings if line.rank == rank)


def _down_to(result: CategoryResult, rank: int) -> set[tuple[str, bool]]:
    """Who is ranked down to a rank, and whether in that rank itself."""
    return {
        (line.participant, line.rank == rank)
        for line in result.placings
        if line.rank is not None and line.rank <= rank
    }
