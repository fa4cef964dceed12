"""Tables and independent checks of a category as a whole."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from helpers.intake import clean
from helpers.report.steps import CheckFailed, check
from helpers.report.worked_ranking import WorkedRanking
from helpers.rules import load
from helpers.scoring import score_category

RAW = Path(__file__).parents[2] / "data" / "raw" / "contoh-2024"


@pytest.fixture(scope="module")
def categories() -> dict[str, WorkedRanking]:
    """Every category of the sample season, by key."""
    book = load(RAW / "rules.yaml")
    facts = clean(RAW, book).facts
    return {
        key: WorkedRanking(rule, score_category(book, key, facts.of(key)))
        for key, rule in book.categories.items()
    }


def test_every_check_of_the_notebook_holds(categories: dict[str, WorkedRanking]) -> None:
    """Slots, finalists, totals, ties, ranks and margins agree with the second way."""
    for one in categories.values():
        for pairs in (
            one.slot_pairs(), one.finalist_pairs(), one.total_pairs(), one.tie_pairs(),
            one.rank_pairs(), one.margin_pairs(),
        ):  # fmt: skip
            check(pairs, one.rule.name)


def test_exchanged_ranks_would_be_seen(categories: dict[str, WorkedRanking]) -> None:
    """Where two ranks are exchanged, counting those who are better finds it."""
    one = categories["karang-taruna"]
    assert one.result.order is not None
    ranks = one.result.order.ranks.copy()
    first, last = int(ranks.argmax()), int((ranks == 1).argmax())
    ranks[[first, last]] = ranks[[last, first]]
    wrong = replace(one, result=replace(one.result, order=replace(one.result.order, ranks=ranks)))
    with pytest.raises(CheckFailed):
        check(wrong.rank_pairs(), "Peringkat")


def test_cut_and_tie_are_told(categories: dict[str, WorkedRanking]) -> None:
    """The first who stayed behind and the link that broke a tie are named."""
    one = categories["karang-taruna"]
    assert "diikuti 5 finalis" in one.finalist_example()
    assert "KT-06" in one.finalist_example()
    assert "nilai tahap Paparan dan wawancara" in one.tie_example()
    assert categories["psm"].finalist_example() == "Kategori ini tidak memakai finalis."


def test_first_place_is_told_with_its_margin(categories: dict[str, WorkedRanking]) -> None:
    """Who is first, with what, and how far ahead: one sentence."""
    assert categories["lks"].rank_example() == (
        "LKS Panti Asuhan Contoh, Cabang Kandangan berada di tempat pertama dengan nilai 85,89, "
        "selisih 0,03 dari peringkat berikutnya."
    )


def test_tables_speak_in_words(categories: dict[str, WorkedRanking]) -> None:
    """What decided a tie is in words; totals have their decimals; no value in a stage is none."""
    one = categories["karang-taruna"]
    assert one.tie_rows()[0][0] == "nilai tahap Paparan dan wawancara"
    assert {str(row[6]) for row in one.rank_rows()} == {"", "nilai tahap Paparan dan wawancara"}
    assert "peringkat bersama" in {row[6] for row in categories["psm"].rank_rows()}
    rows = {row[0]: row for row in one.total_rows()}
    assert rows["KT-10"][-1] == Decimal("37.40")
    assert rows["KT-10"][3] is None
    assert rows["KT-13"][3] is not None


def test_tables_have_as_many_columns_as_headings(categories: dict[str, WorkedRanking]) -> None:
    """No table of a step has a cell without a heading."""
    for one in categories.values():
        assert {len(row) for row in one.total_rows()} == {len(one.total_columns())}
        assert {len(row) for row in one.slot_rows()} == {len(one.slot_columns())}
        assert {len(row) for row in one.rank_rows()} == {8}
