"""Texts in score cells: the few that are numbers, and what stands in the way of all others."""

from __future__ import annotations

import csv
import re
import unicodedata
from decimal import Decimal
from functools import cache
from importlib.resources import files

from helpers.intake.signs import direction_signs, hidden_signs, mixed_scripts

ENDS = " \t\n\N{NO-BREAK SPACE}"
LONGEST = 200  # characters; a longer text is no mark, and patterns are not tried on it
_LOOK_ALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "s": "5", "B": "8"})
_HALF = re.compile(r"([0-9]{1,3})\s*(?:½|1/2)")
_PLAIN = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (files("helpers.intake") / "score_texts.csv").read_text(encoding="utf-8")
    return tuple(
        (row["code"], re.compile(row["pattern"], re.IGNORECASE | re.ASCII))
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _number(decimal_mark: str) -> re.Pattern[str]:
    return re.compile(rf"[0-9]{{1,3}}(?:{re.escape(decimal_mark)}[0-9]{{1,2}})?")


def bare(text: str) -> str:
    """The text without the blanks that pasting leaves at its ends, and one leading quote."""
    return text.strip(ENDS).removeprefix("'").strip(ENDS)


def text_number(text: str, decimal_mark: str) -> Decimal | None:
    """The number of a bare text: up to three digits, and two after the declared decimal mark."""
    if not _number(decimal_mark).fullmatch(text):
        return None
    return Decimal(text.replace(",", "."))


def obstacle(text: str) -> str:
    """The finding code for a bare text that is no number and no absence word."""
    if direction_signs(text):
        return "BIDI"
    if hidden_signs(text):
        return "INVISIBLE_CHAR"
    if mixed_scripts(text):
        return "HOMOGLYPH"
    if len(text) > LONGEST:
        return "NOT_A_NUMBER"
    return next(code for code, pattern in _patterns() if pattern.fullmatch(text))


def readings(text: str) -> tuple[Decimal, ...]:
    """The numbers that a text could mean: proposals for a person, never used."""
    numbers: list[Decimal] = []
    if len(text) > LONGEST:
        return ()
    if match := _HALF.fullmatch(text):
        numbers.append(Decimal(match[1]) + Decimal("0.5"))
    normal = unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES)
    if normal.isascii() and _PLAIN.fullmatch(normal):
        numbers.append(Decimal(normal.replace(",", ".")))
    digits = re.sub(r"[.,%\s]", "", text, flags=re.ASCII)
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)+", text, re.ASCII):
        whole, mark, part = text.replace(",", ".").rpartition(".")
        numbers += [Decimal(f"{whole.replace('.', '')}{mark}{part}"), Decimal(digits)]
    if match := re.fullmatch(r"([0-9]+)(?:[.,]([0-9]+))?\s*%", text, re.ASCII):
        percent = Decimal(f"{match[1]}.{match[2] or 0}")
        numbers += [percent, percent / 100]
    if match := re.fullmatch(r"([0-9]+)\s*/\s*([1-9][0-9]*)", text, re.ASCII):
        numbers += [Decimal(match[1]), (Decimal(match[1]) * 100 / Decimal(match[2])).quantize(
            Decimal("0.01"))]  # fmt: skip
    return tuple(dict.fromkeys(number.normalize() for number in numbers))
