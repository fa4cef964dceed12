"""verify --minutes: the minutes that were edited and signed, against the package's tables."""

from __future__ import annotations

from pathlib import Path

from helpers.proof.announced import announced_since
from helpers.proof.comparing import revised_since
from helpers.proof.fingerprint import result_fingerprint, short
from helpers.proof.freezing import rules_state
from helpers.proof.revisions import standing
from helpers.records.places import Places
from helpers.records.words import say
from helpers.report.digest import SeasonDigest, read_season
from helpers.report.letters.read_back import Difference, ReadBack, read_back
from helpers.report.letters.reading import NotWord, read_document
from helpers.report.letters.template import OWN_FOLDER
from helpers.rules import RuleBook
from helpers.seal.checks import last_stage


class NoMinutes(Exception):
    """The file holds no minutes of this season; the text names it and says why."""


def check_minutes(where: Places, book: RuleBook, file: Path, language: str = "") -> ReadBack:
    """Read minutes back, and name every value that no longer agrees with the tables.

    Raises
    ------
    NoMinutes
        The file is no Word document, or none of this season's minutes.
    helpers.report.letters.template.TemplateBroken
        The office's template cannot be filled.
    """
    language = language or book.language
    try:
        reading = read_document(file.read_bytes())
    except NotWord as failure:
        told = {"file": file.name, "reason": failure}
        raise NoMinutes(say("letters.not_word", language, **told)) from failure
    digest = _digest(where, book, language)
    found = read_back(digest, reading, language, where.raw / OWN_FOLDER)
    if found is None:
        told = {"file": file.name, "season": where.season}
        raise NoMinutes(say("letters.not_minutes", language, **told))
    return found


def _digest(where: Places, book: RuleBook, language: str) -> SeasonDigest:
    """The season as its documents show it, read from the tables."""
    standings = {key: standing(where, book, key) for key in book.categories}
    return read_season(
        where.processed,
        where.season,
        book,
        fingerprint=short(result_fingerprint(where.processed, book)),
        through=last_stage(where),
        recounted=True,
        rules_state=rules_state(where, book),
        standings=standings,
        revised=revised_since(where, standings, language),
        announced=announced_since(where, standings, language),
    )


def tell_difference(one: Difference, language: str) -> str:
    """A difference in a sentence."""
    key = "difference" if one.expected and one.found else "difference_gone"
    if not one.expected:
        key = "difference_added"
    told = {"where": one.where, "field": one.field, "expected": one.expected, "found": one.found}
    return say(f"letters.{key}", language, **told)


def minutes_name(book: RuleBook, found: ReadBack) -> str:
    """Whose minutes they are, for people: the category, and the stage where they are of one."""
    category = book.categories[found.category]
    stage = category.stages[found.stage].name if found.stage else ""
    return ", ".join(part for part in (category.name, stage) if part)
