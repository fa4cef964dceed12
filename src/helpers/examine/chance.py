"""Chance: which ranks another panel like this one might have given.

The question is how far the ranking hangs on who happened to sit in the panel and on their day. It
is not whether the jurors were right, and a panel that copies is always of one mind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np

from helpers.examine.draws import StageNoise, drawn_totals, stage_noise
from helpers.examine.jurors import FEWEST_JURORS
from helpers.examine.residuals import Reals, reals
from helpers.records.facts import SeasonFacts
from helpers.records.numbers import decimal_text, fraction_text
from helpers.rules.canonical import as_json
from helpers.rules.models import RuleBook
from helpers.scoring import CategoryResult
from helpers.scoring.arrays import Whole

DRAWS = 20_000
TAIL = 0.025  # left out at either end of a range: it holds 95 %
FEWEST_PARTICIPANTS = 2


@dataclass(frozen=True)
class RankChance:
    """The ranks that one participant might have had: a range, and the chance of each rank.

    ``places[k - 1]`` is the share of draws with rank k; ``passed`` is the share in which somebody
    of the next official rank came out ahead of this one.
    """

    participant: str
    low: int
    high: int
    places: tuple[float, ...]
    passed: float

    @property
    def first(self) -> float:
        """The chance of the first rank."""
        return self.places[0]


@dataclass(frozen=True)
class Chance:
    """The chances of everyone who is ranked, best first; or the ``reason`` why there are none.

    ``error`` is the largest standard error of a share that comes from drawing a finite number of
    times; ``errors`` is, stage by stage, by how many points chance moves a participant's value.
    """

    ranks: tuple[RankChance, ...]
    draws: int
    seed: str
    error: float
    reason: str = ""


def rank_chances(
    book: RuleBook,
    category: str,
    facts: SeasonFacts,
    official: CategoryResult,
    draws: int = DRAWS,
) -> Chance:
    """Draw ``draws`` other panels, from a seed that the rules and the facts themselves give.

    The finalists stay those that they were. Who is not ranked stays out, and who is ranked is not
    held against a minimum again.
    """
    rule = book.categories[category]
    seed = seed_of(book, category, facts)
    stages = tuple(
        stage_noise(rule, result) for result in official.stage_results.values() if result.jurors
    )
    reason = _why_not(official, stages)
    if reason or official.totals is None or official.order is None:
        return Chance((), 0, seed, 0.0, reason)
    ranks = official.order.ranks
    ranked = sorted(np.flatnonzero(ranks).tolist(), key=lambda who: (ranks[who], who))
    sign = -1 if official.contest.low_wins else 1
    random = np.random.Generator(np.random.PCG64(int(seed, 16)))
    totals = drawn_totals(rule, sign * reals(official.totals.exact), stages, draws, random)[ranked]
    level = official.progress.level[ranked]
    chances = rank_shares(drawn_ranks(totals, level))
    passed = _passed(totals, level, ranks[ranked])
    names = [official.participants[who] for who in ranked]
    error = float(np.sqrt(chances * (1 - chances) / draws).max())
    return Chance(tuple(map(_rank_chance, names, chances, passed)), draws, seed, error)


def _why_not(official: CategoryResult, stages: Sequence[StageNoise]) -> str:
    """Why nothing can be said about chance; '' where something can."""
    if not official.decided or official.order is None:
        return "undecided"
    if (official.order.ranks > 0).sum() < FEWEST_PARTICIPANTS:
        return "only_participant"
    if not stages:
        return "committee_only"
    for stage in stages:
        present = stage.result.jury.complete & stage.result.ranked[:, None]
        if present.any(axis=0).sum() < FEWEST_JURORS:
            return "few_jurors"
        if not stage.residuals.degrees and present.any(axis=1).sum() >= FEWEST_PARTICIPANTS:
            return "unconnected"
    return "no_residual" if all(stage.silent for stage in stages) else ""


def seed_of(book: RuleBook, category: str, facts: SeasonFacts) -> str:
    """SHA-256 over the rules and the facts of a category, whatever files and order they came in.

    The language of the rule book is left aside: it tells the same result in other words.
    """
    rule = book.categories[category]
    mine = facts.of(category)
    rows = [
        *(("mark", s.stage, s.criterion, s.participant, s.juror, fraction_text(Fraction(s.score)))
          for s in mine.scores),
        *(("absence", a.stage, a.criterion, a.participant, a.juror, a.kind)
          for a in mine.absences),
        *(("decision", d.kind, d.stage, d.participant, d.juror, d.value) for d in mine.decisions),
        *(("deduction", d.stage, d.participant, decimal_text(d.points)) for d in mine.deductions),
        *(("participant", p.id) for p in mine.participants),
    ]  # fmt: skip
    told_alike = {"language": "id", "categories": {category: rule}, "overall": None}
    alone = book.model_copy(update=told_alike)
    text = as_json(alone) + "\n".join(sorted("\t".join(row) for row in rows))
    return hashlib.sha256(text.encode()).hexdigest()


def drawn_ranks(totals: Reals, level: Whole) -> Whole:
    """The rank of everyone in every draw: shape (participants, draws); finalists come first."""
    ranks = np.ones(totals.shape, dtype=np.int16)
    for one, other in combinations(range(len(totals)), 2):
        if level[one] != level[other]:
            ranks[other if level[one] > level[other] else one] += 1
            continue
        ranks[other] += totals[one] > totals[other]
        ranks[one] += totals[other] > totals[one]
    return ranks.astype(np.int64)


def rank_shares(ranks: Whole) -> Reals:
    """The share of draws in which each has each rank: shape (participants, ranks)."""
    people, draws = ranks.shape
    counts = np.array([np.bincount(one - 1, minlength=people) for one in ranks])
    return np.asarray(counts / draws, dtype=np.float64)


def rank_range(shares: Sequence[float]) -> tuple[int, int]:
    """The ranks between which 95 % of the draws lie, 2.5 % at most beyond either end."""
    below = np.cumsum(shares)
    low = int(np.searchsorted(below, TAIL, side="right"))
    high = int(np.searchsorted(below, 1 - TAIL, side="left"))
    return low + 1, min(high, len(shares) - 1) + 1


def _passed(totals: Reals, level: Whole, ranks: Whole) -> list[float]:
    """How often somebody of the next rank, on the same side of the line, came out ahead."""
    shares = []
    for place, rank in enumerate(ranks):
        later = ranks[ranks > rank]
        behind = (ranks == later.min(initial=len(ranks) + 1)) & (level == level[place])
        ahead = totals[behind] > totals[place]
        shares.append(float(ahead.any(axis=0).mean()) if behind.any() else 0.0)
    return shares


def _rank_chance(participant: str, shares: Reals, passed: float) -> RankChance:
    low, high = rank_range(shares.tolist())
    return RankChance(participant, low, high, tuple(shares.tolist()), passed)
