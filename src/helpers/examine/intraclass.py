"""Intraclass correlations: which part of what differs is the participants'.

Six forms, with 95 % limits (Shrout & Fleiss 1979; McGraw & Wong 1996). ``1`` is a single juror,
``k`` the mean of the panel; ``1`` one-way, ``c`` consistency (severity does not count against the
panel), ``a`` absolute agreement (it does).
"""

from __future__ import annotations

from fractions import Fraction

from helpers.examine.distributions import f_quantile
from helpers.examine.estimates import Estimate, finite
from helpers.examine.mean_squares import MeanSquares

SURE = 0.975  # both limits together leave out 5 %
FORMS = ("icc_11", "icc_1k", "icc_a1", "icc_ak", "icc_c1", "icc_ck")
Limits = tuple[Fraction, Fraction] | None


def no_intraclass(stage: str, reason: str) -> tuple[Estimate, ...]:
    """The six forms where there are none."""
    return tuple(Estimate(form, stage, None, reason=reason) for form in FORMS)


def intraclass(stage: str, squares: MeanSquares) -> tuple[Estimate, ...]:
    """The six intraclass correlations of a complete table of participants x jurors.

    None where the participants' means are all equal; and no agreement of the panel's mean where
    its variance is estimated as nothing or less.
    """
    if squares.participants == 0:
        return no_intraclass(stage, "no_spread")
    one_way = _one_way_limits(squares)
    consistent = _consistency_limits(squares)
    absolute = _agreement_limits(squares)
    panel = squares.seats
    return (
        _form("icc_11", stage, _single(squares, squares.within), one_way),
        _form("icc_1k", stage, _average(squares, squares.within), _stepped_up(one_way, panel)),
        _form("icc_a1", stage, single_agreement(squares), absolute),
        _form("icc_ak", stage, panel_agreement(squares), _stepped_up(absolute, panel)),
        _form("icc_c1", stage, single_consistency(squares), consistent),
        _form("icc_ck", stage, panel_consistency(squares), _stepped_up(consistent, panel)),
    )


def single_consistency(squares: MeanSquares) -> Fraction:
    """ICC(C,1) = (MSR - MSE) / (MSR + (k - 1) MSE)."""
    return _single(squares, squares.residual)


def panel_consistency(squares: MeanSquares) -> Fraction:
    """ICC(C,k) = (MSR - MSE) / MSR."""
    return _average(squares, squares.residual)


def single_agreement(squares: MeanSquares) -> Fraction:
    """ICC(A,1) = (MSR - MSE) / (MSR + (k - 1) MSE + k (MSC - MSE) / n)."""
    of_jurors = squares.seats * (squares.jurors - squares.residual) / squares.rows
    whole = squares.participants + (squares.seats - 1) * squares.residual + of_jurors
    return (squares.participants - squares.residual) / whole


def panel_agreement(squares: MeanSquares) -> Fraction | None:
    """ICC(A,k) = (MSR - MSE) / (MSR + (MSC - MSE) / n); None where that is no part of a whole."""
    whole = squares.participants + (squares.jurors - squares.residual) / squares.rows
    return (squares.participants - squares.residual) / whole if whole > 0 else None


def _single(squares: MeanSquares, error: Fraction) -> Fraction:
    whole = squares.participants + (squares.seats - 1) * error
    return (squares.participants - error) / whole


def _average(squares: MeanSquares, error: Fraction) -> Fraction:
    return (squares.participants - error) / squares.participants


def _form(form: str, stage: str, value: Fraction | None, limits: Limits) -> Estimate:
    if value is None:
        return Estimate(form, stage, None, reason="disagreement")
    low, high = limits or (None, None)
    return Estimate(form, stage, value, low, high, reason="" if limits else "no_limits")


def _one_way_limits(squares: MeanSquares) -> Limits:
    freedom = squares.rows * (squares.seats - 1)
    return _limits_of_ratio(squares, squares.within, freedom)


def _consistency_limits(squares: MeanSquares) -> Limits:
    freedom = (squares.rows - 1) * (squares.seats - 1)
    return _limits_of_ratio(squares, squares.residual, freedom)


def _limits_of_ratio(squares: MeanSquares, error: Fraction, freedom: int) -> Limits:
    """(F - 1) / (F + k - 1) at the two ends of F = MSR / error; none where nothing is left over."""
    if error == 0:
        return None
    ratio, rows = float(squares.participants / error), squares.rows - 1
    ends = (ratio / f_quantile(SURE, rows, freedom), ratio * f_quantile(SURE, freedom, rows))
    low, high = ((end - 1) / (end + squares.seats - 1) for end in ends)
    return _pair(low, high)


def _agreement_limits(squares: MeanSquares) -> Limits:
    """The limits of ICC(A,1), with the degrees of freedom of Satterthwaite."""
    value = float(single_agreement(squares))
    if value == 1:
        return None
    n, k = squares.rows, squares.seats
    msr, msc = float(squares.participants), float(squares.jurors)
    mse = float(squares.residual)
    of_jurors = k * value / (n * (1 - value)) * msc
    of_rest = (1 + k * value * (n - 1) / (n * (1 - value))) * mse
    spread = of_jurors**2 / (k - 1) + of_rest**2 / ((n - 1) * (k - 1))
    if spread == 0:
        return None
    freedom = (of_jurors + of_rest) ** 2 / spread
    lower, upper = f_quantile(SURE, n - 1, freedom), f_quantile(SURE, freedom, n - 1)
    common = k * msc + (k * n - k - n) * mse
    return _pair(
        _ratio(n * (msr - lower * mse), lower * common + n * msr),
        _ratio(n * (upper * msr - mse), common + n * upper * msr),
    )


def _ratio(above: float, below: float) -> float:
    return above / below if below > 0 else float("nan")


def _pair(low: float, high: float) -> Limits:
    ends = finite(low), finite(high)
    return (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None


def _stepped_up(limits: Limits, panel: int) -> Limits:
    """Spearman and Brown: what a limit for one juror is for the mean of the panel."""
    if limits is None or any(1 + (panel - 1) * limit <= 0 for limit in limits):
        return None
    low, high = (panel * limit / (1 + (panel - 1) * limit) for limit in limits)
    return low, high
