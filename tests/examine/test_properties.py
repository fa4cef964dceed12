"""Whatever the marks are: a number that means something, or a reason; never anything else."""

from __future__ import annotations

import warnings
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.examine.category import diagnostics, measure_category
from helpers.examine.panel_telling import (
    say_another_criterion,
    say_deviations,
    say_favours,
    say_panel,
    say_rho_limit,
    say_strictness,
)
from helpers.examine.telling import say_measured

NO_NUMBER = ("winner_without", "winner_under", "margin_close")
MAY_BE_EMPTY = ("margin_without", "margin_under")  # of a winner with nobody behind
RULES = st.sampled_from(
    [
        {"combine": {"jurors": "mean"}},
        {"combine": {"jurors": "median"}},
        {"combine": {"jurors": {"trimmed": 1}}},
        {"combine": {"jurors": "mean", "at": "criterion"}},
        {"combine": {"jurors": "sum"}},
        {"combine": {"jurors": "rank_sum"}},
        {"weights": "factor", "combine": {"jurors": "mean"}},
    ]
)
cells = st.one_of(
    st.sampled_from(["80", "81", "JB", "TH", "0", "100"]), st.integers(70, 90).map(str)
)


@st.composite
def tables(draw: st.DrawFn, criteria: int) -> list[str]:
    """Tables of up to six participants and five jurors, with gaps, ties and constants."""
    participants, jurors = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    constant = draw(st.booleans())
    made = []
    for _ in range(criteria):
        one = draw(st.lists(cells, min_size=jurors, max_size=jurors))
        rows = [
            one if constant else draw(st.lists(cells, min_size=jurors, max_size=jurors))
            for _ in range(participants)
        ]
        made.append("\n".join(f"P{n}: {' '.join(row)}" for n, row in enumerate(rows)))
    return made


@pytest.mark.slow
@settings(max_examples=60)
@given(RULES, st.integers(1, 2).flatmap(tables), st.booleans())
def test_numbers_or_reasons(
    scoring: Any, rule: dict[str, Any], made: list[str], home: bool
) -> None:
    """Every row has a finite value or a note, every sentence can be said, and nothing warns."""
    jurors = len(made[0].split("\n")[0].split()) - 1
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    criteria = ["c", "d"][: len(made)]
    marks: dict[tuple[str, ...], str] = {}
    for criterion, table in zip(criteria, made, strict=True):
        marks |= scoring.table(table, criterion=criterion)
    missing = {"participant_absent": "not_ranked", "juror_absent": "mean_of_present"}
    whole = {"jurors": names, "missing": missing, "stages": {"s": scoring.stage(criteria)}} | rule
    seats = {"J1": {"region": "63.01"}} if home else {}
    book = scoring.book(whole, names, seats)
    facts = scoring.facts(marks, regions={"P0": "63.01", "P1": "63.01"})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        examined = measure_category(book, scoring.category, facts)
        rows = diagnostics(book, examined)
        _say_all(book.categories[scoring.category], examined)
    for row in rows:
        assert row.value or row.note or row.measure in MAY_BE_EMPTY, row
        numbers = [row.low, row.high] + [row.value] * (row.measure not in NO_NUMBER)
        assert all(Decimal(number).is_finite() for number in numbers if number), row


def _say_all(rule: Any, examined: Any) -> None:
    study = examined.panels
    for language in ("id", "en"):
        for panel in (*study.stages, *([study.whole] if study.whole else [])):
            said = [
                *say_panel(panel, rule, language),
                *say_deviations(panel.deviations, Decimal(15), language),
                *say_favours(panel.favours, language),
                *(say_measured(one, language) for one in panel.jurors),
            ]
            assert all(said)
            assert isinstance(say_another_criterion(panel, language), str)
            assert isinstance(say_rho_limit(panel, language), str)
        assert isinstance(say_strictness(study.strictness, "points", language), str)
