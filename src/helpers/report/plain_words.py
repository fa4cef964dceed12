"""Why one participant is ahead of another, in two or three sentences that one can read out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from helpers.examine.against import Line
from helpers.records.tables import Placing
from helpers.records.words import say
from helpers.report.comparison import Comparison
from helpers.report.steps import written
from helpers.report.wording import describe_link, describe_note, show_value
from helpers.scoring.ranking import shown_margin

TELLING = ("mark", "committee", "combined", "place")  # lines that say how somebody was judged


def say_why(comparison: Comparison, participants: Sequence[str]) -> tuple[str, ...]:
    """What could be said to the participant that is behind.

    Parameters
    ----------
    participants
        The participants of the category in the order of its result.
    """
    return tuple(_sentences(comparison, participants))


def _sentences(comparison: Comparison, participants: Sequence[str]) -> Iterator[str]:
    against, language = comparison.against, comparison.language
    names = _names(comparison)
    if against.reason == "unranked":
        yield from _say_unranked(comparison)
        return
    if against.tied:
        yield _say_tie(comparison, participants)
        yield say("trace.plain_tied_rule", language)
        return
    if against.reason == "line" and against.cut is not None:
        key = "plain_line" if against.standing is not None else "plain_line_decided"
        stage = comparison.rule.stages[against.cut.stage].name
        margin = _points(comparison, comparison.distance)
        yield say(f"trace.{key}", language, stage=stage, margin=margin, **names)
    else:
        yield _say_margin(comparison)
    yield from _say_parts(comparison)


def _names(comparison: Comparison) -> dict[str, object]:
    return {"ahead": comparison.against.ahead.name, "behind": comparison.against.behind.name}


def _say_unranked(comparison: Comparison) -> Iterator[str]:
    against, language = comparison.against, comparison.language
    line = against.behind if against.behind.rank is None else against.ahead
    if line.note == "undecided":
        yield say("trace.plain_undecided", language)
        return
    note = describe_note(line.note, language)
    yield say("trace.plain_unranked", language, name=line.name, note=note)
    yield say("trace.plain_unranked_rule", language)


def _say_tie(comparison: Comparison, participants: Sequence[str]) -> str:
    """What decided between equals, with the values compared."""
    against, language, rule = comparison.against, comparison.language, comparison.rule
    values = {**_names(comparison), "total": _total(comparison, against.ahead)}
    if against.ahead.rank == against.behind.rank:
        return say("trace.plain_shared", language, first=against.ahead.rank, **values)
    split = against.splits[-1]
    if split.link == "lot":
        return say("trace.plain_tied_lot", language, **values)
    who = (participants.index(line.participant) for line in (against.ahead, against.behind))
    first, second = (written(abs(split.scores[one]), language) for one in who)
    link = describe_link(split.link, rule, language)
    return say("trace.plain_tied", language, link=link, first=first, second=second, **values)


def _say_margin(comparison: Comparison) -> str:
    """Ranks, totals and the margin as published."""
    against, language, rule = comparison.against, comparison.language, comparison.rule
    margin = shown_margin(comparison.distance, rule.rounding.total)
    unit = "places" if rule.combine.jurors == "rank_sum" else "points"
    text = say(
        f"trace.plain_margin_{unit}",
        language,
        first=against.ahead.rank,
        second=against.behind.rank,
        first_total=_total(comparison, against.ahead),
        second_total=_total(comparison, against.behind),
        margin=show_value(margin, rule.rounding.total, language),
        **_names(comparison),
    )
    totals = [line.total for line in (against.ahead, against.behind) if line.total is not None]
    if len(totals) == 2 and abs(totals[0] - totals[1]) != margin:
        text += f" {say('trace.plain_before_rounding', language)}"
    return text


def _total(comparison: Comparison, line: Placing) -> str:
    return show_value(line.total, comparison.rule.rounding.total, comparison.language)


def _points(comparison: Comparison, points: Fraction) -> str:
    """A number of points (or places) with its unit."""
    unit = "places" if comparison.rule.combine.jurors == "rank_sum" else "points"
    number = comparison.signed(abs(points), 2).lstrip("+")
    return say(f"trace.unit_{unit}", comparison.language, number=number)


def _say_parts(comparison: Comparison) -> Iterator[str]:
    """Where most of the distance comes from; then a deduction, or where the other was better."""
    lines, language = comparison.against.lines, comparison.language
    judged = [line for line in lines if line.kind in TELLING]
    stages = _sums(judged, "stage")
    if not stages:
        return
    most = max(stages, key=lambda stage: stages[stage])
    if stages[most] > 0:
        part = _name_part(comparison, most, judged)
        yield say("trace.plain_most", language, part=part, points=_points(comparison, stages[most]))
    taken = [line for line in lines if line.kind == "deduction"]
    for line in taken[:1]:
        who = comparison.against.ahead if line.ahead else comparison.against.behind
        points = comparison.signed(line.ahead or line.behind, 2).lstrip("+")
        yield say(
            "trace.plain_deduction", language, name=who.name, points=points, article=line.article
        )
    if taken:
        return
    least = min(stages, key=lambda stage: stages[stage])
    if stages[least] < 0:
        points = _points(comparison, stages[least])
        name = comparison.rule.stages[least].name
        part = say("trace.plain_stage", language, stage=name, points=points)
        yield say("trace.plain_better", language, part=part, **_names(comparison))
    else:
        yield say("trace.plain_nowhere", language, **_names(comparison))


def _name_part(comparison: Comparison, stage: str, lines: Sequence[Line]) -> str:
    """The stage, and the criterion of it that weighs most where ``lines`` tell criteria apart."""
    part, language = comparison.rule.stages[stage], comparison.language
    own = [line for line in lines if line.stage == stage]
    criteria = _sums([line for line in own if line.criterion], "criterion")
    points = _points(comparison, _sums(own, "stage")[stage])
    if len(criteria) < 2:
        return say("trace.plain_stage", language, stage=part.name, points=points)
    most = max(criteria, key=lambda criterion: criteria[criterion])
    return say(
        "trace.plain_criterion",
        language,
        stage=part.name,
        points=points,
        criterion=part.criteria[most].name,
        own=_points(comparison, criteria[most]),
    )


def _sums(lines: Sequence[Line], field: str) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for line in lines:
        key = getattr(line, field)
        sums[key] = sums.get(key, Fraction()) + line.points
    return sums
