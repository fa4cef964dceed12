"""How single values of the rule book are read: numbers exactly as written, days, yes and no.

A rule book arrives as text, so that ``63.10`` is not a number and ``no`` is not a truth value. Each
reader turns the text into its value, and lets a value of the right type pass, so that a rule book
can also be built in Python.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from helpers.records.numbers import decimal_text

PLAIN_NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,15})?")
PLAIN_WHOLE = re.compile(r"[-+]?\d{1,9}")
PLAIN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class Rule(BaseModel):
    """Base of every part of the rule book: unchangeable, and no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _read_number(value: object) -> object:
    if isinstance(value, str) and PLAIN_NUMBER.fullmatch(value):
        return Decimal(value)
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return Decimal(value)
    raise PydanticCustomError("number", "a number in plain digits")


def _read_whole(value: object) -> object:
    if isinstance(value, str) and PLAIN_WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("whole", "a whole number")


def _read_day(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and PLAIN_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise PydanticCustomError("no_such_day", "no such day") from error
    raise PydanticCustomError("day", "a day as YYYY-MM-DD")


def _read_truth(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in TRUTH:
        return TRUTH[value]
    raise PydanticCustomError("truth", "true or false")


Number = Annotated[Decimal, BeforeValidator(_read_number)]
Whole = Annotated[int, BeforeValidator(_read_whole)]
Positive = Annotated[Whole, Field(ge=1)]
Decimals = Annotated[Whole, Field(ge=0, le=6)]
Percent = Annotated[Number, Field(ge=1, le=100)]
Day = Annotated[date, BeforeValidator(_read_day)]
Truth = Annotated[bool, BeforeValidator(_read_truth)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def plain_number(value: Decimal) -> str:
    """The number in plain digits as a rule book writes it, without idle zeros: 40, 12.5."""
    text = decimal_text(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
