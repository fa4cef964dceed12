"""The distributions of the textbooks, by their few functions that are needed here."""

from __future__ import annotations

from scipy.special import chdtrc, fdtri, stdtrit


def f_quantile(probability: float, above: float, below: float) -> float:
    """The value that F with these degrees of freedom stays under with the probability."""
    return float(fdtri(above, below, probability))


def t_quantile(probability: float, freedom: int) -> float:
    """The value that Student's t stays under with the probability."""
    return float(stdtrit(freedom, probability))


def chi_square_tail(value: float, freedom: int) -> float:
    """The probability that chi-square reaches the value."""
    return float(chdtrc(freedom, value))
