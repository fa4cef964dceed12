"""What else could have come out, in sentences that can be said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from helpers.examine.chance import Chance
from helpers.examine.margins import Closeness
from helpers.examine.mark_changes import MarkChange, PlaceChange
from helpers.examine.other_rules import OtherRule
from helpers.examine.telling import say_reason
from helpers.examine.weight_changes import WeightChange
from helpers.examine.what_if import WhatIf
from helpers.records.numbers import show
from helpers.records.tables import Placing
from helpers.records.words import say
from helpers.rules.models import Category

WEIGHT_DECIMALS = 2


def say_what_ifs(what_ifs: Sequence[WhatIf], rule: Category, language: str) -> tuple[str, ...]:
    """Whether the winner hangs on one criterion, on one stage, or on the last participant."""
    told: list[str] = []
    for kind in ("criterion", "stage"):
        known = [one for one in what_ifs if one.kind == kind and not one.outcome.reason]
        if known and all(one.outcome.same_winners for one in known):
            told.append(say(f"examine.without_{kind}_same", language, count=len(known)))
        told += [
            say(
                f"examine.without_{kind}_other",
                language,
                name=name_part(rule, one.name),
                winners=_names(one.outcome.winners),
            )
            for one in known
            if not one.outcome.same_winners
        ]
    for one in what_ifs:
        if one.kind == "participant" and not one.outcome.reason:
            key = "moves" if one.outcome.moved else "same"
            names = _names(one.outcome.moved)
            told.append(say(f"examine.without_last_{key}", language, names=names))
    return tuple(told)


def say_other_rules(rules: Sequence[OtherRule], language: str) -> tuple[str, ...]:
    """Which other rules would name the same winner, and which not: one sentence each."""
    known = [one for one in rules if not one.outcome.reason]
    same = [say_way(one.way, language) for one in known if one.outcome.same_winners]
    told = []
    if known and len(same) == len(known):
        told.append(say("examine.rules_same", language, ways=", ".join(same)))
    elif same:
        told.append(say("examine.rules_some", language, ways=", ".join(same)))
    told += [
        say(
            "examine.rules_other",
            language,
            way=say_way(one.way, language),
            winners=_names(one.outcome.winners),
        )
        for one in known
        if not one.outcome.same_winners
    ]
    told += [
        say(
            "examine.rules_stopped",
            language,
            way=say_way(one.way, language),
            reason=one.outcome.reason,
        )
        for one in rules
        if one.outcome.reason
    ]
    return tuple(told)


def say_way(way: str, language: str) -> str:
    """A way to combine the jurors, in words."""
    return say(f"examine.way_{way}", language)


def say_mark(change: MarkChange, rule: Category, language: str) -> str:
    """Which mark, and from what to what."""
    mark = change.mark
    direction = "up" if change.after > change.before else "down"
    decimals = mark.scale.decimals
    return say(
        f"examine.mark_{'committee_' if mark.committee else ''}{direction}",
        language,
        participant=mark.participant,
        juror=mark.juror,
        criterion=name_part(rule, f"{mark.stage}.{mark.criterion}"),
        before=show(change.before, decimals, language),
        after=show(change.after, decimals, language),
        points=show(change.points, decimals, language),
    )


def say_place_change(place: PlaceChange, rule: Category, language: str) -> tuple[str, ...]:
    """What one mark could do to a title: who would have it, and how many marks could do it."""
    title = rule.titles[place.rank - 1]
    holders = _names(place.holders)
    if place.change is None:
        reason = say_reason(place.reason, language)
        return (say("examine.place_firm", language, title=title, names=holders, reason=reason),)
    after = place.change.holders
    count = say(
        "examine.marks_able",
        language,
        title=title,
        able=place.able,
        counted=place.counted,
        easily=place.easily,
    )
    told = say(
        "examine.place_open" if after else "examine.place_nobody",
        language,
        mark=say_mark(place.change, rule, language),
        title=title,
        names=_names(after),
    )
    return told, count


def say_weight_change(
    change: WeightChange, rule: Category, names: dict[str, str], language: str
) -> str:
    """How much weight would have to move on one level before somebody catches the winner."""
    level = say_level(change.stage, rule, language)
    if change.reason:
        reason = say_reason(change.reason, language)
        return say("examine.weights_unknown", language, level=level, reason=reason)
    if change.move is None:
        reason = say_reason("no_weights", language)
        return say("examine.weights_firm", language, level=level, reason=reason)
    return say(
        "examine.weights_move",
        language,
        level=level,
        points=show(_up(change.move.moved), WEIGHT_DECIMALS, language),
        rival=names.get(change.move.rival, change.move.rival),
    )


def say_level(stage: str, rule: Category, language: str) -> str:
    """Which weights: of the criteria of a stage, or of the stages."""
    if not stage:
        return say("examine.level_stages", language)
    return say("examine.level_criteria", language, stage=rule.stages[stage].name)


def say_chance(chance: Chance, names: dict[str, str], titles: int, language: str) -> list[str]:
    """Which ranks those with a title might have had, and who might have been first."""
    if chance.reason:
        return [say_reason(chance.reason, language)]
    told = [
        say(
            "examine.chance_rank" if one.low < one.high else "examine.chance_one_rank",
            language,
            name=names.get(one.participant, one.participant),
            low=one.low,
            high=one.high,
            first=show_share(one.first, language),
        )
        for one in chance.ranks[:titles]
    ]
    error = show_share(chance.error, language)
    told.append(say("examine.chance_draws", language, draws=show(chance.draws), error=error))
    return told


def show_share(share: float, language: str) -> str:
    """A share in percent; what is neither never nor always is not rounded to it."""
    percent = Fraction(round(share * 1000), 10)
    if share > 0 and percent == 0:
        return "< " + show(Fraction(1, 10), 1, language) + "%"
    if share < 1 and percent == 100:
        return "> " + show(Fraction(999, 10), 1, language) + "%"
    return show(percent, 1, language) + "%"


def say_because(place: Closeness, language: str) -> str:
    """Why a margin counts as close, or that it does not."""
    passed = "" if place.passed is None else show_share(place.passed, language)
    if place.because:
        return say(f"examine.close_{place.because}", language, passed=passed)
    return say("examine.not_close" if passed else "examine.not_close_step", language, passed=passed)


def say_close(place: Closeness, language: str) -> str:
    """One sentence on a close place; '' where it is not close."""
    if not place.close:
        return ""
    return say(
        "examine.close",
        language,
        name=place.margin.placing.name,
        behind=_names(place.margin.behind),
        because=say_because(place, language),
    )


def name_part(rule: Category, name: str) -> str:
    """A stage, or a criterion with its stage, by name."""
    stage, _, criterion = name.partition(".")
    part = rule.stages[stage]
    return f"{part.criteria[criterion].name} ({part.name})" if criterion else part.name


def _names(lines: Sequence[Placing]) -> str:
    return ", ".join(line.name for line in lines)


def _up(moved: Fraction) -> Fraction:
    """Rounded up, so that so much is enough."""
    return Fraction(-(-moved * 10**WEIGHT_DECIMALS // 1), 10**WEIGHT_DECIMALS)
