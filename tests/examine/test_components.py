"""Variance components."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from helpers.examine.components import complete_marks, components
from helpers.examine.mean_squares import effect_mean_squares
from helpers.scoring.exact import exact


@given(st.lists(st.integers(0, 9), min_size=24, max_size=24))
def test_three_facets_by_the_textbook(numbers: list[int]) -> None:
    """The components are Brennan's formulas, effect by effect; below zero is none, and is said."""
    participants, jurors, criteria = 4, 3, 2
    cube = exact(numbers, (participants, jurors, criteria))
    ms = {"".join("pjc"[a] for a in e): value for e, value in effect_mean_squares(cube).items()}
    textbook = {
        "pjc": ms["pjc"],
        "pc": (ms["pc"] - ms["pjc"]) / jurors,
        "pj": (ms["pj"] - ms["pjc"]) / criteria,
        "jc": (ms["jc"] - ms["pjc"]) / participants,
        "p": (ms["p"] - ms["pc"] - ms["pj"] + ms["pjc"]) / (criteria * jurors),
        "j": (ms["j"] - ms["jc"] - ms["pj"] + ms["pjc"]) / (participants * criteria),
        "c": (ms["c"] - ms["jc"] - ms["pc"] + ms["pjc"]) / (participants * jurors),
    }
    found = components(cube)
    assert found.values == {effect: max(value, Fraction()) for effect, value in textbook.items()}
    assert found.negative == {effect for effect, value in textbook.items() if value < 0}


def test_what_was_put_in_comes_out() -> None:
    """A table that is nothing but a level for each participant has one component."""
    found = components(exact([2 * p for p, _, _ in product(range(3), repeat=3)], (3, 3, 3)))
    assert found.values["p"] == 4
    assert sum(found.values.values()) == 4


def test_the_complete_part() -> None:
    """A participant with a gap is out; so is a juror who marked nobody, and nobody for that."""
    marks = exact(range(12), (3, 2, 2))
    present = np.ones((3, 2, 2), dtype=np.bool_)
    present[1, 0, 1] = False
    assert complete_marks(marks, present).fractions() == [0, 1, 2, 3, 8, 9, 10, 11]
    present[:, 0] = False
    assert complete_marks(marks, present).fractions() == [2, 3, 6, 7, 10, 11]
