"""Ties: the chain, and what decided."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.rules.models import TieLink
from helpers.scoring.ties import break_tie, grouped

SHARED = TieLink(kind="shared")
ONE, TWO = TieLink(kind="stage", stage="one"), TieLink(kind="stage", stage="two")
LOT = TieLink(kind="lot")


def from_table(table: dict[str, Any]) -> Any:
    """Scores by link; a link that is not in the table cannot be asked."""
    return lambda link, group: (
        {who: Fraction(table[str(link)][who]) for who in group} if str(link) in table else None
    )


def decisions_of(result: Any) -> dict[str, tuple[Any, str]]:
    """The rank of each participant and what decided it."""
    return {line.participant: (line.rank, line.decided_by) for line in result.placings}


def test_each_link_splits_what_is_still_tied() -> None:
    """The first link separates one of three, the second the other two; each knows what decided."""
    table = {str(ONE): [5, 9, 5], str(TWO): [1, 0, 2]}
    tie = break_tie((0, 1, 2), (ONE, TWO, SHARED), from_table(table))
    assert tie.order == ((1,), (2,), (0,))
    assert tie.decided_by == {1: "stage: one", 2: "stage: two", 0: "stage: two"}
    assert [split.outcome for split in tie.splits] == [((1,), (0, 2)), ((2,), (0,))]


def test_a_link_that_cannot_be_asked_is_skipped() -> None:
    """A link over a stage that some of them did not reach is skipped."""
    tie = break_tie((0, 1), (ONE, TWO), from_table({str(TWO): [1, 2]}))
    assert tie.order == ((1,), (0,))


def test_a_link_that_splits_nothing_decides_nothing() -> None:
    """Only the link that was needed is named."""
    table = {str(ONE): [5, 5], str(TWO): [1, 2]}
    tie = break_tie((0, 1), (ONE, TWO), from_table(table))
    assert set(tie.decided_by.values()) == {"stage: two"}


def test_a_lot_waits_for_its_outcome() -> None:
    """A lot that was not drawn leaves the tie undecided, whatever link stands behind it."""
    tie = break_tie((0, 1), (LOT, SHARED), from_table({}))
    assert tie.undecided == ((0, 1),)


def test_an_exhausted_chain_is_undecided() -> None:
    """Without shared, who is still tied at the end waits for a person."""
    table = {str(ONE): [5, 5, 9]}
    tie = break_tie((0, 1, 2), (ONE,), from_table(table))
    assert tie.order == ((2,), (0, 1))
    assert tie.undecided == ((0, 1),)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=6))
def test_ties_are_symmetric(scores: list[tuple[int, int]]) -> None:
    """Equal in everything is equal in rank, and swapping two participants swaps their places."""
    table = {str(ONE): [one for one, _ in scores], str(TWO): [two for _, two in scores]}
    tie = break_tie(tuple(range(len(scores))), (ONE, TWO, SHARED), from_table(table))
    assert tie.order == tuple(
        tuple(who for who, one in enumerate(scores) if one == level)
        for level in sorted(set(scores), reverse=True)
    )
    assert tie.undecided == ()


def test_grouped() -> None:
    """Those with equal scores stand together, the highest first."""
    assert grouped({0: Fraction(1), 2: Fraction(3), 1: Fraction(1)}) == ((2,), (0, 1))


def two_stage_tie(scoring: Any, *ties: Any, **more: Any) -> Any:
    """A and B tied at 80: A ahead in s, B ahead in t."""
    stages = {"s": scoring.stage(["c"], weight=50), "t": scoring.stage(["c"], weight=50)}
    marks = scoring.table("A: 90 90 90\nB: 70 70 70\nC: 10 10 10")
    marks |= scoring.table("A: 70 70 70\nB: 90 90 90\nC: 10 10 10", stage="t")
    return scoring.rank(marks, {"stages": stages, "ties": list(ties)}, **more)


def test_stage_link(scoring: Any) -> None:
    """The higher value in the named stage is first, and the ranking says so."""
    made = decisions_of(two_stage_tie(scoring, {"stage": "t"}, "shared"))
    assert made == {"B": (1, "stage: t"), "A": (2, "stage: t"), "C": (3, "")}


def test_a_broken_tie_has_the_margin_zero(scoring: Any) -> None:
    """A tie that the chain broke shows a margin of zero, never a blank."""
    first = two_stage_tie(scoring, {"stage": "t"}).placings[0]
    assert str(first.margin) == "0.00"


def test_criterion_link(scoring: Any) -> None:
    """The higher combined mark of the named criterion is first, in both ways of combining."""
    stages = {"s": scoring.stage({"c": 50, "d": 50})}
    marks = scoring.table("A: 80 80 81\nB: 80 80 80")
    marks |= scoring.table("A: 80 80 80\nB: 80 80 81", criterion="d")
    for at in ("total", "criterion"):
        rule = {"stages": stages, "combine": {"at": at}, "ties": [{"criterion": "s.d"}]}
        assert decisions_of(scoring.rank(marks, rule)) == {
            "B": (1, "criterion: s.d"),
            "A": (2, "criterion: s.d"),
        }


def test_criterion_link_looks_at_the_rounded_mark(scoring: Any) -> None:
    """Two combined marks that are published alike do not decide."""
    stages = {"s": scoring.stage({"c": 50, "d": 50})}
    marks = scoring.table("A: 80 80 80.01\nB: 80 80 80")
    marks |= scoring.table("A: 80 80 80\nB: 80 80 80.01", criterion="d")
    rule = {
        "stages": stages,
        "combine": {"at": "criterion"},
        "rounding": {"mark": 1},
        "ties": [{"criterion": "s.d"}, "shared"],
    }
    assert decisions_of(scoring.rank(marks, rule)) == {"A": (1, "shared"), "B": (1, "shared")}


def test_criterion_of_the_committee(scoring: Any) -> None:
    """ISU: who has more technical points is first among equal totals."""
    stages = {"s": scoring.stage({"c": 50, "tes": {"weight": 50, "source": "committee"}})}
    marks = scoring.table("A: 80 80 80\nB: 70 70 70")
    marks |= scoring.table("A = 70\nB = 80", criterion="tes")
    result = scoring.rank(marks, {"stages": stages, "ties": [{"criterion": "s.tes"}]})
    assert scoring.ranks_of(result) == {"A": 2, "B": 1}


def test_juror_majority(scoring: Any) -> None:
    """Two of three jurors put B first, one puts A far ahead: equal totals go to B."""
    result = scoring.rank("A: 90 70 70\nB: 70 80 80", {"ties": ["juror_majority"]})
    assert decisions_of(result) == {"B": (1, "juror_majority"), "A": (2, "juror_majority")}


def test_juror_majority_may_be_circular(scoring: Any) -> None:
    """A before B before C before A is not decided by a majority, and is shared."""
    table = "A: 90 70 80\nB: 80 90 70\nC: 70 80 90"
    result = scoring.rank(table, {"ties": ["juror_majority", "shared"]})
    assert set(decisions_of(result).values()) == {(1, "shared")}


def test_juror_majority_under_rank_sum(scoring: Any) -> None:
    """Jurors compare their own totals, of which the higher is better, whatever way wins."""
    rule = {"combine": {"jurors": "rank_sum"}, "ties": ["juror_majority"]}
    table = "A: 9 5 5\nB: 5 7 7\nC: 7 6 4\nD: 1 1 9"
    result = scoring.rank(table, rule)
    ranks = scoring.ranks_of(result)
    assert ranks["B"] == 1
    assert None not in ranks.values()


@pytest.mark.parametrize("value", ["B > A", "B;A", "C, B, A"])
def test_lot_from_a_decision(scoring: Any, value: str) -> None:
    """The outcome of a lot is a decision that lists those tied in order."""
    result = two_stage_tie(scoring, "lot", decisions=[scoring.decision("lot", value=value)])
    assert decisions_of(result) == {"B": (1, "lot"), "A": (2, "lot"), "C": (3, "")}


@pytest.mark.parametrize("values", [[], ["A"], ["A > B", "B > A"]])
def test_lot_without_a_clear_outcome(scoring: Any, values: list[str]) -> None:
    """I6: no lot, a lot that does not name all, and two that differ are undecided."""
    drawn = [scoring.decision("lot", value=value) for value in values]
    result = two_stage_tie(scoring, "lot", "shared", decisions=drawn)
    assert scoring.codes_of(result) == ["UNDECIDED_TIE"]
    assert "Nama A (A), Nama B (B)" in result.findings[0].message


def test_stage_link_under_rank_sum(scoring: Any) -> None:
    """Under rank_sum the lower sum of ranks in the named stage is first."""
    stages = {"s": scoring.stage(["c"], weight=50), "t": scoring.stage(["c"], weight=50)}
    marks = scoring.table("A: 9 9 9\nB: 5 5 5") | scoring.table("A: 5 5 5\nB: 9 9 9", stage="t")
    rule = {"stages": stages, "combine": {"jurors": "rank_sum"}, "ties": [{"stage": "t"}]}
    assert scoring.ranks_of(scoring.rank(marks, rule)) == {"A": 2, "B": 1}
