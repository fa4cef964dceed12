"""What this project's own forms say about themselves, on a sheet that stays out of sight.

The sheet holds texts only: a key in column A, what it says in the columns beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.records.tables import Participant

META_SHEET = "_meta"
FORM_VERSION = "1"
NOT_DUE = "–"  # stands in a cell that the juror has no mark to give in
ENTRIES = ("1", "2")  # a paper form is typed twice, by two people
ABSENT_WORD, SHEET = "absent_word", "sheet"  # the keys of lines that may stand more than once
_SINGLE = ("form", "season", "juror", "rules", "entry")


class BrokenFormData(Exception):
    """The sheet does not say what a form must say; the argument is the key that is wrong."""


@dataclass(frozen=True, slots=True)
class SheetData:
    """One score sheet of a form: its name, its stage, and the digest of whom it asks for."""

    name: str
    category: str
    stage: str
    participants: str


@dataclass(frozen=True, slots=True)
class FormData:
    """A form: for whom, under which rules (their fingerprint), and which of two entries it is.

    ``entry`` is '' for a form that the juror fills in. ``absent_words`` are those the form accepts
    in place of a mark.
    """

    season: str
    juror: str
    rules: str
    entry: str = ""
    absent_words: tuple[str, ...] = ()
    sheets: tuple[SheetData, ...] = ()

    def sheet(self, name: str) -> SheetData | None:
        """What is said of the sheet with a name."""
        return next((one for one in self.sheets if one.name == name), None)


def form_rows(data: FormData) -> list[tuple[str, ...]]:
    """The lines of the sheet."""
    single = (FORM_VERSION, data.season, data.juror, data.rules, data.entry)
    return [
        *zip(_SINGLE, single, strict=True),
        *((ABSENT_WORD, word) for word in data.absent_words),
        *((SHEET, one.name, one.category, one.stage, one.participants) for one in data.sheets),
    ]


def read_form_rows(rows: Iterable[Sequence[str]]) -> FormData:
    """Read what :func:`form_rows` made.

    Raises
    ------
    BrokenFormData
        A line is missing, stands twice, is too short, or is of another version of form.
    """
    single: dict[str, str] = {}
    words: list[str] = []
    sheets: list[SheetData] = []
    for key, *values in rows:
        if key in single or (key in _SINGLE and len(values) > 1):
            raise BrokenFormData(key)
        if key in _SINGLE:
            single[key] = "".join(values)
        elif key == ABSENT_WORD:
            words += values
        elif key == SHEET and len(values) == len(SheetData.__slots__):
            sheets.append(SheetData(*values))
        else:
            raise BrokenFormData(key)
    for key in _SINGLE:
        if not single.get(key) and key != "entry":
            raise BrokenFormData(key)
    if single["form"] != FORM_VERSION:
        raise BrokenFormData("form")
    entry = single.get("entry", "")
    if entry not in ("", *ENTRIES):
        raise BrokenFormData("entry")
    if not sheets:
        raise BrokenFormData(SHEET)
    return FormData(
        single["season"], single["juror"], single["rules"], entry, tuple(words), tuple(sheets)
    )


def participants_digest(participants: Iterable[Participant]) -> str:
    """SHA-256 over the ids, names and regions of participants, in whatever order they come."""
    lines = sorted(f"{one.id}\t{one.name}\t{one.region}\n" for one in participants)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
