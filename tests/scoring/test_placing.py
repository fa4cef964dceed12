"""The final order: ranks, margins, levels."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from helpers.rules.models import TieLink
from helpers.scoring.exact import exact
from helpers.scoring.placing import Order, place
from helpers.scoring.ties import TieChain

CHAIN = TieChain((TieLink(kind="shared"),), lambda _link, _group: None)


def placed(values: list[Any], level: list[int] | None = None, **more: Any) -> Order:
    """The order of values, all of them ranked."""
    everyone = np.ones(len(values), dtype=bool)
    levels = np.array(level or [0] * len(values))
    return place(exact(values), more.get("ranked", everyone), levels, more.get("low", False), CHAIN)


def test_competition_ranks_with_shared_places() -> None:
    """B5, B6: [2, 1, 1] ranks 1, 2, 2 and nobody passes who is tied; after 1, 1 comes 3."""
    assert placed([2, 1, 1]).ranks.tolist() == [1, 2, 2]
    assert placed([5, 5, 1]).ranks.tolist() == [1, 1, 3]


def test_margins_reach_to_the_next_rank() -> None:
    """Both of a shared first place have the distance to the third."""
    order = placed([90, 90, Fraction("87.5")])
    assert order.margins == {0: Fraction("2.5"), 1: Fraction("2.5")}


def test_low_wins_has_positive_margins() -> None:
    """Where the lowest sum wins, the margin is how much more the next one has."""
    assert placed([4, 9], low=True).margins == {0: 5}


def test_levels_come_first() -> None:
    """A higher level ranks first whatever its value, and there is no margin across the line."""
    order = placed([50, 99, 60], level=[1, 0, 1])
    assert order.ranks.tolist() == [2, 3, 1]
    assert order.margins == {2: 10}


def test_nobody_to_rank() -> None:
    """An empty field has an empty order."""
    assert placed([]).ranks.tolist() == []
    assert placed([1, 2], ranked=np.zeros(2, dtype=bool)).ranks.tolist() == [0, 0]
