"""The kinds of arrays that the formulas work on."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Numerators = npt.NDArray[Any]  # int64, or Python integers where 64 bits do not suffice
Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]

PARTICIPANTS, JURORS, CRITERIA = 0, 1, 2  # the axes of the marks of a stage


def some(flags: Flags, *axes: int) -> Flags:
    """Where a flag is set anywhere along the axes."""
    return np.asarray(flags.any(axis=axes), dtype=np.bool_)


def every(flags: Flags, *axes: int) -> Flags:
    """Where all flags are set along the axes."""
    return np.asarray(flags.all(axis=axes), dtype=np.bool_)
