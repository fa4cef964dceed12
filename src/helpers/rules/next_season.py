"""The rule book of a new season, drafted from the last one's; what must be decided is left open.

An open place is a text that begins with ``ISI:``. A rule book that holds one is refused with the
line of each, so that nothing of last year becomes this year's by being forgotten.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from helpers.records.words import say
from helpers.rules.entries import Entry
from helpers.rules.mistakes import Fault
from helpers.rules.rewriting import editor

OPEN = "ISI:"
SAMPLE_WORD = re.compile("contoh", re.IGNORECASE)
PEOPLE = ("jurors", "officers", "signatories")  # whose names a sample made up
FORGOTTEN_OF_PEOPLE = ("name", "institution", "rank", "number")


def find_open_places(root: Entry) -> list[Fault]:
    """A fault for each place that is still to be filled in."""
    return [
        Fault(entry.line, "open_place", {"what": entry.value.removeprefix(OPEN).strip()})
        for entry in _scalars(root)
        if isinstance(entry.value, str) and entry.value.startswith(OPEN)
    ]


def _scalars(entry: Entry) -> Iterator[Entry]:
    if isinstance(entry.value, dict):
        for child in entry.value.values():
            yield from _scalars(child)
    elif isinstance(entry.value, tuple):
        for child in entry.value:
            yield from _scalars(child)
    else:
        yield entry


def draft_rules(text: str, season: str, language: str, *, sample: bool) -> str:
    """The rule book for ``season`` from the text of another, which must be a rule book.

    Days, the basis, decrees and recusals by name are left open; replacements of jurors fall away;
    the version is 1 again. ``sample`` says whether the new season is one: a real season made from a
    sample keeps its order and none of its people.
    """
    yaml = editor()
    book = yaml.load(text)
    made_up = bool(book.get("sample")) and not sample
    draft = _Draft(language)
    draft.renew_head(book, season)
    draft.renew_jurors(book)
    draft.renew_categories(book)
    if made_up:
        del book["sample"]
        draft.forget_people(book)
        draft.forget_samples(book)
    stream = io.StringIO()
    yaml.dump(book, stream)
    lines = stream.getvalue().splitlines()
    if made_up:
        lines = [
            line for line in lines if not (line.lstrip().startswith("#") and _says_sample(line))
        ]
        lines.insert(0, f"# {say('next_season.from_sample', language)}")
    return "\n".join(lines) + "\n"


def _says_sample(text: str) -> bool:
    return SAMPLE_WORD.search(text) is not None


class _Draft:
    """Changes the mappings of a rule book in place; comments and order stay."""

    def __init__(self, language: str) -> None:
        self.language = language

    def open(self, word: str, **values: object) -> str:
        """The text of an open place."""
        what = say(f"next_season.{word}", self.language, **values)
        quoted: str = DoubleQuotedScalarString(f"{OPEN} {what}")
        return quoted

    def renew_head(self, book: Any, season: str) -> None:
        year = re.search(r"\d{4}", season)
        old, new = str(book["season"]), year[0] if year else season
        book["title"] = str(book["title"]).replace(old, new)
        book["season"] = DoubleQuotedScalarString(new)
        book["version"] = 1
        book["basis"] = self.open("basis")

    def renew_jurors(self, book: Any) -> None:
        jurors = book["jurors"]
        for code in [code for code, juror in jurors.items() if juror.get("replaces")]:
            del jurors[code]
        for code, juror in jurors.items():
            if "decree" in juror:
                juror["decree"] = self.open("decree", juror=code)

    def renew_categories(self, book: Any) -> None:
        for category in book["categories"].values():
            if isinstance(category.get("recusal"), list):
                category["recusal"] = self.open("recusal")
            for stage in category["stages"].values():
                for key in ("date", "deadline"):
                    if key in stage:
                        stage[key] = self.open(key, stage=stage["name"])

    def forget_people(self, book: Any) -> None:
        for group in PEOPLE:
            people = book.get(group) or {}
            rows = people.items() if isinstance(people, dict) else enumerate(people, start=1)
            for code, person in rows:
                for key, value in person.items():
                    if key in FORGOTTEN_OF_PEOPLE and value and not str(value).startswith(OPEN):
                        whom = say(f"next_season.of_{group}", self.language, code=code)
                        person[key] = self.open(f"person_{key}", whom=whom)

    def forget_samples(self, part: Any) -> None:
        rows = part.items() if isinstance(part, dict) else enumerate(part)
        for key, value in list(rows):
            if isinstance(value, (dict, list)):
                self.forget_samples(value)
            elif isinstance(value, str) and _says_sample(value):
                part[key] = self.open("other", what=key)
