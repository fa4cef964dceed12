"""Would the other choice about what is missing change a title?"""

from __future__ import annotations

from typing import Any

from helpers.examine.choices import other_choices
from helpers.examine.telling import say_choice
from helpers.scoring import score_category

MEAN = {"juror_absent": "mean_of_present"}


def choices(scoring: Any, table: str, missing: dict[str, str]) -> Any:
    """The other choices of a table of marks."""
    book = scoring.book({"missing": missing})
    facts = scoring.facts(scoring.table(table))
    official = score_category(book, scoring.category, facts)
    return other_choices(book, scoring.category, facts, official)


def test_a_choice_that_changes_a_title(scoring: Any) -> None:
    """Without the strict J1, who was absent for B, A is first: that is said."""
    [choice] = choices(scoring, "A: 60 90 90\nB: JB 85 85", MEAN)
    assert (choice.about, choice.chosen, choice.other) == (
        "juror_absent",
        "mean_of_present",
        "leave_out_stage",
    )
    assert [line.participant for line in choice.moved] == ["A", "B"]
    assert "Nama A, Nama B" in say_choice(choice, "id")


def test_a_choice_that_changes_nothing(scoring: Any) -> None:
    """A clear winner stays one either way."""
    [choice] = choices(scoring, "A: 90 90 90\nB: JB 60 60", MEAN)
    assert choice.moved == ()
    assert say_choice(choice, "en").endswith("would change no title.")


def test_an_absent_participant(scoring: Any) -> None:
    """Zero or not ranked: of two participants the absent one would be second."""
    [choice] = choices(scoring, "A: 90 90 90\nB: TH TH TH", {"participant_absent": "not_ranked"})
    assert choice.other == "zero"
    assert [(line.participant, line.title) for line in choice.moved] == [("B", "Juara II")]


def test_a_choice_that_gives_no_ranking(scoring: Any) -> None:
    """Where the other choice leaves a stage without jurors, the reason is said."""
    table = "A: JB 90 90\nB: 80 JB 80\nC: 70 70 JB"
    [choice] = choices(scoring, table, MEAN)
    assert choice.reason
    assert choice.reason in say_choice(choice, "id")


def test_nothing_missing_leaves_no_choice(scoring: Any) -> None:
    """Where every slot has its mark, and where the category waits, there is nothing to ask."""
    assert choices(scoring, "A: 90 90 90\nB: 80 80 80", MEAN) == ()
    assert choices(scoring, "A: 90 90 .\nB: 80 80 80", MEAN) == ()


def test_blanks_that_count_as_absences(scoring: Any) -> None:
    """With blank: absent an empty cell is an absence too."""
    assert len(choices(scoring, "A: 90 90 .\nB: 80 80 80", MEAN | {"blank": "absent"})) == 1
