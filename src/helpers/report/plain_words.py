"""Why one participant is ahead of another, in two or three sentences that one can read out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from helpers.examine.against import Line
from helpers.records.tables import Placing
from helpers.records.words import say
from helpers.report.margin_page import MarginPage
from helpers.report.steps import written
from helpers.report.wording import describe_link, describe_note, show_value
from helpers.scoring.ranking import shown_margin

TELLING = ("mark", "committee", "combined", "place")  # lines that say how somebody was judged


def say_why(page: MarginPage, participants: Sequence[str]) -> tuple[str, ...]:
    """What could be said to the participant that is behind.

    Parameters
    ----------
    participants
        The participants of the category in the order of its result.
    """
    return tuple(_sentences(page, participants))


def _sentences(page: MarginPage, participants: Sequence[str]) -> Iterator[str]:
    against, language = page.against, page.language
    names = _names(page)
    if against.reason == "unranked":
        yield from _say_unranked(page)
        return
    if against.tied:
        yield _say_tie(page, participants)
        yield say("trace.plain_tied_rule", language)
        return
    if against.reason == "line" and against.cut is not None:
        key = "plain_line" if against.standing is not None else "plain_line_decided"
        stage = page.rule.stages[against.cut.stage].name
        margin = _points(page, page.distance)
        yield say(f"trace.{key}", language, stage=stage, margin=margin, **names)
    else:
        yield _say_margin(page)
    yield from _say_parts(page)


def _names(page: MarginPage) -> dict[str, object]:
    return {"ahead": page.against.ahead.name, "behind": page.against.behind.name}


def _say_unranked(page: MarginPage) -> Iterator[str]:
    against, language = page.against, page.language
    line = against.behind if against.behind.rank is None else against.ahead
    if line.note == "undecided":
        yield say("trace.plain_undecided", language)
        return
    note = describe_note(line.note, language)
    yield say("trace.plain_unranked", language, name=line.name, note=note)
    yield say("trace.plain_unranked_rule", language)


def _say_tie(page: MarginPage, participants: Sequence[str]) -> str:
    """What decided between equals, with the values compared."""
    against, language, rule = page.against, page.language, page.rule
    values = {**_names(page), "total": _total(page, against.ahead)}
    if against.ahead.rank == against.behind.rank:
        return say("trace.plain_shared", language, first=against.ahead.rank, **values)
    split = against.splits[-1]
    if split.link == "lot":
        return say("trace.plain_tied_lot", language, **values)
    who = (participants.index(line.participant) for line in (against.ahead, against.behind))
    first, second = (written(abs(split.scores[one]), language) for one in who)
    link = describe_link(split.link, rule, language)
    return say("trace.plain_tied", language, link=link, first=first, second=second, **values)


def _say_margin(page: MarginPage) -> str:
    """Ranks, totals and the margin as published."""
    against, language, rule = page.against, page.language, page.rule
    margin = shown_margin(page.distance, rule.rounding.total)
    unit = "places" if rule.combine.jurors == "rank_sum" else "points"
    text = say(
        f"trace.plain_margin_{unit}",
        language,
        first=against.ahead.rank,
        second=against.behind.rank,
        first_total=_total(page, against.ahead),
        second_total=_total(page, against.behind),
        margin=show_value(margin, rule.rounding.total, language),
        **_names(page),
    )
    totals = [line.total for line in (against.ahead, against.behind) if line.total is not None]
    if len(totals) == 2 and abs(totals[0] - totals[1]) != margin:
        text += f" {say('trace.plain_before_rounding', language)}"
    return text


def _total(page: MarginPage, line: Placing) -> str:
    return show_value(line.total, page.rule.rounding.total, page.language)


def _points(page: MarginPage, points: Fraction) -> str:
    """A number of points (or places) with its unit."""
    unit = "places" if page.rule.combine.jurors == "rank_sum" else "points"
    number = page.signed(abs(points), 2).lstrip("+")
    return say(f"trace.unit_{unit}", page.language, number=number)


def _say_parts(page: MarginPage) -> Iterator[str]:
    """Where most of the distance comes from; then a deduction, or where the other was better."""
    lines, language = page.against.lines, page.language
    judged = [line for line in lines if line.kind in TELLING]
    stages = _sums(judged, "stage")
    if not stages:
        return
    most = max(stages, key=lambda stage: stages[stage])
    if stages[most] > 0:
        part = _name_part(page, most, judged)
        yield say("trace.plain_most", language, part=part, points=_points(page, stages[most]))
    taken = [line for line in lines if line.kind == "deduction"]
    for line in taken[:1]:
        who = page.against.ahead if line.ahead else page.against.behind
        points = page.signed(line.ahead or line.behind, 2).lstrip("+")
        yield say(
            "trace.plain_deduction", language, name=who.name, points=points, article=line.article
        )
    if taken:
        return
    least = min(stages, key=lambda stage: stages[stage])
    if stages[least] < 0:
        points = _points(page, stages[least])
        name = page.rule.stages[least].name
        part = say("trace.plain_stage", language, stage=name, points=points)
        yield say("trace.plain_better", language, part=part, **_names(page))
    else:
        yield say("trace.plain_nowhere", language, **_names(page))


def _name_part(page: MarginPage, stage: str, lines: Sequence[Line]) -> str:
    """The stage, and the criterion of it that weighs most where ``lines`` tell criteria apart."""
    part, language = page.rule.stages[stage], page.language
    own = [line for line in lines if line.stage == stage]
    criteria = _sums([line for line in own if line.criterion], "criterion")
    points = _points(page, _sums(own, "stage")[stage])
    if len(criteria) < 2:
        return say("trace.plain_stage", language, stage=part.name, points=points)
    most = max(criteria, key=lambda criterion: criteria[criterion])
    return say(
        "trace.plain_criterion",
        language,
        stage=part.name,
        points=points,
        criterion=part.criteria[most].name,
        own=_points(page, criteria[most]),
    )


def _sums(lines: Sequence[Line], field: str) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for line in lines:
        key = getattr(line, field)
        sums[key] = sums.get(key, Fraction()) + line.points
    return sums
