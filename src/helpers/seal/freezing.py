"""freeze: the rules are kept and signed before the first mark, and a change is shown as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpers.intake import clean
from helpers.proof.fingerprint import short
from helpers.proof.freezing import (
    FORMS,
    ROSTER,
    RuleChange,
    RulesState,
    frozen_book,
    frozen_files,
    rule_changes,
    rules_fingerprint,
    rules_state,
)
from helpers.proof.journal import JournalLine, append_line
from helpers.proof.keeping import keep, kept_sum, next_number
from helpers.records.facts import SeasonFacts
from helpers.records.places import Places
from helpers.report.rules_sheet import rules_sheet
from helpers.rules import RuleBook
from helpers.scoring import score_category

SHEET = "lembar-aturan.pdf"


@dataclass(frozen=True)
class Amendment:
    """Why frozen rules are changed: what people answer for."""

    basis: str
    reason: str
    by: str
    approved_by: str = ""


@dataclass(frozen=True)
class TitleCheck:
    """Whether other rules give a category the same titles: yes, no, or '' where unknown."""

    category: str
    same: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frozen:
    """What was done: the journal's line, the folder, and what the change means."""

    line: JournalLine
    folder: Path
    changes: tuple[RuleChange, ...] = ()
    titles: tuple[TitleCheck, ...] = ()


def freeze(where: Places, book: RuleBook, day: date, language: str = "") -> Frozen:
    """Keep the rules and participants as they are, for the first time, with the jury's sheet.

    The sheet is in the language given, else in that of the rule book.

    Raises
    ------
    FileExistsError
        Rules of this season were frozen before.
    """
    if rules_state(where, book).line is not None:
        raise FileExistsError(where.season)
    return _keep(where, book, day, "rules_frozen", None, (), (), language=language)


def amend(where: Places, book: RuleBook, day: date, why: Amendment, language: str = "") -> Frozen:
    """Keep changed rules beside the frozen ones, with what the change does to the result so far.

    Raises
    ------
    LookupError
        Nothing was frozen that could be changed.
    """
    state = rules_state(where, book)
    if state.line is None:
        raise LookupError(where.season)
    old = frozen_book(where, state.line)
    facts = clean(where.raw, book).facts
    titles = compare_titles(where, old, book, facts)
    changes = rule_changes(old, book, language or book.language)
    return _keep(
        where, book, day, "rules_amended", why, changes, titles, len(facts.scores), language
    )


def changes_since(where: Places, book: RuleBook, state: RulesState) -> tuple[RuleChange, ...]:
    """What differs between the frozen rules and those in use."""
    if state.line is None:
        return ()
    return rule_changes(frozen_book(where, state.line), book, book.language)


def compare_titles(
    where: Places, old: RuleBook, new: RuleBook, facts: SeasonFacts
) -> tuple[TitleCheck, ...]:
    """For each category of both: the titles under the old rules and under the new, marks alike.

    The marks are read under each rule book by itself: old criteria may have other names.
    """
    before = clean(where.raw, old).facts
    return tuple(
        _titles(category, old, before, new, facts)
        for category in new.categories
        if category in old.categories
    )


def _titles(
    category: str, old: RuleBook, before: SeasonFacts, new: RuleBook, after: SeasonFacts
) -> TitleCheck:
    results = (
        score_category(old, category, before.of(category)),
        score_category(new, category, after.of(category)),
    )
    one, other = (
        tuple(f"{line.title}: {line.name}" for line in result.placings if line.title)
        for result in results
    )
    if not all(result.decided for result in results):
        return TitleCheck(category, "", one, other)
    return TitleCheck(category, "yes" if one == other else "no", one, other)


def _keep(
    where: Places,
    book: RuleBook,
    day: date,
    kind: str,
    why: Amendment | None,
    changes: tuple[RuleChange, ...],
    titles: tuple[TitleCheck, ...],
    marks: int | None = None,
    language: str = "",
) -> Frozen:
    files = frozen_files(where, book)
    fingerprint = rules_fingerprint(book, files[ROSTER], files.get(FORMS, b""))
    files[SHEET] = rules_sheet(book, short(fingerprint), day, language)
    # The point keeps it apart from every category, whose codes have none.
    folder = f"rules.{next_number(where.sealed, 'rules.')}"
    keep(where.sealed / folder, files)
    line = JournalLine(
        number=0, day=day.isoformat(), kind=kind, category="", folder=folder, status="",
        fingerprint=fingerprint, files=kept_sum(where.sealed / folder), marks=marks,
        same_titles=_all_same(titles), by=why.by if why else "",
        approved_by=why.approved_by if why else "",
        basis=why.basis if why else book.basis, reason=why.reason if why else "",
    )  # fmt: skip
    return Frozen(append_line(where.sealed, line), where.sealed / folder, changes, titles)


def _all_same(titles: tuple[TitleCheck, ...]) -> str:
    told = {one.same for one in titles}
    if "no" in told:
        return "no"
    return "yes" if told == {"yes"} else ""
