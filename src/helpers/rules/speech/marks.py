"""Sentences on the marks: who gives them to whom, on which scale, and what if one is missing."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.rules.models import Scale
from helpers.rules.speech.speaker import Speaker


def speak_of_slots(speaker: Speaker) -> Iterator[str]:
    """Who marks whom, on what, when."""
    rules = speaker.rules
    if rules.per_region is not None:
        key = "one" if rules.per_region == 1 else "many"
        yield speaker.say(f"slots.per_region_{key}", count=rules.per_region)
    for stage, part in rules.stages.items():
        day = speaker.say("slots.on", day=speaker.day(part.date)) if part.date else ""
        by_jurors, by_committee = rules.juror_criteria(stage), rules.committee_criteria(stage)
        values = {"stage": speaker.stage(stage), "day": day}
        if by_jurors:
            jurors = speaker.jurors(speaker.book.due_jurors(speaker.category, stage))
            criteria = speaker.criteria(stage, by_jurors)
            yield speaker.say("slots.stage", jurors=jurors, criteria=criteria, **values)
            yield from _replaced(speaker, stage)
        if by_committee:
            key = "beside" if by_jurors else "stage_committee"
            criteria = speaker.criteria(stage, by_committee)
            yield speaker.say(f"slots.{key}", criteria=criteria, **values)
        if part.deadline:
            yield speaker.say(
                "slots.deadline", stage=speaker.stage(stage), day=speaker.day(part.deadline)
            )


def _replaced(speaker: Speaker, stage: str) -> Iterator[str]:
    """Who sits in another's seat, by name where jurors may be named."""
    named = speaker.rules.stage_jurors(stage)
    sitting = speaker.book.due_jurors(speaker.category, stage)
    changes = [(old, new) for old, new in zip(named, sitting, strict=True) if old != new]
    if not changes:
        return
    if not speaker.juror_names:
        key = "one" if len(changes) == 1 else "many"
        stage_name = speaker.stage(stage)
        yield speaker.say(f"slots.replaced_{key}", stage=stage_name, count=len(changes))
        return
    for old, new in changes:
        begun = speaker.book.jurors[new].from_date
        yield speaker.say(
            "slots.replaced_named",
            stage=speaker.stage(stage),
            old=speaker.juror(old),
            new=speaker.juror(new),
            day=speaker.day(begun) if begun else "",
        )


def speak_of_recusal(speaker: Speaker) -> Iterator[str]:
    """Who does not judge whom."""
    recusal = speaker.rules.recusal
    if isinstance(recusal, tuple):
        key = "case_named" if speaker.juror_names else "case"
        cases = speaker.listed(
            speaker.say(
                f"recusal.{key}",
                juror=speaker.juror(case.juror),
                participant=case.participant,
                reason=case.reason.rstrip("."),
            )
            for case in recusal
        )
        yield speaker.say("recusal.list", cases=cases)
        return
    yield speaker.say(f"recusal.{recusal}")
    if recusal == "same_region":
        yield _from_a_region(speaker)


def _from_a_region(speaker: Speaker) -> str:
    """Which jurors the recusal by region concerns."""
    due = {
        juror
        for stage in speaker.rules.stages
        for juror in speaker.book.due_jurors(speaker.category, stage)
    }
    concerned = [
        juror for juror, part in speaker.book.jurors.items() if juror in due and part.region
    ]
    if not concerned:
        return speaker.say("recusal.nobody")
    if speaker.juror_names:
        return speaker.say(
            "recusal.concerned_named", names=speaker.listed(map(speaker.juror, concerned))
        )
    key = "one" if len(concerned) == 1 else "many"
    return speaker.say(f"recusal.concerned_{key}", count=len(concerned))


def speak_of_missing(speaker: Speaker) -> Iterator[str]:
    """What follows where a mark is not there."""
    missing = speaker.rules.missing
    yield speaker.say(f"missing.blank_{missing.blank}")
    yield speaker.say(f"missing.participant_{missing.participant_absent}")
    yield speaker.say(f"missing.juror_{missing.juror_absent}", count=missing.at_least)


def speak_of_scales(speaker: Speaker) -> Iterator[str]:
    """Which marks are possible, and how other scales are converted."""
    rules = speaker.rules
    yield speaker.say("scale.main", **_scale_values(speaker, rules.scale))
    for stage, part in rules.stages.items():
        for criterion in part.criteria:
            scale = rules.criterion_scale(stage, criterion)
            if scale != rules.scale:
                converted = rules.weights == "percent" and _ends(scale) != _ends(rules.scale)
                yield speaker.say(
                    "scale.own_converted" if converted else "scale.own",
                    criterion=speaker.criterion(stage, criterion),
                    stage=speaker.stage(stage),
                    to_min=speaker.number(rules.scale.min),
                    to_max=speaker.number(rules.scale.max),
                    to_range=speaker.number(rules.scale.max - rules.scale.min),
                    range=speaker.number(scale.max - scale.min),
                    **_scale_values(speaker, scale),
                )
    yield speaker.say("scale.exact")


def _ends(scale: Scale) -> tuple[object, object]:
    return scale.min, scale.max


def _scale_values(speaker: Speaker, scale: Scale) -> dict[str, object]:
    key = "some" if scale.decimals else "none"
    return {
        "min": speaker.number(scale.min),
        "max": speaker.number(scale.max),
        "decimals": speaker.say(f"scale.decimals_{key}", decimals=scale.decimals),
    }


def speak_of_examination(speaker: Speaker) -> Iterator[str]:
    """Which marks are listed to be looked at; nothing where the committee gives all marks."""
    if any(speaker.rules.juror_criteria(stage) for stage in speaker.rules.stages):
        limit = speaker.number(speaker.book.examination.deviation)
        yield speaker.say("examination.deviation", limit=limit)
