"""Do the rank ranges hold what they promise? A study on synthetic panels whose truth is known.

Each panel has 13 participants of known quality and honest jurors who differ in severity and who
disagree. A range of ranks that is said to hold 95 % should hold the true rank about as often.
The panels and the draws come from fixed seeds: the same call gives the same table.

    python docs/coverage.py            the table of examination.md, in some minutes
    python docs/coverage.py 50         the same from 50 panels each
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.examine.chance import DRAWS, drawn_ranks, rank_range, rank_shares
from helpers.examine.draws import drawn_means
from helpers.examine.residuals import Reals, pooled

PARTICIPANTS = 13
JURORS = (3, 5, 7, 9)
PANELS = 2000
# Standard deviations in points of a scale to 100: between participants, of severity, and of what a
# juror thinks of one participant beside both.
QUALITY, SEVERITY, DISAGREEMENT = 6.0, 4.0, 5.0


@dataclass(frozen=True)
class Coverage:
    """What the ranges of many panels held: shares, and the mean width in ranks."""

    jurors: int
    held: float
    width: float
    best_first: float
    said_first: float


def study(jurors: int, panels: int = PANELS, draws: int = DRAWS) -> Coverage:
    """Draw panels, and count how often the range of ranks held the true rank."""
    random = np.random.default_rng(jurors)
    held, widths, best, said = [], [], [], []
    for _ in range(panels):
        quality = random.normal(0, QUALITY, PARTICIPANTS)
        totals = (
            75
            + quality[:, None]
            + random.normal(0, SEVERITY, jurors)
            + random.normal(0, DISAGREEMENT, (PARTICIPANTS, jurors))
        )
        low, high, first = ranges(totals, draws, random)
        true = (quality[None, :] > quality[:, None]).sum(axis=1) + 1
        winner = totals.mean(axis=1).argmax()
        held.append((low <= true) & (true <= high))
        widths.append(high - low + 1)
        best.append(true[winner] == 1)
        said.append(first[winner])
    return Coverage(
        jurors,
        float(np.mean(held)),
        float(np.mean(widths)),
        float(np.mean(best)),
        float(np.mean(said)),
    )


def ranges(totals: Reals, draws: int, random: np.random.Generator) -> tuple[Reals, Reals, Reals]:
    """The ends of everyone's range of ranks, and the chance of the first rank."""
    people, jurors = totals.shape
    residuals = pooled(totals[..., None], np.ones(totals.shape, dtype=np.bool_), np.ones(1))
    error = np.full(people, residuals.deviation / np.sqrt(jurors))
    drawn = drawn_means(totals.mean(axis=1), [(error, residuals.degrees)], draws, random)
    shares = rank_shares(drawn_ranks(drawn, np.zeros(people, dtype=np.int64)))
    ends = np.array([rank_range(own.tolist()) for own in shares])
    return ends[:, 0], ends[:, 1], shares[:, 0]


def table(found: Sequence[Coverage]) -> str:
    """The study as a table in Markdown."""
    head = (
        "| jurors | true rank inside the range | mean width, of 13 ranks "
        "| first is truly the best | chance of first as printed |\n"
        "|---:|---:|---:|---:|---:|\n"
    )
    return head + "".join(
        f"| {one.jurors} | {one.held:.1%} | {one.width:.1f} "
        f"| {one.best_first:.1%} | {one.said_first:.1%} |\n"
        for one in found
    )


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else PANELS
    sys.stdout.write(table([study(jurors, asked) for jurors in JURORS]))
