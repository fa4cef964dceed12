"""The figures of the examination, drawn from the tables: ranges, other rules, margins.

What stands in ``diagnostics.csv`` becomes the rows of three figures here, and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from helpers.records.numbers import show
from helpers.records.tables import COMMITTEE, Diagnostic, Placing
from helpers.records.words import say, sentences
from helpers.report import margins_figure, ranges_figure, rules_figure
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.drawing import Figure, brief_name, draw_once
from helpers.report.margins_figure import Ruler, TitleGap
from helpers.report.ranges_figure import RankRange
from helpers.report.rules_figure import RuleRanks
from helpers.report.wording import list_names, ranked_of
from helpers.rules import Category
from helpers.scoring.scales import stage_weight_of, weight_of

PART = 20  # the ruler is one mark changed by a twentieth of its scale


@draw_once
def draw_ranges(digest: SeasonDigest, key: str, language: str = "id") -> Figure | None:
    """The ranks with their 95 % ranges; None where chance could not be reckoned."""
    category = digest.category(key)
    low, high = (_of_measure(category, measure) for measure in ("rank_low", "rank_high"))
    ranges = [
        RankRange(
            name=_in_full(placing),
            rank=placing.rank,
            low=int(low[placing.participant].value),
            high=int(high[placing.participant].value),
            brief=brief_name(digest, placing, language),
        )
        for placing in ranked_of(category)
        if placing.rank is not None and placing.participant in low
    ]
    return ranges_figure.draw_ranges(key, category.rules.name, ranges, language)


@draw_once
def draw_rules(digest: SeasonDigest, key: str, language: str = "id") -> Figure | None:
    """Who would win under which rule; None where no other rule was tried."""
    category = digest.category(key)
    official, others = rank_by_rules(category, language)
    if not others:
        return None
    briefs = {
        _in_full(placing): brief_name(digest, placing, language) for placing in category.placings
    }
    titles = len(category.rules.titles) or 1
    return rules_figure.draw_rules(
        key, category.rules.name, official, others, titles, language, briefs
    )


@draw_once
def draw_margins(digest: SeasonDigest, key: str, language: str = "id") -> Figure | None:
    """The margin at each title, beside how far one mark moves a total; None without titles."""
    category = digest.category(key)
    return margins_figure.draw_margins(
        key,
        category.rules.name,
        list(_gaps(digest, category, language)),
        reach_of_one_mark(category, language),
        category.rules.rounding.total or 0,
        language,
    )


def _of_measure(category: CategoryDigest, measure: str) -> dict[str, Diagnostic]:
    """The rows of a measure of the category as a whole, by what they are about."""
    return {
        row.id: row
        for row in category.diagnostics
        if row.measure == measure and not row.stage and row.id
    }


def _gaps(digest: SeasonDigest, category: CategoryDigest, language: str) -> Iterator[TitleGap]:
    """The titles in order, each with its margin or the reason why there is none."""
    margins, closeness = (_of_measure(category, name) for name in ("margin", "margin_close"))
    names = {placing.participant: placing.name for placing in category.placings}
    for placing in ranked_of(category):
        row = margins.get(placing.participant)
        if row is None:
            continue
        close = closeness.get(placing.participant)
        behind = [names.get(one, one) for one in row.note.split("; ")] if row.value else []
        yield TitleGap(
            title=placing.title,
            name=placing.name,
            behind=list_names(behind, language),
            margin=Fraction(row.value) if row.value else None,
            reason="" if row.value else row.note,
            close=None if close is None else close.value == "yes",
            brief=brief_name(digest, placing, language),
        )


def reach_of_one_mark(category: CategoryDigest, language: str) -> Ruler | None:
    """How far one juror's mark, changed by a twentieth of its scale, moves a total at most.

    That of the criterion where it reaches farthest. None where ranks are summed: the place that a
    juror gives moves in steps, whatever the mark.
    """
    rule = category.rules
    if rule.combine.jurors == "rank_sum":
        return None
    reaches = [
        (_reach(rule, stage, criterion, jurors), _step(rule, stage, criterion))
        for (stage, criterion), jurors in _fewest_jurors(category).items()
    ]
    if not reaches:
        return None
    length, step = max(reaches)
    points = show(step, None, language)
    return Ruler(say("documents.figure.margins_mark", language, points=points), length)


def _fewest_jurors(category: CategoryDigest) -> dict[tuple[str, str], int]:
    """How many jurors at least marked a participant, by stage and criterion."""
    marked = Counter(
        (score.stage, score.criterion, score.participant)
        for score in category.scores
        if score.juror != COMMITTEE
    )
    fewest: dict[tuple[str, str], int] = {}
    for (stage, criterion, _), count in marked.items():
        fewest[stage, criterion] = min(count, fewest.get((stage, criterion), count))
    return fewest


def _step(rule: Category, stage: str, criterion: str) -> Fraction:
    """A twentieth of the scale of a criterion, in its own points."""
    scale = rule.criterion_scale(stage, criterion)
    return Fraction(scale.max - scale.min) / PART


def _reach(rule: Category, stage: str, criterion: str, jurors: int) -> Fraction:
    """How far such a step moves a total: through the scale, the panel and both weights."""
    own = _step(rule, stage, criterion)
    step = own if rule.weights == "factor" else Fraction(rule.scale.max - rule.scale.min) / PART
    ways = {"sum": Fraction(1), "mean": Fraction(1, jurors), "median": Fraction(1, 2 - jurors % 2)}
    way = rule.combine.jurors
    share = ways[way] if isinstance(way, str) else Fraction(1, max(jurors - 2 * way.trimmed, 1))
    return step * share * weight_of(rule, stage, criterion) * stage_weight_of(rule, stage)


def rank_by_rules(
    category: CategoryDigest, language: str
) -> tuple[RuleRanks, tuple[RuleRanks, ...]]:
    """The titles under the official rule and under each other one, as ranks.

    Across stand those who have a title under some rule: of the others the tables say no more.
    """
    moved = _of_measure(category, "titles_moved_under")
    others = tuple(
        RuleRanks(
            _say_policy(name, language),
            _ranks(category, row, moved.get(name)) if row.value else {},
            "" if row.value else row.note,
        )
        for name, row in _of_measure(category, "winner_under").items()
    )
    titled = {name for one in others for name in one.ranks}
    official = {
        _in_full(placing): placing.rank
        for placing in category.placings
        if placing.rank is not None
        and (placing.title or placing.rank == 1 or _in_full(placing) in titled)
    }
    way = category.rules.combine.jurors
    name = way if isinstance(way, str) else "trimmed"
    return RuleRanks(_say_policy(f"combine: {name}", language), official), others


def _ranks(
    category: CategoryDigest, winners: Diagnostic, moved: Diagnostic | None
) -> dict[str, int]:
    """The rank of everyone who has a title under a rule, and of its winners."""
    places = {title: rank for rank, title in enumerate(category.rules.titles, start=1)}
    titles = {placing.participant: placing.title for placing in category.placings}
    for change in moved.note.split("; ") if moved and moved.note else ():
        participant, _, title = change.partition(": ")
        titles[participant] = title
    first = winners.value.split("; ")
    ranks: dict[str, int] = {}
    for placing in category.placings:
        rank = 1 if placing.participant in first else places.get(titles[placing.participant])
        if rank is not None:
            ranks[_in_full(placing)] = rank
    return ranks


def _say_policy(name: str, language: str) -> str:
    """Another rule or choice in words."""
    return sentences("pages", language).get(f"policy_{name.replace(': ', '_')}", name)


def _in_full(placing: Placing) -> str:
    return f"{placing.name} ({placing.participant})"
