"""Findings of a run, told in the language that was asked for.

``findings.csv`` is written in the rule book's language, whatever is asked for, so that the same
season gives the same bytes. Its rows hold sentences and not what filled them; where the screen
speaks another language, the season is therefore read once more in that language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from helpers.records.places import Places
from helpers.records.tables import Finding
from helpers.rules import RuleBook


def tell_again(
    findings: Sequence[Finding], where: Places, rules: RuleBook, language: str, through: str = ""
) -> tuple[Finding, ...]:
    """The same findings with their sentences in ``language``.

    One that is not found again, because a file has just changed, keeps its sentences.
    """
    if not findings or language == rules.language:
        return tuple(findings)
    said: defaultdict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for one in _found(where, rules.model_copy(update={"language": language}), through):
        said[_place(one)].append(one)
    return tuple(said[_place(one)].pop(0) if said[_place(one)] else one for one in findings)


def _found(where: Places, rules: RuleBook, through: str) -> tuple[Finding, ...]:
    """What intake and ranking find, as a run gathers it: what both found stands once."""
    from helpers.intake import accepted, clean
    from helpers.scoring import score_category

    cleaned = clean(where.raw, rules, through)
    ranked = [
        one
        for key in rules.categories
        for one in score_category(rules, key, cleaned.facts.of(key), through).findings
    ]
    settled = accepted(ranked, cleaned.corrections, rules.language)
    return tuple(dict.fromkeys((*cleaned.findings, *settled)))


def _place(one: Finding) -> tuple[str, ...]:
    return (one.level, one.code, one.category, one.file, one.sheet, one.cell, one.literal)
