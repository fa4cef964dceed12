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
_JUROR_WORD = r"(?:nilai|skor|nama|kode|score|juri|penilai|juror|judge)"
_NUMBERED_JUROR = re.compile(
    r"(?:juri|penilai|juror|judge)\s*(?:ke-?\s*)?(?:[0-9]{1,2}|[ivx]{1,5})"
)
_AROUND_JUROR = re.compile(rf"(?:{_JUROR_WORD}|ke|[0-9]{{1,2}}|[ivx]{{1,5}}|[^\w:=])*")


class Target(NamedTuple):
    """A criterion of a stage of a category."""

    category: str
    stage: str
    criterion: str


class Seat(NamedTuple):
    """A juror's column as its header writes it; ``juror`` is the code, '' for a mere number."""

    label: str
    juror: str = ""

    @property
    def whose(self) -> str:
        """What two columns of one juror share."""
        return self.juror or key(self.label)


@dataclass(frozen=True)
class Header:
    """What one header text names; ``weight`` where it also states one."""

    text: str
    targets: frozenset[Target] = frozenset()
    part: str = ""
    weight: Decimal | None = None
    seat: Seat | None = None

    @property
    def names(self) -> bool:
        """Whether it names anything, rather than being a mere caption."""
        return bool(self.targets or self.part or self.seat)


class Criteria:
    """All criteria and jurors of the season by the texts that name them exactly."""

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
        jurors = {key(code): code for code in book.jurors}
        jurors |= {key(juror.name): code for code, juror in book.jurors.items()}
        lettered = filter(lambda text: any(map(str.isalpha, text)), jurors)
        self._jurors = {text: jurors[text] for text in sorted(lettered, key=len, reverse=True)}
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
        return Header(text, part=part, seat=None if part else self._seat(text))

    def _seat(self, text: str) -> Seat | None:
        """The juror whose column a text heads: by code or name, or only by a number."""
        rest, found = f" {key(text)} ", set()
        for name, juror in self._jurors.items():
            if name in rest and re.search(pattern := rf"(?<!\w){re.escape(name)}(?!\w)", rest):
                found.add(juror)
                rest = re.sub(pattern, " ", rest)
        if len(found) == 1 and _AROUND_JUROR.fullmatch(rest):
            return Seat(text, found.pop())
        numbered = not found and _NUMBERED_JUROR.fullmatch(key(text).strip(" .:"))
        return Seat(text) if numbered else None


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
