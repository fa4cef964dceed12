"""Formulas: their kinds, and exact values of the simple ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from helpers.intake.formulas import Calculator, NotCalculableError, formula_kind


@pytest.fixture
def sheet(forge: Any) -> Any:
    """A sheet with numbers, a text, a blank and a formula."""
    cells = {"A1": 80, "B1": 90, "C1": "87,5", "A2": 2, "B2": 3, "E1": ("", "<f>A1*2</f><v>1</v>")}
    return forge.read({"S": forge.sheet(cells)}).sheets[0]


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("90-5", "constant"), ("(90+80)/2", "constant"), ("A1", "neighbours"),
        ("[1]S!A1", "external"), ("'[b.xlsx]S'!A1", "external"), ("NOW()", "volatile"),
        ("rand()", "volatile"), ("_xlfn.LET(x,1,x)", "modern"), ("IF(A1>1,2,3)", "neighbours"),
    ],
)  # fmt: skip
def test_formulas_have_a_kind(formula: str, kind: str) -> None:
    """The kind says whether a formula may stand for a typed number."""
    assert formula_kind(formula) == kind


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("90-5", 85), ("-2*(3+4)", -14), ("10/4", Fraction(5, 2)), (".5+1.", Fraction(3, 2)),
        ("SUM(A1:C1)", 170), ("AVERAGE(A1:C1)", 85), ("COUNT(A1:D1)", 2), ("MAX(A1:B1)", 90),
        ("MIN(A1:B1)", 80), ("PRODUCT(A2:B2)", 6), ("SUMPRODUCT(A1:B1,A$2:B$2)", 430),
        ("SUMPRODUCT(A1:B1;$A$2:$B$2)", 430), ("ROUND(A1/3,2)", Fraction("26.67")), ("E1+A1", 240),
        ("A1*2+B1*3", 430), ("SUM(A1,B1,5)", 175), ("D9+1", 1),
    ],
)  # fmt: skip
def test_simple_formulas_are_exact(sheet: Any, formula: str, value: Fraction) -> None:
    """A simple formula gives the exact value, texts in ranges left out as a spreadsheet does."""
    assert Calculator(sheet).calculate(formula) == value


@pytest.mark.parametrize(
    "formula",
    [
        "1/0",
        "VLOOKUP(A1,B1:C1,2)",
        "A1:B1",
        "A1:B1+1",
        "SUM(A1",
        "1+",
        "A1&B1",
        "Lain!A1",
        "(" * 500 + "1" + ")" * 500,
        "-" * 900 + "1",
        "+".join(["1"] * 900),
        "SUM(A1:XFD1048576)",
        "SUMPRODUCT(A1:B1,A2:A2)",
        "ROUND(A1)",
        "AVERAGE(Z1:Z9)",
        "A1^2",
    ],
)
def test_what_is_not_known_is_not_guessed(sheet: Any, formula: str) -> None:
    """A formula with anything else in it has no value here."""
    with pytest.raises(NotCalculableError):
        Calculator(sheet).calculate(formula)


def test_a_circle_ends(forge: Any) -> None:
    """Formulas that lead to each other end without a value."""
    cells = {"A1": ("", "<f>B1</f><v>1</v>"), "B1": ("", "<f>A1</f><v>1</v>")}
    sheet = forge.read({"S": forge.sheet(cells)}).sheets[0]
    with pytest.raises(NotCalculableError):
        Calculator(sheet).calculate("A1")


def test_formulas_that_lead_too_far_have_no_value(forge: Any) -> None:
    """A pyramid of sums over sums ends soon, without a value."""
    cells: dict[str, object] = {"A1": 1}
    for column, before in zip("BCDEFGHI", "ABCDEFGH", strict=True):
        for row in range(1, 40):
            formula = f"<f>SUM({before}1:{before}39)</f><v>1</v>"
            cells[f"{column}{row}"] = ("", formula)
    calculator = Calculator(forge.read({"S": forge.sheet(cells)}).sheets[0])
    assert calculator.calculate("B1") == 1
    with pytest.raises(NotCalculableError):
        calculator.calculate("I1")
