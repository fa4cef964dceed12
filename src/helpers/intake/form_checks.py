"""The forms of this project, held against the season that they came back to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.intake.candidates import Candidate, source_line
from helpers.intake.told import Told
from helpers.intake.workbook import Notice, Word
from helpers.records.form_data import FORM_VERSION
from helpers.rules import RuleBook, fingerprint
from helpers.rules.canonical import SHORT


def is_foreign(one: Candidate, rules: str, season: str) -> bool:
    """Whether a form is of another season, with other rules, and nobody said it may be used."""
    chosen = one.source is not None and one.source.use == "yes"
    return (
        one.form is not None
        and one.form.season != season
        and one.form.rules != rules
        and not chosen
    )


def check_forms(candidates: Iterable[Candidate], book: RuleBook, season: str) -> Iterator[Told]:
    """What is odd about the forms that came back."""
    rules = fingerprint(book)
    told: set[tuple[str, str]] = set()
    for one in candidates:
        if one.contradicted:
            yield _told(one, "FORM_DATA", detail=_contradiction(one))
        if one.form is None:
            continue
        if is_foreign(one, rules, season):
            yield _other_season(one, season)
            continue
        # One change concerns all sheets of a category in a workbook, and is told once.
        place = (one.workbook.file, one.identity.category)
        if place not in told and one.form.rules != rules:
            yield _other_rules(one, rules)
        elif place not in told and one.form.season != season:
            yield _other_season(one, season, "info")
        told.add(place)


def _other_season(one: Candidate, season: str, level: str = "") -> Told:
    made_for = one.form.season if one.form else ""
    line = source_line(one, "ya")
    return _told(one, "FORM_SEASON", level, season=made_for, current=season, line=line)


def _other_rules(one: Candidate, rules: str) -> Told:
    written = one.form.rules if one.form else ""
    detail = Word("version_rules", {"written": written[:SHORT], "current": rules[:SHORT]})
    return _told(one, "TEMPLATE_VERSION", "warn", version=FORM_VERSION, detail=detail)


def _told(one: Candidate, code: str, level: str = "", **values: object) -> Told:
    notice = Notice(code, one.sheet.name, level=level, values=values)
    return Told(notice, one.workbook.file, one.identity.category)


def _contradiction(one: Candidate) -> Word:
    subjects = tuple(Word(f"subject_{subject}") for subject in one.contradicted)
    return Word("form_contradicted", {"subjects": subjects})
