"""Signed-off minutes held against the package's tables: every value that no longer agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from helpers.records.words import LANGUAGES, say
from helpers.report.digest import SeasonDigest
from helpers.report.letters.expecting import (
    Expected,
    Held,
    alike,
    bare,
    expect_minutes,
    held_in,
    stands_in,
)
from helpers.report.letters.reading import Paragraph, Reading
from helpers.report.letters.tables import compare_tables
from helpers.report.minutes import minutes_names

FINGERPRINT = re.compile(r"\b[0-9A-F]{4}(?:-[0-9A-F]{4}){3}\b")
ENOUGH = 0.45  # of the values, for a file to be minutes of this season
SAME_PARAGRAPH = 0.6  # how alike two paragraphs are that say the same in other words


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that no longer agrees: where, of which field, what should stand, what stands."""

    where: str
    field: str
    expected: str
    found: str


@dataclass(frozen=True)
class ReadBack:
    """Minutes that were read back: whose they are, and what no longer agrees."""

    category: str
    stage: str
    values: int
    tracked: int
    differences: tuple[Difference, ...]


def read_back(
    digest: SeasonDigest, reading: Reading, language: str, own: Path | None = None
) -> ReadBack | None:
    """Compare a document with the minutes that the package would write now.

    None where it is like none of this season's minutes.

    Raises
    ------
    helpers.report.letters.template.TemplateBroken
        The office's template cannot be filled.
    """
    spoken = (language, *(one for one in LANGUAGES if one != language))
    known = [
        expect_minutes(digest, category, stage, one, own)
        for one in spoken
        for category, stage in minutes_names(digest).values()
    ]
    text = reading.text
    likeness = {place: _likeness(one, text) for place, one in enumerate(known)}
    best = max(likeness, key=lambda place: (likeness[place], -place), default=None)
    if best is None or likeness[best] < ENOUGH:
        return None
    expected = known[best]
    return ReadBack(
        expected.category,
        expected.stage,
        len(held_in(expected.reading.text)),
        reading.tracked,
        (
            *(
                Difference(*one)
                for one in compare_tables(expected.reading.tables, reading.tables, language)
            ),
            *_compare_paragraphs(expected.reading.paragraphs, reading.paragraphs, language),
            *_compare_fingerprint(expected, reading, language),
        ),
    )


def _likeness(expected: Expected, text: str) -> float:
    """The share of the values that stand somewhere in the text.

    Sentences weigh as much as tables: a table that was taken out hides not whose minutes they are.
    """
    shown = alike(text).casefold()
    sentences = [held_in(one.text) for one in expected.reading.paragraphs]
    cells = [
        held_in(cell) for table in expected.reading.tables for r in table.rows for cell in r.cells
    ]
    shares = []
    for places in (sentences, cells):
        values = [alike(one.text).casefold() for held in places for one in held]
        shares.append(sum(one in shown for one in values) / len(values) if values else 0.0)
    return sum(shares) / len(shares)


def _compare_paragraphs(
    expected: Sequence[Paragraph], found: Sequence[Paragraph], language: str
) -> Iterator[Difference]:
    """The values of each paragraph, in the paragraph that says the same, however it is worded."""
    for one in expected:
        values = held_in(one.text)
        if not values:
            continue
        like = _most_alike(bare(one.text), found)
        places = [like] if like else list(found)
        for value in values:
            if any(stands_in(value.text, place.text) for place in places):
                continue
            yield Difference(
                say("letters.where_paragraph", language, number=like.number)
                if like
                else say("letters.where_nowhere", language),
                _field(value, language),
                value.text,
                like.text if like else "",
            )


def _most_alike(text: str, found: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph that says the same, or None where none is alike enough."""
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(alike(text).casefold())
    best, share = None, SAME_PARAGRAPH
    for one in found:
        matcher.set_seq1(alike(one.text).casefold())
        if matcher.quick_ratio() > share and (now := matcher.ratio()) > share:
            best, share = one, now
    return best


def _field(value: Held, language: str) -> str:
    return say(f"letters.field_{value.field}", language)


def _compare_fingerprint(
    expected: Expected, reading: Reading, language: str
) -> Iterator[Difference]:
    """The fingerprint of the result must stand in a header, in a footer or in the text."""
    found = list(dict.fromkeys(FINGERPRINT.findall(alike(reading.text))))
    others = [one for one in found if one != expected.fingerprint]
    if expected.fingerprint in found and not others:
        return
    yield Difference(
        say("letters.where_margin", language),
        say("letters.field_sidik", language),
        expected.fingerprint,
        ", ".join(others),
    )
