"""The marks of the sample seasons: drawn from seeds, on their scales, bent into stories."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from helpers.sample.marks import Marks, Slot, make_marks
from helpers.sample.material import SEASONS, Material, read_material


def stage_total(material: Material, marks: Marks, slot: Slot) -> Fraction:
    """The sum of weight times mark over the criteria of the slot's stage, for its juror."""
    stage = material.book.categories[slot.category].stages[slot.stage]
    return sum(
        (
            Fraction(criterion.weight) * Fraction(marks[replace(slot, criterion=key)])
            for key, criterion in stage.criteria.items()
        ),
        Fraction(0),
    )


@pytest.mark.parametrize("season", SEASONS)
def test_every_mark_is_on_its_scale(season: str) -> None:
    """No mark lies outside the scale of its criterion or has more decimals than it allows."""
    material = read_material(season)
    for slot, mark in make_marks(material).items():
        category = material.book.categories[slot.category]
        scale = category.criterion_scale(slot.stage, slot.criterion)
        assert scale.min <= mark <= scale.max, slot
        assert mark == round(mark, scale.decimals), slot


def test_marks_come_out_the_same_every_time() -> None:
    """The same material gives the same marks."""
    material = read_material("contoh-2024")
    assert make_marks(material) == make_marks(material)


def test_one_more_participant_changes_no_mark_of_the_others() -> None:
    """Each mark has a seed of its own."""
    material = read_material("contoh-2023")
    fewer = replace(material, entrants=material.entrants[1:])
    marks = make_marks(material)
    assert all(marks[slot] == mark for slot, mark in make_marks(fewer).items())


def test_a_participant_is_marked_like_another_by_partners() -> None:
    """The story ``like`` hands a participant another one's marks, with jurors swapped in pairs."""
    marks = make_marks(read_material("contoh-2024"))
    for criterion in ("tugas", "kerjasama", "inovasi"):
        by_first = Slot("tksk", "kinerja", criterion, "TKSK-13", "J1")
        by_third = Slot("tksk", "kinerja", criterion, "TKSK-08", "J3")
        assert marks[by_first] == marks[by_third]


def test_points_are_added_where_a_story_says_so() -> None:
    """The story ``add`` makes up in one stage what it takes away in another."""
    material = read_material("contoh-2024")
    marks = make_marks(material)
    one = Slot("karang-taruna", "administrasi", "legalitas", "KT-01", "J1")
    other = Slot("karang-taruna", "administrasi", "legalitas", "KT-07", "J2")
    gained = stage_total(material, marks, other) - stage_total(material, marks, one)
    assert gained == 5 * 100
    one, other = (
        Slot("karang-taruna", "wawancara", "paparan", participant, juror)
        for participant, juror in (("KT-01", "J1"), ("KT-07", "J2"))
    )
    assert stage_total(material, marks, other) - stage_total(material, marks, one) == -3 * 100


def test_a_mark_is_set_where_a_story_says_so() -> None:
    """The story ``set`` fixes the mark whose product a juror got wrong: 95 x 5."""
    marks = make_marks(read_material("contoh-2024"))
    assert marks[Slot("tksk", "kinerja", "tugas", "TKSK-06", "J1")] == Decimal(95)
