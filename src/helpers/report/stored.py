"""What is stored of a participant, held against what its marks give when computed anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from helpers.examine.reckoning import Reckoning, StageReckoning, points_off
from helpers.records.numbers import as_decimal, fraction_text
from helpers.records.tables import COMMITTEE, Placing
from helpers.report.derivation import Derivation
from helpers.rules import Category
from helpers.scoring.stages import PANEL

# What the ranking says of a participant; its status is given later, by a person.
COMPARED = ("rank", "total", "exact", "margin", "title", "decided_by", "note")

Key = tuple[str, str, str, str]  # level, stage, criterion, juror
Value = tuple[Decimal, Fraction]


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored value that the marks do not give: its address, what is stored, what they give."""

    where: str
    stored: str
    reckoned: str


def differences(derivation: Derivation) -> tuple[Difference, ...]:
    """Every difference between the stored steps and placing and the reckoning."""
    return (*_step_differences(derivation), *_placing_differences(derivation))


def count_rows(derivation: Derivation) -> int:
    """How many stored rows were compared."""
    return 1 + sum(row.participant == derivation.participant for row in derivation.category.steps)


def reckoned_steps(reckoning: Reckoning, whole: bool = True) -> dict[Key, Value]:
    """The steps that belong to a reckoning, as ``steps.csv`` has them.

    Without the ``whole`` of its stages there is no total: something stopped the category.
    """
    rounding = reckoning.rule.rounding
    steps = dict(chain.from_iterable(_stage_steps(reckoning.rule, one) for one in reckoning.stages))
    if reckoning.stages and whole:
        steps |= _deduction("", points_off(reckoning.deductions))
        steps["total", "", "", ""] = _value(reckoning.exact, rounding.total)
    return steps


def _stage_steps(rule: Category, one: StageReckoning) -> Iterator[tuple[Key, Value]]:
    rounding, places = rule.rounding, rule.combine.jurors == "rank_sum"
    for juror, (_, total) in one.juror_totals.items():
        yield ("juror", one.stage, "", juror), _value(total)
    for part in one.parts:
        juror = COMMITTEE if part.committee else ""
        for voice in part.voices:
            if places and voice.value is not None:
                yield ("juror_rank", one.stage, "", voice.juror), _value(voice.value)
        yield ("mark", one.stage, part.label, juror), _value(part.exact, rounding.mark)
        if part.label != PANEL:
            weighted = _value(part.product, rounding.weighted)
            yield ("weighted", one.stage, part.label, juror), weighted
    yield from _deduction(one.stage, points_off(one.deductions)).items()
    yield ("stage", one.stage, "", ""), _value(one.exact, rounding.stage)


def _deduction(stage: str, points: Fraction) -> dict[Key, Value]:
    return {("deduction", stage, "", ""): _value(points)} if points else {}


def _value(exact: Fraction, decimals: int | None = None) -> Value:
    return as_decimal(exact, decimals), exact


def _step_differences(derivation: Derivation) -> Iterator[Difference]:
    """Steps that differ, that should be there, or that should not."""
    reckoning = derivation.reckoning
    whole = derivation.result.totals is not None
    reckoned = {} if reckoning is None else reckoned_steps(reckoning, whole)
    rows = {
        (row.level, row.stage, row.criterion, row.juror): (line, row)
        for line, row in enumerate(derivation.category.steps, start=1)
        if row.participant == derivation.participant
    }
    for key in sorted(reckoned.keys() | rows.keys()):
        stored = (rows[key][1].value, rows[key][1].exact) if key in rows else None
        if stored != reckoned.get(key):
            where = " ".join(
                part for part in (derivation.category.key, derivation.participant, *key) if part
            )
            yield Difference(f"steps.csv › {where}", _told(stored), _told(reckoned.get(key)))


def _told(value: Value | None) -> str:
    return "–" if value is None else f"{value[0]} ({fraction_text(value[1])})"


def _placing_differences(derivation: Derivation) -> Iterator[Difference]:
    """What the ranking says otherwise; a ranking that intake withholds says nothing."""
    stored = derivation.placing
    if stored.note == "undecided":
        return
    reckoned = next(
        row for row in derivation.result.placings if row.participant == derivation.participant
    )
    where = f"rankings.csv › {stored.category} {stored.participant}"
    for field in COMPARED:
        if getattr(stored, field) != getattr(reckoned, field):
            yield Difference(f"{where} {field}", _shown(stored, field), _shown(reckoned, field))
    ahead, reckoning = derivation.ahead, derivation.reckoning
    if ahead is not None and ahead.rank != stored.rank:
        yield Difference(f"{where} rank", str(stored.rank), str(ahead.rank))
    if reckoning is not None and stored.exact is not None and stored.exact != reckoning.exact:
        yield Difference(f"{where} exact", _shown(stored, "exact"), fraction_text(reckoning.exact))


def _shown(row: Placing, field: str) -> str:
    value = getattr(row, field)
    if value in (None, ""):
        return "–"
    return fraction_text(value) if isinstance(value, Fraction) else str(value)
