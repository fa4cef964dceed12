"""What is missing, and what the rule book makes of it."""

from __future__ import annotations

from typing import Any

import pytest

MEAN = {"juror_absent": "mean_of_present"}


@pytest.mark.parametrize(
    ("policy", "total", "note"),
    [("zero", "0.00", ""), ("not_ranked", "None", "absent"), ("stop", "None", "undecided")],
)
def test_participant_absent(scoring: Any, policy: str, total: str, note: str) -> None:
    """P1: an absent participant has zeros, is not ranked, or stops the category: as ruled."""
    missing = {"participant_absent": policy}
    result = scoring.rank("A: 80 80 80\nB: TH TH TH", {"missing": missing})
    absent = next(line for line in result.placings if line.participant == "B")
    assert (str(absent.total), absent.note) == (total, note)
    assert result.decided == (policy != "stop")


@pytest.mark.parametrize(
    ("policy", "totals"),
    [
        ("mean_of_present", {"A": "80.00", "B": "75.00"}),
        ("leave_out_stage", {"A": "85.00", "B": "75.00"}),
        ("stop", {"A": "None", "B": "None"}),
    ],
)
def test_juror_absent(scoring: Any, policy: str, totals: dict[str, str]) -> None:
    """P1: a juror's absence is not a participant's: that juror is left out, for one or for all."""
    result = scoring.rank("A: 70 80 90\nB: JB 70 80", {"missing": {"juror_absent": policy}})
    assert scoring.totals_of(result) == totals


def test_a_blank_stops(scoring: Any) -> None:
    """P1: an empty cell stops the category and is told of with its address."""
    result = scoring.rank("A: 80 . 80\nB: 70 70 70")
    assert not result.decided
    [finding] = result.findings
    assert (finding.code, finding.cell) == ("BLANK_SCORE", "C2")
    assert "Nama A (A)" in finding.message
    assert "Juri J2 (J2)" in finding.message


def test_a_blank_may_be_an_absence(scoring: Any) -> None:
    """With blank: absent an empty cell, and a slot never seen, is a juror absent."""
    missing = MEAN | {"blank": "absent"}
    result = scoring.rank("A: 80 . 90\nB: ? 70 80", {"missing": missing})
    assert scoring.totals_of(result) == {"A": "85.00", "B": "75.00"}


def test_the_largest_thing_missing_is_told_once(scoring: Any) -> None:
    """D6: a sheet, a participant of a sheet or a cell is missing, each told of as what it is."""
    stages = {"s": scoring.stage(["c", "d"])}
    marks = scoring.table("A: 80 80 ?\nB: 70 ? ?")
    marks |= scoring.table("A: 80 . ?\nB: 70 ? ?", criterion="d")
    result = scoring.rank(marks, {"stages": stages})
    assert scoring.codes_of(result) == ["BLANK_SCORE", "MISSING_PARTICIPANT", "MISSING_SHEET"]


def test_the_committee_cannot_be_blank(scoring: Any) -> None:
    """Nobody stands in for the committee: its blank stops even where a juror's would not."""
    stages = {"s": scoring.stage({"tes": {"weight": 100, "source": "committee"}})}
    missing = MEAN | {"blank": "absent"}
    result = scoring.rank(
        scoring.table("A = 80", criterion="tes"),
        {"stages": stages, "missing": missing},
        participants=["A", "B"],
    )
    assert scoring.codes_of(result) == ["MISSING_PARTICIPANT"]
    assert "Panitia" in result.findings[0].message


@pytest.mark.parametrize(("at_least", "codes"), [(2, []), (3, ["QUORUM"])])
def test_quorum(scoring: Any, at_least: int, codes: list[str]) -> None:
    """P13: one juror short of the declared quorum stops; exactly at it does not."""
    missing = MEAN | {"at_least": at_least}
    result = scoring.rank("A: 70 80 90\nB: JB 70 80", {"missing": missing})
    assert scoring.codes_of(result) == codes


def test_quorum_at_criterion_is_one_of_marks(scoring: Any) -> None:
    """at: criterion asks for enough marks on each criterion, be they of different jurors."""
    stages = {"s": scoring.stage(["c", "d"])}
    marks = scoring.table("A: JB 80 90") | scoring.table("A: 60 JB 90", criterion="d")
    rule = {"stages": stages, "missing": MEAN | {"at_least": 2}, "combine": {"at": "criterion"}}
    result = scoring.rank(marks, rule)
    assert scoring.totals_of(result) == {"A": "80.00"}


def test_quorum_counts_who_was_left_out(scoring: Any) -> None:
    """A juror whom a decision left out counts as missing from the quorum."""
    decision = scoring.decision("juror_left_out", juror="J1")
    rule = {"missing": {"at_least": 3}}
    result = scoring.rank("A: 70 80 90", rule, decisions=[decision])
    assert scoring.codes_of(result) == ["QUORUM"]


def test_recusal_alone_is_no_loss(scoring: Any) -> None:
    """The quorum is about absences: a recused juror alone does not stop the category."""
    pair = {"juror": "J3", "participant": "A", "reason": "keluarga"}
    rule = {"missing": {"at_least": 3}, "recusal": [pair]}
    result = scoring.rank("A: 70 80 ?\nB: 60 60 60", rule)
    assert result.decided
    assert scoring.totals_of(result) == {"A": "75.00", "B": "60.00"}


@pytest.mark.parametrize("at", ["total", "criterion"])
def test_nobody_present_stops(scoring: Any, at: str) -> None:
    """A participant whom no juror scored has no value, whatever the policy."""
    rule = {"missing": MEAN, "combine": {"at": at}}
    result = scoring.rank("A: JB JB JB\nB: 70 70 70", rule)
    assert scoring.codes_of(result) == ["QUORUM"]


def test_incomplete_juror_at_total(scoring: Any) -> None:
    """at: total leaves out, for a participant, a juror who lacks one criterion, and says so."""
    stages = {"s": scoring.stage(["c", "d"])}
    marks = scoring.table("A: 60 80 90") | scoring.table("A: JB 80 90", criterion="d")
    result = scoring.rank(marks, {"stages": stages, "missing": MEAN})
    assert scoring.codes_of(result) == ["INCOMPLETE_JUROR"]
    assert scoring.totals_of(result) == {"A": "85.00"}


def test_incomplete_juror_at_criterion(scoring: Any) -> None:
    """at: criterion uses the marks that are there."""
    stages = {"s": scoring.stage(["c", "d"])}
    marks = scoring.table("A: 60 80 91") | scoring.table("A: JB 80 90", criterion="d")
    rule = {"stages": stages, "missing": MEAN, "combine": {"at": "criterion"}}
    result = scoring.rank(marks, rule)
    assert scoring.totals_of(result) == {"A": "81.00"}


def test_a_wholly_absent_juror_is_not_incomplete(scoring: Any) -> None:
    """A juror who was absent for everything is absent, not incomplete."""
    result = scoring.rank("A: JB 80 90", {"missing": MEAN})
    assert scoring.codes_of(result) == []


@pytest.mark.parametrize(("table", "codes"), [("A: 9 8 7", []), ("A: 9 8 JB", ["TRIM_TOO_FEW"])])
def test_trim_needs_enough(scoring: Any, table: str, codes: list[str]) -> None:
    """trimmed: 1 with fewer than three marks is undecided."""
    rule = {"combine": {"jurors": {"trimmed": 1}}, "missing": MEAN}
    assert scoring.codes_of(scoring.rank(table, rule)) == codes


def test_too_few_for_the_quorum_is_not_told_again_as_too_few_to_trim(scoring: Any) -> None:
    """One lack is one finding: of the quorum, though the trim would lack marks as well."""
    rule = {"combine": {"jurors": {"trimmed": 1}}, "missing": MEAN | {"at_least": 3}}
    assert scoring.codes_of(scoring.rank("A: 9 8 JB", rule)) == ["QUORUM"]


def test_sum_needs_equal_panels(scoring: Any) -> None:
    """A sum is refused where one participant was scored by fewer jurors than another."""
    rule = {"combine": {"jurors": "sum"}, "missing": MEAN}
    unequal = scoring.rank("A: 9 8 7\nB: 9 8 JB", rule)
    equal = scoring.rank("A: 9 JB 7\nB: 9 8 JB", rule)
    assert scoring.codes_of(unequal) == ["PANELS_DIFFER"]
    assert scoring.totals_of(equal) == {"A": "16.00", "B": "17.00"}


@pytest.mark.parametrize(
    ("missing", "codes"), [("mean_of_present", ["PANELS_DIFFER"]), ("leave_out_stage", [])]
)
def test_rank_sum_needs_complete_panels(scoring: Any, missing: str, codes: list[str]) -> None:
    """Ranks are added over complete panels only; a juror left out for all leaves one complete."""
    rule = {"combine": {"jurors": "rank_sum"}, "missing": {"juror_absent": missing}}
    for table in ("A: 9 8 7\nB: 8 7 JB", "A: 9 8 JB\nB: 8 7 JB"):
        assert scoring.codes_of(scoring.rank(table, rule)) == codes


def test_rank_sum_tells_an_absence_that_stops_once(scoring: Any) -> None:
    """Where a juror's absence stops, it is not told of again as a panel that is incomplete."""
    rule = {"combine": {"jurors": "rank_sum"}, "missing": {"juror_absent": "stop"}}
    result = scoring.rank("A: 9 8 JB\nB: 8 7 6", rule)
    assert scoring.codes_of(result) == ["ABSENCE_WORD"]


def test_rank_sum_refuses_recusal(scoring: Any) -> None:
    """A panel with a recused juror is not complete."""
    pair = {"juror": "J3", "participant": "A", "reason": "keluarga"}
    rule = {"combine": {"jurors": "rank_sum"}, "recusal": [pair]}
    assert scoring.codes_of(scoring.rank("A: 9 8 ?\nB: 8 7 6", rule)) == ["PANELS_DIFFER"]


def test_what_stops_is_told_once(scoring: Any) -> None:
    """A missing sheet is not told of again as a quorum or an unequal panel."""
    rule = {"combine": {"jurors": "sum"}, "missing": MEAN | {"at_least": 3}}
    assert scoring.codes_of(scoring.rank("A: 9 8 ?\nB: 8 7 ?", rule)) == ["MISSING_SHEET"]


def test_absent_for_the_committee_is_absent_for_all(scoring: Any) -> None:
    """Who is not ranked for an absence before the committee makes no panel of jurors unequal."""
    stages = {"s": scoring.stage({"c": 50, "tes": {"weight": 50, "source": "committee"}})}
    marks = scoring.table("A: 9 9 ?\nB: 8 8 8\nC: 7 7 7")
    marks |= scoring.table("A = TH\nB = 50\nC = 60", criterion="tes")
    pair = {"juror": "J3", "participant": "A", "reason": "keluarga"}
    rule = {
        "stages": stages,
        "combine": {"jurors": "sum"},
        "missing": {"participant_absent": "not_ranked"},
        "recusal": [pair],
    }
    result = scoring.rank(marks, rule)
    assert scoring.codes_of(result) == []
    assert scoring.ranks_of(result) == {"C": 1, "B": 2, "A": None}
