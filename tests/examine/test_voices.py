"""What each juror says of a participant in a stage."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from helpers.examine.reckoning import reckon
from helpers.examine.voices import Voice, added, combined, keep, way_of
from helpers.rules.models import Combine
from helpers.scoring.slots import Slot


def voices_of(scoring: Any, table: str, rule: Any = None, **more: Any) -> list[Voice]:
    """The voices of the only part of participant A."""
    result = scoring.rank(table, rule, **more)
    facts = scoring.facts(scoring.table(table), **more)
    (stage,) = reckon(scoring.book(rule), facts, result, "A").stages
    return list(stage.parts[0].voices)


@pytest.mark.parametrize(
    ("way", "kept", "value"),
    [
        ("mean", [True, True, True, True], Fraction("74.5")),
        ("median", [True, False, True, False], Fraction("73.5")),
        ("sum", [True, True, True, True], Fraction(298)),
        ({"trimmed": 1}, [True, False, True, False], Fraction("73.5")),
    ],
)
def test_what_is_kept_and_combined(way: Any, kept: list[bool], value: Fraction) -> None:
    """A trim keeps the middle marks, a median the two in the middle, the others all."""
    combine = Combine.model_validate({"jurors": way, "at": "criterion"})
    marks = [Fraction(number) for number in (75, 61, 72, 90)]
    voices = keep(combine, tuple(Voice(f"J{one}", (), mark) for one, mark in enumerate(marks)))
    assert [voice.kept for voice in voices] == kept
    assert combined(combine, [v.value or Fraction() for v in voices if v.kept]) == value


def test_the_name_of_the_formula() -> None:
    """A trim goes by its name, whatever it cuts."""
    assert way_of(Combine.model_validate({"jurors": {"trimmed": 2}})) == "trimmed"
    assert way_of(Combine()) == "mean"


def test_places_share_the_mean(scoring: Any) -> None:
    """Under rank_sum equals share the mean of their places, and the total stays beside it."""
    rule = {"combine": {"jurors": "rank_sum"}}
    voices = voices_of(scoring, "A: 80 80 70\nB: 80 90 60\nC: 70 80 60", rule)
    assert [voice.value for voice in voices] == [Fraction(3, 2), Fraction(5, 2), 1]
    assert [voice.total for voice in voices] == [80, 80, 70]


def test_absent_juror_has_no_voice(scoring: Any) -> None:
    """A juror declared absent has no value, and its slot says why."""
    rule = {"missing": {"juror_absent": "mean_of_present"}}
    voices = voices_of(scoring, "A: 80 JB 70\nB: 80 90 60", rule)
    assert [voice.value for voice in voices] == [80, None, 70]
    assert voices[1].marks[0].state == Slot.JUROR_ABSENT


def test_declared_zero_is_a_zero(scoring: Any) -> None:
    """Where the rule says zero, an absent participant's mark is 0 and counts."""
    rule = {"missing": {"participant_absent": "zero"}}
    voices = voices_of(scoring, "A: TH TH TH\nB: 80 90 60", rule)
    assert [voice.value for voice in voices] == [0, 0, 0]
    assert all(voice.marks[0].state == Slot.PARTICIPANT_ABSENT for voice in voices)


def test_recused_mark_is_seen_but_does_not_count(scoring: Any) -> None:
    """A mark of a juror who must not judge is there, and enters nothing."""
    rule = {"recusal": [{"juror": "J2", "participant": "A", "reason": "saudara"}]}
    voices = voices_of(scoring, "A: 80 99 70\nB: 80 90 60", rule)
    assert [voice.value for voice in voices] == [80, None, 70]
    assert voices[1].marks[0].given == 99


def test_sum_of_nothing() -> None:
    """The sum of no numbers is a fraction too."""
    assert added([]) == Fraction(0)
