"""The tree of one stage: parts, jurors, marks and their cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.report.derivation import derive
from helpers.report.digest import SeasonDigest
from helpers.report.node import Node
from tests.report.conftest import digest_of
from tests.scoring.conftest import (
    CATEGORY,
    make_book,
    make_decision,
    make_deduction,
    make_facts,
    make_stage,
    make_table,
)


def stage_of(table: str, rule: Mapping[str, Any], **facts: Any) -> Node:
    """The stage of participant A under a rule."""
    book, made = make_book(rule), make_facts(make_table(table), **facts)
    tree = derive(digest_of(book, made, CATEGORY), CATEGORY, "A").tree()
    return next(node for node in tree.walk() if node.kind == "stage")


def marks_of(stage: Node) -> list[tuple[str, bool, tuple[str, ...]]]:
    """Value, whether it counts, and what is said beside it, of each mark."""
    return [(one.value, one.counts, one.notes) for one in stage.walk() if one.kind == "mark"]


def test_trimmed_marks_are_struck_out() -> None:
    """What a trim drops does not count, and says so; the formula holds what is left."""
    rule = {"combine": {"jurors": {"trimmed": 1}, "at": "criterion"}}
    stage = stage_of("A: 90 80 85\nB: 70 70 70", rule)
    assert stage.children[0].filled == "85; 100% × 85 = 85"
    out = ("dipangkas, tidak dihitung",)
    assert marks_of(stage) == [("90", False, out), ("80", False, out), ("85", True, ())]


def test_median_shows_all_marks_in_order() -> None:
    """A median drops nobody: every mark counts, and the formula shows the middle."""
    stage = stage_of("A: 90 80 JB\nB: 70 70 70", {
        "combine": {"jurors": "median", "at": "criterion"},
        "missing": {"juror_absent": "mean_of_present"},
    })  # fmt: skip
    assert stage.children[0].filled.startswith("nilai tengah dari 80; 90 = (80 + 90) / 2 = 85")
    assert [one[:2] for one in marks_of(stage)] == [
        ("90", True), ("80", True), ("juri berhalangan", False)
    ]  # fmt: skip


def test_places_stand_with_the_totals_they_come_from() -> None:
    """Under rank_sum a juror's place stands with the juror's own total, and places are summed."""
    stage = stage_of("A: 90 70 80\nB: 70 70 70", {"combine": {"jurors": "rank_sum"}})
    panel = stage.children[0]
    assert panel.filled == "1 + 1,5 + 1 = 3,5"
    assert [one.value for one in panel.children] == ["peringkat 1", "peringkat 1,5", "peringkat 1"]
    assert panel.children[1].filled == "100% × 70 = 70; 1 + 0 di atasnya + 1 yang sama ÷ 2 = 1,5"


def test_recusal_names_its_reason() -> None:
    """A juror who must not judge stands with the reason, the mark that came beside it."""
    recused = [{"juror": "J2", "participant": "A", "reason": "saudara kandung"}]
    stage = stage_of("A: 90 99 80\nB: 70 70 70", {"recusal": recused})
    juror = stage.children[0].children[1]
    assert juror.value == "juri tidak menilai peserta ini (saudara kandung)"
    assert marks_of(stage)[1] == (
        "juri tidak menilai peserta ini (saudara kandung): 99", False, ()
    )  # fmt: skip


def test_left_out_juror_names_the_decision() -> None:
    """A juror left out by decision stands with its number, reason and people."""
    left_out = make_decision(
        "juror_left_out", juror="J2", reason="Sakit.", by="CONTOH A", date="2024-07-01"
    )
    stage = stage_of("A: 90 99 80\nB: 70 70 70", {}, decisions=[left_out])
    assert stage.children[0].children[1].notes == ("K1: Sakit. (CONTOH A, 2024-07-01)",)


def test_juror_left_out_for_all_says_why() -> None:
    """Under leave_out_stage a juror absent for another does not count here either."""
    rule = {"missing": {"juror_absent": "leave_out_stage"}}
    juror = stage_of("A: 90 99 80\nB: 70 JB 70", rule).children[0].children[1]
    assert juror.value == "tidak dihitung"
    assert "tidak dipakai untuk semua peserta" in juror.notes[0]


def test_incomplete_juror_says_why() -> None:
    """At: total, a juror who lacks one criterion of a participant does not count."""
    rule = {
        "stages": {"s": make_stage(["c", "d"])},
        "missing": {"juror_absent": "mean_of_present"},
    }
    marks = make_table("A: 90 99 80\nB: 70 70 70")
    marks |= make_table("A: 90 JB 80\nB: 70 70 70", criterion="d")
    book = make_book(rule)
    tree = derive(digest_of(book, make_facts(marks), CATEGORY), CATEGORY, "A").tree()
    juror = [node for node in tree.walk() if node.kind == "juror"][1]
    assert juror.notes == ("tidak dihitung: juri ini tidak lengkap nilainya",)


def test_declared_zero_is_told() -> None:
    """A zero by the rule says that the participant was absent."""
    stage = stage_of("A: TH TH TH\nB: 70 70 70", {"missing": {"participant_absent": "zero"}})
    notes = ("peserta tidak hadir", "dihitung 0 menurut aturan")
    assert marks_of(stage) == [("0", True, notes)] * 3


def test_deduction_and_committee(sample_digest: SeasonDigest) -> None:
    """A deduction stands with its article and people; a mark of the committee with its weight."""
    tree = derive(sample_digest, "lks", "LKS-04").tree()
    (deduction,) = [node for node in tree.walk() if node.kind == "deduction"]
    assert deduction.value == "−1"
    assert deduction.notes[0].startswith("CONTOH Pasal 9 ayat (2): Berkas diserahkan")
    part = next(node for node in tree.walk() if node.label == "Nilai akreditasi")
    assert part.filled == "15% × 82 = 12,3"


def test_a_gift_is_added() -> None:
    """Points that a negative deduction gives stand with a plus."""
    book = make_book()
    facts = make_facts(make_table("A: 80 80 80"), deductions=[make_deduction("A", "-1.5", "s")])
    tree = derive(digest_of(book, facts, CATEGORY), CATEGORY, "A").tree()
    stage = next(node for node in tree.walk() if node.kind == "stage")
    assert stage.filled == "80 + 1,5 = 81,5"
    assert stage.children[-1].value == "+1,5"


def test_conversion_is_shown(sample_digest: SeasonDigest) -> None:
    """A mark on a scale of its own shows how it came to the scale of the category."""
    tree = derive(sample_digest, "karang-taruna", "KT-01").tree()
    assert "44 × 2 = 88" in [node.filled for node in tree.walk() if node.kind == "mark"]
