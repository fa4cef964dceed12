"""A published number as a tree: what it is made of, down to the cells of the jurors' files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from helpers.records.numbers import fraction_text
from helpers.records.tables import Absence, Correction, Score
from helpers.records.words import say
from helpers.report.wording import CORRECTED

SIGNED = ("mark", "juror", "part")  # kinds whose sign follows from the marks below them


@dataclass(frozen=True, slots=True)
class Origin:
    """The cell where something stands, what is stored there, and the correction that counts."""

    file: str
    sheet: str
    cell: str
    literal: str
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One number, or one fact on the way to it.

    Attributes
    ----------
    kind
        What it is, for programs: rank, total, stage, part, juror, mark, deduction, ...
    label, value
        What it is, and the number (or word) as people read it.
    exact
        The number before its rounding; None for a fact.
    filled
        The formula with this season's numbers.
    formula
        The name of the formula in the catalogue ``formulas``, or ''.
    counts
        Whether it enters what stands above it.
    notes
        What is to be said beside it, each a line.
    sign
        The signs that documents print behind it: what people changed in it. See :attr:`signs`.
    """

    kind: str
    label: str
    value: str = ""
    exact: Fraction | None = None
    filled: str = ""
    formula: str = ""
    counts: bool = True
    notes: tuple[str, ...] = ()
    origin: Origin | None = None
    children: tuple[Node, ...] = ()
    sign: str = ""

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def signs(self) -> str:
        """† behind what a corrected mark entered; of a total or a stage what documents print."""
        if self.kind not in SIGNED:
            return self.sign
        return CORRECTED if any(one.origin and one.origin.correction for one in self.walk()) else ""

    @property
    def place(self) -> tuple[str, str]:
        """The file and sheet that all cells right below share; ('', '') where they do not."""
        places = {(one.origin.file, one.origin.sheet) for one in self.children if one.origin}
        return places.pop() if len(places) == 1 and len(self.children) > 1 else ("", "")


def origin_of(row: Score | Absence | None, corrections: dict[str, Correction]) -> Origin | None:
    """Where a row of marks was read."""
    if row is None:
        return None
    found = corrections.get(row.correction)
    return Origin(row.file, row.sheet, row.cell, row.literal, found)


def as_plain(node: Node, language: str = "id") -> dict[str, Any]:
    """The tree as plain values for programs; ``formula`` has its symbols, ``filled`` numbers."""
    origin = node.origin
    told: dict[str, Any] = {
        "kind": node.kind,
        "label": node.label,
        "value": node.value,
        "sign": node.signs,
        "exact": None if node.exact is None else fraction_text(node.exact),
        "formula": say(f"formulas.{node.formula}", language) if node.formula else "",
        "filled": node.filled,
        "counts": node.counts,
        "notes": list(node.notes),
    }
    if origin is not None:
        correction = origin.correction
        told["address"] = {
            "file": origin.file,
            "sheet": origin.sheet,
            "cell": origin.cell,
            "literal": origin.literal,
            "correction": None
            if correction is None
            else {
                "id": correction.id,
                "action": correction.action,
                "was": correction.was,
                "value": correction.value,
                "reason": correction.reason,
                "by": correction.by,
                "date": correction.date,
                "approved_by": correction.approved_by,
            },
        }
    return told | {"children": [as_plain(child, language) for child in node.children]}
