"""Other rules than the official one: would they name the same winner?

Mean, trimmed mean, median and sum of ranks run through the official scoring. Z-scores are no rule
of ours: they are computed here, in floats, and only to be compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from helpers.examine.reruns import Outcome, outcome_of_placings, with_rule, with_same_finalists
from helpers.records.facts import SeasonFacts
from helpers.records.findings import stops
from helpers.records.numbers import as_decimal
from helpers.records.words import say, sentences
from helpers.rules.models import Category, Combine, Minimum, RuleBook, Trimmed
from helpers.scoring import CategoryResult, score_category
from helpers.scoring.arrays import Flags
from helpers.scoring.category import held_stages
from helpers.scoring.exact import exact
from helpers.scoring.placing import place
from helpers.scoring.ranking import title_of
from helpers.scoring.scales import stage_weight_of, weight_of
from helpers.scoring.stages import StageResult
from helpers.scoring.ties import TieChain, TieScores

Reals = npt.NDArray[np.float64]
FEWEST = 2  # totals of a juror that can differ
EQUAL = 9  # decimals up to which two sums of z-scores are one
SHOWN = 2  # decimals of a margin in standard deviations


@dataclass(frozen=True)
class OtherRule:
    """A way to combine the jurors that is not the official one, and the ranking it would give."""

    way: str
    outcome: Outcome


def other_rules(
    book: RuleBook, category: str, facts: SeasonFacts, official: CategoryResult, through: str = ""
) -> tuple[OtherRule, ...]:
    """The ranking under mean, trimmed mean (1), median, z-scores and sum of ranks.

    The official way is left out. The finalists stay those that they were.
    """
    if not official.decided or not any(one.jurors for one in official.stage_results.values()):
        return ()
    rule = book.categories[category]
    held = with_same_finalists(facts, official)
    made = []
    for way, asked in _ways(rule).items():
        changed = with_rule(book, category, asked)
        result = score_category(changed, category, held, through, official)
        made.append(OtherRule(way, _outcome(official, result, book.language)))
    return (*made, OtherRule("z_score", _by_z_scores(rule, official, through, book.language)))


def _ways(rule: Category) -> dict[str, Category]:
    """The rule of the category with each other way to combine the jurors."""
    at = rule.combine.at
    ways = {
        "mean": Combine(jurors="mean", at=at),
        "trimmed": Combine(jurors=Trimmed(trimmed=1), at=at),
        "median": Combine(jurors="median", at=at),
        "rank_sum": Combine(jurors="rank_sum", at="total"),
    }
    asked = {
        way: rule.model_copy(update={"combine": combine})
        for way, combine in ways.items()
        if combine.jurors != rule.combine.jurors
    }
    if "rank_sum" in asked:  # ranks are of totals, are not rounded, and know no minimum
        rounding = rule.rounding.model_copy(update={"mark": None, "weighted": None})
        places = {"rounding": rounding, "minimum": Minimum()}
        asked["rank_sum"] = asked["rank_sum"].model_copy(update=places)
    return asked


def _outcome(official: CategoryResult, result: CategoryResult, language: str) -> Outcome:
    if result.decided:
        return outcome_of_placings(official, result.placings)
    stopping = next(one for one in result.findings if stops(one))
    ours = sentences("examine", language).get(f"rule_{stopping.code.lower()}")
    return Outcome(reason=ours or stopping.message)


def _by_z_scores(rule: Category, official: CategoryResult, through: str, language: str) -> Outcome:
    values, reason = z_totals(rule, official)
    if reason or values is None or official.order is None:
        return Outcome(reason=say(f"examine.{reason or 'z_nobody'}", language))
    contest, progress = official.contest, official.progress
    order = place(
        exact(in_decimals(values)),
        official.order.ranks > 0,
        progress.level,
        low_wins=False,
        chain=TieChain(rule.ties, TieScores(contest, progress.results)),
    )
    if order.undecided:
        return Outcome(reason=say("examine.z_tie", language))
    whole = len(held_stages(rule, through)) == len(rule.stages)
    titles = rule.titles if whole else ()
    lines = []
    for line in official.placings:
        who = contest.places.get(line.participant)
        rank = int(order.ranks[who]) or None if who is not None else None
        margin = order.margins.get(who) if who is not None else None
        shown = None if margin is None else as_decimal(margin, SHOWN)
        lines.append(replace(line, rank=rank, margin=shown, title=title_of(rank, titles)))
    return outcome_of_placings(official, tuple(lines))


def in_decimals(values: Reals) -> list[Fraction]:
    """The numbers rounded to the decimals that count, so that float noise breaks no tie."""
    return [Fraction(int(number), 10**EQUAL) for number in np.rint(values * 10**EQUAL)]


def z_totals(rule: Category, official: CategoryResult) -> tuple[Reals | None, str]:
    """The sum over stages of weight x mean z-score; or None and the reason why there is none.

    Per juror and stage: z = (total - mean of the juror's totals) / their standard deviation. What
    the committee gave is part of every juror's total; a stage of the committee alone counts as one
    juror. A stage weighs what it weighs in the rule book, times its factors under ``factor``.
    """
    if any(one.stage == "" for one in official.contest.facts.deductions):
        return None, "z_deduction"
    whole = np.zeros(len(official.participants))
    for result in official.stage_results.values():
        totals, present = _stage_totals(rule, result)
        if (present.sum(axis=0) < FEWEST).any():
            return None, "z_few"
        scores, spread = z_scores(totals, present)
        if not spread:
            return None, "z_no_spread"
        criteria = rule.stages[result.stage].criteria
        factor = sum(weight_of(rule, result.stage, one) for one in criteria)
        whole += float(stage_weight_of(rule, result.stage) * factor) * scores
    return whole, ""


def z_scores(totals: Reals, present: Flags) -> tuple[Reals, bool]:
    """The mean z-score of each participant over the jurors present, and whether all jurors spread.

    Shapes (participants, jurors); a participant without any juror has 0.
    """
    count = present.sum(axis=0)
    means = np.where(present, totals, 0).sum(axis=0) / count
    apart = np.where(present, totals - means, 0)
    deviations = np.sqrt((apart * apart).sum(axis=0) / (count - 1))
    first = totals[present.argmax(axis=0), np.arange(totals.shape[1])]
    spread = (present & (totals != first)).any(axis=0)
    if not spread.all():
        return np.zeros(len(totals)), False
    jurors = np.maximum(present.sum(axis=1), 1)
    return (apart / deviations).sum(axis=1) / jurors, True


def _stage_totals(rule: Category, result: StageResult) -> tuple[Reals, Flags]:
    """Each juror's total with the committee's part and the deductions of the stage in it."""
    stage, ranked = result.stage, result.ranked[:, None]
    both = -result.deductions[:, None]
    if result.committee_criteria:
        weights = [weight_of(rule, stage, one) for one in result.committee_criteria]
        both = both + result.committee_marks.times_each(weights).sum(axis=1)[:, None]
    present = ranked & np.ones((1, 1), dtype=np.bool_)
    if result.jurors:
        both = result.juror_totals + both
        present = result.jury.complete & ranked
    seats = np.flatnonzero(present.any(axis=0))
    numbers = both.numerators.astype(np.float64) / both.denominator
    return numbers[:, seats], np.asarray(present[:, seats], dtype=np.bool_)
