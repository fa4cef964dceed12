"""Other rules, other marks, other weights and chance: tables, sentences and checks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from helpers.examine.category import Examination
from helpers.records.facts import SeasonFacts
from helpers.report.steps import CheckFailed, check
from helpers.report.worked_what_if import WorkedWhatIf
from helpers.rules import RuleBook

Seasons = tuple[tuple[RuleBook, SeasonFacts, Examination], ...]


@pytest.fixture(scope="module")
def questions(examined_seasons: Seasons) -> list[WorkedWhatIf]:
    """Every category of the sample seasons."""
    return [WorkedWhatIf(*one) for one in examined_seasons]


def test_every_check_holds(questions: list[WorkedWhatIf]) -> None:
    """Every part was tried, the marks move the titles, the weights leave no lead, draws add up."""
    for one in questions:
        for pairs in (
            one.without_pairs(), one.rule_pairs(), one.mark_pairs(), one.weight_pairs(),
            one.chance_pairs(),
        ):  # fmt: skip
            check(pairs, one.rule.name)
    assert any(list(one.weight_pairs()) for one in questions)
    assert all(list(one.mark_pairs()) and list(one.chance_pairs()) for one in questions)


def test_a_change_that_moves_nothing_is_found(questions: list[WorkedWhatIf]) -> None:
    """A mark change that is too small does not pass the check."""
    worked = next(one for one in questions if one.examined.mark_changes[0].change)
    first, *others = worked.examined.mark_changes
    assert first.change is not None
    still = replace(first, change=replace(first.change, after=first.change.before))
    examined = replace(worked.examined, mark_changes=(still, *others))
    with pytest.raises(CheckFailed):
        check(replace(worked, examined=examined).mark_pairs(), "marks")


def test_a_move_that_is_too_small_is_found(questions: list[WorkedWhatIf]) -> None:
    """Weights that do not let the rival catch up do not pass the check."""
    worked = next(one for one in questions if list(one.weight_pairs()))
    changes = tuple(
        replace(one, move=replace(one.move, moved=one.move.moved - Fraction(1, 100)))
        if one.move
        else one
        for one in worked.examined.weight_changes
    )
    examined = replace(worked.examined, weight_changes=changes)
    with pytest.raises(CheckFailed):
        check(replace(worked, examined=examined).weight_pairs(), "weights")


def test_tables_are_as_wide_as_their_headings(questions: list[WorkedWhatIf]) -> None:
    """Five columns for what is changed, six for a mark, three for a weight, one for each title."""
    for one in questions:
        assert {len(row) for row in (*one.without_rows(), *one.rule_rows())} == {5}
        assert {len(row) for row in one.mark_rows()} == {6}
        assert {len(row) for row in one.weight_rows()} <= {3}
        assert {len(row) for row in one.chance_rows()} == {4 + len(one.chance_names())}


def test_the_winner_under_another_rule_is_named(questions: list[WorkedWhatIf]) -> None:
    """A rule that names somebody else says whom; the table holds margin and titles."""
    told = [sentence for one in questions for sentence in one.rule_sentences()]
    assert any(sentence.startswith("Menurut rata-rata, yang pertama: ") for sentence in told)
    margins = [row[2] for one in questions for row in one.rule_rows() if row[2] is not None]
    assert margins
    assert all(isinstance(margin, Decimal) for margin in margins)


def test_no_key_of_the_rule_book_is_shown(questions: list[WorkedWhatIf]) -> None:
    """The choice about an absence is told in words, not by its keys."""
    told = [text for one in questions for text in (*one.without_sentences(), *one.rule_sentences())]
    assert any("Pilihan lain untuk" in text for text in told)
    assert not any("_" in text for text in told)


def test_an_undecided_category_gives_reasons(examined_seasons: Seasons) -> None:
    """Where nothing was measured, each step says why in a sentence, and no check is left open."""
    book, facts, examined = examined_seasons[0]
    nothing = replace(
        examined,
        official=replace(examined.official, placings=()),
        what_ifs=(), other_rules=(), choices=(), mark_changes=(), weight_changes=(), closeness=(),
        chance=replace(examined.chance, ranks=(), reason="undecided"),
    )  # fmt: skip
    one = WorkedWhatIf(book, facts, nothing)
    for told in (
        one.without_sentences(), one.rule_sentences(), one.mark_sentences(),
        one.weight_sentences(), one.chance_sentences(),
    ):  # fmt: skip
        assert len(told) == 1
        assert "belum dapat ditetapkan" in told[0]
    for rows in (one.without_rows(), one.mark_rows(), one.weight_rows(), one.chance_rows()):
        assert rows == []
