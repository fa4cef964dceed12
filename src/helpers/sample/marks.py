"""The marks of a sample season, drawn from seeds and then bent into the stories it tells.

Each mark has its own seed, made of its season, stage, criterion, participant and juror: one more
participant or juror changes no mark of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

from helpers.records.numbers import round_half_up
from helpers.records.tables import COMMITTEE
from helpers.rules import Category, RuleBook, Scale
from helpers.sample.material import Entrant, Material, Story, Temperament

FORM = 30  # tenths of a point by which a participant may be better or worse in one criterion


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a mark belongs."""

    category: str
    stage: str
    criterion: str
    participant: str
    juror: str


Marks = dict[Slot, Decimal]


def make_marks(material: Material) -> Marks:
    """All marks of a season, also of those who will not reach the later stages."""
    marks = {
        slot: _draw(material, entrant, slot)
        for entrant in material.entrants
        for slot in _slots(material.book, entrant)
    }
    for story in material.stories:
        marks |= _tell(story, marks)
    return marks


def _slots(book: RuleBook, entrant: Entrant) -> Iterable[Slot]:
    category = book.categories[entrant.category]
    for stage in category.stages:
        for criterion in category.juror_criteria(stage):
            for juror in book.due_jurors(entrant.category, stage):
                yield Slot(entrant.category, stage, criterion, entrant.id, juror)
        for criterion in category.committee_criteria(stage):
            yield Slot(entrant.category, stage, criterion, entrant.id, COMMITTEE)


def _draw(material: Material, entrant: Entrant, slot: Slot) -> Decimal:
    """The mark of one slot: quality, form in this criterion, the juror's habit and chance."""
    temperament = material.temperaments[slot.juror]
    form = _tenths((material.season, entrant.category, slot.criterion, entrant.id), FORM)
    chance = _tenths(
        (material.season, entrant.category, slot.stage, slot.criterion, entrant.id, slot.juror),
        int(temperament.spread * 10),
    )
    percent = entrant.quality + form + temperament.severity + chance
    scale = _scale(material.book.categories[slot.category], slot)
    return _to_grain(percent, scale, temperament)


def _tenths(seed: tuple[str, ...], most: int) -> Decimal:
    # A seed of the standard library's generator, not of anything secret.
    return Decimal(Random("/".join(seed)).randint(-most, most)) / 10  # noqa: S311


def _to_grain(percent: Decimal, scale: Scale, temperament: Temperament) -> Decimal:
    span = Fraction(scale.max) - Fraction(scale.min)
    points = Fraction(scale.min) + span * Fraction(percent) / 100
    grain = Fraction(temperament.grain)
    mark = round_half_up(points / grain, 0) * grain
    mark = min(max(mark, Fraction(scale.min)), Fraction(scale.max))
    return Decimal(mark.numerator) / Decimal(mark.denominator)


def _scale(category: Category, slot: Slot) -> Scale:
    return category.criterion_scale(slot.stage, slot.criterion)


def _tell(story: Story, marks: Mapping[Slot, Decimal]) -> Marks:
    """The marks that a story changes."""
    touched = [slot for slot in marks if _concerns(story, slot)]
    if story.kind == "add":
        return {slot: marks[slot] + Decimal(story.points) for slot in touched}
    if story.kind == "set":
        return {slot: Decimal(story.points) for slot in touched}
    partners = _partners(story.juror)
    return {
        slot: marks[
            Slot(
                slot.category,
                slot.stage,
                slot.criterion,
                story.like,
                partners.get(slot.juror, slot.juror),
            )
        ]
        for slot in touched
    }


def _concerns(story: Story, slot: Slot) -> bool:
    return (
        slot.category == story.category
        and slot.participant == story.participant
        and story.stage in ("", slot.stage)
        and story.criterion in ("", slot.criterion)
        and (story.kind == "like" or story.juror in ("", slot.juror))
    )


def _partners(pairs: str) -> dict[str, str]:
    """Jurors who swap their marks, from ``J1-J2 J3-J5``: equal totals, other columns."""
    partners: dict[str, str] = {}
    for pair in pairs.split():
        left, _, right = pair.partition("-")
        partners |= {left: right, right: left}
    return partners
