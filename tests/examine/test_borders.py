"""The borders between places."""

from __future__ import annotations

from typing import Any

from helpers.examine.borders import borders_of, search_marks
from helpers.examine.mark_changes import places_of
from helpers.examine.variations import Varied


def borders(scoring: Any, table: str) -> Any:
    """The borders of the first place, and the search in them."""
    result = scoring.rank(table)
    varied = Varied(result.contest.rule, result)
    return varied, tuple(borders_of(varied, places_of(result, 2)[0]))


def test_the_border_behind_a_place(scoring: Any) -> None:
    """It is moved by who rises to the place, and by who falls to the next."""
    _, [border] = borders(scoring, "A: 90 90 90\nB: 80 80 80\nC: 70 70 70")
    assert (border.rank, border.inner, border.above) == (1, False, frozenset([0]))
    assert (border.rises_to, border.falls_to) == (0, 1)


def test_nobody_behind(scoring: Any) -> None:
    """Behind the last there is only not being ranked."""
    _, [border] = borders(scoring, "A: 90 90 90")
    assert border.falls_to is None


def test_a_shared_place_has_borders_within(scoring: Any) -> None:
    """Each of those who share it can leave the others."""
    _, found = borders(scoring, "A: 90 90 90\nB: 90 90 90\nC: 70 70 70")
    assert [(one.inner, sorted(one.above)) for one in found] == [
        (False, [0, 1]),
        (True, [0]),
        (True, [1]),
    ]


def test_the_search_finds_the_nearest_value(scoring: Any) -> None:
    """A mark of B that must rise by 2.5 on a grid of two decimals rises by exactly that."""
    varied, [border] = borders(scoring, "A: 81 80 80\nB: 79.5 80 79\nC: 70 70 70")
    found = search_marks(varied, tuple(varied.marks()), [border])[border]
    nearest = {(mark.participant, mark.juror): str(mark.value(at)) for mark, at in found.items()}
    assert nearest["B", "J1"] == "82.00"
    assert nearest["A", "J3"] == "77.50"
