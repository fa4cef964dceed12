"""The builders of the scoring tests, for this room too."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from typing import Any

import pytest

from helpers.examine.mark_changes import mark_changes, places_of
from helpers.examine.panels import Panel, stage_panel
from helpers.examine.reruns import with_mark, with_same_finalists
from helpers.scoring import CategoryResult, score_category

BUILDERS = Path(__file__).parents[1] / "scoring" / "conftest.py"


@pytest.fixture(scope="session")
def scoring() -> Any:
    """Builders of rule books, facts and results."""
    spec = spec_from_file_location("scoring_builders", BUILDERS)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Scoring


COARSE = {"max": 2, "decimals": 0}
STAGE_RULES: tuple[dict[str, Any], ...] = (
    {"c": {"weight": 100}},
    {"c": {"weight": 60}, "d": {"weight": 40}},
    {"x": {"weight": 70}, "y": {"weight": 30, "source": "committee", "scale": COARSE}},
)
WAYS: tuple[Any, ...] = ("mean", "median", "sum", "rank_sum", {"trimmed": 1})


class SmallSeasons:
    """Small seasons of every kind, from a number: coarse scales, so that ties abound."""

    def __init__(self, scoring: Any) -> None:
        self._scoring = scoring

    def __call__(self, number: int, gaps: float = 0.03, **fixed: Any) -> tuple[Any, Any]:
        """The rule book and the facts that a number stands for."""
        random = Random(number)  # noqa: S311 - not for secrets
        people = "ABCD"[: random.randint(1, 4)]
        jurors = [f"J{seat}" for seat in range(1, random.randint(2, 4) + 1)]
        rule = self._rule(random, people, jurors) | fixed
        whole = rule["combine"]["jurors"] in ("sum", "rank_sum")
        marks = {}
        for stage, part in rule["stages"].items():
            for criterion, one in part["criteria"].items():
                top = int(one.get("scale", rule["scale"])["max"])
                who = ["committee"] if one.get("source") else jurors
                for participant in people:
                    for juror in who:
                        gap = one.get("source") is None and not whole and random.random() < gaps
                        mark = "juror_absent" if gap else str(random.randint(0, top))
                        marks[stage, criterion, participant, juror] = mark
        return self._scoring.book(rule, jurors), self._scoring.facts(marks)

    def _rule(self, random: Random, people: str, jurors: list[str]) -> dict[str, Any]:
        first, second = (dict(random.choice(STAGE_RULES)) for _ in range(2))
        stages = {"s": self._scoring.stage(first, weight=100)}
        if random.random() < 0.5:
            more = {"finalists": max(1, len(people) - 1)} if random.random() < 0.4 else {}
            stages = {
                "s": self._scoring.stage(first, weight=50),
                "t": self._scoring.stage(second, weight=50, **more),
            }
        way = random.choice(WAYS)
        at = "total" if way == "rank_sum" else random.choice(["total", "criterion"])
        rounding = {"total": random.choice([None, 0, 2]), "stage": random.choice([None, 1])}
        if at == "criterion":
            rounding |= {"mark": random.choice([None, 0]), "weighted": random.choice([None, 1])}
        low = way != "rank_sum" and random.random() < 0.4
        return {
            "jurors": jurors,
            "scale": {"min": 0, "max": random.choice([3, 5]), "decimals": 0},
            "stages": stages,
            "combine": {"jurors": way, "at": at},
            "rounding": rounding,
            "rank_by": random.choice(["exact", "total"]),
            "ties": self._ties(random, people, stages),
            "minimum": {"total": 1, "stage": {"s": 1}} if low else {},
            "titles": ["Juara I", "Juara II", "Juara III"][: random.randint(1, 3)],
            "missing": {"juror_absent": "mean_of_present"},
        }

    def _ties(self, random: Random, people: str, stages: dict[str, Any]) -> list[Any]:
        """A chain; the majority of jurors only for two, where it is the same in every group."""
        links: list[Any] = []
        for _ in range(random.randint(0, 2)):
            stage = random.choice(list(stages))
            criterion = random.choice(list(stages[stage]["criteria"]))
            kinds = [{"stage": stage}, {"criterion": f"{stage}.{criterion}"}]
            links.append(random.choice([*kinds, "juror_majority"] if len(people) == 2 else kinds))
        return [*links, random.choice(["shared", "shared", "lot"])]


def moved_by_hand(book: Any, category: str, facts: Any, official: CategoryResult) -> Any:
    """The same by trying every value of every mark through the official scoring."""
    held = with_same_finalists(facts, official)
    places = places_of(official, len(book.categories[category].titles))
    found: dict[int, dict[tuple[str, ...], Fraction]] = {place[0].rank or 0: {} for place in places}
    for row in facts.scores:
        slot = (row.stage, row.criterion, row.participant, row.juror)
        scale = book.categories[category].criterion_scale(row.stage, row.criterion)
        for value in range(int(scale.min), int(scale.max) + 1):
            if value == row.score:
                continue
            result = score_category(book, category, with_mark(held, *slot, Decimal(value)))
            for rank, able in found.items():
                if holders(result, rank) != holders(official, rank):
                    share = Fraction(abs(value - int(row.score)), int(scale.max - scale.min))
                    able[slot] = min(share, able.get(slot, share))
    return found


def holders(result: CategoryResult, rank: int) -> set[str]:
    """Who has a rank; where a tie waits, those in it share their place."""
    ranks = [] if result.order is None else result.order.ranks.tolist()
    return {who for who, own in zip(result.participants, ranks, strict=False) if own == rank}


@pytest.fixture(scope="session")
def agrees_with_trying(scoring: Any, small_seasons: SmallSeasons) -> Callable[..., None]:
    """Holds the search for changes against trying everything, in the small season of a number."""

    def agree(number: int, **fixed: Any) -> None:
        book, facts = small_seasons(number, **fixed)
        official = score_category(book, scoring.category, facts)
        made = mark_changes(book, scoring.category, facts, official)
        if not official.decided:
            assert made == ()
            return
        by_hand = moved_by_hand(book, scoring.category, facts, official)
        assert {
            place.rank: (place.change.share if place.change else None, place.able) for place in made
        } == {rank: (min(able.values(), default=None), len(able)) for rank, able in by_hand.items()}

    return agree


@pytest.fixture(scope="session")
def small_seasons(scoring: Any) -> SmallSeasons:
    """Small seasons of every kind."""
    return SmallSeasons(scoring)


# A panel with ties, and one in which the jurors are of opposite minds; the numbers that other
# programs give for them stand in the tests.
MIXED = (
    "A: 82 78 85 80\nB: 75 75 75 70\nC: 90 84 88 91\nD: 68 72 70 65\nE: 82 80 79 84\nF: 77 73 85 70"
)
AGAINST = "A: 1 5 3\nB: 2 4 3\nC: 3 3 1\nD: 4 2 5\nE: 5 2 3"
MEAN_OF_PRESENT = {"missing": {"juror_absent": "mean_of_present"}}


@pytest.fixture(scope="session")
def panel_of(scoring: Any) -> Any:
    """Makes the panel of the only stage of a table of marks."""

    def make(table: str, rule: Any = None) -> Panel:
        jurors = max(len(line.split()) - 1 for line in table.splitlines())
        result = scoring.rank(table, MEAN_OF_PRESENT | (rule or {}), jurors=jurors)
        return stage_panel(result.stage_results["s"])

    return make


@pytest.fixture(scope="session")
def table_of(panel_of: Any) -> Any:
    """Makes the jurors' totals of the only stage of a table of marks."""
    return lambda table, rule=None: panel_of(table, rule).points


@pytest.fixture
def mixed() -> str:
    """Six participants and four jurors, with ties."""
    return MIXED


@pytest.fixture
def against() -> str:
    """Five participants and three jurors of opposite minds."""
    return AGAINST
