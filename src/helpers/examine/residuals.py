"""What jurors disagree about: what is left of their totals beside participant and severity.

mark = participant + juror + rest. The rest, pooled over a stage, says how far one juror's total for
one participant ordinarily lies from what the others and the juror's own severity would give.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.scoring.arrays import CRITERIA, JURORS, Flags, some
from helpers.scoring.exact import Exact
from helpers.scoring.stages import StageResult

Reals = npt.NDArray[np.float64]
NOTHING = 1e-9  # of the widest total: below it, what is left is the noise of floats


@dataclass(frozen=True)
class Residuals:
    """The pooled residuals of a stage.

    ``covariance`` is their mean square, criterion by criterion (1 x 1 for totals), on ``degrees``
    of freedom: (N - 1)(J - 1) where every juror marked everyone. ``degrees`` is 0 where nothing is
    left to tell disagreement from severity. ``deviation`` is the standard deviation of one juror's
    total.
    """

    covariance: Reals
    degrees: int
    deviation: float


def pooled(tables: Reals, present: Flags, weights: Reals) -> Residuals:
    """Fit participants and jurors by least squares, and pool what is left.

    Parameters
    ----------
    tables
        Shape (participants, jurors, parts).
    present
        Shape (participants, jurors): which totals are whole.
    weights
        What each part counts in a juror's total, shape (parts,).
    """
    people, seats = some(present, JURORS), some(present, 0)
    tables, present = tables[people][:, seats], present[people][:, seats]
    left, degrees = _left(tables, present)
    parts = tables.shape[CRITERIA]
    if degrees <= 0:
        return Residuals(np.zeros((parts, parts)), 0, 0.0)
    covariance = left.T @ left / degrees
    deviation = float(np.sqrt(weights @ covariance @ weights))
    widest = float(np.abs(tables @ weights).max())
    if deviation <= NOTHING * widest:
        return Residuals(np.zeros((parts, parts)), degrees, 0.0)
    return Residuals(covariance, degrees, deviation)


def _left(tables: Reals, present: Flags) -> tuple[Reals, int]:
    """What is left in each cell that is present, and its degrees of freedom."""
    people, jurors, parts = tables.shape
    if not tables.size:
        return np.zeros((0, parts)), 0
    if present.all():
        both = tables.mean(axis=(0, 1))
        left = tables - tables.mean(axis=1, keepdims=True) - tables.mean(axis=0) + both
        return left.reshape(-1, parts), (people - 1) * (jurors - 1)
    person, seat = np.nonzero(present)
    design = np.zeros((len(person), people + jurors))
    rows = np.arange(len(person))
    design[rows, person] = design[rows, people + seat] = 1
    known = tables[person, seat]
    fitted, _, rank, _ = np.linalg.lstsq(design, known, rcond=None)
    return known - design @ fitted, len(person) - int(rank)


def residuals_of_totals(result: StageResult) -> Residuals:
    """The residuals of the jurors' totals in a stage."""
    present = result.jury.complete & result.ranked[:, None]
    return pooled(reals(result.juror_totals)[..., None], present, np.ones(1))


def residuals_of_criteria(result: StageResult, weights: Reals) -> Residuals:
    """The residuals of the jurors' marks in a stage, and how they go together over criteria."""
    present = result.jury.complete & result.ranked[:, None]
    return pooled(reals(result.marks), present, weights)


def reals(numbers: Exact) -> Reals:
    """The numbers as floats: for what is estimated, never for what is decided."""
    return np.asarray(numbers.numerators.astype(np.float64) / numbers.denominator)
