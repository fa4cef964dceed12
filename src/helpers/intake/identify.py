"""Whose sheet it is: category, stage and juror, from ``sources`` or from the sheet's own words.

Nothing is taken from a file's name or place. What the sheet does not say clearly stays open, and
what its words do say is told, with the words and their cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from helpers.intake.headers import Target
from helpers.intake.labels import Words, declared
from helpers.intake.table import Table
from helpers.intake.vocabulary import key, meaning
from helpers.intake.workbook import Position, Sheet
from helpers.records.tables import COMMITTEE
from helpers.rules import Category, RuleBook

SUBJECTS = ("category", "stage", "juror")
SHORTEST = 2  # letters; a shorter name or code is not looked for inside a text


class Clue(NamedTuple):
    """What a subject was known by: words of the sheet, or the rule book and the header alone."""

    how: str  # words, only (the rule book has no other), criteria (in the header) or column
    words: Words = Words("")


@dataclass(frozen=True)
class Identity:
    """Whose sheet it is; '' where that is not known.

    ``seen`` is what its labels said; ``clues`` are what was known by the sheet alone.
    """

    category: str = ""
    stage: str = ""
    juror: str = ""
    seen: Mapping[str, str] | None = None
    clues: Mapping[str, Clue] = field(default_factory=dict)

    @property
    def open(self) -> tuple[str, ...]:
        """The subjects that are not known."""
        return tuple(subject for subject in SUBJECTS if not getattr(self, subject))

    @property
    def about(self) -> dict[str, str]:
        """The subjects that are known, for a notice."""
        return {one: getattr(self, one) for one in SUBJECTS if getattr(self, one)}


@dataclass(frozen=True)
class Spoken:
    """What the texts around a table say: its labels, and all other words with the sheet's name."""

    labels: Mapping[str, Words]
    loose: tuple[Words, ...]

    def name(self, subject: str, spellings: Mapping[str, str]) -> tuple[str, Clue | None]:
        """What the texts name for a subject; a label decides before any other text."""
        if subject in self.labels:
            said = self.labels[subject]
            exactly = spellings.get(key(said.text), "")
            return (exactly, Clue("words", said)) if exactly else _only_phrase([said], spellings)
        return _only_phrase(self.loose, spellings)


def spoken(sheet: Sheet, texts: Mapping[Position, str]) -> Spoken:
    """What is said on a sheet: in texts above, below and beside a table, and in its own name."""
    words = (Words(text, position) for position, text in texts.items())
    return Spoken(declared(texts), (Words(sheet.name), *words))


def labelled(book: RuleBook, labels: Mapping[str, Words], category: str = "") -> Identity:
    """Whose a sheet is by its labels alone; ``category`` is where they name none."""
    said = Spoken(labels, ())
    named, _ = said.name("category", _spellings({i: c.name for i, c in book.categories.items()}))
    rules = book.categories.get(named or category)
    stages = _spellings({id_: part.name for id_, part in rules.stages.items()} if rules else {})
    stage, _ = said.name("stage", stages)
    juror, _ = _juror(book, said)
    by_committee = "juror" in labels and meaning("committee", labels["juror"].text)
    return Identity(named, stage, juror or (COMMITTEE if by_committee else ""))


def identify(book: RuleBook, table: Table, said: Spoken, known: Identity) -> Identity:
    """Complete what is ``known`` from ``sources`` or form data by what the sheet says."""
    seen = {subject: words.text for subject, words in said.labels.items()}
    category, by_category = _known(known.category) or _category(book, table, said)
    if category not in book.categories:
        juror, by_juror = _juror(book, said)
        clues = _clues(juror=by_juror)
        return Identity("", "", juror or known.juror, seen, clues)
    stage, by_stage = _known(known.stage) or _stage(book, category, table, said)
    if stage not in book.categories[category].stages:
        juror, by_juror = _known(known.juror) or _juror(book, said)
        clues = _clues(category=by_category, juror=by_juror)
        return Identity(category, "", juror, seen, clues)
    juror, by_juror = (
        _known(known.juror) or _committee(book, category, stage, table, said) or _juror(book, said)
    )
    clues = _clues(category=by_category, stage=by_stage, juror=by_juror)
    return Identity(category, stage, juror, seen, clues)


def _known(id_: str) -> tuple[str, Clue | None] | None:
    return (id_, None) if id_ else None


def _clues(**clues: Clue | None) -> dict[str, Clue]:
    return {subject: clue for subject, clue in clues.items() if clue is not None}


def _category(book: RuleBook, table: Table, said: Spoken) -> tuple[str, Clue | None]:
    spellings = _spellings({id_: part.name for id_, part in book.categories.items()})
    found = said.name("category", spellings)
    if found[0] or "category" in said.labels:
        return found
    if len(book.categories) == 1:
        return next(iter(book.categories)), Clue("only")
    return _only({target.category for target in _whole_stages(book, table)}), Clue("criteria")


def _stage(book: RuleBook, category: str, table: Table, said: Spoken) -> tuple[str, Clue | None]:
    stages = book.categories[category].stages
    spellings = _spellings({id_: part.name for id_, part in stages.items()})
    found = said.name("stage", spellings)
    if found[0] or "stage" in said.labels:
        return found
    if len(stages) == 1:
        return next(iter(stages)), Clue("only")
    whole = _whole_stages(book, table)
    return _only({t.stage for t in whole if t.category == category}), Clue("criteria")


def _juror(book: RuleBook, said: Spoken) -> tuple[str, Clue | None]:
    spellings = _spellings({code: juror.name for code, juror in book.jurors.items()})
    return said.name("juror", spellings)


def named_criterion(rules: Category, stage: str, said: Spoken) -> tuple[str, Clue | None]:
    """The criterion of a stage that a sheet is all about; '' where it names none or several."""
    criteria = rules.juror_criteria(stage)
    if len(criteria) == 1:
        return criteria[0], Clue("only")
    names = {id_: rules.stages[stage].criteria[id_].name for id_ in criteria}
    others = {f"stage {id_}": part.name for id_, part in rules.stages.items()}
    found, clue = said.name("criterion", _spellings(names | others))
    return (found, clue) if found in names else ("", None)


def _committee(
    book: RuleBook, category: str, stage: str, table: Table, said: Spoken
) -> tuple[str, Clue | None] | None:
    """The committee, where it gave these marks: by the rule book, or by what the table holds."""
    rules = book.categories[category]
    if rules.stages[stage].source == "committee" and not rules.juror_criteria(stage):
        return COMMITTEE, Clue("only")
    criteria = {
        target.criterion
        for field in table.of_kind("mark")
        for target in field.targets
        if (target.category, target.stage) == (category, stage)
    }
    committee = set(rules.committee_criteria(stage))
    if criteria and criteria <= committee:
        return COMMITTEE, Clue("criteria")
    label = said.labels.get("juror", Words(""))
    if committee and meaning("committee", label.text):
        return COMMITTEE, Clue("words", label)
    return None


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


def _only_phrase(texts: Iterable[Words], spellings: Mapping[str, str]) -> tuple[str, Clue | None]:
    """The only id whose name stands, whole, inside the texts; the longest name wins a place."""
    found: dict[str, Words] = {}
    for words in texts:
        rest = f" {key(words.text)} "
        for name in sorted(spellings, key=len, reverse=True):
            if len(name) < SHORTEST:
                continue
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            if name in rest and re.search(pattern, rest):
                if spellings[name] not in found or not found[spellings[name]].position[0]:
                    found[spellings[name]] = words
                rest = re.sub(pattern, "\0", rest)
    if len(found) != 1:
        return "", None
    return next((id_, Clue("words", words)) for id_, words in found.items())


def with_defaults(identity: Identity, other: Identity) -> Identity:
    """The identity with what is open taken from another one of the same workbook."""
    known = {subject: getattr(other, subject) for subject in identity.open}
    clues = {subject: other.clues[subject] for subject in identity.open if subject in other.clues}
    return replace(identity, **known, clues={**identity.clues, **clues})
