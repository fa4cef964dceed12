"""Sentences on the order: what ranks follow, who goes on, how ties are split, titles."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.rules.models import TieLink
from helpers.rules.speech.speaker import Speaker


def speak_of_ranking(speaker: Speaker) -> Iterator[str]:
    """What the ranks follow."""
    low = "_low" if speaker.rules.combine.jurors == "rank_sum" else ""
    yield speaker.say(f"rank_by.{speaker.rules.rank_by}{low}")


def speak_of_finalists(speaker: Speaker) -> Iterator[str]:
    """Who goes on to a stage for some only."""
    stages = list(speaker.rules.stages)
    chosen = [stage for stage in stages if speaker.rules.stages[stage].finalists is not None]
    for stage in chosen:
        before = speaker.listed(map(speaker.stage, stages[: stages.index(stage)]))
        standing = speaker.say(f"finalists.standing_{speaker.rules.rank_by}", stages=before)
        yield speaker.say(
            "finalists.stage",
            stage=speaker.stage(stage),
            count=speaker.rules.stages[stage].finalists,
            standing=standing,
        )
    yield speaker.say("finalists.order" if chosen else "finalists.none")


def speak_of_minimum(speaker: Speaker) -> Iterator[str]:
    """What must be reached to be ranked."""
    minimum = speaker.rules.minimum
    limits = [
        speaker.say("minimum.stage", value=speaker.number(value), stage=speaker.stage(stage))
        for stage, value in minimum.stage.items()
    ]
    if minimum.total is not None:
        limits.append(speaker.say("minimum.total", value=speaker.number(minimum.total)))
    if limits:
        yield speaker.say("minimum.some", limits=speaker.listed(limits))
    else:
        yield speaker.say("minimum.none")


def speak_of_ties(speaker: Speaker) -> Iterator[str]:
    """How equal totals are split."""
    chain = speaker.rules.ties
    if not chain:
        yield speaker.say("ties.none")
        return
    yield speaker.say(
        "ties.chain", links=_numbered(speaker, [_link(speaker, link) for link in chain])
    )
    if chain[-1].kind not in ("lot", "shared"):
        yield speaker.say("ties.open")


def _link(speaker: Speaker, link: TieLink) -> str:
    if link.kind == "criterion":
        criterion = speaker.criterion(link.stage, link.criterion)
        return speaker.say("ties.criterion", criterion=criterion, stage=speaker.stage(link.stage))
    if link.kind == "stage":
        return speaker.say("ties.stage", stage=speaker.stage(link.stage))
    return speaker.say(f"{'overall' if link.kind == 'firsts' else 'ties'}.{link.kind}")


def _numbered(speaker: Speaker, links: list[str]) -> str:
    if len(links) == 1:
        return links[0]
    return "; ".join(
        speaker.say("ties.numbered", place=place, link=link)
        for place, link in enumerate(links, start=1)
    )


def speak_of_titles(speaker: Speaker) -> Iterator[str]:
    """Which rank has which title."""
    rules = speaker.rules
    if not rules.titles:
        yield speaker.say("titles.none")
        return
    titles = speaker.listed(
        speaker.say("titles.part", rank=rank, title=title)
        for rank, title in enumerate(rules.titles, start=1)
    )
    yield speaker.say("titles.some", titles=titles)
    if any(link.kind == "shared" for link in rules.ties):
        yield speaker.say("titles.shared")


def speak_of_overall(speaker: Speaker) -> Iterator[str]:
    """The title across categories, where there is one."""
    overall = speaker.book.overall
    if overall is None:
        return
    points = speaker.listed(
        speaker.say("overall.part", title=title, points=speaker.number(worth))
        for title, worth in overall.points.items()
    )
    links = _numbered(speaker, [_link(speaker, link) for link in overall.ties])
    yield speaker.say("overall.some", name=overall.name, points=points, links=links)
