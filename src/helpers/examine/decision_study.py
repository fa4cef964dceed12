"""The decision study: what another juror, or another criterion, would buy.

The relative error is that of the distance between two participants; the absolute error is that of
a total itself, the strictness of whoever happens to judge included. Generalizability and
dependability are the parts of what differs that are the participants' own, against either error.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, prod

from helpers.examine.components import Components
from helpers.examine.estimates import Estimate, root

WANTED = Fraction(8, 10)  # usual where something hangs on the result; 0.9 where lives do
AS_IT_IS = ""
ROUND_SIZES = (5, 10, 15, 20)  # to compare with other panels and years


@dataclass(frozen=True)
class Design:
    """A panel as it might be: how many jurors, and on how many criteria."""

    name: str
    jurors: int
    criteria: int = 1


@dataclass(frozen=True)
class Decided:
    """What a design gives: variances of the participants and of both errors."""

    participants: Fraction
    relative: Fraction
    absolute: Fraction

    @property
    def generalizability(self) -> Fraction | None:
        """The participants' part, where only the distances between them count."""
        return self._part(self.relative)

    @property
    def dependability(self) -> Fraction | None:
        """The participants' part, where the totals themselves count."""
        return self._part(self.absolute)

    def _part(self, error: Fraction) -> Fraction | None:
        whole = self.participants + error
        return self.participants / whole if whole else None


def panel_designs(jurors: int) -> tuple[Design, ...]:
    """The panel as it is, one juror fewer to four more, and round numbers of jurors."""
    sizes = sorted({*range(max(jurors - 1, 1), jurors + 5), *ROUND_SIZES})
    return (Design(AS_IT_IS, jurors), *(Design(f"jurors={size}", size) for size in sizes))


def criteria_designs(jurors: int, criteria: int) -> tuple[Design, ...]:
    """The panel as it is, with one juror more, and with one criterion more."""
    return (
        Design(AS_IT_IS, jurors, criteria),
        Design(f"jurors={jurors + 1}", jurors + 1, criteria),
        Design(f"criteria={criteria + 1}", jurors, criteria + 1),
    )


def decide(parts: Components, design: Design) -> Decided:
    """The variances of a design: each component by how many jurors and criteria it is averaged."""
    sizes = {"j": design.jurors, "c": design.criteria}
    shares = {
        effect: value / prod(sizes[letter] for letter in effect if letter in sizes)
        for effect, value in parts.values.items()
        if effect != "p"
    }
    return Decided(
        participants=parts.values["p"],
        relative=sum((shares[effect] for effect in shares if "p" in effect), Fraction()),
        absolute=sum(shares.values(), Fraction()),
    )


def study(
    stage: str, parts: Components, designs: tuple[Design, ...], of: str = "", no_points: str = ""
) -> tuple[Estimate, ...]:
    """Every design in four numbers; ``of`` is added to the names of the measures.

    ``no_points`` is the reason why no error is told in points, where the rule does not average; it
    is told once.
    """
    made = []
    for design in designs:
        decided = decide(parts, design)
        coefficients = {
            "generalizability": decided.generalizability,
            "dependability": decided.dependability,
        }
        errors = {"error_relative": decided.relative, "error_absolute": decided.absolute}
        for name, value in coefficients.items():
            reason = "no_spread" if value is None else ""
            made.append(Estimate(name + of, stage, value, reason=reason, of=design.name))
        if no_points and design.name != AS_IT_IS:
            continue
        for name, variance in errors.items():
            error = None if no_points else root(variance)
            one = Estimate(name + of, stage, error, unit="points", reason=no_points)
            made.append(replace(one, of=design.name))
    return tuple(made)


def jurors_needed(stage: str, single: Estimate) -> Estimate:
    """How many jurors the mean needs for 0.8, from ICC(C,1) and its two limits.

    ``high`` is empty where the lower limit would not be enough with any number of jurors.
    """
    needed = Estimate("jurors_for_080", stage, None, unit="jurors", decimals=0)
    if single.value is None or single.value <= 0:
        why = single.reason if single.value is None else "no_agreement"
        return replace(needed, reason=why)
    low, high = _needed(single.high), _needed(single.low)
    reason = "" if high is not None else single.reason or "open_ended"
    return replace(needed, value=_needed(single.value), low=low, high=high, reason=reason)


def _needed(single: Fraction | None) -> Fraction | None:
    if single is None or single <= 0:
        return None
    return Fraction(max(1, ceil(WANTED / (1 - WANTED) * (1 - single) / single)))
