"""Labels around a table: ``Kategori : X`` in one cell, or X in a cell beside its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from helpers.intake.vocabulary import meaning
from helpers.intake.workbook import Position

_NEAR = 3  # columns between a label and what it labels
_LONGEST = 300  # characters of a text that is searched for labels

_LABELLED = re.compile(r"\s*([^:=]{1,40}?)\s*[:=]\s*(.*?)\s*", re.DOTALL)


class Label(NamedTuple):
    """A label, what it says, and the cell in which that stands."""

    label: str
    value: str
    position: Position


class Words(NamedTuple):
    """Words that say something about a sheet, and their cell; (0, 0) for the name of the sheet."""

    text: str
    position: Position = (0, 0)


def labels(texts: Mapping[Position, str]) -> Iterator[Label]:
    """Everything that may be a label with a value: inside one cell first, then beside it."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in sorted(texts.items()):
        rows.setdefault(row, []).append((column, text))
        if len(text) <= _LONGEST and (match := _LABELLED.fullmatch(text)) and match[2]:
            yield Label(match[1], match[2], (row, column))
    for row, cells in rows.items():
        for (column, label), (other, text) in pairwise(cells):
            value = text.strip().lstrip(":=").strip()
            if other - column <= _NEAR and value:
                yield Label(label, value, (row, other))


def declared(texts: Mapping[Position, str]) -> dict[str, Words]:
    """What the labels say about the sheet: category, stage, juror, criterion, version."""
    found: dict[str, Words] = {}
    for one in labels(texts):
        if subject := meaning("label", one.label):
            found.setdefault(subject, Words(one.value, one.position))
    return found
