"""Formulas as text with the exact value that each must give: plain functions, no sheet here.

The value stored beside a formula is computed here, in fractions, from the raw marks: it is a count
of its own, and the check columns hold it against the package's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from helpers.records.numbers import round_half_up
from helpers.rules.models import Trimmed

# Whole-number columns hold a value times this: no remainder of binary fractions splits a tie there.
WHOLE = 10**9
# Before a rounding, what binary fractions left over is taken away at this many decimals.
CLEAN = 10


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, and the number that it gives."""

    text: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Wording:
    """A formula that gives words."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A value at its place in the workbook."""

    sheet: str
    column: str
    row: int
    value: Fraction

    @property
    def there(self) -> str:
        """Its address as another sheet writes it."""
        return f"'{self.sheet}'!{self.column}{self.row}"


def area(cells: Sequence[Placed]) -> str:
    """The address of cells that lie together in one row or one column of one sheet."""
    first, last = cells[0], cells[-1]
    return first.there if first == last else f"{first.there}:{last.column}{last.row}"


def whole(text: str) -> str:
    """The value as a whole number that can be compared exactly."""
    return f"ROUND({text}*{WHOLE},0)"


def whole_value(value: Fraction) -> Fraction:
    """What :func:`whole` gives."""
    return round_half_up(value * WHOLE, 0)


def rounded(inner: Formula, decimals: int | None) -> Formula:
    """Rounded half up; None: as it is."""
    if decimals is None:
        return inner
    value = round_half_up(inner.value, decimals)
    return Formula(f"ROUND(ROUND({inner.text},{CLEAN}),{decimals})", value)


def converted(mark: Placed, own: tuple[Placed, Placed], to: tuple[Placed, Placed]) -> Formula:
    """A mark on the scale ``own`` brought to ``to``: lowest to lowest, highest to highest."""
    low, high = own
    least, most = to
    share = (mark.value - low.value) / (high.value - low.value)
    return Formula(
        f"({mark.there}-{low.there})/({high.there}-{low.there})"
        f"*({most.there}-{least.there})+{least.there}",
        share * (most.value - least.value) + least.value,
    )


def weighted(mark: Formula, weight: Formula, percent: bool) -> Formula:
    """A value times its weight, which is percent or a factor."""
    by = 100 if percent else 1
    return Formula(
        f"{mark.text}*{weight.text}" + ("/100" if percent else ""), mark.value * weight.value / by
    )


def added(parts: Sequence[Formula]) -> Formula:
    """The sum of the parts."""
    text = ",".join(part.text for part in parts)
    return Formula(f"SUM({text})", sum((part.value for part in parts), Fraction(0)))


def weighed(values: Sequence[Placed], weights: Sequence[Placed], percent: bool) -> Formula:
    """The sum of value x weight; the weights are percent or factors."""
    by = 100 if percent else 1
    text = f"SUMPRODUCT({area(values)},{area(weights)})"
    total = sum((v.value * w.value for v, w in zip(values, weights, strict=True)), Fraction(0))
    return Formula(f"{text}/100" if percent else text, total / by)


def combined(rule: str | Trimmed, where: str, values: Sequence[Fraction]) -> Formula:
    """The jurors combined as the rule book says, from the marks in an area; texts do not count."""
    ordered = sorted(values)
    if isinstance(rule, Trimmed):
        return _trimmed(rule.trimmed, where, ordered)
    function = {"mean": "AVERAGE", "median": "MEDIAN", "sum": "SUM", "rank_sum": "AVERAGE"}[rule]
    return Formula(f"{function}({where})", _combine(rule, ordered))


def _combine(rule: str, values: Sequence[Fraction]) -> Fraction:
    count = len(values)
    if rule == "median":
        return (values[(count - 1) // 2] + values[count // 2]) / 2
    total = sum(values, Fraction(0))
    return total if rule == "sum" else total / count


def _trimmed(cut: int, where: str, values: Sequence[Fraction]) -> Formula:
    """The mean without the ``cut`` highest and lowest of the marks present."""
    ends = "".join(f"-LARGE({where},{n})-SMALL({where},{n})" for n in range(1, cut + 1))
    kept = values[cut : len(values) - cut]
    text = f"(SUM({where}){ends})/(COUNT({where})-{2 * cut})"
    return Formula(text, sum(kept, Fraction(0)) / len(kept))


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'
