"""Findings: every code with its level, from ``finding_levels.csv``, and its sentences.

The message and the advice of a code stand in the catalogue ``findings``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from helpers.records.tables import Finding
from helpers.records.words import say

LEVELS = ("refuse", "block", "warn", "info")
STOPPING = ("refuse", "block")


@cache
def levels() -> dict[str, str]:
    """The vocabulary of findings: the usual level of each code."""
    text = (files("helpers.records") / "finding_levels.csv").read_text(encoding="utf-8")
    return {row["code"]: row["level"] for row in csv.DictReader(text.splitlines())}


def find(
    code: str,
    language: str,
    *,
    level: str = "",
    category: str = "",
    file: str = "",
    sheet: str = "",
    cell: str = "",
    literal: str = "",
    about: Mapping[str, str] | None = None,
    **values: object,
) -> Finding:
    """Make a finding. The code's sentences are filled with ``values``, the address and ``literal``.

    ``{where}`` in a sentence becomes the address with a colon, as far as it is known.

    Parameters
    ----------
    level
        Overrides the usual level of the code where the specification gives two.
    about
        Ids of what the finding is about, as far as its address does not say.

    Raises
    ------
    KeyError
        The code is not in the vocabulary, or its sentence names a value that was not given.
    """
    place = _place(file, sheet, cell)
    filling = {
        "file": file, "sheet": sheet, "cell": cell, "literal": literal, "category": category,
        "where": f"{place}: " if place else "", **values
    }  # fmt: skip
    return Finding(
        level=level or levels()[code],
        code=code,
        category=category,
        file=file,
        sheet=sheet,
        cell=cell,
        literal=literal,
        message=say(f"findings.{code}.message", language, **filling),
        advice=say(f"findings.{code}.advice", language, **filling),
        about=about or {},
    )


def stops(finding: Finding) -> bool:
    """Whether the finding stops its category."""
    return finding.level in STOPPING


def without_echoes(findings: Iterable[Finding], reasons: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those that only follow from a reason.

    A cell that waits for a person is blank to the ranking: only why it waits is told.
    """
    waiting = {
        (one.file, one.sheet, one.cell)
        for one in reasons
        if one.code != "BLANK_SCORE" and one.cell and stops(one)
    }
    return tuple(
        one
        for one in findings
        if not (one.code == "BLANK_SCORE" and (one.file, one.sheet, one.cell) in waiting)
    )


def address(finding: Finding) -> str:
    """Where it is: ``file › sheet › cell``, as far as known."""
    return _place(finding.file, finding.sheet, finding.cell)


def _place(file: str, sheet: str, cell: str) -> str:
    return " › ".join(part for part in (file, sheet, cell) if part)
