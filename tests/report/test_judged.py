"""What the examination found, in sentences: true in each case, and of no use against a juror."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.records.tables import Diagnostic
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.judged import (
    say_agreement,
    say_chance,
    say_favour,
    say_one_mark,
    say_strictness,
    say_weights,
)
from helpers.report.wording import ranked_of

KEY = "karang-taruna"


def row(measure: str, value: str = "", subject: str = "panel", **more: str) -> Diagnostic:
    """A row of diagnostics.csv, of the category as a whole unless a stage is named."""
    stage, name = more.pop("stage", ""), more.pop("id", "")
    return Diagnostic("2024", KEY, stage, subject, name, measure, value, **more)


def category_with(digest: SeasonDigest, *rows: Diagnostic) -> CategoryDigest:
    """The category of the digest with other diagnostics."""
    return replace(digest.category(KEY), diagnostics=rows)


def first_of(digest: SeasonDigest) -> str:
    """The participant who is first."""
    return ranked_of(digest.category(KEY))[0].participant


def test_weights_are_firm_only_for_that_reason(digest: SeasonDigest) -> None:
    """Where the weights could not be moved at all, nobody is told that none would do."""
    for why in ("No division would do.", "The rule is not linear."):
        about = row("smallest_weight_change", "", "participant", note=why)
        assert say_weights(category_with(digest, about), "en") == [f"Weights of the stages: {why}"]
    assert say_weights(category_with(digest), "en") == []


def test_one_mark_says_what_it_is_about(digest: SeasonDigest) -> None:
    """Where no mark suffices, the sentence names the place; else the mark and how many could."""
    who = first_of(digest)
    none = row("smallest_mark_change", "", "participant", id=who, note="No mark could.")
    assert say_one_mark(digest, category_with(digest, none), "en") == [
        "The first place: No mark could."
    ]
    some = replace(none, value="4", note="the mark of juror J1 for A on c, 80 to 84")
    easily = row("marks_able_easily", "1", "participant", id=who)
    [told] = say_one_mark(digest, category_with(digest, some, easily), "en")
    assert told.endswith("by at most 5% of the width of their scale: 1.")
    assert "the mark of Juror 1 for A" in told


@pytest.mark.parametrize(
    ("shift", "unit", "moved", "said"),
    [
        ("0.00", "points", "0", "The panel here is of that kind"),
        ("0.07", "points", "0", "by at most 0.07 points, and no title would move"),
        ("0.07", "points", "2", "participants with another title: 2. The official result"),
        ("1.50", "places", "0", "by at most 1.50 in the sum of ranks, and no title"),
        ("1.50", "places", "2", "in the sum of ranks, and participants with another title: 2"),
    ],
)
def test_what_severity_does(
    digest: SeasonDigest, shift: str, unit: str, moved: str, said: str
) -> None:
    """A complete panel whose marks are averaged is not told that it is not quite of that kind."""
    rows = (
        row("titles_moved_without_severity", moved),
        row("shift_without_severity", shift, unit=unit),
    )
    first, second = say_strictness(digest, category_with(digest, *rows), "en")
    assert first.endswith("To be strict is not a fault.")
    assert said in second


def test_the_own_region_is_no_verdict(digest: SeasonDigest) -> None:
    """A difference is told with its sign and its chance, and that it proves nothing."""
    rows = (
        row("favour", "-2.5", "juror", stage="administrasi", id="J1"),
        row("favour_p_holm", "0.0001", "juror", stage="administrasi", id="J1"),
    )
    [told] = say_favour(digest, category_with(digest, *rows), "en")
    assert "differ by −2.50 points" in told
    assert told.endswith("< 0.001). Figures do not show the cause and are no proof of favour.")


def test_chance_says_how_exact_it_is(digest: SeasonDigest) -> None:
    """A range of one rank is told as a range, and 99.99 % of the trials not as all of them."""
    who = first_of(digest)
    rows = (
        row("draws", "20000"),
        row("draws_error", "0.0035"),
        row("p_first", "0.9999", "participant", id=who),
        row("rank_low", "1", "participant", id=who),
        row("rank_high", "1", "participant", id=who),
    )
    [told] = say_chance(category_with(digest, *rows), "id")
    assert "pada > 99,9% dari 20.000 percobaan (ketelitian percobaan ± 0,35%)" in told
    assert told.endswith("rentang peringkatnya (95%): hanya 1.")


def test_agreement_is_not_called_right(digest: SeasonDigest) -> None:
    """The number of jurors needed is told with what it does not measure."""
    rows = (
        row("kendall_w", "0.76", stage="administrasi"),
        row("jurors_for_080", "1", stage="administrasi", low="1", high="4"),
    )
    agreed, needed = say_agreement(category_with(digest, *rows), "en")
    assert agreed.endswith("(0 not at all, 1 the same): 0.76.")
    assert "1 to 4" in needed
    assert needed.endswith("It does not measure whether a mark is right.")
