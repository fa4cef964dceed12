"""What a run found and measured, told in the language that was asked for.

``findings.csv`` and ``diagnostics.csv`` are written in the rule book's language, whatever is asked
for, so that the same season gives the same bytes. Their rows hold sentences and not what filled
them; where the screen or the documents speak another language, the season is therefore read and
examined once more in that language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from helpers.records.facts import read_facts
from helpers.records.places import Places
from helpers.records.tables import Finding
from helpers.report.digest import SeasonDigest
from helpers.rules import RuleBook


def tell_digest(
    digest: SeasonDigest, where: Places, language: str, through: str = ""
) -> SeasonDigest:
    """The digest with the sentences of its findings and measures in ``language``.

    The measures are made again from the same facts, by the same draws: only their words differ.
    """
    rules = digest.rules
    if language == rules.language:
        return digest
    from helpers.examine.category import examine_category  # only where it is told again

    findings = tell_again(digest.findings, where, rules, language, through)
    told = dict(zip(digest.findings, findings, strict=True))
    other = rules.model_copy(update={"language": language})
    facts = read_facts(where.processed, where.season)
    categories = tuple(
        replace(
            one,
            findings=tuple(told.get(finding, finding) for finding in one.findings),
            diagnostics=one.diagnostics
            and examine_category(other, one.key, facts.of(one.key), through),
        )
        for one in digest.categories
    )
    return replace(digest, findings=findings, categories=categories)


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
