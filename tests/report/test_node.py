"""A number as a tree."""

from __future__ import annotations

from fractions import Fraction

from helpers.records.tables import Correction
from helpers.report.node import Node, Origin, as_plain

CORRECTED = Correction(
    "P-01", "a.xlsx", "", "Nilai", "C7", "8 5", "set", "85", "Spasi.", "A", "2024-07-23", "", "B"
)


def leaf(cell: str, file: str = "a.xlsx", correction: Correction | None = None) -> Node:
    """A mark with its cell."""
    return Node(
        "mark", cell, "85", Fraction(85), origin=Origin(file, "Nilai", cell, "8 5", correction)
    )


def test_shared_place() -> None:
    """The file and sheet of all cells below are named once, unless they differ or stand alone."""
    assert Node("juror", "J1", children=(leaf("C7"), leaf("D7"))).place == ("a.xlsx", "Nilai")
    assert Node("juror", "J1", children=(leaf("C7"), leaf("D7", "b.xlsx"))).place == ("", "")
    assert Node("juror", "J1", children=(leaf("C7"),)).place == ("", "")


def test_whole_tree_for_programs() -> None:
    """Programs get every field; numbers as fractions, a correction with who and why."""
    told = as_plain(Node("juror", "J1", children=(leaf("C7", correction=CORRECTED), leaf("D7"))))
    first, second = told["children"]
    assert first["exact"] == "85/1"
    assert first["address"]["correction"]["reason"] == "Spasi."
    assert second["address"]["correction"] is None
    assert told["exact"] is None
