"""BAB II: the rules as the rule book has them, what all categories share once; conduct follows."""

from __future__ import annotations

from collections.abc import Mapping

from helpers.records.numbers import show
from helpers.records.words import say
from helpers.report.blocks import Block, Chapter, Column, Heading, Paragraph, Table, Terms
from helpers.report.chapters.office_words import office_words
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.rules import Scale, clauses, short_fingerprint

MOST_CRITERIA = 14  # so many rows of a table stay on one page


def quote_rules(digest: SeasonDigest, language: str) -> Chapter:
    """For every category its stages, criteria and weights, and its clauses as sentences.

    A clause that reads the same in all categories stands before them and not in each.
    """
    book = digest.rules
    told = {
        one.key: {
            topic: text
            for topic, text in clauses(book, one.key, language).items()
            if topic != "overall"
        }
        for one in digest.categories
    }
    shared = _shared(told)
    blocks: list[Block] = [
        Heading(
            say("documents.annual.rules", language),
            number=say("documents.annual.chapter", language, number="II"),
        ),
        Paragraph(
            say(
                "documents.annual.rules_text",
                language,
                version=book.version,
                fingerprint=short_fingerprint(book),
            )
        ),
    ]
    blocks += office_words(digest, "aturan", language)
    if shared:
        blocks.append(Paragraph(say("documents.annual.rules_shared", language), leads=True))
        blocks.append(_terms(shared, language))
    for place, category in enumerate(digest.categories, start=1):
        own = {t: text for t, text in told[category.key].items() if t not in shared}
        blocks += [Heading(category.rules.name, 2, f"2.{place}"), _weights(category, language)]
        blocks += [_terms(own, language)] if own else []
    return Chapter(tuple(blocks))


def _shared(told: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The clauses that all of several categories have word for word."""
    first, *others = told.values()
    if not others:
        return {}
    return {
        topic: text
        for topic, text in first.items()
        if all(other.get(topic) == text for other in others)
    }


def _terms(texts: Mapping[str, str], language: str) -> Terms:
    return Terms(
        tuple((say(f"documents.topic.{topic}", language), text) for topic, text in texts.items())
    )


def _weights(category: CategoryDigest, language: str) -> Table:
    """Stages, criteria and weights: a row a criterion, or a row a stage where they are many."""
    rules = category.rules
    many = sum(len(part.criteria) for part in rules.stages.values()) > MOST_CRITERIA
    rows: list[tuple[str | None, ...]] = []
    for stage, part in rules.stages.items():
        weight = show(rules.stage_weight(stage), None, language) + _unit(category)
        own = (_gathered if many else _listed)(category, stage, language)
        rows += [
            (None if place else part.name, None if place else weight, *fields)
            for place, fields in enumerate(own)
        ]
    heads = ("criteria" if many else "criterion", *(() if many else ("weight",)))
    columns = ("stage", "stage_weight", *heads, "scale", "marked_by")
    widths = {"stage": 3, "criterion": 4, "criteria": 6}
    return Table(
        caption=say("documents.annual.weights_caption", language, category=rules.name),
        columns=tuple(
            Column(
                say(f"documents.column.{name}", language),
                widths.get(name, 0),
                name.endswith("weight"),
            )
            for name in columns
        ),
        rows=tuple(rows),
    )


def _unit(category: CategoryDigest) -> str:
    return "%" if category.rules.weights == "percent" else ""


def _listed(category: CategoryDigest, stage: str, language: str) -> list[tuple[str, ...]]:
    """Each criterion of a stage: name, weight, scale, and who marks it."""
    rules = category.rules
    return [
        (
            entry.name,
            show(entry.weight, None, language) + _unit(category),
            show_scale(rules.criterion_scale(stage, criterion), language),
            _marked_by(category, stage, criterion, language),
        )
        for criterion, entry in rules.stages[stage].criteria.items()
    ]


def _gathered(category: CategoryDigest, stage: str, language: str) -> list[tuple[str, ...]]:
    """The criteria of a stage with their weights in one field for each scale and marker."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name, weight, scale, marker in _listed(category, stage, language):
        groups.setdefault((scale, marker), []).append(f"{name} {weight}")
    return [("; ".join(told), *group) for group, told in groups.items()]


def _marked_by(category: CategoryDigest, stage: str, criterion: str, language: str) -> str:
    committee = category.rules.from_committee(stage, criterion)
    return say(f"documents.annual.by_{'committee' if committee else 'jurors'}", language)


def show_scale(scale: Scale, language: str) -> str:
    """The scale from its least to its greatest mark: ``0–100``."""
    return f"{show(scale.min, None, language)}–{show(scale.max, None, language)}"
