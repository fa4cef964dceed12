"""Header texts: which criterion or which part of the table a column stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from helpers.intake.vocabulary import key, meaning
from helpers.rules import RuleBook

_NUMBERED = re.compile(r"(?:[a-z]|[ivx]+|[0-9]{1,2})[.)]\s+")
_TAIL = re.compile(
    r"\s*[\[(]\s*(?P<word>bobot|weight|maks\.?|maksimal|max|skor|nilai)?\s*:?\s*"
    r"(?P<number>[0-9]+(?:[.,][0-9]+)?)\s*(?P<percent>%)?\s*(?:[-–]\s*[0-9]+\s*)?[\])]"
)
_PRODUCT = re.compile(
    r"(?:nilai|skor|angka|n|score|mark)\s*[x×*]\s*(?:bobot|b|weight|[0-9]+(?:[.,][0-9]+)?\s*%?)"
    r"(?:\s*\(.*\))?"
)
_WEIGHT_WORDS = ("bobot", "weight")


class Target(NamedTuple):
    """A criterion of a stage of a category."""

    category: str
    stage: str
    criterion: str


@dataclass(frozen=True)
class Header:
    """What one header text names; ``weight`` where it also states one."""

    text: str
    targets: frozenset[Target] = frozenset()
    part: str = ""
    weight: Decimal | None = None


class Criteria:
    """All criteria of the season by the texts that name them exactly."""

    def __init__(self, book: RuleBook) -> None:
        found: dict[str, set[Target]] = {}
        for category, rules in book.categories.items():
            for stage, part in rules.stages.items():
                for id_, criterion in part.criteria.items():
                    target = Target(category, stage, id_)
                    for text in (criterion.name, id_):
                        found.setdefault(key(text), set()).add(target)
        self._targets: Mapping[str, frozenset[Target]] = {
            text: frozenset(targets) for text, targets in found.items()
        }
        self._read: dict[str, Header] = {}

    def header(self, text: str) -> Header:
        """What a header text names: a criterion by its exact name, or a part of the table."""
        if text not in self._read:
            self._read[text] = self._header(text)
        return self._read[text]

    def _header(self, text: str) -> Header:
        for bare, weight in _bared(key(text)):
            if targets := self._targets.get(bare):
                return Header(text, targets, "", weight)
        part = meaning("header", text)
        if not part and _PRODUCT.fullmatch(key(text)):
            part = "product"
        return Header(text, part=part)


def _bared(text: str) -> Iterable[tuple[str, Decimal | None]]:
    """The text as it is, and without the numbering before it and the weight behind it."""
    yield text, None
    numbered = _NUMBERED.match(text)
    bare = text[numbered.end() :] if numbered else text
    yield bare, None
    if tail := _last_tail(bare):
        states = tail["percent"] or (tail["word"] or "").startswith(_WEIGHT_WORDS)
        weight = Decimal(tail["number"].replace(",", ".")) if states else None
        yield bare[: tail.start()], weight


def _last_tail(text: str) -> re.Match[str] | None:
    return next((match for match in _TAIL.finditer(text) if match.end() == len(text)), None)
