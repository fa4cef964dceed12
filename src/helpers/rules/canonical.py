"""The rule book as canonical JSON, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from helpers.rules.models import RuleBook
from helpers.rules.values import plain_number

SHORT = 12  # hexadecimal digits of the fingerprint that stand on forms and in footers


def as_json(book: RuleBook) -> str:
    """The whole rule book as JSON: the same rules always give the same text.

    Defaults are filled in, numbers are strings in plain digits without idle zeros, days are
    ``YYYY-MM-DD``. The keys of the rule book stand in sorted order, but what it names itself
    (jurors, categories, stages, criteria) keeps the order of the rule book: the order of the stages
    is a rule.
    """
    return json.dumps(_plain(book), ensure_ascii=False, indent=1) + "\n"


def fingerprint(book: RuleBook) -> str:
    """SHA-256 of :func:`as_json`, in hexadecimal digits."""
    return hashlib.sha256(as_json(book).encode()).hexdigest()


def short_fingerprint(book: RuleBook) -> str:
    """The first digits of the fingerprint, as they stand on forms and in footers."""
    return fingerprint(book)[:SHORT]


def _plain(value: object) -> object:
    """The value in what JSON knows: mappings, lists, text, whole numbers, truth values, null."""
    if isinstance(value, BaseModel):
        named = ((field.alias or name, name) for name, field in type(value).model_fields.items())
        return {key: _plain(getattr(value, name)) for key, name in sorted(named)}
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
