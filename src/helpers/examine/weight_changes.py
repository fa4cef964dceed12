"""What would have to change in the weights: how much to move, and within what each may lie.

The question is put to the weights that the rule book states: of the criteria inside one stage, and
of the stages, each level by itself and its sum kept; nobody ever decided the product of the two.
The winner's lead over a rival is linear in the weights, so both answers are exact: the roundings
that come after the weights (weighted, stage, total) are left out, the one of the marks is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from helpers.rules.models import Category
from helpers.scoring import CategoryResult
from helpers.scoring.exact import Exact, zeros
from helpers.scoring.stages import StageResult

FEWEST_WEIGHTS = 2  # one weight alone has nowhere to move
LINEAR = ("mean", "sum")  # ways under which a juror's total and its parts go together, at: total


@dataclass(frozen=True)
class Level:
    """Weights that were decided together, and the winner's lead by them over each rival.

    The lead over ``rivals[i]`` is the sum of weight x ``leads[i][k]``, and ``rest[i]`` beside it
    that does not depend on these weights. ``stage`` is '' for the weights of the stages.
    """

    stage: str
    names: tuple[str, ...]
    weights: tuple[Fraction, ...]
    rivals: tuple[str, ...]
    leads: tuple[tuple[Fraction, ...], ...]
    rest: tuple[Fraction, ...]


@dataclass(frozen=True)
class WeightMove:
    """The smallest move of weight after which a rival is no longer behind: points moved."""

    rival: str
    moved: Fraction
    weights: tuple[Fraction, ...]


@dataclass(frozen=True)
class WeightRange:
    """Where one weight may lie with the winner not behind anyone, the others in proportion."""

    name: str
    weight: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class WeightChange:
    """What the weights of one level could do to the winner; or the ``reason`` why nothing is said.

    ``move`` is the smallest over all rivals; without one, no weights of this level would put
    anybody level with the winner.
    """

    stage: str
    names: tuple[str, ...]
    move: WeightMove | None
    ranges: tuple[WeightRange, ...]
    reason: str = ""


def weight_changes(rule: Category, official: CategoryResult) -> tuple[WeightChange, ...]:
    """The criteria of each stage held, and then the stages.

    Rivals are those who are ranked on the winner's side of the line of the finalists.
    """
    if not official.decided or not official.stage_results:
        return ()
    return tuple(_change(stage, rule, official) for stage in (*official.stage_results, ""))


def _change(stage: str, rule: Category, official: CategoryResult) -> WeightChange:
    result = official.stage_results.get(stage)
    names = _criteria(result) if result else tuple(official.stage_results)
    reason = _why_not(stage, names, rule, official)
    if reason:
        return WeightChange(stage, names, None, (), reason)
    level = criteria_level(rule, official, result) if result else stages_level(rule, official)
    leads = [lead_under(level, rival, level.weights) for rival in range(len(level.rivals))]
    if min(leads) <= 0:  # the tie-break or a rounding made the winner
        return WeightChange(stage, names, None, (), "equal_totals")
    moves = [smallest_move(level, rival) for rival in range(len(level.rivals))]
    found = [move for move in moves if move is not None]
    ranges = (weight_range(level, place) for place in range(len(names)))
    return WeightChange(
        stage,
        names,
        min(found, key=lambda move: move.moved, default=None),
        tuple(one for one in ranges if one is not None),
    )


def _why_not(stage: str, names: tuple[str, ...], rule: Category, official: CategoryResult) -> str:
    """Why nothing can be said about the weights of a level; '' where something can."""
    firsts = sum(line.rank == 1 for line in official.placings)
    if firsts != 1:
        return "shared_first" if firsts else "nobody_ranked"
    if len(names) < FEWEST_WEIGHTS:
        return "one_weight"
    if not _rivals(official):
        return "no_rival"
    if stage and rule.combine.jurors == "rank_sum":
        return "not_linear"
    of_totals = rule.combine.at == "total" and rule.combine.jurors not in LINEAR
    if stage and of_totals and official.stage_results[stage].jurors:
        return "not_linear"
    return ""


def criteria_level(rule: Category, official: CategoryResult, result: StageResult) -> Level:
    """The weights of the criteria of a stage.

    A lead is (stage weight / 100) x (criterion weight / 100) x (mark of the winner - mark of the
    rival); under ``factor`` nothing is divided.
    """
    first, rivals = _first(official), _rivals(official)
    per_point = result.weight * _unit(rule)
    names = _criteria(result)
    parts = [
        [per_point * lead for lead in _leads(result.criterion_marks[:, column], first, rivals)]
        for column in range(len(names))
    ]
    others = [one.share for one in official.stage_results.values() if one.stage != result.stage]
    taken_off = [-result.deductions.times(result.weight), -_deductions(official)]
    criteria = rule.stages[result.stage].criteria
    weights = tuple(Fraction(criteria[name].weight) for name in names)
    return _level(official, result.stage, names, weights, parts, [*others, *taken_off])


def stages_level(rule: Category, official: CategoryResult) -> Level:
    """The weights of the stages: a lead is (weight / 100) x the difference of the stage values."""
    first, rivals = _first(official), _rivals(official)
    sign = -1 if official.contest.low_wins else 1
    names = tuple(official.stage_results)
    parts = [
        [sign * _unit(rule) * lead for lead in _leads(result.value, first, rivals)]
        for result in official.stage_results.values()
    ]
    weights = tuple(Fraction(rule.stage_weight(name)) for name in names)
    return _level(official, "", names, weights, parts, [-_deductions(official)])


def _level(
    official: CategoryResult,
    stage: str,
    names: tuple[str, ...],
    weights: tuple[Fraction, ...],
    parts: list[list[Fraction]],
    beside: list[Exact],
) -> Level:
    first, rivals = _first(official), _rivals(official)
    fixed = zip(*(_leads(one, first, rivals) for one in beside), strict=True)
    return Level(
        stage=stage,
        names=names,
        weights=weights,
        rivals=tuple(official.participants[who] for who in rivals),
        leads=tuple(zip(*parts, strict=True)),
        rest=tuple(sum(leads, Fraction()) for leads in fixed),
    )


def lead_under(level: Level, rival: int, weights: Sequence[Fraction]) -> Fraction:
    """By how much the winner is ahead of a rival under some weights."""
    parts = zip(weights, level.leads[rival], strict=True)
    return level.rest[rival] + sum((weight * lead for weight, lead in parts), Fraction())


def smallest_move(level: Level, rival: int) -> WeightMove | None:
    """min 1/2 sum |w' - w|, so that the winner is not ahead of the rival; sum kept, no w' below 0.

    Each point moved takes off the lead where it leaves and adds the lead where it goes. The most is
    gained by going where the winner leads least, and by leaving where it leads most, first. None:
    even with all weight where the winner leads least, the winner stays ahead.
    """
    leads = level.leads[rival]
    goes = min(range(len(leads)), key=lambda place: leads[place])
    weights = list(level.weights)
    ahead = lead_under(level, rival, weights)
    moved = Fraction()
    for leaves in sorted(range(len(leads)), key=lambda place: -leads[place]):
        gain = leads[leaves] - leads[goes]
        if ahead <= 0 or gain <= 0:
            break
        points = min(weights[leaves], ahead / gain)
        weights[leaves] -= points
        weights[goes] += points
        ahead -= points * gain
        moved += points
    return WeightMove(level.rivals[rival], moved, tuple(weights)) if ahead <= 0 else None


def weight_range(level: Level, place: int) -> WeightRange | None:
    """The weights t of one name, with the others rescaled to whole - t, at which the winner stands.

    lead(t) = t x lead of this one + (whole - t) x mean lead of the others + rest >= 0 for every
    rival: linear in t. None where the others have no weight to be rescaled.
    """
    weights = level.weights
    whole, own = sum(weights, Fraction()), weights[place]
    if whole == own:
        return None
    low, high = Fraction(), whole
    for rival, leads in enumerate(level.leads):
        others = sum((w * lead for w, lead in zip(weights, leads, strict=True)), Fraction())
        mean = (others - own * leads[place]) / (whole - own)
        slope, at_zero = leads[place] - mean, whole * mean + level.rest[rival]
        if slope > 0:
            low = max(low, -at_zero / slope)
        elif slope < 0:
            high = min(high, -at_zero / slope)
    return WeightRange(level.names[place], own, low, high)


def _criteria(result: StageResult) -> tuple[str, ...]:
    return result.criteria + result.committee_criteria


def _unit(rule: Category) -> Fraction:
    return Fraction(1, 100 if rule.weights == "percent" else 1)


def _leads(values: Exact, first: int, rivals: Sequence[int]) -> list[Fraction]:
    return [values.fraction_at(first) - values.fraction_at(rival) for rival in rivals]


def _deductions(official: CategoryResult) -> Exact:
    return official.totals.deductions if official.totals else zeros(len(official.participants))


def _first(official: CategoryResult) -> int:
    """The place of the winner on the axis of the participants."""
    winner = next(line.participant for line in official.placings if line.rank == 1)
    return official.contest.places[winner]


def _rivals(official: CategoryResult) -> list[int]:
    """The places of the ranked on the winner's side of the line of the finalists."""
    level, first = official.progress.level, _first(official)
    places = (
        official.contest.places[line.participant]
        for line in official.placings
        if line.rank is not None and line.rank > 1
    )
    return [who for who in places if level[who] == level[first]]
