"""Finalists: who goes on, and what marks of others say."""

from __future__ import annotations

from typing import Any

FIRST = "A: 90 90 90\nB: 80 80 80\nC: 70 70 70\nD: 60 60 60"


def final(scoring: Any, first: str, last: str, finalists: int = 2, **more: Any) -> Any:
    """A first stage, and a final for the best."""
    facts = {key: more.pop(key) for key in ("decisions", "deductions", "through") if key in more}
    stages = {
        "s": scoring.stage(["c"], weight=40),
        "t": scoring.stage(["c"], weight=60, finalists=finalists),
    }
    marks = scoring.table(first) | scoring.table(last, stage="t")
    return scoring.rank(marks, {"stages": stages} | more, **facts)


def lines_of(result: Any) -> list[tuple[str, Any, str, Any]]:
    """Participant, rank, note and margin of each line."""
    return [
        (line.participant, line.rank, line.note, line.margin and str(line.margin))
        for line in result.placings
    ]


def test_finalists_rank_first(scoring: Any) -> None:
    """Finalists rank first; the others follow by their total so far, with no margin at the line."""
    result = final(scoring, FIRST, "A: 10 10 10\nB: 20 20 20")
    assert lines_of(result) == [
        ("B", 1, "", "2.00"),
        ("A", 2, "", None),
        ("C", 3, "not_finalist", "4.00"),
        ("D", 4, "not_finalist", None),
    ]
    finalists = {line.participant: line.finalist for line in result.stages if line.stage == "t"}
    assert finalists == {"A": "yes", "B": "yes", "C": "no", "D": "no"}


def test_all_who_are_tied_at_the_cut_go_on(scoring: Any) -> None:
    """Whom the chain cannot separate at the cut all go on."""
    first = "A: 90 90 90\nB: 80 80 80\nC: 80 80 80\nD: 60 60 60"
    result = final(scoring, first, "A: 50 50 50\nB: 60 60 60\nC: 70 70 70")
    assert scoring.ranks_of(result) == {"C": 1, "B": 2, "A": 3, "D": 4}


def test_the_chain_speaks_at_the_cut(scoring: Any) -> None:
    """A link over a stage already held separates those tied at the cut."""
    stages = {
        "s": scoring.stage({"c": 50, "d": 50}, weight=40),
        "t": scoring.stage(["c"], weight=60, finalists=1),
    }
    marks = scoring.table("A: 90 90 90\nB: 80 80 80")
    marks |= scoring.table("A: 80 80 80\nB: 90 90 90", criterion="d")
    marks |= scoring.table("B: 70 70 70", stage="t")
    ties = [{"stage": "t"}, {"criterion": "s.d"}, "shared"]
    result = scoring.rank(marks, {"stages": stages, "ties": ties})
    cut = result.cuts["t"]
    assert cut.admitted.tolist() == [False, True]
    assert cut.tie.decided_by == {1: "criterion: s.d", 0: "criterion: s.d"}


def test_a_lot_is_not_asked_at_the_cut(scoring: Any) -> None:
    """A lot and a shared place do not keep anyone out of the final."""
    first = "A: 90 90 90\nB: 80 80 80\nC: 80 80 80"
    result = final(scoring, first, "A: 50 50 50\nB: 60 60 60\nC: 70 70 70", ties=["lot", "shared"])
    assert result.decided


def test_more_places_than_participants(scoring: Any) -> None:
    """With fewer participants than places all go on."""
    result = final(scoring, "A: 90 90 90", "A: 50 50 50", finalists=5)
    assert result.cuts["t"].admitted.tolist() == [True]


def test_the_cut_follows_rank_by(scoring: Any) -> None:
    """P2: 10.375 and 10.4286 both show 10.4, and only the exact standing keeps them apart."""
    first = "A: 10.375 10.375 10.375\nB: 10.43 10.43 10.43"
    rule = {"rounding": {"total": 1}, "scale": {"min": 0, "max": 100, "decimals": 3}}
    stages_weight_free = {"weights": "factor"}
    exact = final(scoring, first, "B: 5 5 5", 1, **rule, **stages_weight_free)
    assert exact.cuts["t"].admitted.tolist() == [False, True]
    shown = final(scoring, first, "A: 5 5 5\nB: 5 5 5", 1, rank_by="total", **rule)
    assert shown.cuts["t"].admitted.tolist() == [True, True]


def test_not_a_finalist(scoring: Any) -> None:
    """D7: marks of somebody who is not a finalist are told of and not used."""
    result = final(scoring, FIRST, "A: 50 50 50\nB: 60 60 60\nC: 99 99 99")
    assert scoring.codes_of(result) == ["NOT_FINALIST"]
    assert scoring.ranks_of(result)["C"] == 3


def test_finalists_changed(scoring: Any) -> None:
    """P9: where a correction changes who should have gone on, the category stops."""
    result = final(scoring, FIRST, "A: 50 50 50\nC: 60 60 60")
    assert scoring.codes_of(result) == ["FINALISTS_CHANGED"]
    assert "A, B" in result.findings[0].message
    assert "A, C" in result.findings[0].message


def test_a_decision_names_the_finalists(scoring: Any) -> None:
    """A decision says what holds, also against the standing."""
    decision = scoring.decision("finalists", stage="t", value="A; C")
    result = final(scoring, FIRST, "A: 50 50 50\nC: 60 60 60", decisions=[decision])
    assert scoring.codes_of(result) == []
    assert scoring.ranks_of(result) == {"A": 1, "C": 2, "B": 3, "D": 4}


def test_missing_finalists_are_missing(scoring: Any) -> None:
    """A finalist without marks, and nobody else with any, is simply missing."""
    result = final(scoring, FIRST, "A: 50 50 50")
    assert scoring.codes_of(result) == ["MISSING_PARTICIPANT"] * 3


def test_who_is_not_ranked_is_no_finalist(scoring: Any) -> None:
    """Who was absent, set aside or below a minimum of a stage held leaves the place to others."""
    first = "A: TH TH TH\nB: 90 90 90\nC: 70 70 70\nD: 40 40 40\nE: 35 35 35"
    result = final(
        scoring,
        first,
        "C: 60 60 60",
        missing={"participant_absent": "not_ranked"},
        minimum={"stage": {"s": 50}},
        decisions=[scoring.decision("rank_set_aside", participant="B")],
    )
    assert scoring.codes_of(result) == []
    assert lines_of(result) == [
        ("C", 1, "", None),
        ("A", None, "absent", None),
        ("B", None, "set_aside", None),
        ("D", None, "below_minimum", None),
        ("E", None, "below_minimum", None),
    ]


def test_deductions_count_at_the_cut(scoring: Any) -> None:
    """A deduction off the total counts in the standing that makes the finalists."""
    off = [scoring.deduction("A", "9")]
    result = final(scoring, FIRST, "B: 50 50 50\nC: 60 60 60", deductions=off)
    assert scoring.codes_of(result) == []
    assert scoring.ranks_of(result) == {"C": 1, "B": 2, "A": 3, "D": 4}


def test_finalists_under_rank_sum(scoring: Any) -> None:
    """The lowest sums of ranks go on, and in the final places are counted among finalists only."""
    first = "A: 9 9 9\nB: 8 8 8\nC: 7 7 7"
    result = final(scoring, first, "A: 5 5 5\nB: 6 6 6", combine={"jurors": "rank_sum"})
    assert result.stage_results["t"].value.fractions()[:2] == [6, 3]
    assert [(line.participant, line.rank) for line in result.placings] == [
        ("B", 1),
        ("A", 2),
        ("C", 3),
    ]


def test_a_blocked_stage_leaves_the_final_open(scoring: Any) -> None:
    """Where the first stage is incomplete, nothing is said about who is missing in the final."""
    result = final(scoring, "A: 90 90 .\nB: 80 80 80\nC: 70 70 70", "A: 50 50 50")
    assert scoring.codes_of(result) == ["BLANK_SCORE"]


def test_two_cuts(scoring: Any) -> None:
    """Who went further ranks before who was left behind earlier, whatever the totals."""
    stages = {
        "s": scoring.stage(["c"], weight=40),
        "t": scoring.stage(["c"], weight=30, finalists=2),
        "u": scoring.stage(["c"], weight=30, finalists=1),
    }
    marks = scoring.table("A: 90 90 90\nB: 80 80 80\nC: 70 70 70")
    marks |= scoring.table("A: 10 10 10\nB: 0 0 0", stage="t")
    marks |= scoring.table("A: 0 0 0", stage="u")
    result = scoring.rank(marks, {"stages": stages, "titles": ["I", "II", "III"]})
    assert [(line.participant, line.rank, line.title, line.note) for line in result.placings] == [
        ("A", 1, "I", ""),
        ("B", 2, "II", "not_finalist"),
        ("C", 3, "III", "not_finalist"),
    ]
    assert [line.margin for line in result.placings] == [None, None, None]


def test_a_cut_that_just_fits_is_no_tie(scoring: Any) -> None:
    """Where those with the last place are no more than there are places, nothing is broken."""
    first = "A: 90 90 90\nB: 80 80 80\nC: 80 80 80\nD: 60 60 60"
    last = "A: 50 50 50\nB: 60 60 60\nC: 70 70 70"
    cut = final(scoring, first, last, finalists=3).cuts["t"]
    assert cut.admitted.tolist() == [True, True, True, False]
    assert cut.tie is None


def test_a_decision_settles_whose_marks_are_there(scoring: Any) -> None:
    """Once a decision names the finalists, a mark of another does not reopen who should go on."""
    decisions = [scoring.decision("finalists", stage="t", value="A; B")]
    result = final(scoring, FIRST, "A: 10 10 10\nC: 20 20 20", decisions=decisions)
    assert "FINALISTS_CHANGED" not in scoring.codes_of(result)
