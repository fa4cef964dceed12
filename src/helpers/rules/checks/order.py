"""Finalists, ties, titles, and the title across categories."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.rules.checks.subject import Subject
from helpers.rules.entries import Entry
from helpers.rules.mistakes import Fault
from helpers.rules.models import RuleBook, TieLink

LAST_LINKS = ("lot", "shared")  # nothing is left to split after these
OVERALL_LINKS = ("firsts", "lot", "shared")


def check_order(subject: Subject) -> Iterator[Fault]:
    """All checks of who goes on, who comes first, and what they are called."""
    yield from _finalists(subject)
    yield from _ties(subject)
    titles = subject.rules.titles
    for place, title in enumerate(titles):
        if title in titles[:place]:
            yield subject.fault("title_twice", "titles", place, title=title)


def _finalists(subject: Subject) -> Iterator[Fault]:
    """Some go on after a stage was held, and never more than were there."""
    rules = subject.rules
    regions = subject.book.regions
    most = rules.per_region * len(regions) if rules.per_region and regions else None
    for place, (stage, part) in enumerate(rules.stages.items()):
        if part.finalists is None:
            continue
        path = ("stages", stage, "finalists")
        if place == 0:
            yield subject.fault("finalists_first", *path, stage=stage)
        if most is not None and part.finalists > most:
            yield subject.fault(
                "finalists_too_many", *path, stage=stage, finalists=part.finalists, most=most
            )
        most = part.finalists if most is None else min(most, part.finalists)


def _ties(subject: Subject) -> Iterator[Fault]:
    for place, link in enumerate(subject.rules.ties):
        path = ("ties", place)
        yield from _link_target(subject, link, *path)
        if link.kind == "firsts":
            yield subject.fault("firsts_in_category", *path)
        if link in subject.rules.ties[:place]:
            yield subject.fault("link_twice", *path, link=link)
        elif before := _last_before(subject.rules.ties, place):
            yield subject.fault("link_unreachable", *path, link=link, before=before)


def _last_before(chain: tuple[TieLink, ...], place: int) -> str:
    """The kind of an earlier link that leaves nothing to split, or ''."""
    return next((link.kind for link in chain[:place] if link.kind in LAST_LINKS), "")


def _link_target(subject: Subject, link: TieLink, *path: object) -> Iterator[Fault]:
    stages = subject.rules.stages
    if link.kind == "stage" and link.stage not in stages:
        yield subject.fault("unknown_stage", *path, stage=link.stage, known=", ".join(stages))
    if link.kind == "criterion":
        known = [f"{stage}.{name}" for stage, part in stages.items() for name in part.criteria]
        target = f"{link.stage}.{link.criterion}".rstrip(".")
        if target not in known:
            yield subject.fault("unknown_criterion", *path, target=target, known=", ".join(known))


def _all_there(book: RuleBook, root: Entry) -> bool:
    """Whether no category was left out for a mistake in its form."""
    written = root.child("categories")
    return written is not None and len(written.plain()) == len(book.categories)


def check_overall(book: RuleBook, root: Entry) -> Iterator[Fault]:
    """Points are for titles that some category gives; its chain knows only titles, not stages."""
    if book.overall is None:
        return
    titles = [title for category in book.categories.values() for title in category.titles]
    known = ", ".join(dict.fromkeys(titles))
    for title, points in book.overall.points.items():
        line = root.line_of("overall", "points", title)
        if title not in titles and _all_there(book, root):
            yield Fault(line, "points_without_title", {"title": title, "known": known})
        if points < 0:
            yield Fault(line, "points_below_zero", {"title": title})
    for place, link in enumerate(book.overall.ties):
        line = root.line_of("overall", "ties", place)
        if link.kind not in OVERALL_LINKS:
            yield Fault(line, "link_not_overall", {"link": link})
        if link in book.overall.ties[:place]:
            yield Fault(line, "link_twice", {"link": link, "category": book.overall.name})
        elif before := _last_before(book.overall.ties, place):
            values = {"link": link, "before": before, "category": book.overall.name}
            yield Fault(line, "link_unreachable", values)
