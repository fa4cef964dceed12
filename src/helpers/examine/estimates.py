"""What is measured about a panel as a whole: a number with its limits, or the reason for none."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isfinite, sqrt

COEFFICIENT = 7  # decimals: as many as statistics programs print


@dataclass(frozen=True)
class Estimate:
    """One number about a panel.

    ``stage`` is '' for the category as a whole; ``of`` says what exactly it is about where a
    measure has several (a panel of another size). ``low`` and ``high`` are 95 % limits. Where there
    is no value, and where there is one without limits that it should have, ``reason`` says why.
    ``remark`` is what textbooks print beside the number.
    """

    measure: str
    stage: str
    value: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = "coefficient"
    decimals: int = COEFFICIENT
    reason: str = ""
    of: str = ""
    remark: str = ""


def finite(number: float) -> Fraction | None:
    """A number that came out of a root or a distribution; None where it is none."""
    return Fraction(number) if isfinite(number) else None


def root(number: Fraction) -> Fraction:
    """The square root, as near as a float comes."""
    return Fraction(sqrt(number))
