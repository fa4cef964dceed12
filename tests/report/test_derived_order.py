"""Why a rank is this one: ties, lines of finalists, minimums."""

from __future__ import annotations

from fractions import Fraction

from helpers.examine.ahead import Ahead
from helpers.report.derivation import derive
from helpers.report.derived_order import say_ahead, say_split
from helpers.report.digest import SeasonDigest
from helpers.rules import Category
from helpers.rules.models import Combine
from helpers.scoring.ties import Split


def test_those_ahead_are_told_by_what_put_them_there() -> None:
    """Finalists, better totals and the chain of ties are told apart; the first has nobody."""
    assert say_ahead(Ahead(2, 0, 1), "en") == (
        "1 + 2 who went on to a stage of finalists + 1 put first by what splits ties = 4"
    )
    assert say_ahead(Ahead(0, 0, 0), "en") == "1 (nobody is ahead)"


def test_what_a_link_compared(sample_digest: SeasonDigest) -> None:
    """Values stand beside the participants, equals with =; a lot has no values."""
    rule = sample_digest.rules.categories["psm"]
    scores = {0: Fraction(80), 1: Fraction(161, 2), 2: Fraction(80)}
    split = Split("criterion: wawancara.inovasi", (0, 1, 2), scores, ((1,), (0, 2)))
    assert say_split(split, ("A", "B", "C"), rule) == "B 80,5 > A 80 = C 80"
    lot = Split("lot", (0, 1), {0: Fraction(-1), 1: Fraction(0)}, ((1,), (0,)))
    assert say_split(lot, ("A", "B", "C"), rule) == "B > A"


def test_fewer_places_are_better(sample_digest: SeasonDigest) -> None:
    """Under rank_sum the values of a stage stand as they are, the lowest first."""
    rule: Category = sample_digest.rules.categories["psm"]
    low = rule.model_copy(update={"combine": Combine(jurors="rank_sum")})
    split = Split("stage: wawancara", (0, 1), {0: Fraction(-9), 1: Fraction(-7)}, ((1,), (0,)))
    assert say_split(split, ("A", "B"), low) == "B 7 < A 9"


def test_lines_and_minimums(sample_digest: SeasonDigest) -> None:
    """Each line of finalists and each minimum stands with the participant's own number."""
    tree = derive(sample_digest, "karang-taruna", "KT-06").tree()
    told = {node.kind: f"{node.label} {node.filled}" for node in tree.children}
    assert told["cut"] == (
        "Finalis Paparan dan wawancara: tidak maju nilai sementara 41,0182…; urutan 6 dari 12, "
        "untuk 5 tempat"
    )
    assert told["minimum"].endswith("82,0605 ≥ 50")
