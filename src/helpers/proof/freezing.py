"""The frozen rules: what was decided before the marks came, and whether it still holds.

What is frozen lies in ``data/sealed/<season>/rules.<N>`` and is never written again: the rule book
as it was, the same as JSON, and the participants. The journal says when, by whom and why.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.intake.officer_tables import read_officer_tables
from helpers.proof.fingerprint import short
from helpers.proof.journal import JournalLine, broken_lines, read_journal
from helpers.proof.keeping import kept_sum
from helpers.proof.sums import file_sum
from helpers.records.places import Places
from helpers.records.tables import Participant, table_text
from helpers.rules import RuleBook, as_json, clauses, fingerprint, load

KINDS = ("rules_frozen", "rules_amended")
RULES, RULES_JSON, ROSTER = "rules.yaml", "rules.json", "participants.csv"
FORMS = "forms.sha256"  # the sums of the score forms, where some were made
SAMPLE_WORD = "CONTOH"
SPOKEN_KEYS = ("categories.", "examination.", "overall")  # what the sentences say already


@dataclass(frozen=True)
class RulesState:
    """Whether the rules in use are the frozen ones.

    ``state`` is open (nothing was frozen), frozen, rules_differ, roster_differs, forms_differ or
    broken (the journal or what it keeps was changed). ``line`` is the last line about the rules,
    ``forms`` are the score forms that are no longer those that were frozen.
    """

    state: str
    line: JournalLine | None = None
    amendments: int = 0
    short: str = ""
    forms: tuple[str, ...] = ()


NOT_FROZEN = RulesState("open")


def frozen_files(where: Places, book: RuleBook) -> dict[str, bytes]:
    """What is kept when the rules are frozen: the rule book, the same as JSON, the participants.

    Where score forms were made, their sums are kept too.
    """
    kept = {
        RULES: where.rules.read_bytes(),
        RULES_JSON: as_json(book).encode(),
        ROSTER: roster(where, book),
    }
    forms = forms_sums(where)
    return {**kept, FORMS: forms} if forms else kept


def forms_sums(where: Places) -> bytes:
    """The sums of the score forms in ``data/forms/<season>``, as ``sha256sum`` writes them."""
    paths = sorted(where.forms.glob("*.xlsx"))
    return "".join(f"{file_sum(path)}  {path.name}\n" for path in paths).encode()


def changed_forms(where: Places, line: JournalLine) -> tuple[str, ...]:
    """The frozen forms that lie in ``data/forms`` and are others now.

    Forms that are not there any more say nothing, and those made later are those of later stages.
    """
    path = where.sealed / line.folder / FORMS
    frozen = path.read_bytes().decode().splitlines() if path.is_file() else []
    pairs = ((name, digest) for digest, _, name in (one.partition("  ") for one in frozen))
    return tuple(
        name
        for name, digest in pairs
        if (where.forms / name).is_file() and file_sum(where.forms / name) != digest
    )


def roster(where: Places, book: RuleBook) -> bytes:
    """The participants as they are registered."""
    return table_text(Participant, read_officer_tables(where.raw, book).participants).encode()


def rules_fingerprint(book: RuleBook, participants: bytes, forms: bytes = b"") -> str:
    """SHA-256 over the rules, the participants and the forms' sums: what the jury signs for."""
    total = hashlib.sha256(fingerprint(book).encode())
    total.update(participants)
    total.update(forms)
    return total.hexdigest()


def rules_lines(sealed: Path) -> tuple[JournalLine, ...]:
    """The journal's lines about the rules."""
    return tuple(line for line in read_journal(sealed) if line.kind in KINDS)


def rules_state(where: Places, book: RuleBook) -> RulesState:
    """Whether the rules and participants in use are those that were frozen last."""
    try:
        journal = read_journal(where.sealed)
    except (ValueError, LookupError):
        return RulesState("broken")
    lines = [line for line in journal if line.kind in KINDS]
    if not lines:
        return RulesState("broken") if any(broken_lines(journal)) else NOT_FROZEN
    last = lines[-1]
    told = RulesState("frozen", last, len(lines) - 1, short(last.fingerprint))
    if any(broken_lines(journal)) or kept_sum(where.sealed / last.folder) != last.files:
        return RulesState("broken", last, told.amendments, told.short)
    if fingerprint(book) != hashlib.sha256(_kept(where, last, RULES_JSON)).hexdigest():
        return RulesState("rules_differ", last, told.amendments, told.short)
    if roster(where, book) != _kept(where, last, ROSTER):
        return RulesState("roster_differs", last, told.amendments, told.short)
    if forms := changed_forms(where, last):
        return RulesState("forms_differ", last, told.amendments, told.short, forms)
    return told


def sample_words(book: RuleBook) -> tuple[str, ...]:
    """The keys of a real season's basis and decrees that still say CONTOH; none in a sample."""
    if book.sample:
        return ()
    said = {"basis": book.basis}
    said |= {f"jurors.{code}.decree": one.decree or "" for code, one in book.jurors.items()}
    said |= {f"jurors.{code}.name": one.name for code, one in book.jurors.items()}
    return tuple(key for key, text in said.items() if SAMPLE_WORD in text.upper())


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that differs between two rule books, in words: '' where there was or is none."""

    category: str
    topic: str
    before: str
    after: str


def rule_changes(old: RuleBook, new: RuleBook, language: str) -> tuple[RuleChange, ...]:
    """What changed in the rules: sentence by sentence, and what no sentence says key by key."""
    spoken = tuple(_spoken(old, new, language))
    keys = _keys(json.loads(as_json(old)), json.loads(as_json(new)), ())
    return (*spoken, *(one for one in keys if not spoken or not one.topic.startswith(SPOKEN_KEYS)))


def _spoken(old: RuleBook, new: RuleBook, language: str) -> Iterator[RuleChange]:
    for category in dict.fromkeys((*old.categories, *new.categories)):
        before, after = (
            clauses(book, category, language, {code: code for code in book.jurors})
            if category in book.categories
            else {}
            for book in (old, new)
        )
        for topic in dict.fromkeys((*before, *after)):
            one, other = before.get(topic, ""), after.get(topic, "")
            if one != other:
                yield RuleChange(_name(category, new, old), topic, one, other)


def _name(category: str, *books: RuleBook) -> str:
    """The name of a category in the first book that has it."""
    return next(book.categories[category].name for book in books if category in book.categories)


def _keys(old: object, new: object, path: tuple[str, ...]) -> Iterator[RuleChange]:
    """The keys whose values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from _keys(old.get(key), new.get(key), (*path, key))
    elif old != new:
        before, after = ("" if one is None else str(one) for one in (old, new))
        yield RuleChange("", ".".join(path), before, after)


def frozen_book(where: Places, line: JournalLine) -> RuleBook:
    """The rule book that a line of the journal keeps.

    Raises
    ------
    RuleBookError
        This version of the program no longer accepts it.
    """
    return load(where.sealed / line.folder / RULES)


def _kept(where: Places, line: JournalLine, name: str) -> bytes:
    return (where.sealed / line.folder / name).read_bytes()
