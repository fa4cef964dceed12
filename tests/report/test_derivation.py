"""The tree from a rank down to the cells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, event, given, settings

from helpers.report.derivation import derive
from helpers.report.digest import SeasonDigest
from helpers.report.node import Node, as_plain
from helpers.report.stored import differences
from tests.proof.random_books import CATEGORY, Case, cases
from tests.report.conftest import digest_of

QUICK = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def tree_of(digest: SeasonDigest, category: str, participant: str, language: str = "") -> Node:
    """The tree of a participant of the sample."""
    return derive(digest, category, participant, language).tree()


def found(tree: Node, kind: str) -> list[Node]:
    """The nodes of a kind."""
    return [node for node in tree.walk() if node.kind == kind]


@pytest.mark.slow
@QUICK
@given(cases())
def test_recomputed_root_is_the_ranking(case: Case) -> None:
    """Under any rule, what the marks give is what is stored, and the tree says so."""
    digest = digest_of(case.book, case.facts, CATEGORY, case.through)
    first = derive(digest, CATEGORY, "")
    for person in case.facts.participants:
        one = replace(first, participant=person.id)
        assert differences(one) == ()
        tree = one.tree()
        event(one.placing.note or "ranked")
        if one.placing.rank is not None:
            assert one.ahead is not None
            assert one.ahead.rank == one.placing.rank
            assert tree.value.split(" · ")[0] == str(one.placing.rank)
            assert [node.exact for node in found(tree, "total")] == [one.placing.exact]
        assert as_plain(tree)["kind"] == "rank"


def test_total_is_told_with_its_numbers(sample_digest: SeasonDigest) -> None:
    """The total stands with its weights and stage values, before and after its rounding."""
    (total,) = found(tree_of(sample_digest, "karang-taruna", "KT-01"), "total")
    assert total.filled == "30% × 85,953 + 20% × 88 + 50% × 87,1125 = 86,9422… → 86,94"
    assert [node.kind for node in total.children] == ["stage"] * 3


def test_factors_are_told_as_they_are(sample_digest: SeasonDigest) -> None:
    """Under weights: factor a weight stands as it is, without a percent sign."""
    (total,) = found(tree_of(sample_digest, "tksk", "TKSK-13", "en"), "total")
    assert total.filled.startswith("1 × ")
    assert "1.5 × 838.08" in total.filled


def test_absence_leads_to_its_cell(sample_digest: SeasonDigest) -> None:
    """Who was absent stands with the cell that says so, and the total of the stages before."""
    tree = tree_of(sample_digest, "karang-taruna", "KT-12")
    (absence,) = found(tree, "absence")
    assert absence.origin is not None
    assert (absence.origin.cell, absence.origin.literal) == ("E17", "TH")
    assert found(tree, "total")[0].label == "Nilai dari tahap yang diikuti"


def test_withdrawal_leads_to_its_decision(sample_digest: SeasonDigest) -> None:
    """Who withdrew has nothing below but the decision, with who took it."""
    tree = tree_of(sample_digest, "psm", "PSM-05")
    (decision,) = tree.children
    assert decision.label == "Keputusan K-03: mengundurkan diri"
    assert "disetujui CONTOH Petugas Dua" in decision.notes[0]
