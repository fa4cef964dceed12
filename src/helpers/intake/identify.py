"""Whose sheet it is: category, stage and juror, from ``sources`` or from the sheet's own words.

Nothing is taken from a file's name or place. What the sheet does not say clearly stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from helpers.intake.headers import Target
from helpers.intake.table import Table
from helpers.intake.vocabulary import key, meaning
from helpers.intake.workbook import Position, Sheet
from helpers.records.tables import COMMITTEE
from helpers.rules import RuleBook

META_SHEET = "_meta"  # the hidden sheet of this project's own forms
SUBJECTS = ("category", "stage", "juror")
SHORTEST = 2  # letters; a shorter name or code is not looked for inside a text
_NEAR = 3  # columns between a label and what it labels
_LONGEST = 300  # characters of a text that is searched for labels

_LABELLED = re.compile(r"\s*([^:=]{1,40}?)\s*[:=]\s*(.*?)\s*", re.DOTALL)


@dataclass(frozen=True)
class Identity:
    """Whose sheet it is; '' where that is not known. ``seen`` is what its labels said."""

    category: str = ""
    stage: str = ""
    juror: str = ""
    seen: Mapping[str, str] | None = None

    @property
    def open(self) -> tuple[str, ...]:
        """The subjects that are not known."""
        return tuple(subject for subject in SUBJECTS if not getattr(self, subject))

    @property
    def about(self) -> dict[str, str]:
        """The subjects that are known, for a notice."""
        return {one: getattr(self, one) for one in SUBJECTS if getattr(self, one)}


def meta_identity(sheets: Iterable[Sheet]) -> Identity:
    """What the hidden form data of a workbook says: a name in column A, its value in column B."""
    known: dict[str, str] = {}
    for sheet in sheets:
        if sheet.name == META_SHEET:
            for (row, column), cell in sheet.cells.items():
                value = sheet.cells.get((row, 2))
                if column == 1 and cell.literal in SUBJECTS and value is not None:
                    known[cell.literal] = value.literal
    category, stage, juror = (known.get(subject, "") for subject in SUBJECTS)
    return Identity(category, stage, juror)


def declared(texts: Mapping[Position, str]) -> dict[str, str]:
    """What the labels declare: ``Kategori : X`` in one cell, or X in a cell beside it."""
    found: dict[str, str] = {}
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in sorted(texts.items()):
        rows.setdefault(row, []).append((column, text))
        if len(text) <= _LONGEST and (match := _LABELLED.fullmatch(text)) and match[2]:
            _declare(found, match[1], match[2])
    for cells in rows.values():
        for (column, label), (other, value) in pairwise(cells):
            if other - column <= _NEAR:
                _declare(found, label, value.strip().lstrip(":=").strip())
    return found


def _declare(found: dict[str, str], label: str, value: str) -> None:
    subject = meaning("label", label)
    if subject and value:
        found.setdefault(subject, value)


def identify(
    book: RuleBook, table: Table, sheet: Sheet, texts: Mapping[Position, str], known: Identity
) -> Identity:
    """Complete what is ``known`` from the texts around a table and the table itself.

    Parameters
    ----------
    texts
        The texts above, below and beside the table; a label decides before any other text.
    known
        What ``sources`` or the form data already say.
    """
    labels = declared(texts)
    loose = [sheet.name, *texts.values()]
    category = known.category or _category(book, table, labels, loose)
    if category not in book.categories:
        return Identity("", "", _juror(book, labels, loose) or known.juror, labels)
    stage = known.stage or _stage(book, category, table, labels, loose)
    if stage not in book.categories[category].stages:
        return Identity(category, "", known.juror or _juror(book, labels, loose), labels)
    juror = known.juror or (
        COMMITTEE
        if _is_committees(book, category, stage, table, labels)
        else _juror(book, labels, loose)
    )
    return Identity(category, stage, juror, labels)


def _category(book: RuleBook, table: Table, labels: Mapping[str, str], loose: Iterable[str]) -> str:
    spellings = _spellings({id_: part.name for id_, part in book.categories.items()})
    if "category" in labels:
        return _named(labels["category"], spellings)
    if found := _only_phrase(loose, spellings):
        return found
    if len(book.categories) == 1:
        return next(iter(book.categories))
    return _only({target.category for target in _whole_stages(book, table)})


def _stage(
    book: RuleBook,
    category: str,
    table: Table,
    labels: Mapping[str, str],
    loose: Iterable[str],
) -> str:
    stages = book.categories[category].stages
    spellings = _spellings({id_: part.name for id_, part in stages.items()})
    if "stage" in labels:
        return _named(labels["stage"], spellings)
    if found := _only_phrase(loose, spellings):
        return found
    if len(stages) == 1:
        return next(iter(stages))
    whole = _whole_stages(book, table)
    return _only({target.stage for target in whole if target.category == category})


def _juror(book: RuleBook, labels: Mapping[str, str], loose: Iterable[str]) -> str:
    spellings = _spellings({code: juror.name for code, juror in book.jurors.items()})
    if "juror" in labels:
        return _named(labels["juror"], spellings)
    return _only_phrase(loose, spellings)


def _is_committees(
    book: RuleBook, category: str, stage: str, table: Table, labels: Mapping[str, str]
) -> bool:
    """Whether the committee gave these marks: by the rule book, or by what stands in the table."""
    rules = book.categories[category]
    if rules.stages[stage].source == "committee" and not rules.juror_criteria(stage):
        return True
    criteria = {
        target.criterion
        for field in table.of_kind("mark")
        for target in field.targets
        if (target.category, target.stage) == (category, stage)
    }
    committee = set(rules.committee_criteria(stage))
    if criteria and criteria <= committee:
        return True
    return bool(committee and meaning("committee", labels.get("juror", "")))


def _whole_stages(book: RuleBook, table: Table) -> set[Target]:
    """The stages whose criteria, all of jurors or all of the committee, stand in the header."""
    named = {target for field in table.of_kind("mark") for target in field.targets}
    found: set[Target] = set()
    for category, rules in book.categories.items():
        for stage in rules.stages:
            for due in (rules.juror_criteria(stage), rules.committee_criteria(stage)):
                if due and all(Target(category, stage, criterion) in named for criterion in due):
                    found.add(Target(category, stage, ""))
    return found


def _only(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


def _spellings(names: Mapping[str, str]) -> dict[str, str]:
    """Folded names and ids, each with the id it stands for; one that means two is left out."""
    found: dict[str, set[str]] = {}
    for id_, name in names.items():
        for text in (name, id_):
            found.setdefault(key(text), set()).add(id_)
    return {text: _only(ids) for text, ids in found.items() if len(ids) == 1}


def _named(text: str, spellings: Mapping[str, str]) -> str:
    """What a label's value names: exactly, or as the only name inside it."""
    return spellings.get(key(text), "") or _only_phrase([text], spellings)


def _only_phrase(texts: Iterable[str], spellings: Mapping[str, str]) -> str:
    """The only id whose name stands, whole, inside the texts; the longest name wins a place."""
    found: set[str] = set()
    for text in texts:
        rest = f" {key(text)} "
        for name in sorted(spellings, key=len, reverse=True):
            if len(name) < SHORTEST:
                continue
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            if name in rest and re.search(pattern, rest):
                found.add(spellings[name])
                rest = re.sub(pattern, "\0", rest)
    return _only(found)


def with_defaults(identity: Identity, other: Identity) -> Identity:
    """The identity with what is open taken from another one of the same workbook."""
    known = {subject: getattr(other, subject) for subject in identity.open}
    return replace(identity, **known)
