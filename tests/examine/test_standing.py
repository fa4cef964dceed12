"""What places one above another."""

from __future__ import annotations

import numpy as np

from helpers.examine.standing import Ballots, Score, Standing, compare
from helpers.scoring.exact import Exact, exact

FLAGS = np.array([True, True])


def standing(values: list[int], **more: object) -> Standing:
    """Two rows with these values; all else is equal unless it is said."""
    plain = {"alive": FLAGS, "level": np.zeros(2, dtype=np.int64), "value": exact(values)}
    return Standing(**plain | {"links": ()} | more)  # type: ignore[arg-type]


def test_from_the_first_to_the_last() -> None:
    """Who is ranked comes first, then finalists, then values, then what ties look at."""
    out = np.array([False, True])
    assert compare(standing([9, 9], alive=out), standing([1, 1])).tolist() == [-1, 1]
    final = np.array([1, 0])
    assert compare(standing([1, 1], level=final), standing([2, 2])).tolist() == [1, -1]
    higher, lower = (Score(exact(one), FLAGS) for one in ([3, 3], [2, 3]))
    made = compare(standing([1, 1], links=(higher,)), standing([1, 1], links=(lower,)))
    assert made.tolist() == [1, 0]


def test_two_who_are_out_are_equal() -> None:
    """Nobody who is not ranked is above another."""
    out = np.array([False, False])
    assert compare(standing([1, 2], alive=out), standing([2, 1], alive=out)).tolist() == [0, 0]


def test_a_stage_not_reached_says_nothing() -> None:
    """A link over a stage that one of the two did not reach is passed over."""
    one, other = Score(exact([3]), np.array([True])), Score(exact([2]), np.array([False]))
    assert one.against(other).tolist() == [0]


def test_more_jurors_decide() -> None:
    """Two of three jurors put the first above the second, over both stages together."""
    whole = np.ones((1, 3), dtype=np.bool_)
    jurors = ("J1", "J2", "J3")
    one = Ballots(
        ((jurors, exact([8, 8, 1], (1, 3)), whole), (jurors[:1], exact([1], (1, 1)), whole[:, :1]))
    )
    other = Ballots(
        ((jurors, exact([7, 7, 9], (1, 3)), whole), (jurors[:1], exact([1], (1, 1)), whole[:, :1]))
    )
    assert one.against(other).tolist() == [1]
    assert other.at(np.array([0])).against(one).tolist() == [-1]
    gone = np.array([[False, True, True]])
    partial = Ballots(((jurors, exact([8, 8, 1], (1, 3)), gone), one.stages[1]))
    assert partial.against(other).tolist() == [0]


def test_large_numbers_compare_too() -> None:
    """Numbers beyond 64 bits compare as all others."""
    huge = Exact(np.array([10**30, 1], dtype=object), 1)
    small = Exact(np.array([1, 10**30], dtype=object), 1)
    assert compare(standing([], value=huge), standing([], value=small)).tolist() == [1, -1]
