"""Krippendorff's alpha."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.examine.krippendorff import alphas

GAPS = (
    "A: 82 78 JB 80\nB: 75 75 75 JB\nC: 90 JB 88 91\nD: 68 72 70 65\nE: JB 80 79 84\n"
    "F: 77 73 85 70\nG: JB JB 50 JB"
)
SCALES = ("", "_ordinal", "_nominal", "_ratio")


@pytest.mark.parametrize(
    ("marks", "published"),
    [
        ("mixed", (0.7357261, 0.7081998, 0.0488722, 0.7324980)),
        ("against", (-0.2352941, -0.2644025, -0.1264368, -0.2404876)),
        (GAPS, (0.7695371, 0.7436052, 0.1270270, 0.7606385)),
    ],
)
def test_against_another_program(
    table_of: Any, request: pytest.FixtureRequest, marks: str, published: tuple[float, ...]
) -> None:
    """Alpha is that of krippendorff 0.9.0 on every scale, with and without missing totals."""
    table = marks if ":" in marks else request.getfixturevalue(marks)
    found = {one.measure: float(one.value or 0) for one in alphas(table_of(table))}
    names = [f"krippendorff_alpha{scale}" for scale in SCALES]
    assert found == pytest.approx(dict(zip(names, published, strict=True)), abs=1e-6)


def test_complete_agreement(table_of: Any) -> None:
    """Alpha is 1 on every scale where all jurors give the same."""
    assert {one.value for one in alphas(table_of("A: 1 1 1\nB: 2 2 2"))} == {1}


def test_points_on_a_line_are_no_classes(table_of: Any) -> None:
    """Where more than 20 totals differ, alpha of classes is not asked."""
    marks = "\n".join(
        f"P{place}: {3 * place} {3 * place + 1} {3 * place + 2}" for place in range(8)
    )
    assert [one.measure for one in alphas(table_of(marks))] == [
        "krippendorff_alpha",
        "krippendorff_alpha_ordinal",
    ]


@pytest.mark.parametrize(
    ("marks", "reason"),
    [("A: 5 5\nB: 5 5", "no_spread"), ("A: 5 JB\nB: JB 4", "no_pairs")],
)
def test_guards(table_of: Any, marks: str, reason: str) -> None:
    """Equal marks, and participants whom nobody else scored, say nothing."""
    assert {(one.value, one.reason) for one in alphas(table_of(marks))} == {(None, reason)}
